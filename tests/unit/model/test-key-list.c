/* SPDX-License-Identifier: MIT */
/* Every key of a profile, as those who show it see it. */
#include "unit/diags.h"

#include "model/profile.h"

#include <stdlib.h>

#define METHODS "tftp mmc usb scsi nvme virtio command memory"
#define REST_OF_FILE(entry)                                                                        \
	{.key = entry ".room", .kind = XB_KEY_NUMBER},                                             \
	{.key = entry ".load.method", .kind = XB_KEY_TEXT, .words = METHODS},                      \
	{.key = entry ".load.device", .kind = XB_KEY_TEXT},                                        \
	{.key = entry ".load.command", .kind = XB_KEY_TEXT},                                       \
	{.key = entry ".load.prefix", .kind = XB_KEY_TEXT}

/* What is not to be seen in a row is not required and of Xen's scope. */
/* Words of outputs, which are known above the model. */
static const char *const output_rows[] = {"script", "dtb", "manifest", "both", NULL};
static const struct xb_words outputs = XB_WORDS(output_rows);

static const struct row {
	const char *key;
	enum xb_key_kind kind;
	bool required;
	enum xb_scope scope;
	const char *words; /* with blanks between them; NULL: any */
} rows[] = {
	{.key = "name", .kind = XB_KEY_TEXT},
	{.key = "description", .kind = XB_KEY_TEXT},
	{.key = "extends", .kind = XB_KEY_TEXT},
	{.key = "board", .kind = XB_KEY_BOARD},
	{.key = "xen-version", .kind = XB_KEY_TEXT},
	{.key = "files", .kind = XB_KEY_TEXT},
	{.key = "load.method", .kind = XB_KEY_TEXT, .words = METHODS},
	{.key = "load.device", .kind = XB_KEY_TEXT},
	{.key = "load.command", .kind = XB_KEY_TEXT},
	{.key = "load.before", .kind = XB_KEY_TEXTS},
	{.key = "load.prefix", .kind = XB_KEY_TEXT},
	{.key = "load.script-address", .kind = XB_KEY_NUMBER},
	{.key = "load.sizes", .kind = XB_KEY_TEXT, .words = "pinned measured"},
	{.key = "xen.file", .kind = XB_KEY_FILE, .required = true},
	{.key = "xen.load-as", .kind = XB_KEY_TEXT},
	{.key = "xen.address", .kind = XB_KEY_ADDRESS},
	{.key = "xen.size", .kind = XB_KEY_NUMBER},
	REST_OF_FILE("xen"),
	{.key = "xen.config", .kind = XB_KEY_FILE},
	{.key = "xen.static-heap", .kind = XB_KEY_LIST},
	{.key = "xen.xsm-policy.file", .kind = XB_KEY_FILE},
	{.key = "xen.xsm-policy.load-as", .kind = XB_KEY_TEXT},
	{.key = "xen.xsm-policy.address", .kind = XB_KEY_ADDRESS},
	{.key = "xen.xsm-policy.size", .kind = XB_KEY_NUMBER},
	REST_OF_FILE("xen.xsm-policy"),
	{.key = "xen.options", .kind = XB_KEY_OPTIONS, .scope = XB_SCOPE_XEN},
	{.key = "xen.extra", .kind = XB_KEY_TEXT},
	{.key = "device-tree.file", .kind = XB_KEY_FILE, .required = true},
	{.key = "device-tree.load-as", .kind = XB_KEY_TEXT},
	{.key = "device-tree.address", .kind = XB_KEY_ADDRESS},
	{.key = "device-tree.size", .kind = XB_KEY_NUMBER},
	REST_OF_FILE("device-tree"),
	{.key = "device-tree.from", .kind = XB_KEY_TEXT},
	{.key = "device-tree.padding", .kind = XB_KEY_ADDRESS},
	{.key = "device-tree.overlays", .kind = XB_KEY_LIST},
	{.key = "device-tree.edits", .kind = XB_KEY_LIST},
	{.key = "dom0.kernel.file", .kind = XB_KEY_FILE, .required = true},
	{.key = "dom0.kernel.load-as", .kind = XB_KEY_TEXT},
	{.key = "dom0.kernel.address", .kind = XB_KEY_ADDRESS},
	{.key = "dom0.kernel.size", .kind = XB_KEY_NUMBER},
	REST_OF_FILE("dom0.kernel"),
	{.key = "dom0.ramdisk.file", .kind = XB_KEY_FILE}, /* the ramdisk may be left out as a whole */
	{.key = "dom0.ramdisk.load-as", .kind = XB_KEY_TEXT},
	{.key = "dom0.ramdisk.address", .kind = XB_KEY_ADDRESS},
	{.key = "dom0.ramdisk.size", .kind = XB_KEY_NUMBER},
	REST_OF_FILE("dom0.ramdisk"),
	{.key = "dom0.options", .kind = XB_KEY_OPTIONS, .scope = XB_SCOPE_LINUX},
	{.key = "dom0.extra", .kind = XB_KEY_TEXT},
	{.key = "domains", .kind = XB_KEY_NAMED},
	{.key = "cpupools", .kind = XB_KEY_NAMED},
	{.key = "shared-memory", .kind = XB_KEY_NAMED},
	{.key = "event-channels", .kind = XB_KEY_LIST},
	{.key = "checks", .kind = XB_KEY_NAMED, .words = "off note warning error"},
	{.key = "output.name", .kind = XB_KEY_TEXT},
	{.key = "output.emit", .kind = XB_KEY_TEXTS, .words = "script dtb manifest both"},
	{.key = "output.cells", .kind = XB_KEY_NUMBER, .words = "1 2"},
};

