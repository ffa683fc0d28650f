/* SPDX-License-Identifier: MIT */
/* What the targets that go from a profile to a checked plan have in common. */
#ifndef XENBOOT_TESTS_FUZZ_PLAN_H
#define XENBOOT_TESTS_FUZZ_PLAN_H

#include "model/profile.h"
#include "model/yaml.h"
#include "xenboot/check.h"
#include "xenboot/emit.h"

#define FUZZ_PATH "./fuzz.yaml" /* where the profile would stand */

/* No file of this machine is a part of the test: the profile extends none, but what is shipped. */
static inline bool fuzz_is_hermetic(const struct xb_document *document)
{
	const struct xb_node *extends = xb_node_get(document->root, "extends");

	return !extends || extends->kind != XB_NODE_SCALAR ||
	       !xb_profile_ref_is_path(extends->text);
}

/* Plan PROFILE and check that, with the device tree of the file TREE_PATH (NULL: the profile's own, which is not
 * there), and LOOK at it. */
static inline void fuzz_plan(const struct xb_profile *profile, const struct xb_catalog *catalog,
			     const char *tree_path,
			     void (*look)(const struct xb_context *context,
					  const struct xb_output_set *set, struct xb_diags *diags),
			     struct xb_diags *diags)
{
	struct xb_boot_config config = {
		.catalog = catalog, .files_dir = "/nonexistent", .tree_path = tree_path};
	struct xb_context context;
	struct xb_arena arena = {0};
	struct xb_output_set set;
	struct xb_boot *boot;

	xb_output_choose(&profile->output.emit_words, &set, diags);
	xb_output_configure(&set, profile->output.name.text, &arena, &config);
	boot = xb_boot_plan(profile, &config, diags);
	xb_arena_clear(&arena);
	if (!boot)
		return;
	xb_context_init(&context, boot, catalog);
	xb_check(&context, diags);
	look(&context, &set, diags);
	xb_context_clear(&context);
	xb_boot_free(boot);
}

#endif
