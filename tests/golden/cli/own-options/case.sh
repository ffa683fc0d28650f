# SPDX-License-Identifier: MIT
# A person's own options are read like the shipped ones.
cp "$golden/files/base.yaml" .
mkdir -p "$XDG_CONFIG_HOME/xenboot/options"
cat >"$XDG_CONFIG_HOME/xenboot/options/mine.yaml" <<'YAML'
format: 1
scope: xen
options:
  - name: frobnicate
    type: int
    max: 7
    group: Mine
    summary: How much to frobnicate
    help: |
      The first line.

      The second paragraph.
    default: 3
YAML
x options frobnicate
x set ./base.yaml frobnicate=9

# What is wrong in such a file is told with its own line, below the help as well.
echo '    defualt: 3' >>"$XDG_CONFIG_HOME/xenboot/options/mine.yaml"
x check ./base.yaml

# So is a grammar that is wrong, and nothing is changed.
sed -i '/defualt/d; s/type: int/type: string/; s/max: 7/grammar: (a|b/' \
	"$XDG_CONFIG_HOME/xenboot/options/mine.yaml"
x set ./base.yaml frobnicate=a
x options frobnicate

# Nor is there a front end, whatever the terminal: its menus are made of the options.
x menu
x menu ./base.yaml
