/* SPDX-License-Identifier: MIT */
/* Items of lists on the bytes of a file: added, changed, moved, taken away; all else stays. */
#include "unit/base/folder.h"
#include "unit/model/text-rows.h"

#include "model/data.h"
#include "model/key.h"
#include "model/profile.h"

#define OVER "extends: base\n"

/* ---- A new item ----------------------------------------------------------------------------- */

static const struct text_row added[] = {
	{"behind all, by its number", "load:\n  before:\n    - a # x\n    - b # y\n  prefix: p\n",
	 "load.before.2", "usb start",
	 "load:\n  before:\n    - a # x\n    - b # y\n    - usb start\n  prefix: p\n"},
	{"behind all, by +", "load:\n  before:\n  - a\n# end\n", "load.before.+", "b",
	 "load:\n  before:\n  - a\n  - b\n# end\n"},
	{"before the first", "load:\n  before: # why\n  # first\n  - a\n", "load.before.+0", "b",
	 "load:\n  before: # why\n  - b\n  # first\n  - a\n"},
	{"between, above the comment of the next", "load:\n  before:\n  - a\n\n  # second\n  - b\n",
	 "load.before.+1", "x", "load:\n  before:\n  - a\n  - x\n\n  # second\n  - b\n"},
	{"before behind all", "load: {before: [a]}\n", "load.before.+1", "b",
	 "load: {before: [a, b]}\n"},
	{"in brackets", "load: {before: [a, b]} # c\n", "load.before.+", "c, d",
	 "load: {before: [a, b, \"c, d\"]} # c\n"},
	{"in brackets, before", "load: {before: [ a, b]}\n", "load.before.+0", "x",
	 "load: {before: [ x, a, b]}\n"},
	{"in brackets over lines", "load:\n  before: [\n    a, # x\n    b  # y\n  ]\n",
	 "load.before.+", "c", "load:\n  before: [\n    a, # x\n    b, c  # y\n  ]\n"},
	{"in empty brackets", "load: {before: []}\n", "load.before.0", "a",
	 "load: {before: [a]}\n"},
	{"to nothing", "load:\n  before: # none\n", "load.before.+", "a",
	 "load:\n  before: [a] # none\n"},
	{"to what takes it away", OVER "load:\n  before: ~\n", "load.before.0", "a",
	 OVER "load:\n  before: [a]\n"},
	{"to one text", "load:\n  before: usb start # c\n", "load.before.1", "usb tree",
	 "load:\n  before: [usb start, usb tree] # c\n"},
	{"before one text", "load: {before: \"a,b\"}\n", "load.before.+0", "x",
	 "load: {before: [x, \"a,b\"]}\n"},
	{"a list that is not there", "load:\n  method: usb\n", "load.before.+", "a",
	 "load:\n  method: usb\n  before: [a]\n"},
	{"in a section that is not there", "format: 1\n", "device-tree.overlays.0.file", "x.dtbo",
	 "format: 1\ndevice-tree:\n  overlays: [{file: x.dtbo}]\n"},
	{"in a section in braces", "device-tree: {file: b}\n", "device-tree.overlays.+", "x.dtbo",
	 "device-tree: {file: b, overlays: [x.dtbo]}\n"},
	{"no final newline", "load:\n  before:\n  - a", "load.before.1", "b",
	 "load:\n  before:\n  - a\n  - b"},
	{"CRLF", "load:\r\n  before:\r\n  - a\r\n", "load.before.+0", "b",
	 "load:\r\n  before:\r\n  - b\r\n  - a\r\n"},
	{"a mapping, by one of its keys", "device-tree:\n  overlays:\n  - file: a # x\n    size: 1\n",
	 "device-tree.overlays.1.file", "x.dtbo",
	 "device-tree:\n  overlays:\n  - file: a # x\n    size: 1\n  - file: x.dtbo\n"},
	{"a mapping as such", "device-tree:\n  edits:\n  - {path: /a, remove: true}\n",
	 "device-tree.edits.+0", "{path: /b, remove: true}",
	 "device-tree:\n  edits:\n  - {path: /b, remove: true}\n  - {path: /a, remove: true}\n"},
	{"a mapping in brackets", "device-tree: {overlays: [a]}\n", "device-tree.overlays.+.size",
	 "1", "device-tree: {overlays: [a, {size: 1}]}\n"},
	{"a board's memory", "board:\n  memory:\n  - {start: 0, size: 1G}\n", "board.memory.1",
	 "{start: 4G, size: 1G}",
	 "board:\n  memory:\n  - {start: 0, size: 1G}\n  - {start: 4G, size: 1G}\n"},
	{"behind a block of text", "load:\n  before:\n  - |\n    a\n    b\n  - c\n", "load.before.+1",
	 "x", "load:\n  before:\n  - |\n    a\n    b\n  - x\n  - c\n"},
	{"too far", "load: {before: [a]}\n", "load.before.2", "b", NULL},
	{"before what is too far", "load: {before: [a]}\n", "load.before.+2", "b", NULL},
	{"a leading zero", "load: {before: [a]}\n", "load.before.01", "b", NULL},
	{"a leading zero behind +", "load: {before: [a]}\n", "load.before.+00", "b", NULL},
	{"a leading zero in a new list", "format: 1\n", "load.before.00", "b", NULL},
	{"a leading zero in one text", "load: {before: a}\n", "load.before.00", "b", NULL},
	{"a leading zero behind an option", "dom0: {options: {console: [a, b]}}\n",
	 "dom0.options.console.01", "c", NULL},
	{"a large number behind an option", "dom0: {options: {console: [a, b]}}\n",
	 "dom0.options.console.99999999999999999999", "c", NULL},
	{"not the first of a new list", "format: 1\n", "load.before.1", "b", NULL},
	{"not the first of one text", "load: {before: a}\n", "load.before.2", "b", NULL},
	{"a list in the line of its list", "l:\n  - - a\n", "l.0.+", "b", NULL},
	{"key with a question mark", "? load\n: before:\n  - a\n", "load.before.+", "b",
	 "? load\n: before:\n  - a\n  - b\n"},
};

