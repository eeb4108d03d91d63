#!/bin/sh
# ntpd calls this with what it did: "step" and "stratum" once it has a time to trust, "unsync" when it has none.
# limd watches the file; stratum 16 is nobody's (RFC 5905).
mark=/run/services/clock/synchronised
case $1 in
unsync) rm -f "$mark" ;;
step | stratum) [ "${stratum:-16}" -ge 16 ] || touch "$mark" ;;
esac
