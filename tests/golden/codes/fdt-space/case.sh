# SPDX-License-Identifier: MIT
boot_files
# U-Boot rounds the tree up to 4 KiB: what is to be set must be more than that.
for property in a b c d; do
	printf '    - {path: /chosen, set: {%s: "%01000d"}}\n' "$property" 0 >>bad.yaml
done
x check bad.yaml