static void items_are_added(void **state)
{
	(void)state;
	CHECK_ROWS(added);
}

/* ---- Another value -------------------------------------------------------------------------- */

static const struct text_row changed[] = {
	{"a text", "load:\n  before:\n  - a # x\n  - b # y\n", "load.before.1", "c",
	 "load:\n  before:\n  - a # x\n  - c # y\n"},
	{"one text", "load:\n  before: a # x\n", "load.before.0", "c", "load:\n  before: c # x\n"},
	{"a new key of an item", "device-tree:\n  overlays:\n  - file: a # x\n  - b\n",
	 "device-tree.overlays.0.size", "1",
	 "device-tree:\n  overlays:\n  - file: a # x\n    size: 1\n  - b\n"},
	{"a new key of an item in braces", "device-tree: {overlays: [{file: a}, b]}\n",
	 "device-tree.overlays.0.size", "1",
	 "device-tree: {overlays: [{file: a, size: 1}, b]}\n"},
};

static void items_are_changed(void **state)
{
	(void)state;
	CHECK_ROWS(changed);
}

/* ---- One less ------------------------------------------------------------------------------- */

static const struct text_row removed[] = {
	{"the first", "load:\n  before:\n    # one\n    - a # x\n    # two\n    - b\n",
	 "load.before.0", NULL, "load:\n  before:\n    # one\n    # two\n    - b\n"},
	{"the last of two", "load:\n  before:\n  - a\n  # two\n  - b # y\n# end\n", "load.before.1",
	 NULL, "load:\n  before:\n  - a\n  # two\n# end\n"},
	{"a mapping over lines", "device-tree:\n  edits:\n  - path: /a\n    set: {b: c}\n  # d\n"
	 "  - path: /e\n    remove: true\n", "device-tree.edits.0", NULL,
	 "device-tree:\n  edits:\n  # d\n  - path: /e\n    remove: true\n"},
	{"in brackets", "load: {before: [a, b, c]}\n", "load.before.1", NULL,
	 "load: {before: [a, c]}\n"},
	{"a comment in brackets", "load:\n  before: [a, # x\n    b]\n", "load.before.1", NULL, NULL},
	{"the only one takes the list along", "load:\n  method: usb\n  before:\n  - a\n",
	 "load.before.0", NULL, "load:\n  method: usb\n"},
	{"and its section", "format: 1\nload:\n  before: [a]\n", "load.before.0", NULL,
	 "format: 1\n"},
	{"one text", "load: {method: usb, before: a}\n", "load.before.0", NULL,
	 "load: {method: usb}\n"},
	{"over a base, the list stays", OVER "load:\n  before:\n  - a\n", "load.before.0", NULL,
	 OVER "load:\n  before: []\n"},
	{"over a base, one text", OVER "load: {before: a}\n", "load.before.0", NULL,
	 OVER "load: {before: []}\n"},
	{"over a base, one of two", OVER "load: {before: [a, b]}\n", "load.before.0", NULL,
	 OVER "load: {before: [b]}\n"},
	{"the first key of an item", "device-tree:\n  overlays:\n  - load-as: a\n    file: b # c\n",
	 "device-tree.overlays.0.load-as", NULL, "device-tree:\n  overlays:\n  - file: b # c\n"},
	{"the only key of an item", "device-tree:\n  overlays:\n  - a\n  - file: b\n",
	 "device-tree.overlays.1.file", NULL, "device-tree:\n  overlays:\n  - a\n"},
	{"no such item", "load: {before: [a]}\n", "load.before.1", NULL, NULL},
	{"no item at all", "load: {before: [a]}\n", "load.before.+", NULL, NULL},
};

