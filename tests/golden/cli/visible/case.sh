# SPDX-License-Identifier: MIT
# What could act on a terminal is shown, wherever it comes from.
escape=$(printf '\033[31m')
export escape
# shellcheck disable=SC2016 # the line is shown as it is
line 'xenboot "$escape"'
# shellcheck disable=SC2016 # the line is shown as it is
line 'xenboot check "./$escape.yaml"'
# shellcheck disable=SC2016 # the line is shown as it is
line 'xenboot get rpi4-yocto "$escape"'
# shellcheck disable=SC2016 # the line is shown as it is
line 'xenboot set control.yaml "name=$escape"'
x check control.yaml
x diff control.yaml rpi4-yocto
line 'xenboot options -f json | tr -d "[:print:]\n" | od -A n -t x1'
