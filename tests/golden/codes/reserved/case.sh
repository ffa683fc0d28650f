# SPDX-License-Identifier: MIT
boot_files
x check bad.yaml
x check high.yaml
# Layerscape has a map of its own.
LC_ALL=C sed s/test,board/fsl,ls1046/ board.dtb >other.dtb
x check --dtb other.dtb high.yaml
