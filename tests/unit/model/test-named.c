/* SPDX-License-Identifier: MIT */
/* Mappings by name, on a schema made up for it: read, laid over one another, edited and described. */
#include "unit/diags.h"

#include <jansson.h>

#include "model/key.h"
#include "model/profile.h"
#include "model/text-edit.h"

struct port {
	struct xb_text name, device;
	struct xb_number speed;
	struct xb_texts lanes;
};
struct box {
	struct xb_text label;
	struct port *ports;
	size_t port_count;
};

static const struct xb_field port_fields[] = {
	{"device", XB_SHAPE_TEXT, .offset = offsetof(struct port, device), .required = true},
	{"speed", XB_SHAPE_NUMBER, .offset = offsetof(struct port, speed)},
	{"lanes", XB_SHAPE_TEXTS, .offset = offsetof(struct port, lanes)},
};
static const struct xb_schema port_schema = {
	.what = "port",
	.fields = port_fields,
	.count = XB_COUNT(port_fields),
	.size = sizeof(struct port),
	.at_offset = XB_NO_POS,
	.name_offset = offsetof(struct port, name),
	.plain_field = "device",
};
static const struct xb_field box_fields[] = {
	{"label", XB_SHAPE_TEXT, .offset = offsetof(struct box, label)},
	{"ports", XB_SHAPE_NAMED, .offset = offsetof(struct box, ports),
	 .count_offset = offsetof(struct box, port_count), .sub = &port_schema},
};
static const struct xb_schema box_schema = {
	.what = "box",
	.fields = box_fields,
	.count = XB_COUNT(box_fields),
	.size = sizeof(struct box),
	.at_offset = XB_NO_POS,
};

static struct xb_document *parsed(const char *text)
{
	struct xb_diags diags = {0};
	struct xb_document *document = xb_yaml_parse("box.yaml", text, strlen(text), &diags);

	check_diags(text, &diags, "");
	return document;
}

/* ---- Reading -------------------------------------------------------------------------------- */

static void items_have_their_names(void **state)
{
	struct xb_document *document =
		parsed("ports:\n  west: {device: a, speed: 1K}\n  east: b\n  north-2:\n    device: c\n");
	struct xb_arena arena = {0};
	struct xb_diags diags = {0};
	struct xb_decoder d = {.arena = &arena, .diags = &diags};
	struct box box = {.ports = NULL};

	(void)state;
	check_bool("decode", xb_schema_decode(&d, &box_schema, document->root, &box), true);
	check_diags("decode", &diags, "");
	check_u64("ports", box.port_count, 3);
	check_text("first", box.ports[0].name.text, "west");
	check_u64("its line", box.ports[0].name.at.line, 2);
	check_u64("its speed", box.ports[0].speed.value, 1024);
	check_text("second", box.ports[1].name.text, "east");
	check_text("its device", box.ports[1].device.text, "b");
	check_text("third", box.ports[2].name.text, "north-2");
	xb_arena_clear(&arena);
	xb_yaml_free(document);
}

