# SPDX-License-Identifier: MIT
boot_files
x check bad.source
x check good.source
