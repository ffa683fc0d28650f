# SPDX-License-Identifier: MIT
boot_files
cp before.yaml my.yaml
x get my.yaml dom0_mem
x get my.yaml xen.options.dom0_mem
x get my.yaml xen.address
x get my.yaml dom0_men
x get my.yaml xen.optoins.x
x get my.yaml console
x get nowhere.yaml dom0_mem
x set my.yaml dom0_mem=256M dom0.kernel.address=0x42000000
diff before.yaml my.yaml
cp my.yaml before.yaml
x set my.yaml dom0_mem=256M
x set my.yaml vwfi=nativ
x set my.yaml vwfi=native dom0.kernel.adress=0
cmp my.yaml before.yaml
x set my.yaml vwfi=nativ --force
diff before.yaml my.yaml
# An error that is there already does not stop another change.
x set my.yaml dom0_max_vcpus=2
x unset my.yaml vwfi dom0_max_vcpus
x unset my.yaml vwfi
x unset my.yaml dom0.kernel.address
diff before.yaml my.yaml
# What only `extends` brings is taken away by ~, which stays when it is unset once more.
cp my.yaml before.yaml
x unset my.yaml dom0.options.console
diff before.yaml my.yaml
x get my.yaml dom0.options.console
cp my.yaml without.yaml
x unset my.yaml dom0.options.console
cmp my.yaml without.yaml
cp before.yaml my.yaml
# A base that is not there is an error that was there: what comes of a change is not known.
sed 's/base.yaml/none.yaml/' before.yaml >baseless.yaml
x set baseless.yaml dom0_mem=384M --force
x set baseless.yaml extends=./base.yaml
x set my.yaml extends=./none.yaml
x set rpi4-yocto dom0_mem=256M
x set - dom0_mem=256M <my.yaml
x set nowhere.yaml dom0_mem=256M
x set broken.yaml dom0_mem=256M
# A text that stands for its section becomes it, and its comment stays.
cat >short.yaml <<'YAML'
format: 1
board: {memory: [{start: 0x40000000, size: 1G}]}
xen: {file: xen, options: {dom0_mem: 512M}}
device-tree:
  file: board.dtb
dom0:
  kernel: Image # of the build
  options: {console: hvc0, root: /dev/vda}
YAML
cp short.yaml before.yaml
x get short.yaml dom0.kernel.file
x set short.yaml dom0.kernel.address=0x42000000
diff before.yaml short.yaml
x unset short.yaml dom0.kernel.address
cp before.yaml short.yaml
x set short.yaml dom0.kernel.file=Image2 --force
diff before.yaml short.yaml
x unset short.yaml dom0.kernel.file
# In brackets no one knows which item a comment is about.
cat >brackets.yaml <<'YAML'
format: 1
board: {memory: [{start: 0x40000000, size: 1G}]}
xen: {file: xen, options: {dom0_mem: 512M}}
device-tree: board.dtb
dom0: {kernel: Image, options: {console: hvc0, root: /dev/vda}}
load:
  before: [
    usb start, # the stick
    usb tree   # to see it
  ]
YAML
cp brackets.yaml before.yaml
x set brackets.yaml load.before.0.move=1
x set brackets.yaml load.before.01=q
x set brackets.yaml load.before.99999999999999999999=q
x set brackets.yaml load.before.+00=q
x unset brackets.yaml load.before.01
x set brackets.yaml load.before.0=q dom0.options.console.01=q
cmp before.yaml brackets.yaml
# By its path a profile of one's own has its files beside it, for set as for check.
mkdir -p home/.config/xenboot/profiles
cp "$temporary/files"/* home/.config/xenboot/profiles/
rm -f xen Image rootfs.cpio
x check home/.config/xenboot/profiles/base.yaml
x set home/.config/xenboot/profiles/base.yaml dom0_mem=256M
# Without a key: which there are.
line 'xenboot get my.yaml | sed -n "/^dom0/p"'
x get nowhere.yaml
