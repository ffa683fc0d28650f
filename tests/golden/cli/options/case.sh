# SPDX-License-Identifier: MIT
# The catalog of this case stands beside the shipped one, which changes.
line 'xenboot options | sed -n "s,  *, ,g; /^only/p"'
x options only_here
x options other-name
x options other-name -f json
x options --search 'ONLY_(HERE|xyz)'
x options --search 'broken into +several'
x options --search 'no such words'
x options only_her
