# SPDX-License-Identifier: MIT
boot_files

# The profile's, and those of the profile that it extends.
x check security.yaml
x check over.yaml
x check --strict over.yaml
x check lowered.yaml
x build lowered.yaml
x build security.yaml

# The command line wins, and of it the last one.
x check --ignore=security security.yaml
x check --note=security,unknown-option security.yaml
x check --note=security --warn=unknown-option security.yaml
x check --error=security --warn=security --ignore unknown-option over.yaml
x check --error=option-value lowered.yaml
x check -f json --warn=security --strict security.yaml
line 'xenboot check -f sarif --warn=security security.yaml | grep -A1 "\"level\"\|\"ruleId\""'
line 'xenboot plan --error=unknown-option over.yaml >/dev/null'
x export -f cmdline --error=unknown-option over.yaml

# An edit is judged by what it makes of the profile.
x set security.yaml xen.options.bootscrub=0
x set --warn=security security.yaml xen.options.bootscrub=0
x set lowered.yaml checks.option-value=error
x set lowered.yaml checks.option-valu=error
x set lowered.yaml checks.quoting=off

# An error that the board would not survive stays one.
x check overlap.yaml
x check --ignore=overlap overlap.yaml
x check --warn=overlap base.yaml
x check refused.yaml
x check --ignore=quoting base.yaml
x build --ignore=security,outside-ram base.yaml
x check --error=quoting base.yaml

x check --ignore=overlp base.yaml
x check --ignore= base.yaml
x check --ignore
x options --ignore=overlap

x check --explain security
x check --explain overlap
x check --explain quoting
x check --explain all
