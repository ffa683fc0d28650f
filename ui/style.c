/* SPDX-License-Identifier: MIT */
#include "ui/style.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/style-table.h"
#include "xenboot/base.h"

const struct ui_severity ui_severities[] = {
	[XB_NOTE] = {"i", UI_NOTE},
	[XB_WARNING] = {"~", UI_WARNING},
	[XB_ERROR] = {"!", UI_ERROR},
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

static bool is_word(struct word word, const char *text)
{
	return strlen(text) == word.length && memcmp(text, word.text, word.length) == 0;
}

/* The place of WORD in NAMES (NULL-terminated), or -1. */
static int find_name(const char *const *names, struct word word)
{
	for (int i = 0; names[i]; i++)
		if (is_word(word, names[i]))
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
		return UI_OWN;
	if (colour < colours)
		return (short)colour;
	if (colour >= 16)
		return UI_OWN;
	*bold |= UI_BOLD;
	return (short)(colour - 8);
}

/* A colour by name or by number from 0 to 255; -1 is the terminal's own, -2 no colour. */
static int parse_colour(struct word word)
{
	int colour = find_name(colour_names, word), number = 0;

	if (colour >= 0)
		return colour;
	if (is_word(word, "default"))
		return UI_OWN;
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
		if (is_word(word, attributes[i].name)) {
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
	if (colour < UI_OWN)
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

/* The element of that name, or -1. */
static int find_style(struct word word)
{
	for (int i = 0; i < UI_STYLE_COUNT; i++)
		if (is_word(word, ui_style_rows[i].name))
			return i;
	return -1;
}

static bool complain_of_element(char **why, struct word name)
{
	const char *names[UI_STYLE_COUNT + 1] = {NULL};

	for (int i = 0; i < UI_STYLE_COUNT; i++)
		names[i] = ui_style_rows[i].name;
	return complain(why, name, "is no element of the screen", names);
}

/* ELEMENT=WORD,WORD: takes the place of what the template says of it. */
static bool parse_element(struct ui_look looks[UI_STYLE_COUNT], int colours, struct word word,
			  char **why)
{
	const char *equals = memchr(word.text, '=', word.length);
	struct ui_look look = {UI_OWN, UI_OWN, 0};
	struct word name = word, attribute;
	bool right = true;
	char *list;
	const char *rest;
	int style;

	if (!equals)
		return complain(why, word,
				find_name(ui_template_names, word) >= 0
					? "is a template, and those stand first"
					: "is neither a template (default, dark, light, mono) nor "
					  "ELEMENT=LOOK",
				ui_template_names);
	name.length = (size_t)(equals - word.text);
	style = find_style(name);
	if (style < 0)
		return complain_of_element(why, name);
	list = xb_strndup(equals + 1, word.length - name.length - 1);
	for (rest = list; next_word(&rest, ",", &attribute);)
		right &= parse_attribute(attribute, colours, &look, why);
	free(list);
	if (right)
		looks[style] = look;
	return right;
}

/* ---- Templates ----------------------------------------------------------------------------- */

static struct ui_look look_of_few(const struct ui_style_row *row, enum ui_template template)
{
	return (struct ui_look){row->few[template == UI_TEMPLATE_LIGHT], UI_OWN, row->attributes};
}

static struct ui_look look_of_many(const struct ui_style_row *row, enum ui_template template)
{
	short colour = row->many[template], ground = row->ground[template];
	unsigned told = (colour ? UI_DIM : 0u) | (ground ? UI_REVERSE | UI_UNDERLINE : 0u);

	return (struct ui_look){colour ? colour : UI_OWN, ground ? ground : UI_OWN,
				row->attributes & ~told};
}

static void looks_begin(struct ui_look looks[UI_STYLE_COUNT], int colours, enum ui_template template)
{
	for (int i = 0; i < UI_STYLE_COUNT; i++) {
		const struct ui_style_row *row = &ui_style_rows[i];

		if (colours == 0 || template == UI_TEMPLATE_MONO)
			looks[i] = (struct ui_look){UI_OWN, UI_OWN, row->attributes};
		else
			looks[i] = colours < 256 ? look_of_few(row, template)
						 : look_of_many(row, template);
	}
}

/* By the last number of COLORFGBG, one of the sixteen colours: 7 and from 9 on they are light. */
static enum ui_template template_on(const char *ground)
{
	const char *last = ground ? strrchr(ground, ';') : NULL;
	char *end;
	long colour;

	if (!last || last[1] < '0' || last[1] > '9')
		return UI_TEMPLATE_DEFAULT;
	colour = strtol(last + 1, &end, 10);
	if (*end || colour > 15)
		return UI_TEMPLATE_DEFAULT;
	return colour == 7 || colour > 8 ? UI_TEMPLATE_LIGHT : UI_TEMPLATE_DARK;
}

bool ui_looks_make(struct ui_look looks[UI_STYLE_COUNT], int colours, const char *style,
		   const char *ground, char **why)
{
	const char *rest = style ? style : "";
	const char *behind = rest;
	struct word word;
	enum ui_template template = UI_TEMPLATE_DEFAULT;
	bool right = true;

	*why = NULL;
	if (next_word(&behind, " \t", &word) && find_name(ui_template_names, word) >= 0) {
		template = (enum ui_template)find_name(ui_template_names, word);
		rest = behind;
	}
	looks_begin(looks, colours,
		    template == UI_TEMPLATE_DEFAULT ? template_on(ground) : template);
	while (next_word(&rest, " \t", &word))
		right &= parse_element(looks, colours, word, why);
	return right;
}

/* A colour that tells nothing but what the text tells itself: reversed, it would be a block of its own. */
static bool is_syntax(enum ui_style style)
{
	return style >= UI_COMMENT && style <= UI_PROPERTY;
}

struct ui_look ui_look_on(const struct ui_look looks[UI_STYLE_COUNT], enum ui_style style,
			  enum ui_ground ground)
{
	static const enum ui_style grounds[UI_GROUND_COUNT] = {
		[UI_GROUND_MARKED] = UI_MARKED,
		[UI_GROUND_SELECTED] = UI_SELECTED,
		[UI_GROUND_FOUND] = UI_FOUND,
	};
	const struct ui_look *below = &looks[grounds[ground]];
	struct ui_look look = looks[style];

	if (ground == UI_GROUND_NONE)
		return look;
	if (below->attributes & UI_REVERSE && is_syntax(style))
		look = looks[UI_NORMAL];
	/* What was sought stands out by its own colours, whatever it stands in. */
	if (look.foreground < 0 || ground == UI_GROUND_FOUND)
		look.foreground = below->foreground;
	if (below->background >= 0) {
		look.background = below->background;
		look.attributes &= ~(unsigned)UI_REVERSE;
	}
	look.attributes |= below->attributes;
	return look;
}
