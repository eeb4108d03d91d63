#!/bin/sh
# udhcpc calls this with what happened, and with what the server said in variables.
[ "$1" != bound ] || echo "the server at ${serverid:-an address it does not tell} lends $ip"
