# SPDX-License-Identifier: MIT
boot_files
x check bad.yaml
x check old.yaml
x set old.yaml 'xen-version="4.16"'
x set bad.yaml domains.guest.enhanced=no-xenstore domains.other.enhanced=disabled
# With a dom0 that serves it, or a guest that does.
line 'xenboot set bad.yaml domains.guest.enhanced=true dom0.kernel=Image 2>&1 | grep -v note'
line 'xenboot unset bad.yaml dom0; xenboot set bad.yaml domains.other.capabilities=xenstore'
