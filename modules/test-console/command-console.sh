#!/bin/sh
# Runs what the test driver (src/testing/command-console.ts) sends over a virtio console. Both speak lines:
#   host:  ID run BASE64-OF-COMMAND     any number at once, each in a session of its own
#          ID kill                      ends that command and everything in its session's process group
#   guest: ready                        once, at start
#          ID stdout, base64 lines, ID stderr, base64 lines, ID exit STATUS
# Answers are whole: a lock keeps two from mixing. Base64 has no space in it and a framing line has, so a
# host that lost its place finds it again at the next ID it knows.
# Needs of busybox: sh stty base64 cat mkdir rm setsid flock.

console=${1:-/dev/hvc0}
state=/tmp/command-console

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
exec <>"$console" >&0
stty raw -echo
echo ready
while read -r id verb word; do
  case $verb in
  run) run "$id" "$word" & ;;
  kill) kill -KILL -- "-$(cat "$state/$id/pid")" ;;
  esac
done
