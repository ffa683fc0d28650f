# SPDX-License-Identifier: MIT
line 'xenboot boards | grep mine'
x boards mine
x boards mine -f json
# What the trees of a family need, each of its boards has.
for board in rpi400 rpi-cm4-8g rpi5-2g beagleplay am69-sk am654-evm zcu104 kr260; do
	line "xenboot boards $board -f json | sed -n 's/.*\"edit\": //p'"
done
# A board that is a change of another.
mkdir -p home/.config/xenboot/boards
own() {
	printf '%s\n' 'format: 1' "name: $1" "$2" >"home/.config/xenboot/boards/$1.yaml"
}
own lab-pi 'extends: rpi-cm4-2g
title: The one in the rack
edits: ~
memory: [{start: 0x0, size: 0x3b300000}]'
own stray 'extends: rpi4-4gg'
own circle 'extends: circle'
x boards lab-pi
printf '%s\n' 'format: 1' 'extends: base.yaml' 'board: stray' >stray.yaml
printf '%s\n' 'format: 1' 'extends: base.yaml' 'board: circle' >circle.yaml
printf '%s\n' 'format: 1' 'extends: base.yaml' 'board: {extends: rpi4-4g}' >place.yaml
boot_files
x check stray.yaml
x check circle.yaml
x check place.yaml
