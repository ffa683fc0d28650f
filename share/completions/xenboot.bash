# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Completion of xenboot(1) for bash. All that it offers is asked of the program.

# The first column of `xenboot WORD...`, each name once: Xen and Linux have some in common.
_xenboot_names() {
	xenboot "$@" 2>/dev/null | awk '!seen[$1]++ { print $1 }'
}

# Add to COMPREPLY what begins with $1: the words that follow.
_xenboot_add() {
	local begin=$1 word
	shift
	for word in "$@"; do
		[[ $word == "$begin"* ]] && COMPREPLY+=("$word")
	done
}

# The same for the last part of a list with commas, $1.
_xenboot_add_part() {
	local begin=$1 before=
	shift
	[[ $begin == *,* ]] && before=${begin%,*},
	_xenboot_add "$begin" "${@/#/$before}"
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

# The words of outputs, as the help lists them.
_xenboot_outputs() {
	xenboot build --help 2>/dev/null | sed -n 's/.*write these: //p' | sed 's/([^)]*)//g; s/,//g'
}

# What the help of the program, or of the command that follows, lists under a heading.
_xenboot_commands() {
	xenboot "$@" --help 2>/dev/null | sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z]*\).*/\1/p'
}

_xenboot_options_of() {
	xenboot "$@" --help 2>/dev/null |
		sed -n '/^Options:/,$s/^ *\(-.,\)\{0,1\} *\(--[a-z-]*\).*/\2/p'
}

_xenboot_formats_of() {
	xenboot "$1" --help 2>/dev/null | sed -n 's/.*--format \([a-z|]*\).*/\1/p' | tr '|' ' '
}

# The paths of the devices of a profile or a tree.
_xenboot_devices() {
	xenboot devices "$1" 2>/dev/null | sed -n 's|^\(/[^ ]*\)\( (.*)\)\{0,1\}: .*|\1|p'
}

# The domains of profile $2 that begin with $1, by their keys.
_xenboot_add_domains() {
	local domains
	mapfile -t domains < <(_xenboot_names get "$2" | sed -n 's/^\(domains\.[^.]*\)\..*/\1/p' | sort -u)
	_xenboot_add "$1" "${domains[@]}"
}

# The codes that option $1 takes: some stay errors.
_xenboot_codes() {
	xenboot check --explain all 2>/dev/null |
		awk -v option="$1" 'option == "--error" || !/\(stays an error\)$/ { print $1 }'
}

# The value of option $2 of command $1, as far as it is typed: $3. False: it takes none.
_xenboot_value() {
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
		# shellcheck disable=SC2046 # a list of words
		_xenboot_add_part "$3" $(_xenboot_outputs)
		;;
	--error | --warn | --note | --ignore)
		local codes
		mapfile -t codes < <(_xenboot_codes "$2")
		_xenboot_add_part "$3" "${codes[@]}"
		;;
	--explain) _xenboot_add_names "$3" check --explain all ;;
	-f | --format)
		# shellcheck disable=SC2046 # a list of words
		_xenboot_add "$3" $(_xenboot_formats_of "$1")
		;;
	--search) ;;
	*) return 1 ;;
	esac
}

# Argument number $2 of command $1, as far as it is typed: $3. Its first argument is $4.
_xenboot_argument() {
	case $1:$2 in
	menu:1 | check:* | build:1 | plan:1 | export:1 | set:1 | get:1 | unset:1 | diff:[12])
		_xenboot_add_names "$3" profile list
		_xenboot_add_files "$3"
		;;
	export:2) _xenboot_add_domains "$3" "$4" ;;
	set:* | get:* | unset:*)
		_xenboot_add_names "$3" get "$4"
		_xenboot_add_names "$3" options
		if [[ $1 == set ]]; then
			COMPREPLY=("${COMPREPLY[@]/%/=}")
			compopt -o nospace 2>/dev/null
		fi
		;;
	profile:1)
		# shellcheck disable=SC2046 # a list of words
		_xenboot_add "$3" $(_xenboot_commands profile)
		;;
	profile:2) _xenboot_add_names "$3" profile list ;;
	options:1) _xenboot_add_names "$3" options ;;
	boards:1) _xenboot_add_names "$3" boards ;;
	devices:1)
		_xenboot_add_names "$3" profile list
		_xenboot_add_files "$3"
		;;
	devices:2)
		# shellcheck disable=SC2046 # a list of words
		_xenboot_add "$3" $(_xenboot_devices "$4")
		;;
	diagnose:1 | import:1) _xenboot_add_files "$3" ;;
	diagnose:2)
		_xenboot_add_names "$3" profile list
		_xenboot_add_files "$3"
		;;
	schema:1) _xenboot_add "$3" profile board options ;;
	esac
}

_xenboot() {
	local command='' part='' first='' argument=0 index word
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
		-f | -o | --format | --output | --emit | --board | --dtb | --from-dtb | --files | --data | --explain | \
			--search | --error | --warn | --note | --ignore)
			[[ ${COMP_WORDS[index + 1]} == '=' ]] && ((index++))
			((index++))
			;;
		-* | =) ;;
		*)
			if [[ -z $command ]]; then
				command=$word
			else
				[[ $command == profile && -z $part ]] && part=$word
				((argument++))
				((argument == 1)) && first=$word
			fi
			;;
		esac
	done

	_xenboot_value "$command" "$previous" "$current" && return
	if [[ $current == -* ]]; then
		# shellcheck disable=SC2046 # a list of words
		_xenboot_add "$current" $(_xenboot_options_of ${command:+"$command"} ${part:+"$part"})
	elif [[ -z $command ]]; then
		# shellcheck disable=SC2046 # a list of words
		_xenboot_add "$current" $(_xenboot_commands)
	else
		_xenboot_argument "$command" "$((argument + 1))" "$current" "$first"
	fi
}

complete -F _xenboot xenboot