static void what_is_no_item_is_refused(void **state)
{
	static const struct {
		const char *text, *diags, *message;
	} rows[] = {
		{"ports: [a]\n", "error bad-value", "ports must be a mapping by name, not a list"},
		{"ports:\n", "error bad-value", "ports must be a mapping by name, not text"},
		{"ports: {a.b: c}\n", "error bad-value", "'a.b' cannot be the name of a port"},
		{"ports: {a b: c}\n", "error bad-value", "'a b' cannot be the name of a port"},
		{"ports: {\"\": c}\n", "error bad-value", "'' cannot be the name of a port"},
		{"ports: {-a: c}\n", "error bad-value", "'-a' cannot be the name of a port"},
		{"ports: {options: c}\n", "error bad-value", "'options' cannot be the name of a port"},
		{"ports: {a: {speed: 1}}\n", "error missing-key", "a port needs the key 'device'"},
		{"ports: {a: {devise: x}}\n", "error unknown-key, error missing-key",
		 "a port has no key 'devise'"},
		{"ports: {a: [b]}\n", "error bad-value",
		 "a port must be a mapping of keys and values, not a list"},
		{"ports: {a: }\n", "error bad-value",
		 "a port must be a mapping of keys and values, not empty"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_document *document = parsed(rows[i].text);
		struct xb_arena arena = {0};
		struct xb_diags diags = {0};
		struct xb_decoder d = {.arena = &arena, .diags = &diags};
		struct box box = {.ports = NULL};

		check_bool(rows[i].text, xb_schema_decode(&d, &box_schema, document->root, &box),
			   false);
		check_diags(rows[i].text, &diags, rows[i].diags);
		check_text(rows[i].text, diags_message(&diags), rows[i].message);
		xb_arena_clear(&arena);
		xb_diags_clear(&diags);
		xb_yaml_free(document);
	}
}

/* ---- One over another ----------------------------------------------------------------------- */

/* "key=value key=value" of a tree. */
static char *flat_line(const struct xb_node *root)
{
	struct xb_flat flat = {0};
	struct xb_buf line = {0};

	xb_node_flatten(&box_schema, root, false, &flat);
	for (size_t i = 0; i < flat.count; i++)
		xb_buf_printf(&line, "%s%s=%s", i ? " " : "", flat.items[i].key,
			      flat.items[i].value);
	xb_flat_clear(&flat);
	return xb_buf_take(&line);
}

static void items_merge_by_name(void **state)
{
	static const struct {
		const char *base, *over, *want;
	} rows[] = {
		{"ports: {a: x, b: {device: y, speed: 1}}\n", "ports: {b: {speed: 2}, c: z}\n",
		 "ports.a.device=x ports.b.device=y ports.b.speed=2 ports.c.device=z"},
		{"ports: {a: x, b: y}\n", "ports: {a: ~}\n", "ports.b.device=y"},
		{"ports: {a: x}\n", "ports: {a: {speed: 1}}\n",
		 "ports.a.device=x ports.a.speed=1"},
		{"ports: {a: {device: x, speed: 1}}\n", "ports: {a: y}\n", "ports.a.device=y"},
		{"ports: {a: x}\n", "ports: ~\n", ""},
		{"label: l\n", "ports: {a: x}\n", "label=l ports.a.device=x"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_document *base = parsed(rows[i].base), *over = parsed(rows[i].over);
		struct xb_arena arena = {0};
		struct xb_node *merged =
			xb_node_merge(&arena, &box_schema, base->root, over->root);
		char *line = flat_line(merged);

		check_text(rows[i].over, line, rows[i].want);
		free(line);
		xb_arena_clear(&arena);
		xb_yaml_free(base);
		xb_yaml_free(over);
	}
}

/* ---- Keys ----------------------------------------------------------------------------------- */

static void keys_go_through_names(void **state)
{
	static const struct {
		const char *key, *problem; /* NULL: none */
	} rows[] = {
		{"ports", NULL},
		{"ports.west", NULL},
		{"ports.west.speed", NULL},
		{"ports.west.lanes.+", NULL},
		{"ports.west.lanes.1.move", NULL},
		{"ports.west.sped", "there is no key 'ports.west.sped': a port has no 'sped'"},
		{"ports.west.rename", NULL},
		{"ports.-", "there is no key 'ports.-': '-' cannot be the name of a port"},
		{"ports.west.lanes.one",
		 "there is no key 'ports.west.lanes.one': an item of ports.west.lanes is named by its "
		 "number"},
		{"label.x", "there is no key 'label.x': label is a value, not a section"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_diags diags = {0};

		check_bool(rows[i].key, xb_key_is_known(&box_schema, rows[i].key, &diags),
			   !rows[i].problem);
		check_text(rows[i].key, diags_message(&diags), rows[i].problem ? rows[i].problem : "");
		xb_diags_clear(&diags);
	}
}

static void values_are_found_by_name(void **state)
{
	struct xb_document *document =
		parsed("ports:\n  west: {device: a, lanes: [p, q]}\n  east: b\n");

	(void)state;
	check_text("key", xb_key_find(&box_schema, document->root, "ports.west.lanes.1")->text, "q");
	check_text("short", xb_key_find(&box_schema, document->root, "ports.east.device")->text, "b");
	assert_null(xb_key_find(&box_schema, document->root, "ports.east.speed"));
	assert_null(xb_key_find(&box_schema, document->root, "ports.south"));
	xb_yaml_free(document);
}

static void keys_are_listed_by_name(void **state)
{
	static const char *const want[] = {"label", "ports", "ports.west.device", "ports.west.speed",
					   "ports.west.lanes", "ports.west.lanes.0",
					   "ports.west.lanes.1", "ports.east.device",
					   "ports.east.speed", "ports.east.lanes"};
	struct xb_document *document =
		parsed("ports:\n  west: {device: a, lanes: [p, q]}\n  east: b\n");
	struct xb_key_list list;

	(void)state;
	xb_schema_keys(&box_schema, document->root, NULL, &list);
	check_u64("keys", list.count, XB_COUNT(want));
	for (size_t i = 0; i < XB_COUNT(want) && i < list.count; i++)
		check_text("key", list.items[i].key, want[i]);
	check_text("an item", list.items[1].item, "port");
	check_u64("items", list.items[1].items, 2);
	xb_key_list_clear(&list);
	xb_yaml_free(document);
}

/* ---- On the bytes --------------------------------------------------------------------------- */

static void bytes_change_by_name(void **state)
{
	static const struct {
		const char *text, *key, *value, *want;
	} rows[] = {
		{"ports:\n  # w\n  west: a # x\n", "ports.west.speed", "2",
		 "ports:\n  # w\n  west: {device: a, speed: 2} # x\n"},
		{"ports:\n  west: a # x\n", "ports.east.device", "b",
		 "ports:\n  west: a # x\n  east:\n    device: b\n"},
		{"ports:\n  west: a # x\n", "ports.east", "b", "ports:\n  west: a # x\n  east: b\n"},
		{"label: l\n", "ports.west.lanes.+", "p",
		 "label: l\nports:\n  west:\n    lanes: [p]\n"},
		{"ports: {west: {device: a, lanes: p}}\n", "ports.west.lanes.1", "q",
		 "ports: {west: {device: a, lanes: [p, q]}}\n"},
		{"ports:\n  west: a # x\n  # e\n  east: b\n", "ports.west", NULL,
		 "ports:\n  # e\n  east: b\n"},
		{"label: l\nports: {west: a}\n", "ports.west.device", NULL, "label: l\n"},
		{"extends: base\nports: {west: a}\n", "ports.west", "~",
		 "extends: base\nports: {west: ~}\n"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		const char *text = rows[i].text;
		struct xb_diags diags = {0};
		struct xb_buf out = {0};

		if (rows[i].value)
			xb_text_set_by(&box_schema, "b", text, strlen(text), rows[i].key,
				       rows[i].value, &out, &diags);
		else
			xb_text_unset_by(&box_schema, "b", text, strlen(text), rows[i].key, &out,
					 &diags);
		check_diags(text, &diags, "");
		check_text(text, out.data, rows[i].want);
		xb_buf_clear(&out);
	}
}

static void an_item_gets_another_name(void **state)
{
	static const struct {
		const char *text, *key, *name, *want; /* WANT NULL: refused, as PROBLEM says */
		const char *problem;
	} rows[] = {
		{"# b\nports: # p\n  # w\n  west: a # x\n  east: {device: b}\n", "ports.west.rename",
		 "north", "# b\nports: # p\n  # w\n  north: a # x\n  east: {device: b}\n", ""},
		{"ports: {west: a, \"east\": {device: b, speed: 1}}\n", "ports.east.rename", "e2",
		 "ports: {west: a, e2: {device: b, speed: 1}}\n", ""},
		{"ports: {west: a}\n", "ports.west.rename", "rename", "ports: {rename: a}\n", ""},
		{"ports: {west: a, east: b}\n", "ports.west.rename", "east", NULL,
		 "east is there already: ports.west cannot be called so, too"},
		{"ports: {west: a}\n", "ports.west.rename", "a.b", NULL,
		 "'a.b' cannot be the name of a port"},
		{"ports: {west: a}\n", "ports.west.rename", "", NULL, "'' cannot be the name of a port"},
		{"ports: {west: a}\n", "ports.south.rename", "north", NULL,
		 "ports.south is not in this file, and cannot be renamed here"},
		{"ports: [west]\n", "ports.0.rename", "north", NULL,
		 "ports.0 is not in this file, and cannot be renamed here"},
		{"label: l\n", "ports.west.rename", "north", NULL,
		 "ports.west is not in this file, and cannot be renamed here"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		const char *text = rows[i].text;
		struct xb_diags diags = {0};
		struct xb_buf out = {0};
		bool good = xb_text_set_by(&box_schema, "b", text, strlen(text), rows[i].key, rows[i].name,
					   &out, &diags);

		check_bool(text, good, rows[i].want != NULL);
		check_text(text, diags_message(&diags), rows[i].problem);
		if (rows[i].want)
			check_text(text, out.data, rows[i].want);
		xb_diags_clear(&diags);
		xb_buf_clear(&out);
	}
}

/* ---- For editors ---------------------------------------------------------------------------- */

static void the_json_schema_knows_names(void **state)
{
	json_t *schema = xb_json_schema_mapping(&box_schema, false);
	json_t *ports = json_object_get(json_object_get(schema, "properties"), "ports");
	json_t *item = json_object_get(ports, "additionalProperties");

	(void)state;
	check_text("type", json_string_value(json_object_get(ports, "type")), "object");
	check_text("names",
		   json_string_value(json_object_get(json_object_get(ports, "propertyNames"),
						     "pattern")),
		   XB_NAME_PATTERN);
	check_u64("a text or a mapping", json_array_size(json_object_get(item, "anyOf")), 2);
	json_decref(schema);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(items_have_their_names),
		cmocka_unit_test(what_is_no_item_is_refused),
		cmocka_unit_test(items_merge_by_name),
		cmocka_unit_test(keys_go_through_names),
		cmocka_unit_test(values_are_found_by_name),
		cmocka_unit_test(keys_are_listed_by_name),
		cmocka_unit_test(bytes_change_by_name),
		cmocka_unit_test(an_item_gets_another_name),
		cmocka_unit_test(the_json_schema_knows_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
