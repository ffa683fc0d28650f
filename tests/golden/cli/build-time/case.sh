# SPDX-License-Identifier: MIT
boot_files
for seconds in 0 4294967295 4294967296 -1 1.5 tomorrow ''; do
	line "SOURCE_DATE_EPOCH=$seconds xenboot build base.yaml >out"
	[ -f base.scr ] && od -A d -t x1 -j 8 -N 4 base.scr
	rm -f base.scr base.source
done
