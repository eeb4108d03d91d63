#!/bin/sh
# Runs what the test driver (src/testing/command-console.ts) sends over a virtio serial port. Both speak lines:
#   host:  ID run BASE64-OF-COMMAND     any number at once, each in a session of its own
#          ID kill                      ends that command and everything in its session's process group
#   guest: ready                        once, at start
#          ID stdout, base64 lines, ID stderr, base64 lines, ID exit STATUS
# Answers are whole: a lock keeps two from mixing. Base64 has no space in it and a framing line has, so a
# host that lost its place finds it again at the next ID it knows.
# A port, and not a console: QEMU holds back what a port's other end does not take yet, and drops what a console
# prints then. While nobody is at the other end, writing waits and reading comes to an end.
# Needs of busybox: sh base64 cat grep mkdir rm setsid sleep flock.

state=/tmp/command-console

# The driver of ports names them a little after it has started.
until named=$(grep -lx liminix.commands /sys/class/virtio-ports/*/name 2>/dev/null); do sleep 0.1; done
port=${named%/name}
port=/dev/${port##*/}

answer() {
  echo "$1 stdout"
  base64 <"$state/$1/stdout"
  echo "$1 stderr"
  base64 <"$state/$1/stderr"
  echo "$1 exit $2"
}

# Output goes through files, not pipes: a daemon that the command leaves behind keeps nobody waiting.
run() {
  mkdir -p "$state/$1"
  setsid sh -c "$(echo "$2" | base64 -d)" </dev/null >"$state/$1/stdout" 2>"$state/$1/stderr" &
  echo $! >"$state/$1/pid"
  wait $!
  status=$?
  {
    flock 9
    answer "$1" "$status"
  } 9>"$state/lock"
  rm -rf "${state:?}/$1"
}

rm -rf "$state"
mkdir -p "$state"
exec <>"$port" >&0
# A port takes one opener at a time: what still writes an answer goes with us.
trap 'kill -KILL 0' EXIT TERM
echo ready
while read -r id verb word; do
  case $verb in
  run) run "$id" "$word" & ;;
  kill) kill -KILL -- "-$(cat "$state/$id/pid")" ;;
  esac
done
