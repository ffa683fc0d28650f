# SPDX-License-Identifier: MIT
# Reads a configuration of xl as its grammar has it (tools/libs/util/libxlu_cfg_l.l, libxlu_cfg_y.y of Xen) and prints
# each key with its values: KEY = VALUE, KEY[0] = VALUE. Control characters are shown as <09>. Ends with status 1 and a
# message where xl would refuse the text. Written from the grammar, and by no one who writes such files.

function refuse(why) {
	print "line " NR ": " why
	failed = 1
	exit 1
}

# The text in the quotes at the start of REST, which is cut off it.
function quoted(	mark, c, text) {
	mark = substr(rest, 1, 1)
	rest = substr(rest, 2)
	for (text = ""; ; text = text c) {
		if (rest == "")
			refuse("quotes are open at the end of the line")
		c = substr(rest, 1, 1)
		rest = substr(rest, 2)
		if (c == mark)
			return text
		if (c != "\\")
			continue
		c = substr(rest, 1, 1)
		rest = substr(rest, 2)
		if (c == "" || !(c in escapes))
			refuse("\\" c " is no escape that xl reads")
		c = escapes[c]
	}
}

function atom(	text) {
	if (rest ~ /^["']/)
		return quoted()
	if (!match(rest, /^[0-9][0-9a-fx]*/))
		refuse("no value: " rest)
	text = substr(rest, 1, RLENGTH)
	rest = substr(rest, RLENGTH + 1)
	return text
}

function show(name, value,	i, c, out) {
	for (i = 1; i <= length(value); i++) {
		c = substr(value, i, 1)
		out = out ((c in shown) ? shown[c] : c)
	}
	print name " = " out
}

# Items of the list KEY, as far as this line has them; a comma, a line break and the end are all that may follow one.
function items() {
	for (;;) {
		sub(/^[ \t]+/, "", rest)
		if (rest == "" || rest ~ /^#/)
			return
		if (rest ~ /^\]/) {
			open = 0
			rest = substr(rest, 2)
			return
		}
		if (count && !comma)
			refuse("no comma before " rest)
		show(key "[" count++ "]", atom())
		sub(/^[ \t]+/, "", rest)
		comma = sub(/^,/, "", rest)
	}
}

BEGIN {
	split("\" ' \\ a b f n r t v", letters, " ")
	split("\",',\\,\a,\b,\f,\n,\r,\t,\v", meanings, ",")
	for (i = 1; i <= 10; i++)
		escapes[letters[i]] = meanings[i]
	for (i = 1; i < 32; i++)
		shown[sprintf("%c", i)] = sprintf("<%02x>", i)
}

{
	rest = $0
	if (!open) {
		sub(/^[ \t]+/, "", rest)
		if (rest == "" || rest ~ /^#/)
			next
		if (!match(rest, /^[a-z][._0-9a-z]*/))
			refuse("no key: " rest)
		key = substr(rest, 1, RLENGTH)
		rest = substr(rest, RLENGTH + 1)
		if (!sub(/^[ \t]*=[ \t]*/, "", rest))
			refuse("no = behind " key)
		if (key in seen)
			refuse(key " stands twice")
		seen[key] = 1
		if (!sub(/^\[/, "", rest)) {
			show(key, atom())
		} else {
			open = 1
			count = comma = 0
		}
	}
	if (open)
		items()
	if (!open && rest !~ /^[ \t]*(#.*)?$/)
		refuse("this is left over: " rest)
}

END {
	if (open && !failed) {
		print "a list is open at the end"
		exit 1
	}
	exit failed
}
