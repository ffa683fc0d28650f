# SPDX-License-Identifier: MIT
# shellcheck disable=SC2154 # run.sh sets golden
boot_files
cp "$golden/files/pass.dtb" .
x check bad.yaml
x check good.yaml
