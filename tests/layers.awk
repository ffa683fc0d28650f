# SPDX-License-Identifier: MIT
# The rules of layers.sh for C sources, which are the arguments.
function complain(text) { print FILENAME ":" FNR ": " text }

# The room that a file is in; session is src/ itself.
function room_of(path, part) {
	split(path, part, "/")
	if (part[1] == "ui")
		return "ui"
	if (part[1] == "include")
		return substr(part[3], 1, length(part[3]) - 2)
	return part[3] == "" ? "session" : part[2]
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
	name = substr(part[2], 1, length(part[2]) - 2)
	if (part[1] == "xenboot") {
		if (room in rank && name != room && !below(name))
			complain(room " includes " path ", which is not below it")
	} else if (FILENAME ~ /^include\//) {
		complain("a public header includes " path ", which is private")
	} else if (room == "session" && path ~ /^session[a-z-]*\.h$/) {
		return
	} else if (room == "cli" && part[1] == "ui") {
		if (ui_header != "" && ui_header != path)
			complain("cli includes " path " besides " ui_header ": one header starts the front end")
		ui_header = path
	} else if (part[1] != room || part[3] != "") {
		complain(room " includes " path ", which is private to another room")
	}
}

BEGIN {
	rank["base"] = 1; rank["model"] = 2; rank["boot"] = 3
	rank["emit"] = 4; rank["import"] = 4; rank["diagnose"] = 4; rank["session"] = 5
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
