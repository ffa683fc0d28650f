/* SPDX-License-Identifier: MIT */
#include "ui/style.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "xenboot/base.h"

const struct ui_severity ui_severities[] = {
	[XB_NOTE] = {"i", UI_NOTE},
	[XB_WARNING] = {"~", UI_WARNING},
	[XB_ERROR] = {"!", UI_ERROR},
};

enum { BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE, OWN = -1 };

static const char *const style_names[UI_STYLE_COUNT + 1] = {
	[UI_NORMAL] = "normal",	  [UI_TITLE] = "title",	      [UI_PATH] = "path",
	[UI_FRAME] = "frame",	  [UI_SELECTED] = "selected", [UI_NAME] = "name",
	[UI_VALUE] = "value",	  [UI_DEFAULT] = "default",   [UI_CHANGED] = "changed",
	[UI_GREYED] = "greyed",	  [UI_HEADING] = "heading",   [UI_KEY] = "key",
	[UI_HINT] = "hint",	  [UI_ERROR] = "error",	      [UI_WARNING] = "warning",
	[UI_NOTE] = "note",	  [UI_GOOD] = "good",	      [UI_FIELD] = "field",
	[UI_DIALOG] = "dialog",	  [UI_MODULE] = "module",     [UI_RESERVED] = "reserved",
	[UI_FREE] = "free",	  [UI_MARKED] = "marked",     [UI_ADDED] = "added",
	[UI_REMOVED] = "removed", [UI_XEN] = "xen",	      [UI_KERNEL] = "kernel",
	[UI_RAMDISK] = "ramdisk", [UI_TREE] = "tree",	      [UI_SCRIPT] = "script",
	[UI_DOM0] = "dom0",
};

static const char *const colour_names[] = {
	"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", NULL,
};

static const struct {
	const char *name;
	unsigned attribute;
} attributes[] = {
	{"bold", UI_BOLD},
	{"dim", UI_DIM},
	{"underline", UI_UNDERLINE},
	{"reverse", UI_REVERSE},
};

/*
 * One line for each style: without colours, and the colour on a dark or unknown and on a light
 * background. Colours come on top of the attributes, so that nothing is told by colour alone. Where there
 * are 256, those that need more than eight to be told apart have their own; 0: the same.
 */
static const struct {
	unsigned attributes;
	short colour, on_light;
	short of_256, of_256_on_light;
} looks_of[UI_STYLE_COUNT] = {
	[UI_NORMAL] = {0, OWN, OWN},
	[UI_TITLE] = {UI_BOLD | UI_REVERSE, OWN, BLUE},
	[UI_PATH] = {0, CYAN, BLUE},
	[UI_FRAME] = {0, CYAN, BLUE},
	[UI_SELECTED] = {UI_REVERSE, OWN, OWN},
	[UI_NAME] = {0, OWN, OWN},
	[UI_VALUE] = {UI_BOLD, GREEN, GREEN},
	[UI_DEFAULT] = {0, OWN, OWN},
	[UI_CHANGED] = {UI_BOLD, YELLOW, MAGENTA},
	[UI_GREYED] = {UI_DIM, OWN, OWN},
	[UI_HEADING] = {UI_BOLD, CYAN, BLUE},
	[UI_KEY] = {UI_BOLD, OWN, OWN},
	[UI_HINT] = {0, OWN, OWN},
	[UI_ERROR] = {UI_BOLD, RED, RED},
	[UI_WARNING] = {UI_BOLD, YELLOW, MAGENTA},
	[UI_NOTE] = {0, CYAN, BLUE},
	[UI_GOOD] = {0, GREEN, GREEN},
	[UI_FIELD] = {UI_UNDERLINE, OWN, OWN},
	[UI_DIALOG] = {0, OWN, OWN},
	[UI_MODULE] = {UI_BOLD, GREEN, GREEN},
	[UI_RESERVED] = {UI_DIM, MAGENTA, MAGENTA},
	[UI_FREE] = {0, OWN, OWN},
	[UI_MARKED] = {UI_BOLD | UI_UNDERLINE, OWN, OWN},
	[UI_ADDED] = {UI_BOLD, GREEN, GREEN},
	[UI_REMOVED] = {UI_UNDERLINE, RED, RED},
	/* In the map each has its own pattern as well. */
	[UI_XEN] = {0, CYAN, CYAN, 75, 25},
	[UI_KERNEL] = {0, GREEN, GREEN, 107, 28},
	[UI_RAMDISK] = {0, YELLOW, YELLOW, 179, 130},
	[UI_TREE] = {0, BLUE, BLUE, 140, 92},
	[UI_SCRIPT] = {0, WHITE, BLACK, 252, 238},
	[UI_DOM0] = {0, CYAN, BLUE, 66, 66},
};

enum template { TEMPLATE_DEFAULT, TEMPLATE_MONO, TEMPLATE_LIGHT };
static const char *const template_names[] = {"default", "mono", "light", NULL};

/* ---- Words --------------------------------------------------------------------------------- */

struct word {
	const char *text;
	size_t length;
};

/* The next word of *TEXT up to one of ENDS; false at the end. */
static bool next_word(const char **text, const char *ends, struct word *word)
{
	*text += strspn(*text, ends);
	word->text = *text;
	word->length = strcspn(*text, ends);
	*text += word->length;
	return word->length > 0;
}

/* The place of WORD in NAMES (NULL-terminated), or -1. */
static int find_name(const char *const *names, struct word word)
{
	for (int i = 0; names[i]; i++)
		if (strlen(names[i]) == word.length &&
		    memcmp(names[i], word.text, word.length) == 0)
			return i;
	return -1;
}

