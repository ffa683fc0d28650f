# SPDX-License-Identifier: MIT
boot_files
x plan small.yaml