static char *words_line(const char *const *words)
{
	struct xb_buf line = {0};

	for (size_t i = 0; words && words[i]; i++)
		xb_buf_printf(&line, "%s%s", i ? " " : "", words[i]);
	return words ? xb_buf_take(&line) : NULL;
}

static void keys_are_these(void **state)
{
	struct xb_key_list list;

	(void)state;
	xb_profile_keys(NULL, &outputs, &list);
	for (size_t i = 0; i < XB_COUNT(rows) && i < list.count; i++) {
		const struct xb_key_info *info = &list.items[i];
		char *words = words_line(info->words);

		check_text("key", info->key, rows[i].key);
		check_int(rows[i].key, info->kind, rows[i].kind);
		check_bool(rows[i].key, info->required, rows[i].required);
		check_int(rows[i].key, info->scope, rows[i].scope);
		check_text(rows[i].key, words, rows[i].words);
		free(words);
	}
	check_u64("keys", list.count, XB_COUNT(rows));
	xb_key_list_clear(&list);
}

/* ---- Nothing that is read is left out ------------------------------------------------------- */

static size_t count_key(const struct xb_key_list *list, const char *key)
{
	size_t count = 0;

	for (size_t i = 0; i < list->count; i++)
		count += strcmp(list->items[i].key, key) == 0;
	return count;
}

/* The leaves of SCHEMA, each of which must stand in LIST. */
static size_t check_leaves(const struct xb_key_list *list, const struct xb_schema *schema,
			   const char *prefix)
{
	size_t leaves = 0;

	for (size_t i = 0; i < xb_schema_count(schema); i++) {
		const struct xb_field *field = xb_schema_row(schema, i, NULL);
		char *key = xb_format("%s%s", prefix, field->name);
		char *inside = xb_format("%s.", key);
		bool hidden = strcmp(key, "format") == 0 || strcmp(key, "resolved") == 0;

		if (field->shape == XB_SHAPE_MAP) {
			leaves += check_leaves(list, field->sub, inside);
		} else {
			check_u64(key, count_key(list, key), !hidden);
			leaves += !hidden;
		}
		free(inside);
		free(key);
	}
	return leaves;
}

static void each_leaf_is_there_once(void **state)
{
	struct xb_key_list list;

	(void)state;
	xb_profile_keys(NULL, &outputs, &list);
	check_u64("leaves", check_leaves(&list, &xb_profile_schema, ""), list.count);
	xb_key_list_clear(&list);
}

