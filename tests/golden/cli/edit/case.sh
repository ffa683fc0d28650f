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
x set rpi4-yocto dom0_mem=256M
x set nowhere.yaml dom0_mem=256M
x set broken.yaml dom0_mem=256M
