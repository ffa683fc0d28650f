/* SPDX-License-Identifier: MIT */
/* set and unset on the bytes of a file: just the value changes, byte for byte, or nothing does. */
#include "unit/model/text-rows.h"

#include "model/data.h"
#include "model/key.h"
#include "model/profile.h"
#include "model/yaml.h"

#define BOM "\xef\xbb\xbf"

/* ---- set: a value that is there ------------------------------------------------------------- */

static const struct text_row existing[] = {
	{"plain", "a: 1\nb: two\nc: 3\n", "b", "4", "a: 1\nb: 4\nc: 3\n"},
	{"the same", "a: 1\n", "a", "1", "a: 1\n"},
	{"before a comment", "b: two  # why\nc: 3\n", "b", "4", "b: 4  # why\nc: 3\n"},
	{"between comments", "# x\nb: 1\n# y\n", "b", "4", "# x\nb: 4\n# y\n"},
	{"many blanks", "b  :   1   \n", "b", "4", "b  :   4   \n"},
	{"double quotes", "b: \"t o\" # c\n", "b", "4", "b: 4 # c\n"},
	{"single quotes", "b: 't''o'\n", "b", "x", "b: x\n"},
	{"quotes over two lines", "b: \"t\n  o\"\nc: 1\n", "b", "x", "b: x\nc: 1\n"},
	{"plain over two lines", "b: t\n  o # c\nc: 1\n", "b", "x", "b: x # c\nc: 1\n"},
	{"literal block", "b: |\n  x\n  y\n\n# c\nc: 1\n", "b", "z", "b: z\n\n# c\nc: 1\n"},
	{"folded block, last", "b: >-\n  x\n  y\n", "b", "z", "b: z\n"},
	{"empty", "b:\nc: 1\n", "b", "4", "b: 4\nc: 1\n"},
	{"empty, comment", "b:   # c\n", "b", "4", "b: 4   # c\n"},
	{"empty in flow", "a: {b: , c: 1}\n", "a.b", "4", "a: {b: 4, c: 1}\n"},
	{"no final newline", "a: 1\nb: 2", "b", "34", "a: 1\nb: 34"},
	{"CRLF", "a: 1\r\nb: 2\r\nc: 3\r\n", "b", "4", "a: 1\r\nb: 4\r\nc: 3\r\n"},
	{"CRLF block", "b: |\r\n  x\r\nc: 3\r\n", "b", "4", "b: 4\r\nc: 3\r\n"},
	{"BOM", BOM "b: 2\n", "b", "4", BOM "b: 4\n"},
	{"UTF-8 before it", "# \xc3\xbc\xe2\x82\xac\n\xc3\xbc: {\xe2\x82\xac: \xf0\x9f\x90\xa7, "
	 "b: 2}\n",
	 "\xc3\xbc.b", "4",
	 "# \xc3\xbc\xe2\x82\xac\n\xc3\xbc: {\xe2\x82\xac: \xf0\x9f\x90\xa7, b: 4}\n"},
	{"nested", "a:\n  b:\n    c: 1 # x\n  d: 2\n", "a.b.c", "4",
	 "a:\n  b:\n    c: 4 # x\n  d: 2\n"},
	{"flow mapping", "a: { b: 1 , c: 2 }\n", "a.b", "4", "a: { b: 4 , c: 2 }\n"},
	{"item by number", "edits:\n  - path: /a\n    remove: true\n  - path: /b\n", "edits.0.path",
	 "/c", "edits:\n  - path: /c\n    remove: true\n  - path: /b\n"},
	{"item of a block list", "l:\n- a # c\n- b\n", "l.0", "x", "l:\n- x # c\n- b\n"},
	{"empty item of a block list", "l:\n-\n- b\n", "l.0", "x", "l:\n- x\n- b\n"},
	{"item of a flow list", "l: [a, b]\n", "l.1", "x y", "l: [a, x y]\n"},
	{"name with dots", "options:\n  a.b: 1\n", "options.a.b", "2", "options:\n  a.b: 2\n"},
	{"list over a block list", "emit:\n  - script\n  - dtb\nx: 1\n", "emit", "[script, dtb]",
	 "emit: [script, dtb]\nx: 1\n"},
	{"text over a block list", "emit:\n- script\nx: 1\n", "emit", "both", "emit: both\nx: 1\n"},
	{"text over a block mapping", "kernel:\n  file: a\n  size: 1\nx: 1\n", "kernel", "b",
	 "kernel: b\nx: 1\n"},
	{"text over a block mapping, odd colon", "kernel :\n  file: a\nx: 1\n", "kernel", "b",
	 "kernel : b\nx: 1\n"},
	{"list over a flow list", "emit: [script, # s\n  dtb]\n", "emit", "both", NULL},
	{"mapping over text", "set: x\n", "set", "{status: disabled}", "set: {status: disabled}\n"},
	{"comments in what goes", "l:\n  - a # c\n  - b\n", "l", "x", NULL},
	{"a comment behind what goes", "l:\n  - a\n  - b # c\n", "l", "x", "l: x # c\n"},
	{"a comment behind |", "b: | # c\n  x\n", "b", "y", NULL},
	{"# in a quoted item", "l:\n  - \"#a\"\n", "l", "x", "l: x\n"},
};

