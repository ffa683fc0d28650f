# SPDX-License-Identifier: MIT
boot_files
# dom0's line is console=hvc0, a blank and this; fdt set holds 1,023 bytes of it.
for length in 1010 1011; do
	cp base.yaml "$length.yaml"
	printf "  extra: '%0${length}d'\n" 0 >>"$length.yaml"
	x check "$length.yaml"
done
# A value of 1,024 bytes in the tree can be set anew, one of 1,025 cannot; it can be removed before, and
# made empty.
edits() {
	printf 'format: 1\nextends: base.yaml\ndevice-tree:\n  file: %s\n  edits:\n' "$1" >edit.yaml
	shift
	printf '    - {path: /, %s}\n' "$@" >>edit.yaml
}
edits board.dtb "set: {long-1024: '$(printf '%01023d' 0)', long-1025: '$(printf '%01024d' 0)'}"
x build edit.yaml --emit dtb
cp edit.dtb long.dtb
edits long.dtb 'set: {long-1024: x, long-1025: x}'
x check edit.yaml
edits long.dtb 'remove: long-1025' 'set: {long-1025: x}' 'set: {long-1025: y}'
x check edit.yaml
edits long.dtb 'set: {long-1025: true}'
x check edit.yaml
# TFTP keeps 127 characters of a name.
for length in 127 128; do
	name=$(printf "%0${length}d" 0)
	cp Image "$name"
	printf 'format: 1\nextends: base.yaml\ndom0: {kernel: {file: "%s"}}\n' "$name" >name.yaml
	x check name.yaml
done
