# SPDX-License-Identifier: MIT
# Two loops that change one profile at once: each waits for the other, and no change is lost.
boot_files
loop() {
	number=0
	while [ "$number" -lt 40 ]; do
		number=$((number + 1))
		"$XENBOOT" set base.yaml "xen.options.$1$number=1" 2>/dev/null || echo "$1$number: status $?"
	done
}
loop a &
loop b &
wait
for letter in a b; do
	echo "of $letter: $(grep -c "^    ${letter}[0-9]*: 1\$" base.yaml)"
done
ls