static void only_the_value_changes(void **state)
{
	(void)state;
	CHECK_ROWS(existing);
}

/* ---- set: values that YAML would read otherwise --------------------------------------------- */

static void values_are_quoted_where_they_must_be(void **state)
{
	static const struct {
		const char *value, *block, *flow;
	} rows[] = {
		{"x", "x", "x"},
		{"0", "0", "0"},
		{"4096", "4096", "4096"},
		{"0x1000", "0x1000", "0x1000"},
		{"2M", "2M", "2M"},
		{"-1", "-1", "-1"},
		{"null", "null", "null"},
		{"false", "false", "false"},
		{"auto", "auto", "auto"},
		{"true", "true", "true"},
		{"\"true\"", "\"true\"", "\"true\""},
		{"~", "~", "~"},
		{"\"~\"", "\"~\"", "\"~\""},
		{"", "\"\"", "\"\""},
		{"0:1", "\"0:1\"", "\"0:1\""},
		{"4.17", "\"4.17\"", "\"4.17\""},
		{"a: b", "\"a: b\"", "\"a: b\""},
		{"#x", "\"#x\"", "\"#x\""},
		{"a #x", "\"a #x\"", "\"a #x\""},
		{"a#x", "a#x", "a#x"},
		{" lead", "\" lead\"", "\" lead\""},
		{"trail ", "\"trail \"", "\"trail \""},
		{"a b", "a b", "a b"},
		{"a,b", "a,b", "\"a,b\""},
		{"ttyS0,115200", "ttyS0,115200", "\"ttyS0,115200\""},
		{"it's", "it's", "it's"},
		{"'q'", "\"'q'\"", "\"'q'\""},
		{"say \"a\"", "say \"a\"", "say \"a\""},
		{"\"open", "\"\\\"open\"", "\"\\\"open\""},
		{"a\\b", "a\\b", "a\\b"},
		{"a\nb", "\"a\\nb\"", "\"a\\nb\""},
		{"*a", "\"*a\"", "\"*a\""},
		{"&a", "\"&a\"", "\"&a\""},
		{"!a", "\"!a\"", "\"!a\""},
		{"[open", "\"[open\"", "\"[open\""},
		{"[a, b]", "[a, b]", "[a, b]"},
		{"[]", "[]", "[]"},
		{"{a: b}", "{a: b}", "{a: b}"},
		{"{a: b", "\"{a: b\"", "\"{a: b\""},
		{"[&a b]", "\"[&a b]\"", "\"[&a b]\""},
		{"<0x1>", "<0x1>", "<0x1>"},
		{"?x", "?x", "\"?x\""},
		{"/dev/ram0", "/dev/ram0", "/dev/ram0"},
		{"\xc3\xbc", "\xc3\xbc", "\xc3\xbc"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		char *block = xb_format("k: %s\n", rows[i].block);
		char *flow = xb_format("m: {k: %s, z: 1}\n", rows[i].flow);
		const struct text_row in_block = {rows[i].value, "k: old\n", "k", rows[i].value,
			block};
		const struct text_row in_flow = {rows[i].value, "m: {k: old, z: 1}\n", "m.k",
						 rows[i].value, flow};

		check_row(&in_block);
		check_row(&in_flow);
		free(block);
		free(flow);
	}
}

/* ---- set: a new key ------------------------------------------------------------------------- */

static const struct text_row added[] = {
	{"at the end of a mapping", "a: 1\nx:\n  b: 2\n  c: 3\n\n# end\nd: 4\n", "x.e", "5",
	 "a: 1\nx:\n  b: 2\n  c: 3\n  e: 5\n\n# end\nd: 4\n"},
	{"behind a comment of its sibling", "x:\n  b: 2 # why\ny: 1\n", "x.c", "3",
	 "x:\n  b: 2 # why\n  c: 3\ny: 1\n"},
	{"behind a block value", "x:\n  b: |\n    t\n    u\ny: 1\n", "x.c", "3",
	 "x:\n  b: |\n    t\n    u\n  c: 3\ny: 1\n"},
	{"behind a nested mapping", "x:\n  b:\n    c: 1\ny: 1\n", "x.d", "3",
	 "x:\n  b:\n    c: 1\n  d: 3\ny: 1\n"},
	{"deep indentation", "x:\n        b: 1\n", "x.c", "2", "x:\n        b: 1\n        c: 2\n"},
	{"at the top", "a: 1\n", "b", "2", "a: 1\nb: 2\n"},
	{"at the top, comment last", "a: 1\n# end\n", "b", "2", "a: 1\nb: 2\n# end\n"},
	{"sections that are not there", "a: 1\n", "x.y.z", "2", "a: 1\nx:\n  y:\n    z: 2\n"},
	{"into an empty section", "xen:\n  options:\ndom0: 1\n", "xen.options.a", "1",
	 "xen:\n  options:\n    a: 1\ndom0: 1\n"},
	{"into an empty section with a comment", "xen:\n  options: # none\n", "xen.options.a", "1",
	 "xen:\n  options: # none\n    a: 1\n"},
	{"into an empty section, last, no newline", "options:", "options.a", "1",
	 "options:\n  a: 1"},
	{"into an empty flow mapping", "x: {}\n", "x.a", "1", "x: {a: 1}\n"},
	{"into a flow mapping", "x: {a: 1}\n", "x.b", "2", "x: {a: 1, b: 2}\n"},
	{"into a flow mapping with blanks", "x: { a: 1 }\n", "x.b", "2", "x: { a: 1, b: 2 }\n"},
	{"into a flow mapping over lines", "x: {a: 1, # c\n  b: 2 # d\n}\n", "x.c", "3",
	 "x: {a: 1, # c\n  b: 2, c: 3 # d\n}\n"},
	{"sections into a flow mapping", "x: {a: 1}\n", "x.y.z", "2", "x: {a: 1, y: {z: 2}}\n"},
	{"into an item", "edits:\n  - path: /a\n  - path: /b\n", "edits.0.remove", "true",
	 "edits:\n  - path: /a\n    remove: true\n  - path: /b\n"},
	{"option with dots", "options:\n  a: 1\n", "options.b.c", "2",
	 "options:\n  a: 1\n  b.c: 2\n"},
	{"name that needs quotes", "options:\n  a: 1\n", "options.#b", "2",
	 "options:\n  a: 1\n  \"#b\": 2\n"},
	{"no final newline", "a: 1", "b", "2", "a: 1\nb: 2"},
	{"no final newline, sections", "a: 1", "x.y", "2", "a: 1\nx:\n  y: 2"},
	{"no final newline behind a comment", "a: 1 # c", "b", "2", "a: 1 # c\nb: 2"},
	{"empty file", "", "a", "1", "a: 1\n"},
	{"empty file, section", "", "a.b", "1", "a:\n  b: 1\n"},
	{"comments only", "# c\n", "a", "1", "# c\na: 1\n"},
	{"comments only, no newline", "# c", "a", "1", "# c\na: 1"},
	{"BOM only", BOM, "a", "1", BOM "a: 1\n"},
	{"--- only", "---\n", "a", "1", "---\na: 1\n"},
	{"CRLF", "a: 1\r\nx:\r\n  b: 2\r\n", "x.c", "3", "a: 1\r\nx:\r\n  b: 2\r\n  c: 3\r\n"},
	{"CRLF, sections", "a: 1\r\n", "x.y", "3", "a: 1\r\nx:\r\n  y: 3\r\n"},
	{"CRLF, no final newline", "a: 1\r\nb: 2", "c", "3", "a: 1\r\nb: 2\r\nc: 3"},
	{"BOM, first line", BOM "a: 1\n", "b", "2", BOM "a: 1\nb: 2\n"},
	{"root in flow", "{a: 1}\n", "b", "2", "{a: 1, b: 2}\n"},
	{"behind UTF-8", "x: {\xc3\xbc: \xe2\x82\xac}\n", "x.b", "2",
	 "x: {\xc3\xbc: \xe2\x82\xac, b: 2}\n"},
	{"a list as a new value", "output:\n  cells: 2\n", "output.emit", "[script, dtb]",
	 "output:\n  cells: 2\n  emit: [script, dtb]\n"},
};

static void new_keys_go_behind_their_siblings(void **state)
{
	(void)state;
	CHECK_ROWS(added);
}

/* ---- unset ---------------------------------------------------------------------------------- */

static const struct text_row removed[] = {
	{"first", "a: 1\nb: 2\nc: 3\n", "a", NULL, "b: 2\nc: 3\n"},
	{"middle", "a: 1\nb: 2 # two\nc: 3\n", "b", NULL, "a: 1\nc: 3\n"},
	{"last", "a: 1\nb: 2\n", "b", NULL, "a: 1\n"},
	{"last, no newline", "a: 1\nb: 2", "b", NULL, "a: 1\n"},
	{"only", "a: 1\n", "a", NULL, ""},
	{"comments stay", "# x\na: 1\n# y\nb: 2\n# z\n", "a", NULL, "# x\n# y\nb: 2\n# z\n"},
	{"CRLF", "a: 1\r\nb: 2\r\nc: 3\r\n", "b", NULL, "a: 1\r\nc: 3\r\n"},
	{"BOM, first", BOM "a: 1\nb: 2\n", "a", NULL, BOM "b: 2\n"},
	{"block scalar", "a: |\n  x\n  y\nb: 2\n", "a", NULL, "b: 2\n"},
	{"over two lines", "a: x\n  y\nb: 2\n", "a", NULL, "b: 2\n"},
	{"section", "x:\n  a: 1\n  b: 2\ny: 1\n", "x", NULL, "y: 1\n"},
	{"list", "l:\n  - a\n  - b\ny: 1\n", "l", NULL, "y: 1\n"},
	{"nested first", "x:\n  a: 1\n  b: 2\n", "x.a", NULL, "x:\n  b: 2\n"},
	{"nested last", "x:\n  a: 1\n  b: 2\ny: 1\n", "x.b", NULL, "x:\n  a: 1\ny: 1\n"},
	{"the only key takes its section", "x:\n  a: 1\ny: 1\n", "x.a", NULL, "y: 1\n"},
	{"the only key takes its sections", "x:\n  b:\n    a: 1\ny: 1\n", "x.b.a", NULL, "y: 1\n"},
	{"the only option takes its sections", "xen:\n  options:\n    a: 1\ny: 1\n",
	 "xen.options.a",
	 NULL, "y: 1\n"},
	{"option with dots", "options:\n  a: 1\n  b.c: 2\n", "options.b.c", NULL,
	 "options:\n  a: 1\n"},
	{"flow first", "x: {a: 1, b: 2, c: 3}\n", "x.a", NULL, "x: {b: 2, c: 3}\n"},
	{"flow middle", "x: {a: 1, b: 2, c: 3}\n", "x.b", NULL, "x: {a: 1, c: 3}\n"},
	{"flow last", "x: { a: 1, b: 2 }\n", "x.b", NULL, "x: { a: 1 }\n"},
	{"flow only", "x: {a: 1}\ny: 2\n", "x.a", NULL, "y: 2\n"},
	{"flow only, in a flow", "x: {y: {a: 1}, z: 2}\n", "x.y.a", NULL, "x: {z: 2}\n"},
	{"the only option, in a flow", "xen: {file: x, options: {a.b: 1}}\n", "xen.options.a.b", NULL,
	 "xen: {file: x}\n"},
	{"the only option", "xen:\n  options:\n    a.b: 1\n  file: x\n", "xen.options.a.b", NULL,
	 "xen:\n  file: x\n"},
	{"flow, nested", "x: {a: {p: 1, q: 2}, b: 2}\n", "x.a", NULL, "x: {b: 2}\n"},
	{"flow with a comment", "x: {a: 1, # one\n  b: 2}\n", "x.b", NULL, NULL},
	{"flow with a comment behind", "x: {a: 1,\n  b: 2 # two\n}\n", "x.b", NULL,
	 "x: {a: 1 # two\n}\n"},
	{"last of a flow list", "l: [a, b]\n", "l.1", NULL, "l: [a]\n"},
	{"last of a block list", "l:\n  - a\n  - b\nx: 1\n", "l.1", NULL, "l:\n  - a\nx: 1\n"},
	{"last item with keys", "l:\n  - p: 1\n    q: 2\n  - p: 3\n    q: 4\n", "l.1", NULL,
	 "l:\n  - p: 1\n    q: 2\n"},
	{"the only item takes its list", "l:\n  - a\nx: 1\n", "l.0", NULL, "x: 1\n"},
	{"a key in an item", "l:\n  - p: 1\n    q: 2\n", "l.0.q", NULL, "l:\n  - p: 1\n"},
	{"not there", "a: 1\n", "b", NULL, NULL},
	{"not there, deep", "a: {b: 1}\n", "a.c", NULL, NULL},
	{"below a value", "a: 1\n", "a.b", NULL, NULL},
	/* The numbers of those behind it would change: another key would seem to go. */
	{"first of a list", "l: [a, b]\n", "l.0", NULL, "l: [b]\n"},
	{"first key of an item", "l:\n  - p: 1\n    q: 2\n", "l.0.p", NULL,
	 "l:\n  - q: 2\n"},
};

static void unset_takes_just_the_key(void **state)
{
	(void)state;
	CHECK_ROWS(removed);
}

/* ---- A text that stands for its section ----------------------------------------------------- */

#define OVER "extends: base\n"

static const struct text_row short_forms[] = {
	{"its text", "dom0:\n  kernel: Image # c\n", "dom0.kernel.file", "I2",
	 "dom0:\n  kernel: I2 # c\n"},
	{"its text, the same", "dom0: {kernel: Image}\n", "dom0.kernel.file", "Image",
	 "dom0: {kernel: Image}\n"},
	{"its text, in flow", "dom0: {kernel: Image, ramdisk: r}\n", "dom0.kernel.file", "a,b",
	 "dom0: {kernel: \"a,b\", ramdisk: r}\n"},
	{"its text, quoted", "dom0: {kernel: Image}\n", "dom0.kernel.file", "\"true\"",
	 "dom0: {kernel: \"true\"}\n"},
	{"no text for its text", "dom0: {kernel: Image}\n", "dom0.kernel.file", "[a]",
	 "dom0: {kernel: {file: [a]}}\n"},
	{"nothing for its text", "dom0:\n  kernel: Image\n", "dom0.kernel.file", "~",
	 "dom0:\n  kernel: {file: ~}\n"},
	{"an empty text", "dom0:\n  kernel: Image\n", "dom0.kernel.file", "",
	 "dom0:\n  kernel: \"\"\n"},
	{"from an empty text", "dom0:\n  kernel: \"\"\n", "dom0.kernel.file", "Image",
	 "dom0:\n  kernel: Image\n"},
	{"another key", "dom0:\n  kernel: Image\n  ramdisk: r\n", "dom0.kernel.address",
	 "0x1000000", "dom0:\n  kernel: {file: Image, address: 0x1000000}\n  ramdisk: r\n"},
	{"before a comment", "dom0:\n  kernel:   Image   # mine\n", "dom0.kernel.size", "1M",
	 "dom0:\n  kernel:   {file: Image, size: 1M}   # mine\n"},
	{"in flow", "{dom0: { kernel: Image , ramdisk: r }}\n", "dom0.kernel.size", "1",
	 "{dom0: { kernel: {file: Image, size: 1} , ramdisk: r }}\n"},
	{"CRLF", BOM "dom0:\r\n  kernel: Image\r\n", "dom0.kernel.size", "1",
	 BOM "dom0:\r\n  kernel: {file: Image, size: 1}\r\n"},
	{"no final newline", "dom0:\n  kernel: Image", "dom0.kernel.size", "1",
	 "dom0:\n  kernel: {file: Image, size: 1}"},
	{"in a line of its own", "dom0:\n  kernel:\n    # where?\n    Image # here\n",
	 "dom0.kernel.size", "1",
	 "dom0:\n  kernel:\n    # where?\n    {file: Image, size: 1} # here\n"},
	{"long key", "dom0:\n  ? kernel\n  : Image\n", "dom0.kernel.size", "1",
	 "dom0:\n  ? kernel\n  : {file: Image, size: 1}\n"},
	{"no blank behind the colon", "{dom0: {\"kernel\":\"I\"}}\n", "dom0.kernel.size", "1",
	 "{dom0: {\"kernel\": {file: \"I\", size: 1}}}\n"},
	{"quotes that are kept", "dom0:\n  kernel: 'it''s, [so]'\n", "dom0.kernel.size", "1",
	 "dom0:\n  kernel: {file: 'it''s, [so]', size: 1}\n"},
	{"quoted brackets are a text", "dom0:\n  kernel: \"[x]\"\n", "dom0.kernel.size", "1",
	 "dom0:\n  kernel: {file: \"[x]\", size: 1}\n"},
	{"quotes over two lines", "dom0:\n  kernel: \"a\n    b\"\n", "dom0.kernel.size", "1",
	 "dom0:\n  kernel: {file: \"a\n    b\", size: 1}\n"},
	{"quotes that are needed", "dom0:\n  kernel: a,b}\n", "dom0.kernel.size", "1",
	 "dom0:\n  kernel: {file: \"a,b}\", size: 1}\n"},
	{"plain over two lines", "dom0:\n  kernel: a\n    b # c\n", "dom0.kernel.size", "1",
	 "dom0:\n  kernel: {file: a b, size: 1} # c\n"},
	{"folded block", "dom0:\n  kernel: >-\n    a\n    b\n\n# c\nname: x\n",
	 "dom0.kernel.size", "1",
	 "dom0:\n  kernel: {file: a b, size: 1}\n\n# c\nname: x\n"},
	{"a comment behind |", "dom0:\n  kernel: |- # c\n    a\n", "dom0.kernel.size", "1", NULL},
	{"plain true", "dom0:\n  kernel: true\n", "dom0.kernel.size", "1",
	 "dom0:\n  kernel: {file: true, size: 1}\n"},
	{"UTF-8", "dom0: {kernel: \xc3\xbc\xe2\x82\xac} # \xf0\x9f\x90\xa7\n", "dom0.kernel.size",
	 "1", "dom0: {kernel: {file: \xc3\xbc\xe2\x82\xac, size: 1}} # \xf0\x9f\x90\xa7\n"},
	{"what takes it away", "dom0:\n  ramdisk: ~\n", "dom0.ramdisk.size", "1", NULL},
	{"a text for what takes it away", "dom0:\n  ramdisk: ~ # none\n", "dom0.ramdisk.file", "r",
	 "dom0:\n  ramdisk: r # none\n"},
	{"a text for what takes it away from a base", OVER "dom0: {ramdisk: ~}\n",
	 "dom0.ramdisk.file", "r", OVER "dom0: {ramdisk: r}\n"},
	{"empty", "dom0:\n  kernel: # c\n", "dom0.kernel.file", "I",
	 "dom0:\n  kernel: # c\n    file: I\n"},
	/* A base's kernel.size would come back with a mapping. */
	{"over a base", OVER "dom0:\n  kernel: J # c\n", "dom0.kernel.address", "0x10",
	 OVER "dom0:\n  kernel: {file: J, load-as: ~, address: 0x10, size: ~, room: ~, load: ~} # c\n"},
	{"its text over a base", OVER "dom0: {kernel: J}\n", "dom0.kernel.file", "K",
	 OVER "dom0: {kernel: K}\n"},
	{"an item over a base", OVER "device-tree:\n  overlays: [a]\n", "device-tree.overlays.0.size",
	 "1", OVER "device-tree:\n  overlays: [{file: a, size: 1}]\n"},
	{"an item", "device-tree:\n  overlays: [a, b] # c\n", "device-tree.overlays.1.size", "1",
	 "device-tree:\n  overlays: [a, {file: b, size: 1}] # c\n"},
	{"an item in a line", "device-tree:\n  overlays:\n  - a # x\n  - b # y\n",
	 "device-tree.overlays.0.size", "1",
	 "device-tree:\n  overlays:\n  - {file: a, size: 1} # x\n  - b # y\n"},
	{"an item's text", "device-tree:\n  overlays:\n  - a # x\n  - b # y\n",
	 "device-tree.overlays.1.file", "c",
	 "device-tree:\n  overlays:\n  - a # x\n  - c # y\n"},
	{"a list of one", "device-tree: {overlays: a, file: b}\n", "device-tree.overlays.0.size", "1",
	 "device-tree: {overlays: [{file: a, size: 1}], file: b}\n"},
	{"a list of one over a base", OVER "device-tree: {overlays: a}\n",
	 "device-tree.overlays.0.size", "1",
	 OVER "device-tree: {overlays: [{file: a, size: 1}]}\n"},
	{"a list of one: its text", "device-tree:\n  overlays: a # c\n",
	 "device-tree.overlays.0.file", "b", "device-tree:\n  overlays: b # c\n"},
	{"a list of one: its item", "device-tree:\n  overlays: a # c\n", "device-tree.overlays.0",
	 "b", "device-tree:\n  overlays: b # c\n"},
	{"a list of one: its item a mapping", "device-tree:\n  overlays: a # c\n",
	 "device-tree.overlays.0", "{file: b}", "device-tree:\n  overlays: [{file: b}] # c\n"},
	{"another item of a list of one", "device-tree:\n  overlays: a\n",
	 "device-tree.overlays.1.file", "b",
	 "device-tree:\n  overlays: [a, {file: b}]\n"},
	{"a board in place", "board:\n  cpus: 4\n", "board.cpus.0.kind", "cortex-a72",
	 "board:\n  cpus: [{count: 4, kind: cortex-a72}]\n"},
	{"a board by name", "board: rpi4-4g\n", "board.cpus", "4", NULL},
	{"a board by name has no name in it", "board: rpi4-4g\n", "board.name", "x", NULL},
	{"an option's value", "xen: {options: {vwfi: trap}}\n", "xen.options.vwfi.file", "x",
	 "xen: {options: {vwfi: trap, vwfi.file: x}}\n"},
	{"text of a section", "dom0: Image\n", "dom0.kernel", "x", NULL},

	{"unset", "dom0:\n  kernel: Image # c\n  ramdisk: r\n", "dom0.ramdisk.file", NULL,
	 "dom0:\n  kernel: Image # c\n"},
	{"unset takes its sections", "a: 1\ndom0:\n  kernel: Image\n", "dom0.kernel.file", NULL,
	 "a: 1\n"},
	{"unset in flow", "dom0: {kernel: Image, ramdisk: r}\n", "dom0.kernel.file", NULL,
	 "dom0: {ramdisk: r}\n"},
	{"unset over a base", OVER "dom0: {kernel: J, ramdisk: r}\n", "dom0.ramdisk.file", NULL,
	 OVER "dom0: {kernel: J}\n"},
	{"unset what is not there", "dom0: {kernel: Image}\n", "dom0.kernel.size", NULL, NULL},
	{"unset what takes it away", "dom0: {ramdisk: ~}\n", "dom0.ramdisk.file", NULL, NULL},
	{"unset the last item", "device-tree: {overlays: [a, b]}\n", "device-tree.overlays.1.file",
	 NULL, "device-tree: {overlays: [a]}\n"},
	{"unset the first item", "device-tree: {overlays: [a, b]}\n", "device-tree.overlays.0.file",
	 NULL, "device-tree: {overlays: [b]}\n"},
	{"unset a list of one", "device-tree: {overlays: a, file: b}\n", "device-tree.overlays.0.file",
	 NULL, "device-tree: {file: b}\n"},
};

static void a_text_becomes_the_section_it_stands_for(void **state)
{
	(void)state;
	CHECK_ROWS(short_forms);
}

/* ---- Refused -------------------------------------------------------------------------------- */

static const struct text_row refused[] = {
	{"below a value", "kernel: Image\n", "kernel.size", "1", NULL},
	{"below null", "a: ~\n", "a.b", "1", NULL},
	{"root is a list", "- a\n", "b", "1", NULL},
	{"root is text", "hello\n", "b", "1", NULL},
	{"no such item", "l:\n  - a\n", "l.2", "b", NULL},
	{"no number of an item", "l:\n  - a\n", "l.x", "b", NULL},
	{"new key in a list", "l: [a]\n", "l.p", "b", NULL},
	{"behind the end of the document", "a: 1\n...\n# c\n", "b.c", "1",
	 "a: 1\nb:\n  c: 1\n...\n# c\n"},
	{"behind ... with nothing before", "---\n...\n", "a", "1", NULL},
	{"block that keeps its last lines", "x:\n  a: |+\n    t\n\n\ny: 1\n", "x.b", "1", NULL},
	{"long key", "? a\n: 1\n", "a.b", "2", NULL},
	{"mapping under a long key", "? a\n: b: 1\n", "a", "2", "? a\n: 2\n"},
	{"key without a value in flow", "x: {a}\n", "x.a", "1", NULL},
	{"the last line of a document in flow", "{a: 1,\n b: 2}", "c.d", "3",
	 "{a: 1,\n b: 2, c: {d: 3}}"},
	{"not UTF-8", "a: 1\n", "a", "\xff", NULL},
	{"no key", "a: 1\n", "", "b", NULL},
	{"no key", "a: 1\n", "", NULL, NULL},
};

static void odd_layouts_are_kept_or_refused(void **state)
{
	(void)state;
	CHECK_ROWS(refused);
}

static void a_value_is_utf_8(void **state)
{
	struct xb_diags diags = {0};
	struct xb_buf out = {0};

	(void)state;
	check_bool("taken", edit("name: p\n", "name", "a\xff", &out, &diags), false);
	check_diags("taken", &diags, "error bad-value");
	check_contains("taken", diags_message(&diags), "name: the value is not UTF-8");
	check_u64("nothing is made", out.length, 0);
	xb_diags_clear(&diags);
	xb_buf_clear(&out);
}

static void a_broken_file_is_not_touched(void **state)
{
	struct xb_diags diags = {0};
	struct xb_buf out = {0};

	(void)state;
	check_bool("set", edit("a: [\n", "a", "1", &out, &diags), false);
	check_bool("unset", edit("a: 1\na: 2\n", "a", NULL, &out, &diags), false);
	check_diags("broken", &diags, "error syntax, error syntax");
	check_u64("nothing came out", out.length, 0);
	xb_diags_clear(&diags);
}

/* ---- There and back ------------------------------------------------------------------------- */

/* Files in which keys stand in every way that YAML knows. */
static const char *const layouts[] = {
	"a: 1\nb: {c: 2, d: [x, y]}\ne:\n  - f: 3\n    g: 4\n  - h\n",
	"a:    1   # c\nb  :\n     c: \"q\" # c\n     d: 'r'\n",
	BOM "\xc3\xbc: \xe2\x82\xac # \xf0\x9f\x90\xa7\r\nb:\r\n- x\r\n- y\r\n",
	"{a: 1, b: {c: [1, {d: 2}]},\n  e: f}",
	"a: x\nb:\n\n\n  c: y\n\n\n# end",
	"--- # start\na: 1\nb:\n    - - c\n      - d\n    - e\n...\n",
	"\"a b\": 1\n'c': 2\n? d\n: 3\n? e\n:\n  f: 4\n",
	"options:\n  a.b: 1\n  c: 2\n",
	"dom0: {kernel: Image, ramdisk: {file: r}}\ndevice-tree:\n  overlays: # c\n  - a # d\n  - file: b\n",
	"board: {cpus: 4, uart: pl011}\ndevice-tree:\n  overlays: a # c\n",
};

static struct xb_document *parsed(const char *label, const char *text, size_t length)
{
	struct xb_diags diags = {0};
	struct xb_document *document = xb_yaml_parse("p.yaml", text, length, &diags);

	check_diags(label, &diags, "");
	return document;
}

static void check_same_values(const char *label, const struct xb_flat *a, const struct xb_flat *b)
{
	check_u64(label, a->count, b->count);
	for (size_t i = 0; i < a->count; i++) {
		check_text(label, a->items[i].key, b->items[i].key);
		check_text(label, a->items[i].value, b->items[i].value);
	}
}

/* A value that was written as `set` writes it comes back byte for byte; any other with its text. */
static size_t check_back(const struct xb_document *before, const struct xb_flat *values,
			 const struct xb_flat_item *item, const struct xb_buf *back)
{
	struct xb_key_walk walk = xb_key_walk(&xb_profile_schema, before->root, item->key);
	struct xb_document *after = parsed(item->key, back->data, back->length);
	size_t length = walk.node->end - walk.node->begin;
	bool alike = strlen(item->value) == length &&
		     memcmp(before->text + walk.node->begin, item->value, length) == 0;
	struct xb_flat again = {0};

	xb_node_flatten(&xb_profile_schema, after->root, false, &again);
	check_same_values(item->key, &again, values);
	if (alike)
		check_text(item->key, back->data, before->text);
	xb_flat_clear(&again);
	xb_yaml_free(after);
	return alike;
}

/* KEY set to something else and back. */
static size_t check_there_and_back(const struct xb_document *before, const struct xb_flat *values,
				   const struct xb_flat_item *item)
{
	struct xb_diags diags = {0};
	struct xb_buf there = {0}, back = {0};
	size_t alike = 0;

	if (xb_text_set("p.yaml", before->text, before->length, item->key, "other", &there,
			&diags)) {
		check_bool(item->key, strcmp(there.data, before->text) == 0, false);
		check_bool(item->key,
			   xb_text_set("p.yaml", there.data, there.length, item->key, item->value,
				       &back, &diags),
			   true);
		alike = check_back(before, values, item, &back);
	} else {
		check_diags(item->key, &diags, "error bad-value");
		check_u64(item->key, there.length, 0);
	}
	xb_buf_clear(&there);
	xb_buf_clear(&back);
	xb_diags_clear(&diags);
	return alike;
}

/* Every key of the file; how many came back byte for byte. */
static size_t check_file(const char *label, const char *text, size_t length)
{
	struct xb_document *document = parsed(label, text, length);
	struct xb_flat values = {0};
	size_t alike = 0;

	xb_node_flatten(&xb_profile_schema, document->root, false, &values);
	for (size_t i = 0; i < values.count; i++)
		alike += check_there_and_back(document, &values, &values.items[i]);
	xb_flat_clear(&values);
	xb_yaml_free(document);
	return alike;
}

static void there_and_back_in_odd_layouts(void **state)
{
	size_t alike = 0;

	(void)state;
	for (size_t i = 0; i < XB_COUNT(layouts); i++)
		alike += check_file(layouts[i], layouts[i], strlen(layouts[i]));
	/* Most of the values above are written plainly. */
	check_bool("many came back as they were", alike >= 20, true);
}

static void there_and_back_in_shipped_profiles(void **state)
{
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_diags diags = {0};
	struct xb_data_file *files;
	size_t count = xb_data_list(data, XB_DATA_PROFILES, &files);

	(void)state;
	assert_true(count > 0);
	for (size_t i = 0; i < count; i++) {
		struct xb_buf text = {0};

		check_bool(files[i].name, xb_data_read(&files[i], &text, &diags), true);
		check_bool(files[i].name, check_file(files[i].name, text.data, text.length) >= 4,
			   true);
		xb_buf_clear(&text);
	}
	free(files);
	xb_data_free(data);
}

/* A new key, then taken away again, leaves the bytes as they were. */
static void added_and_taken_away(void **state)
{
	static const struct {
		const char *text, *key;
	} rows[] = {
		{"a: 1\n", "b"},
		{"a: 1\n# end\n", "b"},
		{BOM "a: 1\n", "b"},
		{"a: 1\r\nx:\r\n  b: 2\r\n\r\n# c\r\n", "x.c"},
		{"x: {a: 1}\n", "x.b"},
		{"a: 1\n", "x.y.z"},
		{"l:\n  - p: 1\n", "l.0.q"},
		{"", "a"},
		{"# c\n", "a"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_diags diags = {0};
		struct xb_buf with = {0}, without = {0};

		check_bool(rows[i].text, edit(rows[i].text, rows[i].key, "v", &with, &diags), true);
		check_bool(rows[i].text, edit(with.data, rows[i].key, NULL, &without, &diags),
			true);
		check_text(rows[i].text, without.data ? without.data : "", rows[i].text);
		check_diags(rows[i].text, &diags, "");
		xb_buf_clear(&with);
		xb_buf_clear(&without);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_the_value_changes),
		cmocka_unit_test(values_are_quoted_where_they_must_be),
		cmocka_unit_test(new_keys_go_behind_their_siblings),
		cmocka_unit_test(unset_takes_just_the_key),
		cmocka_unit_test(a_text_becomes_the_section_it_stands_for),
		cmocka_unit_test(odd_layouts_are_kept_or_refused),
		cmocka_unit_test(a_value_is_utf_8),
		cmocka_unit_test(a_broken_file_is_not_touched),
		cmocka_unit_test(there_and_back_in_odd_layouts),
		cmocka_unit_test(there_and_back_in_shipped_profiles),
		cmocka_unit_test(added_and_taken_away),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
