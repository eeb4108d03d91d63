# Stops services in order, within $seconds, then unmounts. init ends what is left, and goes down as it was asked to.
# If limd has died, and what keeps it, one is started for this: init starts nothing any more.
lim shutdown poweroff "${seconds}000" || {
  /etc/limd &
  until lim status >/dev/null 2>&1; do
    [ $((tries = tries + 1)) -lt 50 ] || break
    sleep 0.1
  done
  timeout -s KILL "$seconds" lim shutdown poweroff "${seconds}000"
}
sync
umount -a -r
