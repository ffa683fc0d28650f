# SPDX-License-Identifier: MIT
x --help
x check --help
x build -h
x export --help
x profile --help
x profile new --help
x --help build
