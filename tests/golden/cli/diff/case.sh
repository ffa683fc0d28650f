# SPDX-License-Identifier: MIT
cp "$golden/files/base.yaml" .
x diff base.yaml base.yaml
x diff base.yaml other.yaml
x diff -f json base.yaml other.yaml
x diff -f json base.yaml base.yaml
x diff base.yaml nowhere.yaml
x diff broken.yaml base.yaml
x diff base.yaml
# Written short or long, it is the same.
printf 'format: 1\nboard: qemu-arm64\nxen: {file: xen}\n' >short.yaml
cp short.yaml long.yaml
echo 'device-tree: {file: t, overlays: [a.dtbo, b.dtbo]}
dom0: {kernel: Image, ramdisk: rd}' >>short.yaml
echo 'device-tree: {file: t, overlays: [{file: a.dtbo}, {file: c.dtbo}]}
dom0: {kernel: {file: Image}, ramdisk: {file: rd, size: 1M}}' >>long.yaml
x diff short.yaml long.yaml
x diff - - <other.yaml
# shellcheck disable=SC2094 # it is only read
x check - other.yaml - <other.yaml
x diagnose - - <other.yaml
