# SPDX-License-Identifier: MIT
# The catalog of this case stands beside the shipped one, which changes.
line 'xenboot options | sed -n "s,  *, ,g; /^only/p"'
x options only_here
x options other-name
x options other-name -f json
x options --search 'ONLY_(HERE|xyz)'
x options --search 'broken into +several'
x options --search 'no such xyzzy'
# Words in any order; a name without its mark; the nearest place first, other machines last.
x options --search 'terminal paragraph ONLY'
x options --search onlyhere
line 'xenboot options --search "cpu pin" | sed -n "1s/ .*//p"'
line 'xenboot options --search crash | sed -n "1s/ .*//p"'
line 'xenboot options --search latency | sed -n "1s/ .*//p"'
line 'xenboot options --search realtime | sed -n "1s/ .*//p"'
x options only_her
