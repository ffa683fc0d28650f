# SPDX-License-Identifier: MIT
boot_files
x check bad.yaml
x check flags.yaml
