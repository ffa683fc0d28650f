/* SPDX-License-Identifier: MIT */
/* Where things stand in a YAML file, byte for byte; and that hostile files end in a diagnostic. */
#include "unit/base/folder.h"
#include "unit/diags.h"

#include "model/data.h"
#include "model/key.h"
#include "model/profile.h"
#include "model/yaml.h"

#define BOM "\xef\xbb\xbf"

/* ---- Positions ------------------------------------------------------------------------------ */

/* The value at KEY has just BYTES, and they begin at LINE and COLUMN. */
static const struct place {
	const char *label, *text, *key, *bytes;
	unsigned line, column;
} places[] = {
	{"plain", "a: 1\nb: two\n", "b", "two", 2, 4},
	{"plain in the last line", "a: 1\nb: two", "b", "two", 2, 4},
	{"a blank before the colon", "b : two\n", "b", "two", 1, 5},
	{"plain before a comment", "b: two words  # c\n", "b", "two words", 1, 4},
	{"plain over two lines", "b: two\n  words\nc: 1\n", "b", "two\n  words", 1, 4},
	{"double quotes", "b: \"t\\\"o\" # c\n", "b", "\"t\\\"o\"", 1, 4},
	{"single quotes", "b: 't''o'\nc: 1\n", "b", "'t''o'", 1, 4},
	{"quotes over two lines", "b: \"t\n  o\"\nc: 1\n", "b", "\"t\n  o\"", 1, 4},
	{"literal block", "b: |\n  x\n  y\n\n# c\nc: 1\n", "b", "|\n  x\n  y", 1, 4},
	{"folded block that keeps lines", "b: >+\n  x\n\n\nc: 1\n", "b", ">+\n  x", 1, 4},
	{"empty value", "b:\nc: 1\n", "b", "", 1, 3},
	{"empty value before a comment", "b: # c\nc: 1\n", "b", "", 1, 3},
	{"nested", "a:\n  b:\n    c: 7\n", "a.b.c", "7", 3, 8},
	{"block mapping ends with its last value", "a:\n  b: 1\n  c: 2\n\n# x\nd: 1\n", "a",
	 "b: 1\n  c: 2", 2, 3},
	{"block list", "a:\n  - x\n  - y # c\nd: 1\n", "a", "- x\n  - y", 2, 3},
	{"list in the column of its key", "a:\n- x\n- y\nd: 1\n", "a", "- x\n- y", 2, 1},
	{"item of a block list", "a:\n  - x\n  - y\n", "a.1", "y", 3, 5},
	{"key in a list's item", "a:\n  - p: 1\n    q: 2\n", "a.0.q", "2", 3, 8},
	{"flow mapping", "a: {b: 1, c: [x, y] } # c\n", "a", "{b: 1, c: [x, y] }", 1, 4},
	{"value in a flow mapping", "a: {b: 1, c: [x, y]}\n", "a.c.1", "y", 1, 18},
	{"flow list over lines", "a: [x,\n    y,\n  ]\nb: 1\n", "a.1", "y", 2, 5},
	{"behind ---", "---\nb: two\n", "b", "two", 2, 4},
	/* A character is a column, however many bytes it has. */
	{"behind UTF-8 in a comment", "# \xc3\xbc \xe2\x82\xac \xf0\x9f\x90\xa7\nb: two\n", "b",
	 "two", 2, 4},
	{"behind UTF-8 in its line", "\xc3\xbc\xe2\x82\xac: \"\xf0\x9f\x90\xa7\" # x\nb: two\n",
	 "\xc3\xbc\xe2\x82\xac", "\"\xf0\x9f\x90\xa7\"", 1, 5},
	{"behind UTF-8 in a value", "a: {\xc3\xbc: \xe2\x82\xac, b: two}\n", "a.b", "two", 1, 14},
	{"BOM, first line", BOM "b: two\n", "b", "two", 1, 4},
	{"BOM, second line", BOM "a: 1\nb: two\n", "b", "two", 2, 4},
	{"BOM and UTF-8", BOM "# \xc3\xbc\nb: \xc3\xbc\xc3\xbc\n", "b", "\xc3\xbc\xc3\xbc", 2, 4},
	{"CRLF", "a: 1\r\nb: two\r\nc: 3\r\n", "b", "two", 2, 4},
	{"CRLF, block", "b: |\r\n  x\r\n  y\r\nc: 1\r\n", "b", "|\r\n  x\r\n  y", 1, 4},
	{"CRLF and UTF-8", "# \xc3\xbc\r\na: 1\r\nb: two\r\n", "b", "two", 3, 4},
	{"tab before a value", "a: 1\nb:\ttwo\n", "b", "two", 2, 4},
	{"tab before a comment", "b: two\t# c\n", "b", "two", 1, 4},
};