static void items_are_taken_away(void **state)
{
	(void)state;
	CHECK_ROWS(removed);
}

/* ---- Another place -------------------------------------------------------------------------- */

static const struct text_row moved[] = {
	{"to the front, with its comment", "load:\n  before:\n  - a # x\n  # three\n  - b # y\n",
	 "load.before.1.move", "0", "load:\n  before:\n  # three\n  - b # y\n  - a # x\n"},
	{"to the end", "load:\n  before:\n  - a\n  - b\n  - c\n# end\n", "load.before.0.move", "+",
	 "load:\n  before:\n  - b\n  - c\n  - a\n# end\n"},
	{"one down", "load:\n  before:\n  - a\n  - b\n  - c\n", "load.before.0.move", "1",
	 "load:\n  before:\n  - b\n  - a\n  - c\n"},
	{"one up", "load:\n  before:\n  - a\n  - b\n  - c\n", "load.before.2.move", "1",
	 "load:\n  before:\n  - a\n  - c\n  - b\n"},
	{"nowhere", "load:\n  before:\n  - a\n  - b\n", "load.before.1.move", "1",
	 "load:\n  before:\n  - a\n  - b\n"},
	{"no final newline", "load:\n  before:\n  - a\n  - b", "load.before.1.move", "0",
	 "load:\n  before:\n  - b\n  - a\n"},
	{"in brackets", "load: {before: [a, b , c]} # d\n", "load.before.2.move", "0",
	 "load: {before: [c, a , b]} # d\n"},
	{"mappings over lines", "device-tree:\n  edits:\n  - path: /a\n    remove: true\n"
	 "  - path: /b\n    set: {c: d}\n", "device-tree.edits.1.move", "0",
	 "device-tree:\n  edits:\n  - path: /b\n    set: {c: d}\n  - path: /a\n"
	 "    remove: true\n"},
	{"comments in brackets", "load:\n  before: [\n    a, # x\n    b  # y\n  ]\n",
	 "load.before.0.move", "1", NULL},
	{"a comment above the first in brackets", "load:\n  before: [ # x\n    a, b]\n",
	 "load.before.0.move", "1", NULL},
	{"a comment below the last in brackets", "load:\n  before: [a, b,\n    # x\n  ]\n",
	 "load.before.1.move", "0", NULL},
	{"a comment in brackets, to where it is", "load:\n  before: [a, # x\n    b]\n",
	 "load.before.1.move", "1", "load:\n  before: [a, # x\n    b]\n"},
	{"in brackets, with the comment in it",
	 "device-tree:\n  edits: [{path: /a, # x\n    remove: true}, {path: /b, remove: true}]\n",
	 "device-tree.edits.1.move", "0",
	 "device-tree:\n  edits: [{path: /b, remove: true}, {path: /a, # x\n    remove: true}]\n"},
	{"a comment that is none", "load: {before: ['a # x', b]}\n", "load.before.1.move", "0",
	 "load: {before: [b, 'a # x']}\n"},
	{"too far", "load: {before: [a, b]}\n", "load.before.0.move", "2", NULL},
	{"no place", "load: {before: [a, b]}\n", "load.before.0.move", "up", NULL},
	{"a place with a leading zero", "load: {before: [a, b]}\n", "load.before.0.move", "01",
	 NULL},
	{"no such item", "load: {before: [a, b]}\n", "load.before.2.move", "0", NULL},
};

