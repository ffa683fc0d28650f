# SPDX-License-Identifier: MIT
boot_files
x check --data data bad.yaml
