# SPDX-License-Identifier: MIT
x check --board zcu102 ./bad.source
x check --board zcu102 ./good.source
# Without a board any variable may be there, but for slips of the script's own.
x check ./bad.source
x check ./good.source
x check --explain unset-variable