/* Say what is wrong with WORD, unless something was said before. Returns false. */
static bool complain(char **why, struct word word, const char *wrong, const char *const *names)
{
	struct xb_buf buf = {0};
	char *text;
	const char *nearest;

	if (*why)
		return false;
	xb_buf_puts(&buf, "XENBOOT_STYLE: '");
	xb_buf_put_visible(&buf, word.text, word.length);
	xb_buf_printf(&buf, "' %s", wrong);
	text = xb_strndup(word.text, word.length);
	nearest = names ? xb_nearest(text, names) : NULL;
	free(text);
	if (nearest)
		xb_buf_printf(&buf, "; did you mean '%s'?", nearest);
	*why = xb_buf_take(&buf);
	return false;
}

/* ---- Looks --------------------------------------------------------------------------------- */

/* What a terminal of COLOURS colours shows for COLOUR: of 16, the bright half is bold there. */
static short nearest_colour(int colour, int colours, unsigned *bold)
{
	if (colours == 0)
		return OWN;
	if (colour < colours)
		return (short)colour;
	if (colour >= 16)
		return OWN;
	*bold |= UI_BOLD;
	return (short)(colour - 8);
}

/* A colour by name or by number from 0 to 255; -1 is the terminal's own, -2 no colour. */
static int parse_colour(struct word word)
{
	int colour = find_name(colour_names, word), number = 0;

	if (colour >= 0)
		return colour;
	if (word.length == 7 && memcmp(word.text, "default", 7) == 0)
		return OWN;
	for (size_t i = 0; i < word.length; i++) {
		if (word.text[i] < '0' || word.text[i] > '9')
			return -2;
		number = number * 10 + word.text[i] - '0';
		if (number > 255)
			return -2;
	}
	return word.length > 0 ? number : -2;
}

static bool parse_attribute(struct word word, int colours, struct ui_look *look, char **why)
{
	bool foreground = word.length >= 3 && memcmp(word.text, "fg:", 3) == 0;
	bool background = word.length >= 3 && memcmp(word.text, "bg:", 3) == 0;
	unsigned unused = 0;
	int colour;

	for (size_t i = 0; i < XB_COUNT(attributes); i++) {
		if (strlen(attributes[i].name) == word.length &&
		    memcmp(attributes[i].name, word.text, word.length) == 0) {
			look->attributes |= attributes[i].attribute;
			return true;
		}
	}
	if (!foreground && !background)
		return complain(why, word,
				"is not a look: those are fg:COLOUR, bg:COLOUR, bold, dim, "
				"underline and reverse",
				NULL);
	colour = parse_colour((struct word){word.text + 3, word.length - 3});
	if (colour < OWN)
		return complain(why, word,
				"names no colour: those are default, black, red, green, yellow, "
				"blue, magenta, cyan, white and the numbers from 0 to 255",
				NULL);
	if (foreground)
		look->foreground = nearest_colour(colour, colours, &look->attributes);
	else
		look->background = nearest_colour(colour, colours, &unused);
	return true;
}

/* ELEMENT=WORD,WORD: takes the place of what the template says of it. */
static bool parse_element(struct ui_look looks[UI_STYLE_COUNT], int colours, struct word word,
			  char **why)
{
	const char *equals = memchr(word.text, '=', word.length);
	struct ui_look look = {OWN, OWN, 0};
	struct word name = word, attribute;
	bool right = true;
	char *list;
	const char *rest;
	int style;

	if (!equals)
		return complain(why, word,
				find_name(template_names, word) >= 0
					? "is a template, and those stand first"
					: "is neither a template (default, mono, light) nor "
					  "ELEMENT=LOOK",
				template_names);
	name.length = (size_t)(equals - word.text);
	style = find_name(style_names, name);
	if (style < 0)
		return complain(why, name, "is no element of the screen", style_names);
	list = xb_strndup(equals + 1, word.length - name.length - 1);
	for (rest = list; next_word(&rest, ",", &attribute);)
		right &= parse_attribute(attribute, colours, &look, why);
	free(list);
	if (right)
		looks[style] = look;
	return right;
}

/* The colour that STYLE has where there are COLOURS, on a light ground or on another one. */
static short colour_of(int style, int colours, bool light)
{
	short many = light ? looks_of[style].of_256_on_light : looks_of[style].of_256;

	if (colours >= 256 && many)
		return many;
	return light ? looks_of[style].on_light : looks_of[style].colour;
}

static void looks_begin(struct ui_look looks[UI_STYLE_COUNT], int colours, enum template template)
{
	for (int i = 0; i < UI_STYLE_COUNT; i++) {
		looks[i] = (struct ui_look){OWN, OWN, looks_of[i].attributes};
		if (colours > 0 && template != TEMPLATE_MONO)
			looks[i].foreground = colour_of(i, colours, template == TEMPLATE_LIGHT);
	}
}

bool ui_looks_make(struct ui_look looks[UI_STYLE_COUNT], int colours, const char *style, char **why)
{
	const char *rest = style ? style : "";
	const char *behind = rest;
	struct word word;
	int template = TEMPLATE_DEFAULT;
	bool right = true;

	*why = NULL;
	if (next_word(&behind, " \t", &word) && find_name(template_names, word) >= 0) {
		template = find_name(template_names, word);
		rest = behind;
	}
	looks_begin(looks, colours, (enum template)template);
	while (next_word(&rest, " \t", &word))
		right &= parse_element(looks, colours, word, why);
	return right;
}
