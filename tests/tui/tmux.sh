#!/bin/sh
# SPDX-License-Identifier: MIT
# The terminal once more in tmux, which is an emulator of other people's make: what it shows, the keys
# as it sends them, another size, a paste, Ctrl-Z and back, and how it is left.
set -u
command -v tmux >/dev/null || {
	echo "tmux is not installed"
	exit 77
}
unset TMUX TMUX_PANE NO_COLOR XENBOOT_STYLE COLORFGBG ESCDELAY LINES COLUMNS TERMINFO
demo=$(cd "$(dirname "$XENBOOT")" && pwd)/tests/tui/demo
temporary=$(mktemp -d) || exit 1
trap 'tmux kill-server 2>/dev/null; rm -rf "$temporary"' EXIT
LC_ALL=C.UTF-8 TERM=screen HOME=$temporary TMUX_TMPDIR=$temporary
export LC_ALL TERM HOME TMUX_TMPDIR
passed=0
failed=0

# begin TERM LOCALE: the demo in an interactive shell.
begin() {
	what="TERM=$1 LC_ALL=$2"
	tmux -f /dev/null new-session -d -x 60 -y 12 "ENV= PS1='prompt: ' exec sh -i"
	shows 'prompt:'
	type_line "TERM=$1 LC_ALL=$2 '$demo'; echo en''ded"
	shows '> Option number 0'
}

type_line() {
	tmux send-keys -l "$1"
	tmux send-keys Enter
}

# shows TEXT [LINE]: within 10 s, in any line or in the one that sed calls LINE.
shows() {
	tries=0
	until tmux capture-pane -p | sed -n "${2-1,\$}p" | grep -qF -- "$1"; do
		tries=$((tries + 1))
		if [ "$tries" -ge 200 ]; then
			tmux capture-pane -p
			echo "FAIL $what: '$1' is not on the screen"
			failed=$((failed + 1))
			return
		fi
		sleep 0.05
	done
	passed=$((passed + 1))
}

# is FORMAT VALUE: what tmux knows of the pane.
is() {
	got=$(tmux display-message -p "$1")
	if [ "$got" = "$2" ]; then
		passed=$((passed + 1))
	else
		echo "FAIL $what: $1 is '$got' instead of '$2'"
		failed=$((failed + 1))
	fi
}

press() {
	tmux send-keys "$1"
	shows "$2" '$'
}

# go TERM LOCALE MODES: 1 where it has a second screen and a mouse.
go() {
	begin "$1" "$2"
	is '#{alternate_on} #{mouse_any_flag}' "$3 $3"
	press Down Down
	shows '> Option number 1'
	is '#{cursor_y},#{cursor_x}' 3,0
	for key in Up Left Right Home End F1 F4 F5 F12 Tab Enter; do
		press "$key" "$key"
	done
	press NPage PgDn
	press PPage PgUp
	press DC Delete
	press BSpace Backspace
	press C-Left Ctrl-Left
	press C-Right Ctrl-Right
	press Escape Esc
	press C-c Ctrl-C
	tmux resize-window -x 70 -y 16
	shows Resize '$'
	shows 'Option number 12'
	tmux set-buffer 'a line'
	tmux paste-buffer -p
	if [ "$3" = 1 ]; then
		shows 'Paste of 6 bytes: a line' '$'
	else
		shows e '$'
	fi
	tmux send-keys C-z
	shows Stopped
	is '#{alternate_on} #{mouse_any_flag}' '0 0'
	type_line "fg; echo o''ver"
	shows Option
	is '#{alternate_on} #{mouse_any_flag}' "$3 $3"
	press Down Down
	tmux send-keys q
	shows over
	is '#{alternate_on} #{mouse_any_flag}' '0 0'
	tmux kill-server
	# Its socket goes when it has ended.
	while tmux has-session 2>/dev/null; do sleep 0.05; done
}

go xterm-256color C.UTF-8 1
go screen-256color C.UTF-8 1
go screen-256color C 1
go linux C.UTF-8 0
go vt100 C 0
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
