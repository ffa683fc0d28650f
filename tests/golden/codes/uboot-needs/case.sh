# SPDX-License-Identifier: MIT
boot_files
# Two overlays are one note.
cat >overlays.yaml <<EOF
format: 1
extends: base.yaml
device-tree: {overlays: [{file: one.dtbo, size: 400}, {file: two.dtbo, size: 400}]}
EOF
x check overlays.yaml
# What xenboot sets itself counts, too: 10 edits.
for count in 2990 2991; do
	{
		printf 'format: 1\nextends: base.yaml\ndevice-tree:\n  edits:\n    - path: /\n      set:\n'
		seq -f '        xenboot-%.0f: ""' "$count"
	} >edits.yaml
	x check edits.yaml
done
# Made here, they need nothing.
echo 'output: {emit: both}' >>edits.yaml
x check edits.yaml
