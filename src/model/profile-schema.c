/* SPDX-License-Identifier: MIT */
/* The keys of a profile, as tables. A new key is one row here, and its member in model.h. */
#include <string.h>

#include "model/profile.h"

/* Sections of a profile are not structures of their own: all offsets are into struct xb_profile. */
#define AT(member) offsetof(struct xb_profile, member)
#define ENTRY(member) offsetof(struct xb_entry, member)

static const struct xb_field entry_fields[] = {
	{"file", XB_SHAPE_TEXT, .offset = ENTRY(file), .required = true},
	{"load-as", XB_SHAPE_TEXT, .offset = ENTRY(load_as)},
	{"address", XB_SHAPE_ADDRESS, .offset = ENTRY(address)},
	{"size", XB_SHAPE_NUMBER, .offset = ENTRY(size)},
};
static const struct xb_schema entry_schema = {
	.what = "file to load",
	.fields = entry_fields,
	.count = XB_COUNT(entry_fields),
	.size = sizeof(struct xb_entry),
	.at_offset = ENTRY(at),
	.plain_field = "file",
};

static const struct xb_field load_fields[] = {
	{"method", XB_SHAPE_TEXT, .offset = AT(load.method_text), .words = XB_WORDS(xb_load_methods)},
	{"device", XB_SHAPE_TEXT, .offset = AT(load.device)},
	{"command", XB_SHAPE_TEXT, .offset = AT(load.command)},
	{"before", XB_SHAPE_TEXTS, .offset = AT(load.before)},
	{"prefix", XB_SHAPE_TEXT, .offset = AT(load.prefix)},
	{"script-address", XB_SHAPE_NUMBER, .offset = AT(load.script_address)},
};
static const struct xb_schema load_schema = {
	.what = "load section",
	.fields = load_fields,
	.count = XB_COUNT(load_fields),
	.at_offset = XB_NO_POS,
};

static const struct xb_field xen_fields[] = {
	{"file", XB_SHAPE_TEXT, .offset = AT(xen.image.file), .required = true},
	{"load-as", XB_SHAPE_TEXT, .offset = AT(xen.image.load_as)},
	{"address", XB_SHAPE_ADDRESS, .offset = AT(xen.image.address)},
	{"size", XB_SHAPE_NUMBER, .offset = AT(xen.image.size)},
	{"config", XB_SHAPE_TEXT, .offset = AT(xen.config)},
	{"options", XB_SHAPE_SETTINGS, .offset = AT(xen.options)},
	{"extra", XB_SHAPE_TEXT, .offset = AT(xen.extra)},
};
static const struct xb_schema xen_schema = {
	.what = "xen section",
	.fields = xen_fields,
	.count = XB_COUNT(xen_fields),
	.at_offset = AT(xen.image.at),
};

/* One property: true, a text, or a list of texts. */
static bool decode_property(struct xb_decoder *d, const struct xb_child *child,
			    struct xb_property *property)
{
	const struct xb_node *node = child->value;
	bool list = node->kind == XB_NODE_LIST;
	size_t count = list ? node->count : 1;

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

	if (node->kind != XB_NODE_MAP)
		return xb_error(d->diags, XB_CODE_BAD_VALUE, node->at,
				"set must be a mapping of properties, not %s",
				xb_node_kind_name(node));
	edit->set = xb_arena_alloc(d->arena, (node->count + 1) * sizeof(*edit->set));
	for (size_t i = 0; i < node->count; i++)
		good &= decode_property(d, &node->children[i], &edit->set[edit->set_count++]);
	return good;
}

static bool decode_remove(struct xb_decoder *d, const struct xb_node *node, void *target)
{
	struct xb_tree_edit *edit = target;

	if (node->kind != XB_NODE_SCALAR || !node->text[0])
		return xb_error(d->diags, XB_CODE_BAD_VALUE, node->at,
				"remove must be true (the node) or a property's name");
	edit->remove = (struct xb_text){node->text, node->at};
	edit->remove_node = xb_node_is_plain(node, "true");
	return true;
}

