/* SPDX-License-Identifier: MIT */
#include "ui/style-table.h"

const char *const ui_template_names[] = {
	[UI_TEMPLATE_DEFAULT] = "default",
	[UI_TEMPLATE_DARK] = "dark",
	[UI_TEMPLATE_LIGHT] = "light",
	[UI_TEMPLATE_MONO] = "mono",
	NULL,
};

/* What has no colour of its own with eight. */
#define OWN {UI_OWN, UI_OWN}

/* clang-format off */
const struct ui_style_row ui_style_rows[UI_STYLE_COUNT] = {
	[UI_NORMAL] = {"normal", 0, OWN, {0}, {0}},
	[UI_TITLE] = {"title", UI_BOLD | UI_REVERSE, {UI_OWN, UI_BLUE}, {255, 255, 255}, {24, 24, 24}},
	[UI_PATH] = {"path", 0, {UI_CYAN, UI_BLUE}, {31, 110, 24}, {0}},
	[UI_FRAME] = {"frame", 0, {UI_CYAN, UI_BLUE}, {243, 245, 242}, {0}},
	[UI_FOCUS] = {"focus", UI_BOLD, {UI_CYAN, UI_BLUE}, {31, 117, 25}, {0}},
	[UI_SELECTED] = {"selected", UI_REVERSE, OWN, {0, 255, 16}, {0, 237, 253}},
	[UI_NAME] = {"name", 0, OWN, {0}, {0}},
	[UI_VALUE] = {"value", UI_BOLD, {UI_GREEN, UI_GREEN}, {29, 150, 22}, {0}},
	[UI_DEFAULT] = {"default", 0, OWN, {0, 248, 240}, {0}},
	[UI_CHANGED] = {"changed", UI_BOLD, {UI_YELLOW, UI_MAGENTA}, {133, 222, 90}, {0}},
	[UI_GREYED] = {"greyed", UI_DIM, OWN, {243, 248, 240}, {0}},
	[UI_HEADING] = {"heading", UI_BOLD, {UI_CYAN, UI_BLUE}, {31, 110, 24}, {0}},
	[UI_KEY] = {"key", UI_BOLD, OWN, {0}, {0}},
	[UI_HINT] = {"hint", 0, OWN, {0, 248, 240}, {0}},
	[UI_ERROR] = {"error", UI_BOLD, {UI_RED, UI_RED}, {161, 210, 124}, {0}},
	[UI_WARNING] = {"warning", UI_BOLD, {UI_YELLOW, UI_MAGENTA}, {130, 215, 58}, {0}},
	[UI_NOTE] = {"note", 0, {UI_CYAN, UI_BLUE}, {31, 110, 24}, {0}},
	[UI_GOOD] = {"good", 0, {UI_GREEN, UI_GREEN}, {29, 150, 22}, {0}},
	[UI_FIELD] = {"field", UI_UNDERLINE, OWN, {0}, {0}},
	[UI_DIALOG] = {"dialog", 0, OWN, {0}, {0}},
	[UI_ADDED] = {"added", UI_BOLD, {UI_GREEN, UI_GREEN}, {29, 150, 22}, {0}},
	[UI_REMOVED] = {"removed", UI_UNDERLINE, {UI_RED, UI_RED}, {161, 210, 124}, {0}},
	[UI_FOUND] = {"found", UI_BOLD | UI_UNDERLINE | UI_REVERSE, OWN, {16, 16, 16}, {179, 179, 222}},

	/* The memory map, by what it is; each has its own pattern as well. */
	[UI_MODULE] = {"module", UI_BOLD, {UI_GREEN, UI_GREEN}, {29, 115, 23}, {0}},
	[UI_RESERVED] = {"reserved", UI_DIM, {UI_MAGENTA, UI_MAGENTA}, {243, 248, 240}, {0}},
	[UI_FREE] = {"free", 0, OWN, {0}, {0}},
	[UI_XEN] = {"xen", 0, {UI_CYAN, UI_CYAN}, {62, 74, 25}, {0}},
	[UI_KERNEL] = {"kernel", 0, {UI_GREEN, UI_GREEN}, {65, 108, 22}, {0}},
	[UI_RAMDISK] = {"ramdisk", 0, {UI_YELLOW, UI_YELLOW}, {130, 179, 58}, {0}},
	[UI_TREE] = {"tree", 0, {UI_BLUE, UI_BLUE}, {98, 147, 91}, {0}},
	[UI_SCRIPT] = {"script", 0, {UI_WHITE, UI_BLACK}, {243, 252, 238}, {0}},
	[UI_STATIC] = {"static", UI_BOLD, {UI_MAGENTA, UI_MAGENTA}, {133, 182, 90}, {0}},
	[UI_SHARED] = {"shared", UI_BOLD, {UI_CYAN, UI_BLUE}, {31, 117, 25}, {0}},
	[UI_HEAP] = {"heap", 0, {UI_BLUE, UI_BLUE}, {98, 147, 91}, {0}},
	[UI_DOM0] = {"dom0", 0, {UI_CYAN, UI_BLUE}, {30, 109, 23}, {0}},

	/* The preview. */
	[UI_MARKED] = {"marked", UI_BOLD | UI_UNDERLINE, OWN, {0, 0, 0}, {0, 235, 255}},
	[UI_COMMENT] = {"comment", UI_DIM, OWN, {243, 248, 240}, {0}},
	[UI_COMMAND] = {"command", UI_BOLD, {UI_CYAN, UI_BLUE}, {31, 110, 24}, {0}},
	[UI_VARIABLE] = {"variable", 0, {UI_MAGENTA, UI_MAGENTA}, {133, 182, 90}, {0}},
	[UI_STRING] = {"string", 0, {UI_GREEN, UI_GREEN}, {29, 150, 22}, {0}},
	[UI_NUMBER] = {"number", 0, {UI_YELLOW, UI_MAGENTA}, {130, 180, 88}, {0}},
	[UI_PROPERTY] = {"property", 0, {UI_CYAN, UI_BLUE}, {62, 147, 55}, {0}},
	[UI_PLANNED] = {"planned", UI_UNDERLINE, {UI_YELLOW, UI_MAGENTA}, {130, 222, 88}, {0}},
};
/* clang-format on */
