#!/bin/sh
# SPDX-License-Identifier: MIT
# Every text with which Debian's Xen panics, read out of its code, stands in tests/unit/diagnose/panics.tsv,
# where another test sees that diagnose knows it or that a reason is given. All of Debian's images that are
# fetched, of whatever release.
# needs: debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"

# A text of the list begins behind the second tab, without a level and without the line's last end.
sed -n 's/^[a-z-][^\t]*\t[^\t]*\t//p' "$TESTS/../unit/diagnose/panics.tsv" | sort -u >known

count=0
for image in "${DEBS%/*}"/*-arm64/boot/xen-*-arm64; do
	[ -f "$image" ] || continue
	count=$((count + 1))
	"$HELPERS/panic-texts" "$image" >texts 2>calls || fail "$(cat calls)"
	cat calls
	sed 's/^<[0-9]>//; s/\\n$//; s/ *$//' texts | sort -u >seen
	[ "$(wc -l <seen)" -ge 60 ] || fail "only $(wc -l <seen) texts in ${image##*/}: $(cat calls)"
	grep -q ' 0 of them' calls || fail "${image##*/}: $(cat calls)"
	comm -13 known seen >unknown
	[ ! -s unknown ] || {
		cat unknown
		fail "${image##*/} panics with words that are not listed: $(head -n 1 unknown)"
	}
done
[ "$count" -gt 0 ] || fail 'no image of Xen'
printf '%s images' "$count" >note