static void each_key_says_what_it_is_for(void **state)
{
	struct xb_key_list list;

	(void)state;
	xb_profile_keys(NULL, &outputs, &list);
	for (size_t i = 0; i < list.count; i++) {
		const char *about = list.items[i].about;

		if (!about || !about[0] || strpbrk(about, "\r\n"))
			fail_msg("%s: '%s' is no line", list.items[i].key, about ? about : "NULL");
	}
	xb_key_list_clear(&list);
}

static void each_key_resolves_to_itself(void **state)
{
	struct xb_diags diags = {0};
	struct xb_key_list list;

	(void)state;
	xb_profile_keys(NULL, &outputs, &list);
	for (size_t i = 0; i < list.count; i++) {
		char *key = xb_key_resolve(NULL, list.items[i].key, &diags);

		check_text("resolved", key, list.items[i].key);
		free(key);
	}
	xb_key_list_clear(&list);
	xb_diags_clear(&diags);
}

/* ---- Of a profile as it is ------------------------------------------------------------------ */

static const char sample[] =
	"format: 1\n"
	"board: {cpus: 4, memory: [{start: 0, size: 1G}, {start: 4G, size: 1G}]}\n"
	"load: {before: usb start}\n"
	"xen: {file: x, options: {console: [a, b], vwfi: native}}\n"
	"device-tree: {file: y, overlays: [o.dtbo, {file: p.dtbo}], edits: [{path: /a, remove: true}]}\n"
	"dom0: {kernel: z}\n"
	"checks: {security: off}\n"
	"output: {emit: [script, dtb]}\n";

/* What it has more than one with no items, in order. */
static const struct {
	const char *key;
	enum xb_key_kind kind;
	bool required;
	const char *words;
} more[] = {
	{"board.name", XB_KEY_TEXT, false, NULL},
	{"board.title", XB_KEY_TEXT, false, NULL},
	{"board.arch", XB_KEY_TEXT, false, "arm64 arm32"},
	{"board.memory", XB_KEY_LIST, false, NULL},
	{"board.memory.0.name", XB_KEY_TEXT, false, NULL},
	{"board.memory.0.start", XB_KEY_NUMBER, true, NULL},
	{"board.memory.0.size", XB_KEY_NUMBER, true, NULL},
	{"board.memory.1.name", XB_KEY_TEXT, false, NULL},
	{"board.memory.1.start", XB_KEY_NUMBER, true, NULL},
	{"board.memory.1.size", XB_KEY_NUMBER, true, NULL},
	{"board.reserved", XB_KEY_LIST, false, NULL},
	{"board.cpus", XB_KEY_LIST, false, NULL},
	{"board.cpus.0.kind", XB_KEY_TEXT, false, NULL},
	{"board.cpus.0.count", XB_KEY_NUMBER, true, NULL},
	{"board.gic", XB_KEY_TEXT, false, "v2 v3"},
	{"load.before.0", XB_KEY_TEXT, false, NULL},
	{"xen.options.console", XB_KEY_TEXTS, false, NULL},
	{"xen.options.console.0", XB_KEY_TEXT, false, NULL},
	{"xen.options.console.1", XB_KEY_TEXT, false, NULL},
	{"device-tree.overlays.0.file", XB_KEY_FILE, true, NULL},
	{"device-tree.overlays.0.load-as", XB_KEY_TEXT, false, NULL},
	{"device-tree.overlays.0.address", XB_KEY_ADDRESS, false, NULL},
	{"device-tree.overlays.0.size", XB_KEY_NUMBER, false, NULL},
	{"device-tree.overlays.1.file", XB_KEY_FILE, true, NULL},
	{"device-tree.overlays.1.load-as", XB_KEY_TEXT, false, NULL},
	{"device-tree.overlays.1.address", XB_KEY_ADDRESS, false, NULL},
	{"device-tree.overlays.1.size", XB_KEY_NUMBER, false, NULL},
	{"device-tree.edits.0.path", XB_KEY_TEXT, true, NULL},
	{"device-tree.edits.0.set", XB_KEY_NAMED, false, NULL},
	{"device-tree.edits.0.remove", XB_KEY_OTHER, false, NULL},
	{"checks.security", XB_KEY_TEXT, false, "off note warning error"},
	{"output.emit.0", XB_KEY_TEXT, false, "script dtb manifest both"},
	{"output.emit.1", XB_KEY_TEXT, false, "script dtb manifest both"},
};

