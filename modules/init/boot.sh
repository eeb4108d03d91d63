#!/bin/sh
# What limd stands on. Each kind of file that services write has a file system of its own: one that is full is
# trouble for those who fill it, and not for limd.
mount -t proc -o nosuid,nodev,noexec proc /proc
mount -t sysfs -o nosuid,nodev,noexec sysfs /sys
mkdir -p /dev/pts
mount -t devpts -o nosuid,noexec,mode=620 devpts /dev/pts
mount -t tmpfs -o nosuid,nodev,mode=755,size=4m tmpfs /run
mount -t tmpfs -o nosuid,nodev,mode=1777,size=25% tmpfs /tmp
mount -t tmpfs -o nosuid,nodev,mode=755,size=10% tmpfs /var
mkdir -p /var/lib /run/services/outputs /run/services/log
mount -t tmpfs -o nosuid,nodev,noexec,mode=755,size=1m tmpfs /run/services/outputs
mount -t tmpfs -o nosuid,nodev,noexec,mode=755,size=5% tmpfs /run/services/log
