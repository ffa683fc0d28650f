# SPDX-License-Identifier: MIT
line 'xenboot boards | grep mine'
x boards mine
x boards mine -f json