static void items_are_moved(void **state)
{
	(void)state;
	CHECK_ROWS(moved);
}

/* ---- Values of an option -------------------------------------------------------------------- */

static const struct text_row options[] = {
	{"a second value", "dom0:\n  options:\n    console: tty0 # c\n", "dom0.options.console.+",
	 "hvc0", "dom0:\n  options:\n    console: [tty0, hvc0] # c\n"},
	{"a second value, by its number", "dom0: {options: {console: tty0}}\n",
	 "dom0.options.console.1", "hvc0", "dom0: {options: {console: [tty0, hvc0]}}\n"},
	{"a value before", "dom0: {options: {console: tty0}}\n", "dom0.options.console.+0", "hvc0",
	 "dom0: {options: {console: [hvc0, tty0]}}\n"},
	{"a third value", "dom0:\n  options:\n    console:\n    - a\n    - b\n    x: y\n",
	 "dom0.options.console.2", "c",
	 "dom0:\n  options:\n    console:\n    - a\n    - b\n    - c\n    x: y\n"},
	{"the only value", "dom0: {options: {console: tty0}}\n", "dom0.options.console.0", "hvc0",
	 "dom0: {options: {console: hvc0}}\n"},
	{"another value", "dom0: {options: {console: [a, b]}}\n", "dom0.options.console.1", "c",
	 "dom0: {options: {console: [a, c]}}\n"},
	{"the first value of a new option", "dom0: {options: {x: y}}\n", "dom0.options.console.+",
	 "hvc0", "dom0: {options: {x: y, console: hvc0}}\n"},
	{"one value less", "dom0: {options: {console: [a, b]}}\n", "dom0.options.console.0", NULL,
	 "dom0: {options: {console: [b]}}\n"},
	{"the only value less", "dom0: {options: {console: a, x: y}}\n", "dom0.options.console.0",
	 NULL, "dom0: {options: {x: y}}\n"},
	{"moved", "dom0: {options: {console: [a, b]}}\n", "dom0.options.console.1.move", "0",
	 "dom0: {options: {console: [b, a]}}\n"},
	{"a name with dots", "dom0: {options: {a.b: c}}\n", "dom0.options.a.b.+", "d",
	 "dom0: {options: {a.b: [c, d]}}\n"},
	{"a name that ends in a number", "dom0: {options: {a: b, a.1: c}}\n", "dom0.options.a.1",
	 "d", "dom0: {options: {a: b, a.1: d}}\n"},
	{"a name of which no part is set", "dom0: {options: {x: y}}\n", "dom0.options.a.1", "d",
	 "dom0: {options: {x: y, a.1: d}}\n"},
	{"too far", "dom0: {options: {console: a}}\n", "dom0.options.console.2", "d", NULL},
};

static void options_have_several_values(void **state)
{
	(void)state;
	CHECK_ROWS(options);
}

/* ---- A list that is extended ---------------------------------------------------------------- */

