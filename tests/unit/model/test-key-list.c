/* SPDX-License-Identifier: MIT */
/* Every key of a profile, as those who show it see it. */
#include "unit/support.h"

#include "model/profile.h"

#include <stdlib.h>

/* What is not to be seen in a row is not required and of Xen's scope. */
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
	{.key = "load.method", .kind = XB_KEY_TEXT, .words = "tftp mmc usb scsi nvme virtio command"},
	{.key = "load.device", .kind = XB_KEY_TEXT},
	{.key = "load.command", .kind = XB_KEY_TEXT},
	{.key = "load.before", .kind = XB_KEY_TEXTS},
	{.key = "load.prefix", .kind = XB_KEY_TEXT},
	{.key = "load.script-address", .kind = XB_KEY_NUMBER},
	{.key = "xen.file", .kind = XB_KEY_FILE, .required = true},
	{.key = "xen.load-as", .kind = XB_KEY_TEXT},
	{.key = "xen.address", .kind = XB_KEY_ADDRESS},
	{.key = "xen.size", .kind = XB_KEY_NUMBER},
	{.key = "xen.config", .kind = XB_KEY_FILE},
	{.key = "xen.options", .kind = XB_KEY_OPTIONS, .scope = XB_SCOPE_XEN},
	{.key = "xen.extra", .kind = XB_KEY_TEXT},
	{.key = "device-tree.file", .kind = XB_KEY_FILE, .required = true},
	{.key = "device-tree.load-as", .kind = XB_KEY_TEXT},
	{.key = "device-tree.address", .kind = XB_KEY_ADDRESS},
	{.key = "device-tree.size", .kind = XB_KEY_NUMBER},
	{.key = "device-tree.padding", .kind = XB_KEY_ADDRESS},
	{.key = "device-tree.overlays", .kind = XB_KEY_OTHER},
	{.key = "device-tree.edits", .kind = XB_KEY_OTHER},
	{.key = "dom0.kernel.file", .kind = XB_KEY_FILE, .required = true},
	{.key = "dom0.kernel.load-as", .kind = XB_KEY_TEXT},
	{.key = "dom0.kernel.address", .kind = XB_KEY_ADDRESS},
	{.key = "dom0.kernel.size", .kind = XB_KEY_NUMBER},
	{.key = "dom0.ramdisk.file", .kind = XB_KEY_FILE}, /* the ramdisk may be left out as a whole */
	{.key = "dom0.ramdisk.load-as", .kind = XB_KEY_TEXT},
	{.key = "dom0.ramdisk.address", .kind = XB_KEY_ADDRESS},
	{.key = "dom0.ramdisk.size", .kind = XB_KEY_NUMBER},
	{.key = "dom0.options", .kind = XB_KEY_OPTIONS, .scope = XB_SCOPE_LINUX},
	{.key = "dom0.extra", .kind = XB_KEY_TEXT},
	{.key = "checks", .kind = XB_KEY_NAMED},
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
	xb_profile_keys(&list);
	for (size_t i = 0; i < ARRAY_SIZE(rows) && i < list.count; i++) {
		const struct xb_key_info *info = &list.items[i];
		char *words = words_line(info->words);

		check_text("key", info->key, rows[i].key);
		check_int(rows[i].key, info->kind, rows[i].kind);
		check_bool(rows[i].key, info->required, rows[i].required);
		check_int(rows[i].key, info->scope, rows[i].scope);
		check_text(rows[i].key, words, rows[i].words);
		free(words);
	}
	check_u64("keys", list.count, ARRAY_SIZE(rows));
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
	xb_profile_keys(&list);
	check_u64("leaves", check_leaves(&list, &xb_profile_schema, ""), list.count);
	xb_key_list_clear(&list);
}

static void each_key_says_what_it_is_for(void **state)
{
	struct xb_key_list list;

	(void)state;
	xb_profile_keys(&list);
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
	xb_profile_keys(&list);
	for (size_t i = 0; i < list.count; i++) {
		char *key = xb_key_resolve(NULL, list.items[i].key, &diags);

		check_text("resolved", key, list.items[i].key);
		free(key);
	}
	xb_key_list_clear(&list);
	xb_diags_clear(&diags);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_are_these),
		cmocka_unit_test(each_leaf_is_there_once),
		cmocka_unit_test(each_key_says_what_it_is_for),
		cmocka_unit_test(each_key_resolves_to_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
