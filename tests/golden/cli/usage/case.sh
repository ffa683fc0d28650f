# SPDX-License-Identifier: MIT
x
x chek base.yaml
x profile
x profile lst
x build
x build a b
x check
x get base.yaml --strict
x check base.yaml --strct
x check base.yaml --strict=yes
x check base.yaml --fo
x check base.yaml --d
x check base.yaml -q
x check base.yaml --board
x check base.yaml -f
x check base.yaml --format jsn
x build base.yaml --emit script,dtbs
x check base.yaml --board qemu-arm46
x set base.yaml dom0_mem
x options vwif
x boards qemu
x check --explain overlapp
x options --search '('
x options --search uart vwfi
x rpi4-yocto
x nonsense
x verify base.yaml
x frobnicate --format json
x ./base.yaml base.yaml