static void a_list_of_the_base_comes_along(void **state)
{
	static const struct {
		const char *key, *want; /* NULL: nothing to do */
	} rows[] = {
		{"load.before.+", "load:\n  before: [a, b]\n"},
		{"load.before.0", "load:\n  before: [a, b]\n"},
		{"load.before", NULL},
		{"dom0.options.console.+", "dom0:\n  options:\n    console: tty0\n"},
		{"device-tree.edits.0.path",
		 "device-tree:\n  edits: [{path: /a, remove: true}]\n"},
		{"device-tree.overlays.0.size", "device-tree:\n  overlays: o.dtbo\n"},
		{"output.emit.+", NULL},
		{"dom0.kernel.file", NULL},
	};
	static const char base[] = "format: 1\nload: {before: [a, b]}\nxen: x\n"
				   "device-tree: {file: t, edits: [{path: /a, remove: true}], "
				   "overlays: o.dtbo}\n"
				   "dom0: {kernel: k, options: {console: tty0}}\n";
	static const char over[] = "format: 1\nextends: base.yaml\n", path[] = "p.yaml";
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_diags diags = {0};
	struct xb_profile *profile;

	(void)state;
	folder_write("base.yaml", base);
	profile = xb_profile_parse(data, path, over, strlen(over), &diags);
	check_diags("profile", &diags, "");
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_buf out = {0};

		check_bool(rows[i].key,
			   xb_text_adopt(profile, path, over, strlen(over), rows[i].key, &out,
					 &diags),
			   true);
		check_diags(rows[i].key, &diags, "");
		check_text(rows[i].key, out.data ? out.data + strlen(over) : NULL, rows[i].want);
		xb_buf_clear(&out);
	}
	xb_profile_free(profile);
	xb_data_free(data);
}

/* Files are relative to who names them: a list of them does not move to another folder. */
static void a_list_of_files_stays_in_its_folder(void **state)
{
	static const char over[] = "format: 1\nextends: sub/base.yaml\n";
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_diags diags = {0};
	struct xb_buf out = {0};
	struct xb_profile *profile;

	(void)state;
	assert_int_equal(mkdir("sub", 0755), 0);
	folder_write("sub/base.yaml", "format: 1\nload: {before: [a]}\nxen: x\n"
				      "device-tree: {file: t, overlays: [o.dtbo]}\ndom0: {kernel: k}\n");
	profile = xb_profile_parse(data, "p.yaml", over, strlen(over), &diags);
	check_diags("profile", &diags, "");
	assert_true(xb_text_adopt(profile, "p.yaml", over, strlen(over), "load.before.+", &out, &diags));
	check_text("commands", out.data + strlen(over), "load:\n  before: [a]\n");
	xb_buf_clear(&out);
	assert_false(xb_text_adopt(profile, "p.yaml", over, strlen(over), "device-tree.overlays.+",
				   &out, &diags));
	check_diags("files", &diags, "error bad-value");
	check_u64("files", out.length, 0);
	xb_profile_free(profile);
	xb_data_free(data);
	xb_diags_clear(&diags);
}

/* ---- Nothing else is lost ------------------------------------------------------------------- */

/* Each comment of it is another. */
static const char sample[] =
	"# 1\n"
	"format: 1 # 2\n"
	"load: # 3\n"
	"  # 4\n"
	"  before: # 5\n"
	"    # 6\n"
	"    - usb start # 7\n"
	"    # 8\n"
	"    - usb tree # 9\n"
	"\n"
	"    - usb info\n"
	"  prefix: p/ # 10\n"
	"xen:\n"
	"  file: xen\n"
	"  # 11\n"
	"  options:\n"
	"    console: [dtuart, vga] # 12\n"
	"    # 13\n"
	"    a.b: c\n"
	"device-tree:\n"
	"  # 14\n"
	"  file: b.dtb\n"
	"  overlays: [a.dtbo, {file: b.dtbo, size: 1}] # 15\n"
	"  edits:\n"
	"  # 16\n"
	"  - path: /a # 17\n"
	"    # 18\n"
	"    set: {b: c}\n"
	"  - {path: /d, remove: true} # 19\n"
	"dom0: # 20\n"
	"  kernel: Image # 21\n"
	"  # 22\n";

/* The last parts that a key may have, and values of all shapes. */
static const char *const tails[] = {"",     ".0",   ".1",      ".2",      ".3",     ".+",
				    ".+0",  ".+1",  ".file",   ".size",   ".path",  ".new",
				    ".0.x", ".+.file", ".0.move", ".1.move", ".2.move"};
