# SPDX-License-Identifier: MIT
# The profiles with guests that come with the program, without the files that they name; with them, and with the
# boards' own trees, the boot tests build them.
x profile list
x check qemu-arm64-guests
x check qemu-arm64-dom0less
x check zcu102-static
# These two read the board's tree.
x check zcu102-passthrough
x check zcu102-cpupools
# Where RAM of guests comes to lie.
line "xenboot plan zcu102-static 2>/dev/null | grep -E 'static|shared'"
