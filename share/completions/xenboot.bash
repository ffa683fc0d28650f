# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Completion of xenboot(1) for bash. Profiles, boards and options are asked of the program.

# The first column of `xenboot WORD...`.
_xenboot_names() {
	xenboot "$@" 2>/dev/null | awk '{ print $1 }'
}

# Add to COMPREPLY what begins with $1: the words that follow.
_xenboot_add() {
	local begin=$1 word
	shift
	for word in "$@"; do
		[[ $word == "$begin"* ]] && COMPREPLY+=("$word")
	done
}

_xenboot_add_names() {
	local begin=$1 names
	shift
	mapfile -t names < <(_xenboot_names "$@")
	_xenboot_add "$begin" "${names[@]}"
}

# Add the files that begin with $1; with a second word only folders.
_xenboot_add_files() {
	local files
	compopt -o filenames 2>/dev/null
	mapfile -t files < <(compgen "${2:--f}" -- "$1")
	COMPREPLY+=("${files[@]}")
}

_xenboot_options_of() {
	local everywhere='--data --help --version'
	case $1 in
	check) echo "--format --strict --explain --files --board --dtb $everywhere" ;;
	build) echo "--format --output --emit --digest --files --board --dtb $everywhere" ;;
	plan) echo "--format --files --board --dtb $everywhere" ;;
	export) echo "--format --output --resolved --files --board --dtb $everywhere" ;;
	set | unset) echo "--force --files --board --dtb $everywhere" ;;
	diff) echo "--format $everywhere" ;;
	profile) echo "--format --force --files --board --dtb $everywhere" ;;
	options) echo "--format --search $everywhere" ;;
	boards) echo "--format --from-dtb $everywhere" ;;
	schema) echo "--output $everywhere" ;;
	*) echo "$everywhere" ;;
	esac
}

# The value of option $2 of command $1, as far as it is typed: $3. False: it takes none.
_xenboot_value() {
	local formats='text json'
	case $2 in
	--data | --files | --dtb | --from-dtb | -o | --output)
		if [[ $2 == --data || $2 == --files || $1 == build ]]; then
			_xenboot_add_files "$3" -d
		else
			_xenboot_add_files "$3"
		fi
		;;
	--board) _xenboot_add_names "$3" boards ;;
	--emit)
		local before=
		[[ $3 == *,* ]] && before=${3%,*},
		_xenboot_add "$3" "${before}script" "${before}dtb" "${before}manifest" "${before}both"
		;;
	-f | --format)
		case $1 in
		check) formats='text json sarif' ;;
		plan) formats='text json svg' ;;
		options) formats='text json man' ;;
		export) formats='yaml json cmdline' ;;
		esac
		# shellcheck disable=SC2086 # a list of words
		_xenboot_add "$3" $formats
		;;
	--explain | --search) ;;
	*) return 1 ;;
	esac
}

# Argument number $2 of command $1, as far as it is typed: $3.
_xenboot_argument() {
	case $1:$2 in
	check:* | build:1 | plan:1 | export:1 | set:1 | get:1 | unset:1 | diff:[12])
		_xenboot_add_names "$3" profile list
		_xenboot_add_files "$3"
		;;
	set:* | get:* | unset:*)
		_xenboot_add_names "$3" options
		if [[ $1 == set ]]; then
			COMPREPLY=("${COMPREPLY[@]/%/=}")
			compopt -o nospace 2>/dev/null
		fi
		;;
	profile:1) _xenboot_add "$3" new list show save copy rename remove path ;;
	profile:2) _xenboot_add_names "$3" profile list ;;
	options:1) _xenboot_add_names "$3" options ;;
	boards:1) _xenboot_add_names "$3" boards ;;
	schema:1) _xenboot_add "$3" profile board options ;;
	esac
}

_xenboot() {
	local command='' argument=0 index word
	local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}

	COMPREPLY=()
	# Bash splits --option=value at the =.
	if [[ $current == '=' ]]; then
		current=
	elif [[ $previous == '=' ]] && ((COMP_CWORD >= 2)); then
		previous=${COMP_WORDS[COMP_CWORD - 2]}
	fi

	for ((index = 1; index < COMP_CWORD; index++)); do
		word=${COMP_WORDS[index]}
		case $word in
		-f | -o | --format | --output | --emit | --board | --dtb | --from-dtb | --files | --data | --explain | --search)
			[[ ${COMP_WORDS[index + 1]} == '=' ]] && ((index++))
			((index++))
			;;
		-* | =) ;;
		*)
			if [[ -z $command ]]; then
				command=$word
			else
				((argument++))
			fi
			;;
		esac
	done

	_xenboot_value "$command" "$previous" "$current" && return
	if [[ $current == -* ]]; then
		# shellcheck disable=SC2046 # a list of words
		_xenboot_add "$current" $(_xenboot_options_of "$command")
	elif [[ -z $command ]]; then
		_xenboot_add "$current" check build plan export set get unset diff profile options boards schema
	else
		_xenboot_argument "$command" "$((argument + 1))" "$current"
	fi
}

complete -F _xenboot xenboot