static const char *const heads[] = {
	"load", "load.before", "load.prefix", "xen", "xen.options", "xen.options.console",
	"xen.options.a.b", "device-tree", "device-tree.overlays", "device-tree.overlays.0",
	"device-tree.overlays.1", "device-tree.edits", "device-tree.edits.0", "device-tree.edits.1",
	"dom0", "dom0.kernel", "output", "output.emit", "new", "format"};
static const char *const values[] = {"x", "0", "1", "+", "~", "[a, b]", "{a: b}", "a: b"};

/* Not at, above or below what HEAD names, or in its list where it is an item. */
static bool is_elsewhere(const char *item, const char *head)
{
	size_t length = strlen(head);

	if (head[length - 1] >= '0' && head[length - 1] <= '9')
		length -= 2;

	return strncmp(item, head, length) != 0 && strncmp(head, item, strlen(item)) != 0;
}

/* Each leaf of A that is not at, below or above HEAD stands in B as it was. */
static void check_others_kept(const char *label, const struct xb_flat *a, const struct xb_flat *b,
			      const char *head)
{
	for (size_t i = 0; i < a->count; i++) {
		bool found = !is_elsewhere(a->items[i].key, head);

		for (size_t k = 0; k < b->count && !found; k++)
			found = strcmp(a->items[i].key, b->items[k].key) == 0 &&
				strcmp(a->items[i].value, b->items[k].value) == 0;
		if (!found)
			fail_msg("%s: %s is lost", label, a->items[i].key);
	}
}

static void flatten(const char *label, const char *text, struct xb_flat *flat)
{
	struct xb_diags diags = {0};
	struct xb_document *document = xb_yaml_parse("p.yaml", text, strlen(text), &diags);

	check_diags(label, &diags, "");
	xb_node_flatten(&xb_profile_schema, document->root, true, flat);
	xb_yaml_free(document);
}

static size_t count_comments(const char *text)
{
	size_t count = 0;

	for (; (text = strchr(text, '#')); text++)
		count++;
	return count;
}

/* What is set keeps every comment; what is taken away may take those in it along. */
static void check_kept(const char *label, const char *text, const char *head, const char *key,
		       const char *value, size_t *done)
{
	struct xb_diags diags = {0};
	struct xb_buf out = {0};
	struct xb_flat before = {0}, after = {0};

	if (edit(text, key, value, &out, &diags)) {
		flatten(label, text, &before);
		flatten(label, out.data ? out.data : "", &after);
		check_others_kept(label, &before, &after, head);
		check_others_kept(label, &after, &before, head);
		if (value)
			check_u64(label, count_comments(out.data), count_comments(text));
		(*done)++;
	} else {
		check_bool(label, diags.errors > 0, true);
		check_u64(label, out.length, 0);
	}
	xb_flat_clear(&before);
	xb_flat_clear(&after);
	xb_buf_clear(&out);
	xb_diags_clear(&diags);
}

static void nothing_else_is_lost(void **state)
{
	size_t done = 0;

	(void)state;
	for (size_t h = 0; h < XB_COUNT(heads); h++)
		for (size_t t = 0; t < XB_COUNT(tails); t++) {
			char *key = xb_format("%s%s", heads[h], tails[t]);

			for (size_t v = 0; v < XB_COUNT(values); v++)
				check_kept(key, sample, heads[h], key, values[v], &done);
			check_kept(key, sample, heads[h], key, NULL, &done);
			free(key);
		}
	check_bool("many are done", done > 500, true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(items_are_added),
		cmocka_unit_test(items_are_changed),
		cmocka_unit_test(items_are_taken_away),
		cmocka_unit_test(items_are_moved),
		cmocka_unit_test(options_have_several_values),
		cmocka_unit_test_setup_teardown(a_list_of_the_base_comes_along, folder_enter,
						folder_leave),
		cmocka_unit_test_setup_teardown(a_list_of_files_stays_in_its_folder, folder_enter,
						folder_leave),
		cmocka_unit_test(nothing_else_is_lost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
