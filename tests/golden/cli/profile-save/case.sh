# SPDX-License-Identifier: MIT
boot_files
x profile save mine base.yaml
cmp base.yaml home/.config/xenboot/profiles/mine.yaml
x profile save mine base.yaml
x profile save bad bad.yaml
x profile save bad bad.yaml --force
x profile save broken broken.yaml --force
x profile save none nowhere.yaml
line 'xenboot profile save input <base.yaml'
x check mine
ls home/.config/xenboot/profiles
