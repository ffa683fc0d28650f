/* SPDX-License-Identifier: MIT */
/* Changes of a device tree: what stands in a file, as tables. */
#include "model/edit.h"

#include "xenboot/model.h"

static bool is_word(struct xb_decoder *d, const char *what, const struct xb_node *node)
{
	const char *problem, *hint;

	if (xb_text_form_fits(XB_TEXT_WORD, node->text, &problem, &hint))
		return true;
	xb_error(d->diags, XB_CODE_BAD_VALUE, node->at, "%s %s", what, problem);
	xb_hint(d->diags, "%s", hint);
	return false;
}

/* One property: true, a text, or a list of texts. */
static bool decode_property(struct xb_decoder *d, const struct xb_child *child,
			    struct xb_property *property)
{
	const struct xb_node *node = child->value;
	bool list = node->kind == XB_NODE_LIST;
	size_t count = list ? node->count : 1;

	if (!is_word(d, "a property's name", child->key))
		return false;
	property->name = (struct xb_text){child->key->text, child->key->at};
	property->list = list;
	property->empty = xb_node_is_plain(node, "true");
	if (property->empty)
		return true;
	if (node->kind == XB_NODE_MAP || (list && count == 0))
		return xb_error(d->diags, XB_CODE_BAD_VALUE, node->at,
				"property %s must be true, a text or a list of texts",
				child->key->text);
	property->values.items =
		xb_arena_alloc(d->arena, count * sizeof(*property->values.items));
	for (size_t i = 0; i < count; i++) {
		const struct xb_node *item = list ? node->children[i].value : node;

		if (item->kind != XB_NODE_SCALAR)
			return xb_error(d->diags, XB_CODE_BAD_VALUE, item->at,
					"property %s: each item must be a text", child->key->text);
		property->values.items[property->values.count++] =
			(struct xb_text){item->text, item->at};
	}
	return true;
}

static bool decode_set(struct xb_decoder *d, const struct xb_node *node, void *target)
{
	struct xb_tree_edit *edit = target;
	bool good = true;

	edit->set_given = true;
	if (node->kind != XB_NODE_MAP)
		return xb_error(d->diags, XB_CODE_BAD_VALUE, node->at,
				"set must be a mapping of properties, not %s",
				xb_node_kind_name(node));
	edit->set = xb_arena_alloc(d->arena, (node->count + 1) * sizeof(*edit->set));
	for (size_t i = 0; i < node->count; i++) {
		/* One that is refused has no value that anybody could encode. */
		if (decode_property(d, &node->children[i], &edit->set[edit->set_count]))
			edit->set_count++;
		else
			good = false;
	}
	return good;
}

static bool decode_remove(struct xb_decoder *d, const struct xb_node *node, void *target)
{
	struct xb_tree_edit *edit = target;

	edit->remove_given = true;
	if (node->kind != XB_NODE_SCALAR || !node->text[0])
		return xb_error(d->diags, XB_CODE_BAD_VALUE, node->at,
				"remove must be true (the node) or a property's name");
	if (!is_word(d, "the property's name", node))
		return false;
	edit->remove = (struct xb_text){node->text, node->at};
	edit->remove_node = xb_node_is_plain(node, "true");
	return true;
}

static struct json_t *json_of_type(const char *type)
{
	struct json_t *schema = xb_json_object();

	xb_json_set(schema, "type", xb_json_text(type));
	return schema;
}

static struct json_t *json_of_word(void)
{
	struct json_t *schema = json_of_type("string");

	xb_json_set(schema, "pattern", xb_json_text(xb_text_form_pattern(XB_TEXT_WORD)));
	return schema;
}

static struct json_t *json_of_set(void)
{
	struct json_t *schema = json_of_type("object");

	xb_json_set(schema, "propertyNames", json_of_word());
	return schema;
}

static struct json_t *json_of_remove(void)
{
	struct json_t *schema = xb_json_object(), *choice = xb_json_array();
	struct json_t *node = xb_json_object();

	xb_json_set(node, "const", xb_json_bool(true));
	xb_json_append(choice, node);
	xb_json_append(choice, json_of_word());
	xb_json_set(schema, "anyOf", choice);
	return schema;
}

static const struct xb_field edit_fields[] = {
	{"path", XB_SHAPE_TEXT, .offset = offsetof(struct xb_tree_edit, path), .required = true,
	 .about = "The node"},
	{"set", XB_SHAPE_OWN, .key = XB_KEY_NAMED, .offset = 0, .own = decode_set,
	 .json = json_of_set,
	 .about = "Properties and their values"},
	{"remove", XB_SHAPE_OWN, .offset = 0, .own = decode_remove,
	 .json = json_of_remove,
	 .about = "true: the node; or the name of a property"},
};
const char *const xb_edit_kinds[] = {"set", "remove", NULL};
const struct xb_schema xb_edit_schema = {
	.what = "device-tree edit",
	.one_of = xb_edit_kinds,
	.fields = edit_fields,
	.count = XB_COUNT(edit_fields),
	.size = sizeof(struct xb_tree_edit),
	.at_offset = offsetof(struct xb_tree_edit, at),
};

bool xb_edit_check(const struct xb_tree_edit *edit, struct xb_diags *diags)
{
	bool good = true;

	if (edit->set_given == edit->remove_given)
		good = xb_error(diags, XB_CODE_BAD_VALUE, edit->at,
				"a device-tree edit has either 'set' or 'remove'");
	if (edit->path.text && edit->path.text[0] != '/')
		good = xb_error(diags, XB_CODE_BAD_VALUE, edit->path.at,
				"'%s' is no path: a device-tree path begins with '/'",
				edit->path.text);
	return good;
}

/* ---- Written ------------------------------------------------------------------------------------ */

static void put_property(const struct xb_property *property, struct xb_buf *out)
{
	xb_yaml_put_scalar(out, property->name.text, true);
	xb_buf_puts(out, property->list ? ": [" : ": ");
	if (property->empty)
		xb_buf_puts(out, "true");
	for (size_t i = 0; i < property->values.count; i++) {
		xb_buf_puts(out, i ? ", " : "");
		xb_yaml_put_scalar(out, property->values.items[i].text, true);
	}
	xb_buf_puts(out, property->list ? "]" : "");
}

void xb_tree_edit_put(const struct xb_tree_edit *edit, struct xb_buf *out)
{
	xb_buf_puts(out, "{path: ");
	xb_yaml_put_scalar(out, edit->path.text, true);
	if (edit->remove_node) {
		xb_buf_puts(out, ", remove: true");
	} else if (edit->remove.text) {
		xb_buf_puts(out, ", remove: ");
		xb_yaml_put_scalar(out, edit->remove.text, true);
	}
	for (size_t i = 0; i < edit->set_count; i++) {
		xb_buf_puts(out, i ? ", " : ", set: {");
		put_property(&edit->set[i], out);
	}
	xb_buf_puts(out, edit->set_count ? "}}" : "}");
}
