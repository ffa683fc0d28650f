# SPDX-License-Identifier: MIT
cp "$golden/files/base.yaml" .
x diff base.yaml base.yaml
x diff base.yaml other.yaml
x diff -f json base.yaml other.yaml
x diff -f json base.yaml base.yaml
x diff base.yaml nowhere.yaml
x diff broken.yaml base.yaml
x diff base.yaml