static const struct xb_field edit_fields[] = {
	{"path", XB_SHAPE_TEXT, .offset = offsetof(struct xb_tree_edit, path), .required = true},
	{"set", XB_SHAPE_OWN, .offset = 0, .own = decode_set},
	{"remove", XB_SHAPE_OWN, .offset = 0, .own = decode_remove},
};
static const struct xb_schema edit_schema = {
	.what = "device-tree edit",
	.fields = edit_fields,
	.count = XB_COUNT(edit_fields),
	.size = sizeof(struct xb_tree_edit),
	.at_offset = offsetof(struct xb_tree_edit, at),
};

static const struct xb_field tree_fields[] = {
	{"file", XB_SHAPE_TEXT, .offset = AT(tree.image.file), .required = true},
	{"load-as", XB_SHAPE_TEXT, .offset = AT(tree.image.load_as)},
	{"address", XB_SHAPE_ADDRESS, .offset = AT(tree.image.address)},
	{"size", XB_SHAPE_NUMBER, .offset = AT(tree.image.size)},
	{"padding", XB_SHAPE_ADDRESS, .offset = AT(tree.padding)},
	{"overlays", XB_SHAPE_MAPS, .offset = AT(tree.overlays), .sub = &entry_schema},
	{"edits", XB_SHAPE_MAPS, .offset = AT(tree.edits), .sub = &edit_schema},
};
static const struct xb_schema tree_schema = {
	.what = "device-tree section",
	.fields = tree_fields,
	.count = XB_COUNT(tree_fields),
	.at_offset = AT(tree.image.at),
};

static const struct xb_field dom0_fields[] = {
	{"kernel", XB_SHAPE_MAP, .offset = AT(dom0.kernel), .required = true, .sub = &entry_schema},
	{"ramdisk", XB_SHAPE_MAP, .offset = AT(dom0.ramdisk), .sub = &entry_schema},
	{"options", XB_SHAPE_SETTINGS, .offset = AT(dom0.options)},
	{"extra", XB_SHAPE_TEXT, .offset = AT(dom0.extra)},
};
static const struct xb_schema dom0_schema = {
	.what = "dom0 section",
	.fields = dom0_fields,
	.count = XB_COUNT(dom0_fields),
	.at_offset = XB_NO_POS,
};

static const struct xb_field output_fields[] = {
	{"name", XB_SHAPE_TEXT, .offset = AT(output.name)},
	{"emit", XB_SHAPE_TEXTS, .offset = AT(output.emit_words), .words = XB_WORDS(xb_emit_words)},
	{"cells", XB_SHAPE_NUMBER, .offset = AT(output.cells)},
};
static const struct xb_schema output_schema = {
	.what = "output section",
	.fields = output_fields,
	.count = XB_COUNT(output_fields),
	.at_offset = XB_NO_POS,
};

/* The section's offsets are into the profile, so the section itself stands at 0. */
static const struct xb_field profile_fields[] = {
	{"format", XB_SHAPE_IGNORED, .required = true},
	{"name", XB_SHAPE_TEXT, .offset = AT(name)},
	{"description", XB_SHAPE_TEXT, .offset = AT(description)},
	{"extends", XB_SHAPE_TEXT, .offset = AT(extends)},
	{"board", XB_SHAPE_IGNORED, .offset = 0},
	{"xen-version", XB_SHAPE_TEXT, .offset = AT(xen_version)},
	{"resolved", XB_SHAPE_FLAG, .offset = AT(resolved)},
	{"files", XB_SHAPE_TEXT, .offset = AT(files)},
	{"load", XB_SHAPE_MAP, .offset = 0, .sub = &load_schema},
	{"xen", XB_SHAPE_MAP, .offset = 0, .required = true, .sub = &xen_schema},
	{"device-tree", XB_SHAPE_MAP, .offset = 0, .required = true, .sub = &tree_schema},
	{"dom0", XB_SHAPE_MAP, 0, .required = true, .sub = &dom0_schema},
	{"output", XB_SHAPE_MAP, .offset = 0, .sub = &output_schema},
};
const struct xb_schema xb_profile_schema = {
	.what = "profile",
	.fields = profile_fields,
	.count = XB_COUNT(profile_fields),
	.size = sizeof(struct xb_profile),
	.at_offset = XB_NO_POS,
};
