# SPDX-License-Identifier: MIT
# Each way in which results can get lost.
line 'xenboot boards >/dev/full'
line 'xenboot boards >&-'
line 'xenboot diff rpi4-yocto rpi4-boot2 >/dev/full'
mkfifo reader
: <reader &
exec 3>reader
wait
line 'xenboot options >&3'
