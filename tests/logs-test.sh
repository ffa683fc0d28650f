#!/bin/sh
# SPDX-License-Identifier: MIT
# Serial logs and what diagnose must say of them: logs-test.sh [FOLDER], tests/logs by default. Beside
# each NAME.log stands a NAME.expect, a line for each thing that holds of the text, blanks folded and case
# ignored:
#     exit N        the exit status
#     first LINE    the line of the log that the first finding names
#     says REGEX    an extended regular expression that is there
#     never REGEX   one that is not there
#     args WORD...  put behind the log: a profile beside it
set -u
folder=${1:-${srcdir:-.}/tests/logs}
program=${XENBOOT:?the program to test}
failed=0 count=0

# What NAME.log's text does not hold of NAME.expect; the text stands in $text, its status in $status.
faults_of() {
	[ -s "${1%.log}.expect" ] || echo "nothing is expected of it"
	while read -r word rest || [ -n "$word" ]; do
		case $word in
		exit) [ "$status" = "$rest" ] || echo "exit status $status, not $rest" ;;
		first)
			line=$(printf '%s\n' "$text" | sed "s/$1:[0-9]*: of [0-9]* boots//" |
				grep -oE "$1:[0-9]+: " | head -n 1)
			line=${line#"$1":}
			[ "${line%: }" = "$rest" ] || echo "first line ${line%: }, not $rest" ;;
		says) printf '%s\n' "$text" | grep -qiE -- "$rest" || echo "does not say $rest" ;;
		never)
			printf '%s\n' "$text" | grep -qiE -- "$rest"
			[ $? -eq 1 ] || echo "says $rest, or that is no pattern" ;;
		args | '') ;;
		*) echo "unknown expectation $word" ;;
		esac
	done <"${1%.log}.expect" 2>&1
}

cd "$folder" || exit 1
for log in *.log; do
	count=$((count + 1))
	# Words on purpose: several arguments.
	# shellcheck disable=SC2046
	text=$("$program" diagnose "$log" $(sed -n 's/^args //p' "${log%.log}.expect") 2>&1)
	status=$?
	# The text is wrapped: blanks and line ends are one.
	text=$(printf '%s\n' "$text" | tr -s '[:space:]' ' ')
	faults=$(faults_of "$log")
	[ -n "$faults" ] || continue
	failed=$((failed + 1))
	printf '%s\n' "$faults" | sed "s/^/$log: /"
done
echo "$((count - failed)) of $count logs hold"
[ "$failed" -eq 0 ] && [ "$count" -gt 0 ]
