# SPDX-License-Identifier: MIT
boot_files
x check base.yaml
x check base.yaml warning.yaml error.yaml
x check --strict base.yaml
x check --strict warning.yaml
x check -f json error.yaml warning.yaml
x check error.yaml missing.yaml
x check no-such-profile
x check broken.yaml
line 'xenboot check - <base.yaml'
