/* SPDX-License-Identifier: MIT */
#include "import/releases.h"

#include <stddef.h>

/* From SINCE on (0: always), and before UNTIL (0: to this day, 2026.07). */
static const struct {
	unsigned since, until;
	const char *trap;
} traits[] = {
	[XB_TRAIT_OLD_EXIT_GOES_ON] = {202107, 202304,
				       "exit ends nothing from U-Boot 2021.07 to 2023.01: what stands behind it runs there, "
				       "and in no other release"},
	[XB_TRAIT_OLD_STATUS_KEPT] = {202304, 0, NULL},
	[XB_TRAIT_OLD_ENVIRONMENT_KEEPS] = {0, 202101, NULL},
	[XB_TRAIT_OLD_EMPTY_DELETES] = {202307, 0, NULL},
	[XB_TRAIT_OLD_ASSIGNS_BEFORE] = {202107, 0, NULL},

	[XB_TRAIT_MANY_WORDS] = {202404, 0,
				 "more than 16 words: U-Boot shows the usage and runs nothing up to 2024.01 where the board does "
				 "not ask for more, and takes 64 from 2024.04 on"},
	[XB_TRAIT_ECHO_N] = {202104, 0, NULL},
	[XB_TRAIT_DELETE_ABSENT] = {202104, 0, NULL},
	[XB_TRAIT_TEST_ONE_WORD] = {202607, 0,
				    "test of one word is false whatever it is up to U-Boot 2026.04, and true for any text from "
				    "2026.07 on"},
	[XB_TRAIT_BRACKET] = {202607, 0, "[ is no command up to U-Boot 2026.04, and is test from 2026.07 on"},
	[XB_TRAIT_TEST_PATTERN] = {202510, 0, "=~ is known from U-Boot 2025.10 on; before, it makes every test true"},
	[XB_TRAIT_SETEXPR_SIX_WORDS] = {0, 202110, NULL},
	[XB_TRAIT_SETEXPR_TEXT] = {202104, 0, NULL},
	[XB_TRAIT_SETEXPR_LITERAL] = {202504, 0, NULL},
	[XB_TRAIT_SUBSTITUTE_COPIES] = {202407, 0,
					"where nothing matches, setexpr fails and leaves the variable as it was up to U-Boot "
					"2024.04, and sets it to the text from 2024.07 on"},
	[XB_TRAIT_PATTERN_RANGES] = {202510, 0, NULL},
	[XB_TRAIT_BARE_0X] = {202110, 0, NULL},
	[XB_TRAIT_PREFIX_DECIMAL] = {202110, 0, NULL},

	[XB_TRAIT_FDT_SAYS_ADDRESS] = {202301, 0, NULL},
	[XB_TRAIT_FDT_QUIET] = {202207, 0, NULL},
	[XB_TRAIT_FDT_HEADER] = {201901, 0, NULL},
	[XB_TRAIT_FDT_SET_LONG] = {202007, 0, NULL},
	[XB_TRAIT_FDT_TEXT_WHOLE] = {202307, 0, NULL},
	[XB_TRAIT_FDT_STRING_INDEX] = {202301, 0, "fdt get value gives the first string whatever the index is before U-Boot 2023.01"},
	[XB_TRAIT_FDT_CELL_INDEX] = {202307, 0,
				     "fdt get value gives all cells whatever the index is before U-Boot 2023.07"},
	[XB_TRAIT_FDT_ANY_BYTES] = {202604, 0,
				    "fdt get value of several cells writes the bytes of each backwards up to U-Boot 2026.01, and "
				    "in their order from 2026.04 on"},
	[XB_TRAIT_FDT_SIZE_SHORT] = {202307, 0, NULL},
	[XB_TRAIT_FDT_REMOVE_QUIET] = {202307, 0, NULL},
};

bool xb_release_has(unsigned release, enum xb_trait trait)
{
	return release >= traits[trait].since && (!traits[trait].until || release < traits[trait].until);
}

unsigned xb_release_words(unsigned release)
{
	return xb_release_has(release, XB_TRAIT_MANY_WORDS) ? XB_WORDS_MANY : XB_WORDS_FEW;
}

const char *xb_release_trap(enum xb_trait trait)
{
	return traits[trait].trap;
}
