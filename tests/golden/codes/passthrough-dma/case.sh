# SPDX-License-Identifier: MIT
# shellcheck disable=SC2154 # run.sh sets golden
boot_files
cp "$golden/files/pass.dtb" .
x check bad.yaml
x check good.yaml
# Before 4.17 there is no guest of this kind.
cp good.yaml old.yaml
x set old.yaml xen-version=4.16 --force
