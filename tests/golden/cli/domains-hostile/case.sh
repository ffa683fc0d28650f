# SPDX-License-Identifier: MIT
# Profiles that mean no good end soon, and in words: with more of each than there can be, with the largest
# numbers, with lists of CPUs that are none. The nearest that is accepted stands beside it.
# shellcheck disable=SC2154
boot_files

# many COUNT TEXT: as many lines, each with its number in place of @.
many() {
	seq "$1" | awk -v text="$2" '{ line = text; gsub("@", NR, line); print line }'
}
# brief PROFILE: what there is too much of.
brief() {
	x check "$1" 2>&1 | grep 'are the most'
}

{
	printf 'format: 1\nextends: ./domains.yaml\ndomains:\n'
	many 600 '  g@: {kernel: {file: Image, load-as: i@}, memory: 4M}'
	printf 'event-channels:\n'
	many 1100 '  - {g: @, dom0: @}'
	printf 'cpupools:\n'
	many 300 '  p@: {cpus: [@]}'
	printf 'shared-memory:\n'
	many 33 '  s@: {size: 4K, owner: g@}'
} >many.yaml
brief many.yaml
{
	printf 'format: 1\nextends: ./domains.yaml\nxen: {static-heap: ['
	many 33 '{size: 4K}, ' | tr -d '\n'
	printf ']}\ndomains:\n  g: {passthrough: ['
	many 513 '/d@, ' | tr -d '\n'
	printf '], vcpus: ['
	many 129 '{id: @, hard-affinity: "0"}, ' | tr -d '\n'
	printf ']}\n'
} >lists.yaml
brief lists.yaml
x check numbers.yaml
x check near.yaml
