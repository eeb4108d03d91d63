#!/bin/sh
# For "udhcpc -n -q -i eth1 -s /etc/say-lease": all that the server said, and nothing is done about it.
[ "$1" != bound ] || env