static void check_place(const struct place *place)
{
	struct xb_diags diags = {0};
	struct xb_document *document =
		xb_yaml_parse("p.yaml", place->text, strlen(place->text), &diags);
	struct xb_key_walk walk;
	char *bytes;

	check_diags(place->label, &diags, "");
	walk = xb_key_walk(&xb_profile_schema, document->root, place->key);
	check_text(place->label, walk.rest, "");
	assert_true(walk.node->begin <= walk.node->end && walk.node->end <= document->length);
	bytes = xb_strndup(place->text + walk.node->begin, walk.node->end - walk.node->begin);
	check_text(place->label, bytes, place->bytes);
	check_u64(place->label, walk.node->at.line, place->line);
	check_u64(place->label, walk.node->at.column, place->column);
	check_text(place->label, walk.node->at.file, "p.yaml");
	free(bytes);
	xb_yaml_free(document);
	xb_diags_clear(&diags);
}

static void values_stand_where_they_were_written(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(places); i++)
		check_place(&places[i]);
}

/* Behind N characters of one width: across the borders at which the map keeps an offset. */
static void check_behind(const char *character, size_t count)
{
	struct xb_buf text = {0};
	struct xb_diags diags = {0};
	struct xb_document *document;
	const struct xb_node *node;

	xb_buf_puts(&text, "a: \"");
	for (size_t i = 0; i < count; i++)
		xb_buf_puts(&text, character);
	xb_buf_puts(&text, "\"\nb: {c: \"");
	for (size_t i = 0; i < count; i++)
		xb_buf_puts(&text, character);
	xb_buf_puts(&text, "\", d: two}\n");
	document = xb_yaml_parse("p.yaml", text.data, text.length, &diags);
	check_diags(character, &diags, "");
	node = xb_node_get(xb_node_get(document->root, "b"), "d");
	check_u64(character, node->begin, text.length - 5);
	check_u64(character, node->end, text.length - 2);
	check_u64(character, node->at.line, 2);
	check_u64(character, node->at.column, count + 15);
	xb_yaml_free(document);
	xb_buf_clear(&text);
}

static void long_lines_are_counted(void **state)
{
	static const char *const characters[] = {"x", "\xc3\xbc", "\xe2\x82\xac",
						 "\xf0\x9f\x90\xa7"};
	static const size_t counts[] = {0, 1, 46, 47, 48, 63, 64, 65, 127, 128, 129, 1000, 100000};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(characters); i++)
		for (size_t k = 0; k < XB_COUNT(counts); k++)
			check_behind(characters[i], counts[k]);
}

/* ---- What a node is ------------------------------------------------------------------------- */

static void scalars_keep_their_text_and_style(void **state)
{
	static const struct {
		const char *text, *value;
		bool plain, block;
	} rows[] = {
		{"k: null", "null", true, false},
		{"k: ~", "~", true, false},
		{"k: 0x10", "0x10", true, false},
		{"k: false", "false", true, false},
		{"k: \"true\"", "true", false, false},
		{"k: 'a''b'", "a'b", false, false},
		{"k: \"\\x41\\u20ac\\n\"", "A\xe2\x82\xac\n", false, false},
		{"k: |\n  a\n  b\n", "a\nb\n", false, true},
		{"k: |-\n  a\n", "a", false, true},
		{"k: >\n  a\n  b\n", "a b\n", false, true},
		{"k:", "", true, false},
		{"k: \"\"", "", false, false},
		{"k: a:b", "a:b", true, false},
		{"k: a#b", "a#b", true, false},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_diags diags = {0};
		struct xb_document *document =
			xb_yaml_parse("p.yaml", rows[i].text, strlen(rows[i].text), &diags);
		const struct xb_node *node = document ? xb_node_get(document->root, "k") : NULL;

		check_diags(rows[i].text, &diags, "");
		assert_non_null(node);
		check_text(rows[i].text, node->text, rows[i].value);
		check_bool(rows[i].text, node->plain, rows[i].plain);
		check_bool(rows[i].text, node->block, rows[i].block);
		xb_yaml_free(document);
	}
}

