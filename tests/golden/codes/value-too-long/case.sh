# SPDX-License-Identifier: MIT
boot_files
# dom0's line is console=hvc0, a blank and this; fdt set holds 1,023 bytes of it.
for length in 1010 1011; do
	cp base.yaml "$length.yaml"
	printf "  extra: '%0${length}d'\n" 0 >>"$length.yaml"
	x check "$length.yaml"
done
