# SPDX-License-Identifier: MIT
boot_files
x diagnose bad.log base.yaml
x diagnose -f json bad.log