static void an_empty_file_is_an_empty_mapping(void **state)
{
	static const char *const texts[] = {"", "\n", "# nothing\n", BOM, "---\n",
		"--- # x\n...\n"};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(texts); i++) {
		struct xb_diags diags = {0};
		struct xb_document *document =
			xb_yaml_parse("p.yaml", texts[i], strlen(texts[i]), &diags);

		check_diags(texts[i], &diags, "");
		check_int(texts[i], document->root->kind, XB_NODE_MAP);
		check_u64(texts[i], document->root->count, 0);
		xb_yaml_free(document);
	}
}

/* ---- Hostile -------------------------------------------------------------------------------- */

/* Each ends in one syntax error in LINE (0: no line), whose message has PART. */
static const struct hostile {
	const char *label, *text, *part;
	unsigned line, column;
} hostiles[] = {
	{"duplicate key", "a: 1\nb: 2\na: 3\n", "'a' stands here a second time", 3, 1},
	{"duplicate key in quotes", "a: 1\n\"a\": 3\n", "'a' stands here a second time", 2, 1},
	{"duplicate key in flow", "x: {a: 1, b: 2, a: 1}\n", "'a' stands here", 1, 17},
	{"duplicate key below", "x:\n  y:\n    a: 1\n    a: 1\n", "'a' stands here", 4, 5},
	{"anchor on text", "a: &x 1\n", "anchors (&x)", 1, 4},
	{"anchor on a list", "a: &x [1]\n", "anchors (&x)", 1, 4},
	{"anchor on a mapping", "a: &x {b: 1}\n", "anchors (&x)", 1, 4},
	{"alias", "a: *x\n", "aliases (*x)", 1, 4},
	{"merge key", "a: {<<: *x}\n", "aliases (*x)", 1, 9},
	{"laughs", "a: &a [l, l]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n", "anchors (&a)", 1,
	 4},
	{"tag", "a: !!int 1\n", "tags (tag:yaml.org,2002:int)", 1, 4},
	{"tag of one's own", "a: !me {b: 1}\n", "tags (!me)", 1, 4},
	{"tag on a list", "a: !!seq [1]\n", "tags", 1, 4},
	{"two documents", "a: 1\n---\nb: 1\n", "a second document", 2, 1},
	{"two documents, first ended", "a: 1\n...\n---\nb: 1\n", "a second document", 3, 1},
	{"list as a key", "? [a]\n: 1\n", "a key must be a word, not a list", 1, 3},
	{"mapping as a key", "{a: 1}: 1\n", "a key must be a word, not a mapping", 1, 1},
	{"open double quote", "a: 1\nb: \"x\nc: 1\n", "not valid YAML", 0, 0},
	{"open single quote", "a: 'x\n", "not valid YAML", 0, 0},
	{"open bracket", "a: [x\n", "not valid YAML", 0, 0},
	{"open brace", "a: {x: 1\n", "not valid YAML", 0, 0},
	{"wrong indentation", "a:\n    b: 1\n  c: 1\n", "not valid YAML", 3, 3},
	{"tab as indentation", "a:\n\tb: 1\n", "not valid YAML", 2, 1},
	{"colon in a plain value", "a: b: c\n", "not valid YAML", 1, 5},
	{"NUL in quotes", "a: \"x\\0y\"\n", "NUL", 1, 4},
	{"invalid UTF-8", "a: 1\nb: x\xff\n", "not valid YAML", 2, 5},
	{"overlong UTF-8", "a: \xc0\xaf\n", "not valid YAML", 1, 4},
	{"half a character", "a: x\xe2\x82\n", "not valid YAML", 1, 7},
	{"invalid UTF-8 behind UTF-8", "\xc3\xbc: 1\n\xc3\xbc: \xc3\xbc\xff\n", "not valid YAML", 2,
	 5},
	{"invalid UTF-8 behind a BOM", BOM "a: \xff\n", "not valid YAML", 1, 4},
	{"control character", "a: x\x01y\n", "not valid YAML", 1, 5},
	{"UTF-16, little", "\xff\xfe" "a", "UTF-16", 0, 0},
	{"UTF-16, big", "\xfe\xff" "x", "UTF-16", 0, 0},
};

static void check_refused(const char *label, const char *text, size_t length, const char *part,
			  unsigned line, unsigned column)
{
	struct xb_diags diags = {0};

	assert_null(xb_yaml_parse("p.yaml", text, length, &diags));
	check_diags(label, &diags, "error syntax");
	check_contains(label, diags_message(&diags), part);
	check_text(label, diags.items[0].file, "p.yaml");
	if (line) {
		check_u64(label, diags.items[0].line, line);
		check_u64(label, diags.items[0].column, column);
	}
	xb_diags_clear(&diags);
}

