# SPDX-License-Identifier: MIT
# shellcheck disable=SC2154 # run.sh sets golden
# Every property with what Xen takes and what it does not; run.sh fails where one of the catalog is in neither.
boot_files
cp "$golden/files/pass.dtb" .
x check good.yaml
x check bad.yaml
# The node has them by their own names and in their own forms.
line 'xenboot build good.yaml -o out 2>&1 | sed 1q'
line 'grep "fdt set /chosen/[a-z-]* [a-z]" out/good.source | sed "s/.*; if fdt set .chosen.//; s/; then//" | grep -v " compatible \| reg \| memory \| cpus \| bootargs "'
# What this Xen was built without, and what an older release does not know.
printf '#\n# Xen/arm 4.22.0 Configuration\n#\nCONFIG_DOM0LESS_BOOT=y\n' >xen.config
x check good.yaml
rm xen.config
line 'xenboot set good.yaml xen-version=4.17 2>&1 | grep came'
