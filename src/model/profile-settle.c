/* SPDX-License-Identifier: MIT */
/* What a profile's keys mean together: defaults, and rules that a table of keys cannot say. */
#include <string.h>

#include "model/profile.h"

static void check_formats(const struct xb_profile_store *store, struct xb_diags *diags)
{
	for (size_t i = 0; i < store->document_count; i++) {
		const struct xb_node *format = xb_node_get(store->documents[i]->root, "format");

		if (!format || (format->kind == XB_NODE_SCALAR && strcmp(format->text, "1") == 0))
			continue;
		xb_error(diags, XB_CODE_BAD_VALUE, format->at,
			 "format must be 1: this program knows no other");
	}
}

size_t xb_word_index(const char *const *words, const char *word)
{
	size_t i = 0;

	while (words[i] && strcmp(words[i], word) != 0)
		i++;
	return i;
}

static void settle_load(struct xb_profile *profile, struct xb_diags *diags)
{
	const struct xb_text *method = &profile->load.method_text;
	size_t index = method->text ? xb_word_index(xb_load_method_names, method->text) : XB_LOAD_TFTP;

	profile->load.before_given = profile->load.before.items != NULL;
	if (index > XB_LOAD_COMMAND)
		return; /* an unknown word, said already */
	profile->load.method = (enum xb_load_method)index;
	if (index == XB_LOAD_COMMAND && !profile->load.command.text)
		xb_error(diags, XB_CODE_MISSING_KEY, method->at,
			 "load method command needs the key 'command': the words before ADDRESS FILE");
	if (index == XB_LOAD_TFTP || index == XB_LOAD_COMMAND || profile->load.device.text)
		return;
	xb_error(diags, XB_CODE_MISSING_KEY, method->at,
		 "load method %s needs the key 'device'", method->text);
	xb_hint(diags, "device: \"0:1\" is the first partition of the first %s device",
		method->text);
}

void xb_profile_settle_emit(struct xb_profile *profile)
{
	static const unsigned bits[] = {XB_EMIT_SCRIPT, XB_EMIT_DTB, XB_EMIT_MANIFEST,
					XB_EMIT_SCRIPT | XB_EMIT_DTB};

	profile->output.emit = 0;
	profile->output.via_dtb = false;
	for (size_t i = 0; i < profile->output.emit_words.count; i++) {
		const char *word = profile->output.emit_words.items[i].text;
		size_t index = xb_word_index(xb_emit_names, word);

		if (index >= XB_COUNT(bits))
			continue;
		profile->output.emit |= bits[index];
		profile->output.via_dtb |= strcmp(word, "both") == 0;
	}
	if (!profile->output.emit_words.items)
		profile->output.emit = XB_EMIT_SCRIPT;
}

static void settle_output(struct xb_profile *profile, struct xb_diags *diags)
{
	struct xb_number *cells = &profile->output.cells;

	xb_profile_settle_emit(profile);
	if (!profile->output.name.text)
		profile->output.name = profile->name;
	else if (!xb_profile_name_valid(profile->output.name.text))
		xb_error(diags, XB_CODE_BAD_VALUE, profile->output.name.at,
			 "output name '%s' cannot be a file's base name: use letters, digits, . _ -",
			 profile->output.name.text);
	if (cells->given && cells->value != 1 && cells->value != 2)
		xb_error(diags, XB_CODE_BAD_VALUE, cells->at, "cells is %llu; Xen reads 1 or 2",
			 (unsigned long long)cells->value);
	if (!cells->given || cells->value != 1)
		cells->value = 2;
}

static void settle_edits(const struct xb_profile *profile, struct xb_diags *diags)
{
	for (size_t i = 0; i < profile->tree.edit_count; i++) {
		const struct xb_tree_edit *edit = &profile->tree.edits[i];

		if (!edit->set == !edit->remove.text)
			xb_error(diags, XB_CODE_BAD_VALUE, edit->at,
				 "a device-tree edit has either 'set' or 'remove'");
		if (edit->path.text && edit->path.text[0] != '/')
			xb_error(diags, XB_CODE_BAD_VALUE, edit->path.at,
				 "'%s' is no path: a device-tree path begins with '/'",
				 edit->path.text);
	}
}

static void settle_version(const struct xb_profile *profile, struct xb_diags *diags)
{
	const char *version = profile->xen_version.text;
	size_t major, minor;

	if (!version)
		return;
	major = strspn(version, "0123456789");
	minor = version[major] == '.' ? strspn(version + major + 1, "0123456789") : 0;
	if (major && minor && version[major + 1 + minor] == '\0')
		return;
	xb_error(diags, XB_CODE_BAD_VALUE, profile->xen_version.at,
		 "xen-version '%s' is no release: write \"4.17\"", version);
}

static void settle_name(struct xb_profile *profile, struct xb_diags *diags)
{
	const char *path = profile->path, *slash = strrchr(path, '/');
	const char *base = slash ? slash + 1 : path;
	char *name;

	if (profile->name.text) {
		if (!xb_profile_name_valid(profile->name.text))
			xb_error(diags, XB_CODE_BAD_VALUE, profile->name.at,
				 "'%s' cannot be a profile's name: use letters, digits, . _ -",
				 profile->name.text);
		return;
	}
	name = xb_arena_strdup(&profile->store->arena, base);
	if (strrchr(name, '.') > name)
		*strrchr(name, '.') = '\0';
	profile->name.text = xb_profile_name_valid(name) ? name : "profile";
}

void xb_profile_settle(struct xb_profile *profile, struct xb_diags *diags)
{
	check_formats(profile->store, diags);
	settle_name(profile, diags);
	settle_load(profile, diags);
	settle_output(profile, diags);
	settle_edits(profile, diags);
	settle_version(profile, diags);
}
