# SPDX-License-Identifier: MIT
# The rules of layers.sh for C sources, which are the arguments.
function complain(text) { print FILENAME ":" FNR ": " text }

# The room that a file is in: its folder below src, or the name of its public header or their folder.
function room_of(path, part) {
	split(path, part, "/")
	if (part[1] == "ui")
		return "ui"
	return door(part[1] == "include" ? part[3] : part[2])
}

# boot.h is the door of boot.
function door(name) {
	sub(/\.h$/, "", name)
	return name
}

# A line without comments, so that a word in one is not taken for a call; strings stay.
function strip(line, out, start, end) {
	out = ""
	while (line != "") {
		if (in_comment) {
			end = index(line, "*/")
			if (!end)
				return out
			in_comment = 0
			line = substr(line, end + 2)
			continue
		}
		if (!match(line, /"([^"\\]|\\.)*"|\/\*/))
			return out line
		out = out substr(line, 1, RSTART - 1)
		if (substr(line, RSTART, 2) == "/*")
			in_comment = 1
		else
			out = out substr(line, RSTART, RLENGTH)
		line = substr(line, RSTART + RLENGTH)
	}
	return out
}

function below(other) { return (other in rank) && (room in rank) && rank[other] < rank[room] }

function check_include(path, part, name) {
	split(path, part, "/")
	name = door(part[2])
	if (part[1] == "xenboot") {
		if (room in rank && name != room && !below(name))
			complain(room " includes " path ", which is not below it")
	} else if (FILENAME ~ /^include\//) {
		complain("a public header includes " path ", which is private")
	} else if (room == "cli" && part[1] == "ui") {
		if (ui_header != "" && ui_header != path)
			complain("cli includes " path " besides " ui_header ": one header starts the front end")
		ui_header = path
	} else if (part[1] != room || part[3] != "") {
		complain(room " includes " path ", which is private to another room")
	}
}

BEGIN {
	count = split("base model image tree boot xen check emit,import,diagnose session draft", floors, " ")
	for (i = 1; i <= count; i++) {
		rooms = split(floors[i], names, ",")
		for (k = 1; k <= rooms; k++)
			rank[names[k]] = i
	}
}
FNR == 1 {
	in_comment = 0
	room = room_of(FILENAME)
	if (!(room in rank) && room != "cli" && room != "ui")
		complain("no room is called " room)
}
{ line = strip($0) }
line ~ /^[ \t]*#[ \t]*include[ \t]*"/ {
	split(line, quoted, "\"")
	check_include(quoted[2])
	next
}
line ~ /^[ \t]*#[ \t]*include[ \t]*<.*curses/ {
	if (room != "ui")
		complain(room " includes a header of curses: the terminal is for ui")
	next
}
!(room in rank) { next }
{
	gsub(/"([^"\\]|\\.)*"/, "\"\"", line)
	line = " " line
	if (match(line, /[^A-Za-z0-9_]((v?printf|puts|putchar|perror)[ \t]*\(|(stdout|stderr)[^A-Za-z0-9_])/))
		complain("the library prints: " substr(line, RSTART + 1, RLENGTH - 2))
	if (match(line, /[^A-Za-z0-9_](exit|_exit|_Exit|quick_exit|abort)[ \t]*\(/)) {
		if (room != "base" || (ends_in != "" && ends_in != FILENAME))
			complain("the library ends the program: one file of base alone may")
		ends_in = FILENAME
	}
}