static void hostile_text_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < XB_COUNT(hostiles); i++)
		check_refused(hostiles[i].label, hostiles[i].text, strlen(hostiles[i].text),
			      hostiles[i].part, hostiles[i].line, hostiles[i].column);
	check_refused("NUL", "a: 1\0\n", 6, "NUL", 0, 0);
	check_refused("UTF-16 without a mark", "a\0:\0 \0001\0", 8, "NUL", 0, 0);
}

static void put_times(struct xb_buf *text, const char *part, size_t count)
{
	for (size_t i = 0; i < count; i++)
		xb_buf_puts(text, part);
}

/* COUNT brackets: a mapping with as many lists in it is one level more. */
static void check_depth(size_t count, bool accepted)
{
	struct xb_buf text = {0};
	struct xb_diags diags = {0};
	struct xb_document *document;

	xb_buf_puts(&text, "a: ");
	put_times(&text, "[", count);
	put_times(&text, "]", count);
	document = xb_yaml_parse("p.yaml", text.data, text.length, &diags);
	check_bool("nesting", document != NULL, accepted);
	check_diags("nesting", &diags, accepted ? "" : "error syntax");
	xb_yaml_free(document);
	xb_diags_clear(&diags);
	xb_buf_clear(&text);
}

static void depth_has_an_end(void **state)
{
	(void)state;
	check_depth(XB_YAML_MAX_DEPTH - 1, true);
	check_depth(XB_YAML_MAX_DEPTH, false);
	check_depth(400000, false);
}

static void deep_mappings_have_an_end(void **state)
{
	struct xb_buf text = {0};

	(void)state;
	for (size_t i = 0; i < 600; i++)
		xb_buf_printf(&text, "%*sa:\n", (int)i, "");
	check_refused("mappings", text.data, text.length, "nested more than 24", 25, 25);
	xb_buf_clear(&text);
}

/* The largest text is read, one byte more is not. */
static void size_has_an_end(void **state)
{
	struct xb_buf text = {0};
	struct xb_diags diags = {0};
	struct xb_document *document;

	(void)state;
	xb_buf_puts(&text, "a: 1\n#");
	while (text.length < XB_YAML_MAX_BYTES)
		xb_buf_putc(&text, 'x');
	document = xb_yaml_parse("p.yaml", text.data, text.length, &diags);
	check_diags("the largest", &diags, "");
	assert_non_null(document);
	xb_yaml_free(document);
	xb_buf_putc(&text, 'x');
	check_refused("one byte more", text.data, text.length, "1048577 bytes", 0, 0);
	xb_buf_clear(&text);
}

/* A file that is mostly keys would make every later step slow. */
static void keys_have_an_end(void **state)
{
	struct xb_buf text = {0};
	struct xb_diags diags = {0};
	struct xb_document *document;

	(void)state;
	for (size_t i = 0; i < XB_YAML_MAX_NODES / 2; i++)
		xb_buf_printf(&text, "%zu: 1\n", i);
	check_refused("one node too many", text.data, text.length, "keys and values",
		XB_YAML_MAX_NODES / 2,
		      7);
	text.length = (size_t)(strrchr(text.data, '\n') - text.data);
	while (text.data[text.length - 1] != '\n')
		text.length--;
	document = xb_yaml_parse("p.yaml", text.data, text.length, &diags);
	check_diags("as many as there may be", &diags, "");
	xb_yaml_free(document);
	xb_buf_clear(&text);
}

static void big_files_are_not_read(void **state)
{
	static const char start[] = "a: 1\n";
	struct xb_diags diags = {0};
	int fd = open("big.yaml", O_WRONLY | O_CREAT, 0600);

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd, start, sizeof(start) - 1), sizeof(start) - 1);
	assert_int_equal(ftruncate(fd, (off_t)3 << 30), 0);
	close(fd);
	assert_null(xb_data_parse_path("big.yaml", (struct xb_pos){0}, &diags));
	check_diags("3 GiB", &diags, "error file-type");
	check_contains("3 GiB", diags_message(&diags), "big.yaml: larger than 1 MiB");
	xb_diags_clear(&diags);
}

static void files_that_cannot_be_read_are_named(void **state)
{
	const struct xb_pos at = {"p.yaml", 7, 3};
	struct xb_diags diags = {0};

	(void)state;
	assert_null(xb_data_parse_path("none.yaml", at, &diags));
	assert_int_equal(mkdir("folder.yaml", 0700), 0);
	assert_null(xb_data_parse_path("folder.yaml", at, &diags));
	check_diags("unreadable", &diags, "error file-missing, error file-missing");
	check_contains("none", diags.items[0].message, "none.yaml");
	check_contains("folder", diags.items[1].message, "folder.yaml");
	check_u64("said where it was named", diags.items[1].line, 7);
	xb_diags_clear(&diags);
}

