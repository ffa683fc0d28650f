# SPDX-License-Identifier: MIT
# A text that stands for {file: text} merges like it.
cat >short.yaml <<'YAML'
format: 1
xen: {file: xen}
device-tree: {file: board.dtb}
dom0: {kernel: Image}
YAML
cat >over.yaml <<'YAML'
format: 1
extends: ./short.yaml
dom0: {kernel: {address: 0x4000000}}
YAML
x get ./over.yaml dom0.kernel

# The boot files of a shipped profile are looked for where the profile that extends it is.
mkdir proj
cat >proj/my.yaml <<'YAML'
format: 1
extends: rpi4-yocto
YAML
x check ./proj/my.yaml

# `extends` of a profile found by name is relative to that profile's own folder.
mkdir -p "$XDG_CONFIG_HOME/xenboot/profiles"
cp short.yaml "$XDG_CONFIG_HOME/xenboot/profiles/short.yaml"
cp over.yaml "$XDG_CONFIG_HOME/xenboot/profiles/over.yaml"
rm short.yaml over.yaml
x get over dom0.kernel
