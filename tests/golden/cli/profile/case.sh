# SPDX-License-Identifier: MIT
list='xenboot profile list | grep -e mine -e yours -e rpi4-yocto'
line "$list"
x profile copy rpi4-yocto mine
x profile copy rpi4-yocto mine
x profile copy rpi4-yocto mine --force
x profile copy rpi4-yokto other
x profile copy rpi4-yocto ../other
line "$list"
line "xenboot profile list -f json | sed -n '/\"name\": \"mine\"/,/}/p'"
line 'xenboot profile show mine | sed -n 1,4p'
x profile path mine
x profile path rpi4-boot2
x diff rpi4-yocto mine
x profile rename mine yours
x get yours name
x profile rename mine other
x profile rename rpi4-yocto other
x profile rename yours rpi4-yocto
line "$list"
x profile remove rpi4-yocto
line "$list"
x profile remove rpi4-yocto
x profile remove nothing
x profile show nothing
line 'unset HOME XDG_CONFIG_HOME; xenboot profile copy rpi4-yocto mine'
