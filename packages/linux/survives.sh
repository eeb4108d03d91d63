# survives.sh ASKED GOT: whether everything asked for is in the configuration that came of it, word for word.
# Where it is not, explain.c says why; that takes another pass through Kconfig, which is seconds of compiler
# probes, so it is run only then.
set -u
lost=0
if grep -v '=n$' "$1" | grep -vxFf "$2"; then lost=1; fi
if sed -n 's/=n$/=/p' "$1" | grep -Ff - "$2"; then lost=1; fi
exit $lost
