# Takes what `liminix run --secret` and boot({ secrets }) give (src/qemu/secrets.ts), over a virtio serial port:
#   secret NAME BASE64-OF-VALUE, any number of lines, then: end
# and makes of each a file in /run/secrets that only root reads. That there is something to wait for is said on the
# kernel's command line. Only builtins of the shell see a value: it is on no command line.
grep -qw liminix.secrets /proc/cmdline || exit 0

until named=$(grep -lx liminix.secrets /sys/class/virtio-ports/*/name 2>/dev/null); do sleep 0.1; done
port=${named%/name}
port=/dev/${port##*/}

take() {
  while read -r word name value; do
    [ "$word" = secret ] || return 0
    echo "$value" | base64 -d >"/run/secrets/.$name.new"
    mv "/run/secrets/.$name.new" "/run/secrets/$name"
  done
  return 1
}

umask 077
# The port reads as ended until its driver has heard that the other end is open.
until take <"$port"; do sleep 0.1; done
