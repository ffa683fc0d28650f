# SPDX-License-Identifier: MIT
boot_files
line 'xenboot check bad.yaml 2>&1 | grep -v " note: no Linux option"'
line 'xenboot check good.yaml 2>&1 | grep -v " note: no Linux option"'
