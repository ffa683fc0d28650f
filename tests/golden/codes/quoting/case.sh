# SPDX-License-Identifier: MIT
boot_files
x check bad.yaml
# Names that U-Boot would not ask the server for, and one that its two shells would read differently beside
# a variable.
named() {
	cp Image "$1"
	printf "format: 1\nextends: base.yaml\ndom0: {kernel: {file: '%s'}}\n" \
		"$(printf %s "$1" | sed "s/'/''/g")" >name.yaml
}
for name in 'Im"age' '"Image"' "it's"; do
	named "$name"
	x check name.yaml
done
# shellcheck disable=SC2016 # U-Boot is to expand it
printf '%s\n' 'load: {method: command, command: "load mmc ${devnum}:1"}' >>name.yaml
x check name.yaml
# Own commands that U-Boot's two shells would not do alike, and some that they do.
own() {
	printf 'format: 1\nextends: base.yaml\nload:\n  before:\n    - |-\n      %s\n' "$1" >own.yaml
	x check own.yaml
}
own 'fi'
own 'if true; then true; fi; done'
own "setenv a 'x\\y'"
own "if test \"\$a\" = 'fi'; then echo fi 'it'\\\\''s'; elif true; then for i in 1 2; do echo in; done; fi"
