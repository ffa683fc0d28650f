# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# What cases are written with: running the program, and small boot files.

# Run xenboot and show all of it: the command, standard output, standard error with 2> before each
# line, and the exit status where it is not 0.
x() {
	printf '$ xenboot%s\n' "${*:+ $*}"
	show "$XENBOOT" "$@"
}

# The same for a line of shell, in which xenboot is the program.
line() {
	printf '$ %s\n' "$1"
	show eval "($1)"
}

xenboot() {
	"$XENBOOT" "$@"
}

show() {
	status=0
	"$@" >"$HOME/out" 2>"$HOME/err" || status=$?
	cat "$HOME/out"
	sed 's/^/2> /' "$HOME/err"
	rm -f "$HOME/out" "$HOME/err"
	[ "$status" -eq 0 ] || echo "exit status $status"
}

# Number $1 in $2 bytes, the lowest first.
little_endian() {
	number=$1
	count=$2
	while [ "$count" -gt 0 ]; do
		# shellcheck disable=SC2059 # the format is the byte
		printf "\\$(printf %03o $((number % 256)))"
		number=$((number / 256))
		count=$((count - 1))
	done
}

# File $1 becomes $2 bytes long, with zeros or cut.
resize() {
	dd if=/dev/null of="$1" bs=1 seek="$2" 2>/dev/null
}

# An arm64 Image $1 of $2 bytes whose header says that it needs $3 bytes of memory.
make_image() {
	{
		little_endian $((0x14000010)) 8 # a branch
		little_endian 0 8               # text_offset
		little_endian "$3" 8            # image_size
		little_endian 10 8              # flags
		little_endian 0 24
		printf 'ARM\144\0\0\0\0'
	} >"$1"
	resize "$1" "$2"
}

make_ramdisk() {
	printf '070701' >"$1"
	resize "$1" 4096
}

# All files that base.yaml names, and base.yaml. They are made once, by run.sh, which sets golden
# and temporary.
# shellcheck disable=SC2154
make_boot_files() {
	mkdir "$temporary/files"
	cd "$temporary/files" || exit 1
	make_image xen 983048 1269960
	make_image Image 10485760 10747904
	make_ramdisk rootfs.cpio
	cp "$golden/files/base.yaml" "$golden/files/board.dtb" .
	chmod u+w ./*
}

boot_files() {
	cp "$temporary/files"/* .
}
