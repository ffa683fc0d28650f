# SPDX-License-Identifier: MIT
boot_files
resize board.dtb 600
x check bad.yaml
