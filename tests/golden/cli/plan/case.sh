# SPDX-License-Identifier: MIT
boot_files
x plan base.yaml
x plan base.yaml -f json
x plan bad.yaml
x plan broken.yaml
