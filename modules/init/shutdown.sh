# Stops services in order, within $seconds, then unmounts. init ends what is left, and goes down as it was asked to.
stop() { timeout -s KILL $((seconds + 5)) lim shutdown poweroff "${seconds}000"; }
stop
# 111: limd has died. If what keeps it has too, one is started for this: init starts nothing any more.
if [ $? = 111 ]; then
  /etc/keep-limd &
  until timeout -s KILL 5 lim status >/dev/null 2>&1 || [ $((tries += 1)) = 50 ]; do sleep 0.1; done
  stop
fi
sync
umount -a -r
