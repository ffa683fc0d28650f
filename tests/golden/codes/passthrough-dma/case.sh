# SPDX-License-Identifier: MIT
# shellcheck disable=SC2154 # run.sh sets golden
boot_files
cp "$golden/files/pass.dtb" .
x check bad.yaml
x check good.yaml
# Before 4.17 there is no guest of this kind.
cp good.yaml old.yaml
x set old.yaml xen-version=4.16 --force
# Xen drives an SMMUv3 where it is built with the driver, and its command line leaves it on.
x check v3.yaml
printf '# Xen/arm 4.17 Configuration\nCONFIG_ARM_SMMU=y\n' >xen.config
x check v3.yaml
printf '# Xen/arm 4.17 Configuration\nCONFIG_ARM_SMMU_V3=y\n' >xen.config
x check v3.yaml
x set v3.yaml xen.options.iommu=off --force
