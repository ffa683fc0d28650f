#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# share/completions/xenboot.bash against the program's own help, and names that do not change.
# Run by bash itself: completion is bash's own.
[ -n "${BASH_VERSION-}" ] || exec bash "$0" "$@"
set -u
# shellcheck source=/dev/null
source "${srcdir:-.}/share/completions/xenboot.bash"

xenboot() {
	case $* in
	*--help) "$XENBOOT" "$@" ;;
	'profile list') printf 'qemu-arm64  QEMU virt\nrpi4-yocto  Raspberry Pi 4\n' ;;
	boards) printf 'qemu-arm64  QEMU\nrpi4-4g  Raspberry Pi 4\n' ;;
	options) printf 'dom0_mem  memory of dom0\ndom0_max_vcpus  its vCPUs\nsched  scheduler\nconsole  Xen\nconsole  Linux\n' ;;
	'get guests.yaml') printf 'domains.one.kernel.file  K\ndomains.one.memory  M\ndomains.two.memory  M\ndom0.extra  X\n' ;;
	'devices rpi4-yocto') printf '/soc/rtc@1 (rtc0): yes\n    v,rtc; no IOMMU\n/soc/uart@2: no\n    error: /soc is: no [x]\n' ;;
	'get rpi4-yocto') printf 'dom0.kernel.file  the kernel\ndom0.ramdisk.size  its size\noutput.emit  words\n' ;;
	'check --explain all') printf 'overlap  two things\nsyntax  a text (stays an error)\ncells  reg\nconsole  what is printed\nconsole-path  Xen\n' ;;
	esac
}

failed=0
# row WANT WORD...: what is offered when the cursor is behind the last WORD. Words are split as
# bash splits them: = stands alone.
row() {
	local want=$1
	shift
	COMP_WORDS=(xenboot "$@")
	COMP_CWORD=$#
	_xenboot 2>/dev/null
	if [[ ${COMPREPLY[*]-} != "$want" ]]; then
		printf 'xenboot %s: got "%s", want "%s"\n' "$*" "${COMPREPLY[*]-}" "$want"
		((failed++))
	fi
}

cd "$(mktemp -d)" || exit 1
trap 'rm -rf "$PWD"' EXIT
mkdir boot
: >rpi4.yaml

row 'menu keys check build plan export import set get unset diff profile options boards devices diagnose schema' ''
row 'build boards' b
row 'rpi4-yocto rpi4.yaml' build rpi4
row 'boot' build rpi4-yocto -o ''
row 'boot' check --files ''
row 'rpi4.yaml boot' import ''
row 'rpi4-4g' import boot.source --board r
row '--emit' build --em
row '' plan --em
row '--force --files' set --f
row 'rpi4-4g' check --board rpi
row 'rpi4-4g' check --board = rpi
row 'qemu-arm64 rpi4-4g' check --board = ''
row 'json' plan --format = j
row 'sarif' check -f s
row 'man' keys -f m
row 'cmdline' export -f c
row 'xl' export -f x
row 'domains.one domains.two' export -f xl guests.yaml ''
row 'domains.two' export guests.yaml domains.t
row '' plan -f sa
row 'script,dtb' build --emit script,d
row 'rpi4-yocto rpi4.yaml' check --board rpi4-4g rpi4
row 'rpi4-yocto rpi4.yaml' menu rpi4
row '--note --no-mouse' menu --no
row 'rpi4-yocto rpi4.yaml' devices rpi4
row '/soc/rtc@1 /soc/uart@2' devices rpi4-yocto ''
row 'dom0_mem= dom0_max_vcpus=' set rpi4-yocto dom0_
row 'dom0_mem dom0_max_vcpus' get rpi4-yocto dom0_
row 'dom0.kernel.file= dom0.ramdisk.size=' set rpi4-yocto dom0.
row 'dom0.kernel.file dom0.ramdisk.size dom0_mem dom0_max_vcpus' get rpi4-yocto dom0
row 'output.emit' unset --force rpi4-yocto dom0_mem out
row 'sched' options s
row 'console' options c
row 'console=' set rpi4-yocto c
row 'overlap syntax cells console console-path' check --explain ''
row 'overlap syntax cells console console-path' check --error ''
row 'overlap cells console console-path' check --ignore ''
row '' plan --note = syn
row 'console console-path' check --explain con
row 'console console-path' build --ignore con
row 'cells' plan --error = ce
row 'cells,overlap' check --warn cells,o
row 'rpi4-yocto rpi4.yaml' check --ignore cells rpi4
row '--error' check --er
row '--ignore' set --ig
row '' get --ig
row 'qemu-arm64' boards q
row 'qemu-arm64 rpi4-4g' boards ''
row '' boards b
row 'profile board options' schema ''
row 'show save' profile s
row 'rpi4-yocto' profile show r
row '--force --files' profile new --f
row '--format' profile list --f
row '' build rpi4-yocto rpi
[ "$failed" -eq 0 ]