static const struct xb_key_info *find_key(const struct xb_key_list *list, const char *key)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].key, key) == 0)
			return &list->items[i];
	fail_msg("%s is missing", key);
	return NULL;
}

static struct xb_profile *sample_profile(struct xb_data *data)
{
	struct xb_diags diags = {0};
	struct xb_profile *profile =
		xb_profile_parse(data, "./p.yaml", sample, sizeof(sample) - 1, &diags);

	check_diags("sample", &diags, "");
	return profile;
}

static void items_have_their_keys(void **state)
{
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_profile *profile = sample_profile(data);
	struct xb_key_list list, bare;
	const struct xb_key_info *last = NULL;

	(void)state;
	xb_profile_keys(profile, &outputs, &list);
	xb_profile_keys(NULL, &outputs, &bare);
	for (size_t i = 0; i < XB_COUNT(more); i++) {
		const struct xb_key_info *info = find_key(&list, more[i].key);
		char *words = words_line(info->words);

		check_u64(more[i].key, count_key(&list, more[i].key), 1);
		check_u64(more[i].key, count_key(&bare, more[i].key), 0);
		check_bool(more[i].key, info > last, true);
		check_int(more[i].key, info->kind, more[i].kind);
		check_bool(more[i].key, info->required, more[i].required);
		check_text(more[i].key, words, more[i].words);
		assert_non_null(info->about);
		last = info;
		free(words);
	}
	for (size_t i = 0; i < bare.count; i++)
		check_u64(bare.items[i].key, count_key(&list, bare.items[i].key), 1);
	xb_key_list_clear(&list);
	xb_key_list_clear(&bare);
	xb_profile_free(profile);
	xb_data_free(data);
}

static void lists_say_what_an_item_is(void **state)
{
	static const struct {
		const char *key, *item;
		size_t items;
	} lists[] = {
		{"load.before", "text", 1},
		{"xen.options.console", "value", 2},
		{"device-tree.overlays", "file to load", 2},
		{"device-tree.edits", "device-tree edit", 1},
		{"board.memory", "memory range", 2},
		{"board.reserved", "memory range", 0},
		{"checks", "severity", 1},
		{"output.emit", "text", 2},
		{"output.name", NULL, 0},
	};
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_profile *profile = sample_profile(data);
	struct xb_key_list list;

	(void)state;
	xb_profile_keys(profile, &outputs, &list);
	for (size_t i = 0; i < XB_COUNT(lists); i++) {
		check_text(lists[i].key, find_key(&list, lists[i].key)->item, lists[i].item);
		check_u64(lists[i].key, find_key(&list, lists[i].key)->items, lists[i].items);
	}
	xb_key_list_clear(&list);
	xb_profile_free(profile);
	xb_data_free(data);
}

/* Each key of the profile can be said to `get` and `set`. */
static void keys_of_items_are_known(void **state)
{
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_profile *profile = sample_profile(data);
	struct xb_key_list list;

	(void)state;
	xb_profile_keys(profile, &outputs, &list);
	for (size_t i = 0; i < list.count; i++) {
		struct xb_diags diags = {0};
		char *key = xb_key_resolve(NULL, list.items[i].key, &diags);

		check_text("resolved", key, list.items[i].key);
		check_diags(list.items[i].key, &diags, "");
		free(key);
	}
	xb_key_list_clear(&list);
	xb_profile_free(profile);
	xb_data_free(data);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_are_these),
		cmocka_unit_test(each_leaf_is_there_once),
		cmocka_unit_test(each_key_says_what_it_is_for),
		cmocka_unit_test(each_key_resolves_to_itself),
		cmocka_unit_test(items_have_their_keys),
		cmocka_unit_test(lists_say_what_an_item_is),
		cmocka_unit_test(keys_of_items_are_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
