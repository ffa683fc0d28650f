#!/bin/sh
# SPDX-License-Identifier: MIT
# An editor: it tells where it was opened, and does to the file what sed is told. It shows that it has the terminal.
line=0
case $1 in +*) line=${1#+}; shift ;; esac
printf '%s\n' "$line: $(sed -n "${line}p" "$1")" >./at
stat -c %a "$1" >mode
cp "$1" seen
times=$(($(cat times 2>/dev/null || echo 0) + 1))
echo $times >./times
stty -a | grep -q ' icanon' && echo "editor $times has the terminal"
read -r does
case $does in
fail) exit 3 ;;
*) sed -i "$does" "$1" ;;
esac
