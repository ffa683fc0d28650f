# SPDX-License-Identifier: MIT
boot_files
x export base.yaml
x export --resolved base.yaml -o resolved.yaml
cat resolved.yaml
x check resolved.yaml
# What is exported makes the same files.
mkdir a b
"$XENBOOT" build base.yaml -o a --emit both >/dev/null
"$XENBOOT" build resolved.yaml -o b --emit both >/dev/null
ls a
for file in a/*; do
	cmp "$file" "b/${file#a/}"
done
x export -f cmdline base.yaml
x export -f json base.yaml -o -
x export base.yaml -o base.yaml
x export base.yaml -o board.dtb
x export base.yaml -o new/er/base.yaml
find new
x export base.yaml -o base.yaml/base.yaml
x export bad.yaml -o bad-export.yaml
ls
