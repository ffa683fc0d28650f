# SPDX-License-Identifier: MIT
boot_files
x check --files . ./bad.source
