# SPDX-License-Identifier: MIT
# The circles among object files, from what `nm -A -g -P` prints of them: "FILE: SYMBOL TYPE ...".
# A file stands above those whose functions or tables it uses; one of each circle's ways round is told.
{
	file = $1
	sub(/\.o:$/, ".c", file)
	if ($3 == "U")
		wants[++count] = file SUBSEP $2
	else if ($3 != "w" && $3 != "v") { # used as well, but needed by none
		if (($2 in home) && home[$2] != file && $3 ~ /[TDRB]/)
			print $2 " is in " home[$2] " and in " file ": the linker takes either"
		home[$2] = file
	}
}

# Nothing lies below or above FILE any more: it is on no circle.
function drop(file, other) {
	for (other in above)
		delete uses[other, file]
	for (other in above)
		delete uses[file, other]
	delete above[file]
}

function is_free(file, other, up, down) {
	for (other in above) {
		down = down || ((file, other) in uses)
		up = up || ((other, file) in uses)
	}
	return !up || !down
}

# The first file in the order of names that FILE uses: the same way round is told each time.
function next_of(file, other, first) {
	for (other in above)
		if (((file, other) in uses) && (first == "" || other < first))
			first = other
	return first
}

function tell(file, way, place, length_of_way, i) {
	while (!(file in place)) {
		way[++length_of_way] = file
		place[file] = length_of_way
		file = next_of(file)
	}
	for (i = place[file]; i <= length_of_way; i++)
		printf "%s uses ", way[i]
	print file
	for (i = place[file]; i < length_of_way; i++)
		delete uses[way[i], way[i + 1]]
	delete uses[way[length_of_way], file]
}

function trim(file, again) {
	do {
		again = 0
		for (file in above)
			if (is_free(file)) {
				drop(file)
				again = 1
			}
	} while (again)
}

function any(file, first) {
	for (file in above)
		if (first == "" || file < first)
			first = file
	return first
}

END {
	for (i = 1; i <= count; i++) {
		split(wants[i], part, SUBSEP)
		if ((part[2] in home) && home[part[2]] != part[1]) {
			uses[part[1], home[part[2]]] = 1
			above[part[1]] = above[home[part[2]]] = 1
		}
	}
	for (trim(); (file = any()) != ""; trim()) {
		split("", way)
		split("", place)
		tell(file, way, place)
	}
}
