# SPDX-License-Identifier: MIT
x check --explain overlap
x check --explain overlap base.yaml
