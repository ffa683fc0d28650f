#!/bin/sh
# SPDX-License-Identifier: MIT
# Programs on a terminal, screen for screen. A case is a folder in cases/ with a script for the driver
# (drive.c says what can stand in it) and the screens that it names. Other files in it lie beside the
# program when it runs. Every case runs in a folder of its own, with a home of its own in it.
# usage: run.sh [--update] [CASE...]      --update writes the screens as they are now
set -u
unset XENBOOT_DATA XDG_CONFIG_HOME XDG_STATE_HOME XDG_DATA_HOME XDG_CACHE_HOME SOURCE_DATE_EPOCH \
	POSIXLY_CORRECT NO_COLOR XENBOOT_STYLE COLORFGBG ESCDELAY LINES COLUMNS TERMINFO LANG LC_CTYPE ENV
umask 022

tui=$(cd "$(dirname "$0")" && pwd)
: "${XENBOOT:=xenboot}"
case $XENBOOT in
*/*) build=$(cd "$(dirname "$XENBOOT")" && pwd) || exit 1 ;;
*) build=$PWD ;;
esac
XENBOOT=$build/${XENBOOT##*/}
# The demo and the driver.
PATH=$build/tests/tui:$PATH
TERM=xterm-256color
LC_ALL=C.UTF-8
export XENBOOT PATH TERM LC_ALL
command -v drive >/dev/null || {
	echo "run.sh: no program $build/tests/tui/drive: name the built xenboot in XENBOOT" >&2
	exit 1
}

update=
if [ "${1-}" = --update ]; then
	update=--update
	shift
fi

temporary=$(mktemp -d) || exit 1
temporary=$(cd "$temporary" && pwd -P)
trap 'rm -rf "$temporary"' EXIT
passed=0
failed=0

run_case() {
	rm -rf "$temporary/here"
	mkdir "$temporary/here" "$temporary/here/home"
	cp -R "$tui/cases/$1/." "$temporary/here/"
	chmod -R u+w "$temporary/here"
	rm -f "$temporary/here"/*.screen "$temporary/here/script"
	(
		cd "$temporary/here" || exit 1
		HOME=$temporary/here/home
		EXPECT_DIR=$tui/cases/$1
		export HOME EXPECT_DIR
		# shellcheck disable=SC2086 # nothing, or the one word
		drive $update "$tui/cases/$1/script"
	) >"$temporary/log" 2>&1 </dev/null
}

if [ $# -eq 0 ]; then
	set -- "$tui"/cases/*/
fi
for folder in "$@"; do
	name=$(basename "$folder")
	if run_case "$name"; then
		echo "ok $name"
		passed=$((passed + 1))
	else
		sed 120q "$temporary/log"
		echo "FAIL $name"
		failed=$((failed + 1))
	fi
done
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
