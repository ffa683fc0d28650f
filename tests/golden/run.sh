#!/bin/sh
# SPDX-License-Identifier: MIT
# The program's output, word for word. A case is a folder below cli/ or codes/ with case.sh and what
# it should print, expect; other files in it lie beside it when it runs. Every case runs in a folder
# of its own, with a home of its own in it.
# usage: run.sh [--update] [GROUP/CASE...]      --update writes what is printed into expect
set -u
LC_ALL=C
export LC_ALL
unset XENBOOT_DATA XDG_CONFIG_HOME SOURCE_DATE_EPOCH NO_COLOR POSIXLY_CORRECT
umask 022

golden=$(cd "$(dirname "$0")" && pwd)
XENBOOT=$(command -v "${XENBOOT:-xenboot}") || {
	echo "run.sh: no program ${XENBOOT:-xenboot}: name it in XENBOOT" >&2
	exit 1
}
case $XENBOOT in
/*) ;;
*) XENBOOT=$PWD/$XENBOOT ;;
esac
export XENBOOT golden
"$XENBOOT" --version >/dev/null || exit 1

update=false
if [ "${1-}" = --update ]; then
	update=true
	shift
fi

temporary=$(mktemp -d) || exit 1
temporary=$(cd "$temporary" && pwd -P)
trap 'rm -rf "$temporary"' EXIT
passed=0
failed=0

say() {
	echo "$1 $2"
	case $1 in
	ok) passed=$((passed + 1)) ;;
	*) failed=$((failed + 1)) ;;
	esac
}

# shellcheck source=/dev/null
. "$golden/lib.sh"
(make_boot_files) || exit 1

# Run the case in folder $1; what it prints goes to $temporary/got, this folder's path as HERE.
run_case() {
	rm -rf "$temporary/here"
	mkdir "$temporary/here" "$temporary/here/home"
	cp -R "$1/." "$temporary/here/"
	chmod -R u+w "$temporary/here"
	rm -f "$temporary/here/case.sh" "$temporary/here/expect"
	(
		cd "$temporary/here" || exit 1
		HOME=$temporary/here/home
		XDG_CONFIG_HOME=$HOME/.config
		export HOME XDG_CONFIG_HOME
		# shellcheck source=/dev/null
		. "$1/case.sh"
	) 2>&1 </dev/null | sed "s|$temporary/here|HERE|g" >"$temporary/got"
}

check_case() {
	run_case "$golden/$1"
	if $update; then
		cp "$temporary/got" "$golden/$1/expect"
		say ok "$1"
	elif diff -u "$golden/$1/expect" "$temporary/got" >"$temporary/difference" 2>&1; then
		say ok "$1"
	else
		sed 80q "$temporary/difference"
		say FAIL "$1"
	fi
}

# Every diagnostic code has a case in codes/ that shows it.
check_codes() {
	"$XENBOOT" check -f sarif ./no-such-file.yaml 2>/dev/null |
		sed -n 's/^ *"id": "\([a-z0-9-]*\)",*$/\1/p' >"$temporary/codes"
	[ -s "$temporary/codes" ] || say FAIL 'the list of codes'
	while read -r code; do
		grep -q "\[$code\]" "$golden/codes/$code/expect" 2>/dev/null ||
			say FAIL "codes/$code: no case shows this code"
	done <"$temporary/codes"
}

# Every property of the catalog of domains has a guest with a value that Xen takes, and one with a value that
# it does not, of which something is said.
check_properties() {
	words=$golden/cli/domain-words
	sed -n 's/^  - name: *//p' "$golden/../../share/options/domain.yaml" >"$temporary/properties"
	[ -s "$temporary/properties" ] || say FAIL 'the list of properties'
	while read -r property; do
		grep -q ", $property: [^}]*}" "$words/good.yaml" ||
			say FAIL "cli/domain-words/good.yaml: no guest has $property"
		number=$(grep -n ", $property: [^}]*}" "$words/bad.yaml" | sed -n '1s/:.*//p')
		grep -q "bad.yaml:${number:-0}:[0-9]*: error: " "$words/expect" ||
			say FAIL "cli/domain-words/bad.yaml: no guest has a wrong $property"
	done <"$temporary/properties"
}

if [ $# -eq 0 ]; then
	for folder in "$golden"/cli/*/ "$golden"/codes/*/; do
		folder=${folder%/}
		check_case "${folder#"$golden/"}"
	done
	check_codes
	check_properties
else
	for name in "$@"; do
		check_case "$name"
	done
fi
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
