# SPDX-License-Identifier: MIT
# A script with findings: as text, in the two images of one and of two parts that mkimage makes of it, in a
# FIT, and as SARIF. The images are made by
#	mkimage -T script -A arm64 -C none -n one -d boot.source boot.scr
#	mkimage -T script -A arm64 -C none -n two -d boot.source:second.source two.scr
#	mkimage -f boot.its boot.itb
boot_files
x check --files . ./boot.source
x check --files . ./boot.scr
x check --files . ./two.scr
x check --files . ./boot.itb
# shellcheck disable=SC2016 # $ is of sed
line 'xenboot check --files . -f sarif ./boot.source | sed -n "/\"results\"/,\$p"'
x check --files . ./second.source