/* ---- Writing scalars ------------------------------------------------------------------------ */

/* What is written is read back as the same text, and is not taken for more than text. */
static void check_round_trip(const char *text, bool flow)
{
	struct xb_buf line = {0};
	struct xb_diags diags = {0};
	struct xb_document *document;
	const struct xb_node *node;

	xb_buf_puts(&line, flow ? "k: [" : "k: ");
	xb_yaml_put_scalar(&line, text, flow);
	xb_buf_puts(&line, flow ? ", x]\n" : "\n");
	document = xb_yaml_parse("p.yaml", line.data, line.length, &diags);
	check_diags(line.data, &diags, "");
	node = xb_node_get(document->root, "k");
	if (flow) {
		check_u64(line.data, node->count, 2);
		node = node->children[0].value;
	}
	check_int(line.data, node->kind, XB_NODE_SCALAR);
	check_text(line.data, node->text, text);
	check_bool(line.data, xb_node_is_plain(node, "true") || xb_node_is_plain(node, "~"), false);
	xb_yaml_free(document);
	xb_buf_clear(&line);
}

static void scalars_are_read_back_as_written(void **state)
{
	static const char *const texts[] = {
		"", " ", "a", " a", "a ", "a b", "a  b", "a\tb", "\ta", "a\n", "a\nb", "\n", "a: b",
			"a:b",
		"a:", ":", ":a", ": a", "?", "?a", "? a", "-", "-a", "- a", "--", "---", "---a",
			"...",
		"....", "a #b", "a#b", "#", "#a", "[", "[a", "]", "a]", "{", "}", "a}", ",", "a,b",
			"a,",
		"&a", "*a", "!a", "!", "|", ">", "'", "''", "a'b", "\"", "a\"b", "\"a\"", "%", "%a",
			"@",
		"`", "~", "~a", "true", "false", "null", "yes", "0x10", "010", "1.5", "0:1", "1_0",
			"+1",
		"-1", "<<", "=", "\\", "a\\b", "\\n", "\x01", "\x1b[31m", "\x7f", "\xc3\xbc",
			"\xc2\x80",
		"\xc2\x85", "\xc2\x9f", "\xc2\xa0", "a\xc2\x85" "b", "\xe2\x80\xa8",
			"a \xe2\x80\xa8 b",
		"a\xe2\x80\xa9" "b", "\xef\xbb\xbf", "a\xef\xbb\xbf", "\xef\xbf\xbe",
			"a\xef\xbf\xbf",
		"\xef\xbf\xbd", "\xf0\x9f\x90\xa7", "\xed\x9f\xbf", "a\r", "\r", "a\r\nb",
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(texts); i++) {
		check_round_trip(texts[i], false);
		check_round_trip(texts[i], true);
	}
}

/* Every two characters that mean something to YAML, side by side and apart. */
static void pairs_of_indicators_are_read_back(void **state)
{
	static const char letters[] = "-?:,[]{}#&*!|>'\"%@`~=\\ a0.<";

	(void)state;
	for (size_t i = 0; i < sizeof(letters) - 1; i++)
		for (size_t k = 0; k < sizeof(letters) - 1; k++) {
			const char pair[] = {letters[i], letters[k], '\0'};
			const char apart[] = {'a', letters[i], ' ', letters[k], '\0'};

			check_round_trip(pair, false);
			check_round_trip(pair, true);
			check_round_trip(apart, false);
			check_round_trip(apart, true);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_stand_where_they_were_written),
		cmocka_unit_test(long_lines_are_counted),
		cmocka_unit_test(scalars_keep_their_text_and_style),
		cmocka_unit_test(an_empty_file_is_an_empty_mapping),
		cmocka_unit_test(hostile_text_is_refused),
		cmocka_unit_test(depth_has_an_end),
		cmocka_unit_test(deep_mappings_have_an_end),
		cmocka_unit_test(size_has_an_end),
		cmocka_unit_test(keys_have_an_end),
		cmocka_unit_test_setup_teardown(big_files_are_not_read, folder_enter, folder_leave),
		cmocka_unit_test_setup_teardown(files_that_cannot_be_read_are_named, folder_enter,
						folder_leave),
		cmocka_unit_test(scalars_are_read_back_as_written),
		cmocka_unit_test(pairs_of_indicators_are_read_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
