#!/bin/sh
# SPDX-License-Identifier: MIT
# A thousand profiles with guests: script and DTB make one sound tree, in both of U-Boot's shells, and it tells Xen of
# guests what its bindings ask for.
# long
# needs: qemu debs
# shellcheck source=lib.sh
. "$TESTS/lib.sh"
# shellcheck source=trees.sh
. "$TESTS/trees.sh"

mkdir files out
guest_files files
: >good
: >bad
: >refused
seq 1000 | xargs -P "$JOBS" -n 50 "$TESTS/one-domains"
cat bad refused
[ ! -s bad ] || fail "$(grep -c -v '^ ' bad) of 1000 profiles: $(head -n 1 bad)"
[ "$(wc -l <good)" -ge 980 ] || fail "only $(wc -l <good) of 1000 profiles are accepted"
printf '%s profiles, %s of them with devices' "$(wc -l <good)" "$(grep -l passthrough: d*.yaml | wc -l)" >note
