#!/bin/sh
# SPDX-License-Identifier: MIT
# Scripts that people might write, most with one fault each, and what `check` must find in them. NAME.expect
# says it of NAME.source:
#
#	board BOARD             --board
#	arguments WORD...       more arguments; files/ has small boot files
#	error CODE LINE         at least one diagnostic of that severity and code at that line
#	warning CODE LINE       likewise
#	note CODE LINE          likewise
#	problem CODE LINE       an error or a warning
#	says LINE TEXT          TEXT stands in a diagnostic of that line, or in its hint
#	only                    no error and no warning but those
#	clean                   no error and no warning at all
#	noerror                 no error
#	exit N                  the exit status
#
# usage: run.sh [NAME...]    SCRIPTS is another folder to take them from
set -u
LC_ALL=C
export LC_ALL
unset XENBOOT_DATA XDG_CONFIG_HOME SOURCE_DATE_EPOCH NO_COLOR POSIXLY_CORRECT
umask 022

here=$(cd "$(dirname "$0")" && pwd)
golden=$here/../golden
XENBOOT=$(command -v "${XENBOOT:-xenboot}") || {
	echo "run.sh: no program ${XENBOOT:-xenboot}: name it in XENBOOT" >&2
	exit 1
}
case $XENBOOT in
/*) ;;
*) XENBOOT=$PWD/$XENBOOT ;;
esac
scripts=$(cd "${SCRIPTS:-$here}" && pwd) || exit 1

temporary=$(mktemp -d) || exit 1
trap 'rm -rf "$temporary"' EXIT
HOME=$temporary/home
export HOME
mkdir "$HOME"
passed=0
failed=0

# shellcheck source=/dev/null
. "$golden/lib.sh"
(make_boot_files) || exit 1
cd "$temporary" || exit 1

complain() {
	echo "FAIL $name: $1"
	good=false
}

# Diagnostics as lines: SEVERITY CODE LINE of each in $temporary/found, and its message and hint in one line,
# with the number before it, in $temporary/texts.
list_findings() {
	awk -v found="$temporary/found" -v texts="$temporary/texts" '
	match($0, /:[0-9]+:[0-9]+: (error|warning|note): .*\[[a-z0-9-]+\]$/) {
		split(substr($0, RSTART + 1), part, ":")
		code = $0
		sub(/^.*\[/, "", code)
		sub(/\]$/, "", code)
		severity = part[3]
		sub(/^ /, "", severity)
		line = part[1]
		print severity, code, line > found
		print line, substr($0, RSTART) > texts
		next
	}
	/: (error|warning|note): .*\[[a-z0-9-]+\]$/ {
		severity = $0
		sub(/: .*/, "", severity)
		print "elsewhere", $0 > found
		next
	}
	/^  hint: / { print line, $0 > texts }' "$temporary/said"
}

# Is a line of expectation met? The line is in $verb and $rest.
expect_line() {
	case $verb in
	board | arguments | only | '' | '#'*) ;;
	error | warning | note)
		grep -qx "$verb $rest" "$temporary/found" || complain "no $verb $rest"
		;;
	problem)
		grep -qxE "(error|warning) $rest" "$temporary/found" || complain "no problem $rest"
		;;
	says)
		grep "^${rest%% *} " "$temporary/texts" | grep -qF -- "${rest#* }" ||
			complain "nothing at line ${rest%% *} says ${rest#* }"
		;;
	clean)
		grep -qvE '^note ' "$temporary/found" && complain "it is clean, but for: $(
			grep -vE '^note ' "$temporary/found" | tr '\n' ';')"
		;;
	noerror)
		grep -qE '^(error|elsewhere) ' "$temporary/found" && complain "it has no error, but for: $(
			grep -E '^(error|elsewhere) ' "$temporary/found" | tr '\n' ';')"
		;;
	exit)
		[ "$status" -eq "$rest" ] || complain "exit status $status, not $rest"
		;;
	*) complain "what is '$verb'?" ;;
	esac
}

# What is found and not expected.
expect_only() {
	grep -qx only "$scripts/$name.expect" || return 0
	grep -vE '^note ' "$temporary/found" | sort -u >"$temporary/problems"
	while read -r problem; do
		grep -qx "$problem" "$scripts/$name.expect" || complain "not expected: $problem"
	done <"$temporary/problems"
}

check_script() {
	name=$1
	good=true
	status=0
	board=$(sed -n 's/^board //p' "$scripts/$name.expect")
	arguments=$(sed -n 's/^arguments //p' "$scripts/$name.expect")
	cp "$scripts/$name.source" .
	# shellcheck disable=SC2086 # the arguments are words
	"$XENBOOT" check ${board:+--board "$board"} $arguments "./$name.source" >"$temporary/out" \
		2>"$temporary/said" </dev/null || status=$?
	: >"$temporary/found"
	: >"$temporary/texts"
	list_findings
	while read -r verb rest; do
		expect_line
	done <"$scripts/$name.expect"
	expect_only
	if $good; then
		echo "ok $name"
		passed=$((passed + 1))
	else
		sed 's/^/    /' "$temporary/said"
		failed=$((failed + 1))
	fi
}

if [ $# -eq 0 ]; then
	for script in "$scripts"/*.source; do
		script=${script##*/}
		check_script "${script%.source}"
	done
else
	for script in "$@"; do
		check_script "$script"
	done
fi
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
