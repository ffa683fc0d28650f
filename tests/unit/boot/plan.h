/* SPDX-License-Identifier: MIT */
/* A profile for tests, part by part: what a row does not say has the value that fits. */
#ifndef XENBOOT_TESTS_BOOT_PLAN_H
#define XENBOOT_TESTS_BOOT_PLAN_H

#include "unit/diags.h"
#include "xenboot/check.h"
#include "xenboot/emit.h"

/* Each is a YAML value for its key; NULL: the default below, "" is the key left out. */
struct plan_parts {
	const char *board, *script, *xen, *tree, *kernel, *ramdisk, *dom0, *output, *load;
	const char *xen_options, *more;
};

static inline void plan_put(struct xb_buf *text, const char *format, const char *part,
			    const char *otherwise)
{
	const char *value = part ? part : otherwise;

	if (*value)
		xb_buf_printf(text, format, value);
}

static inline char *plan_text(const struct plan_parts *parts)
{
	struct xb_buf text = {0};

	xb_buf_puts(&text, "format: 1\n");
	plan_put(&text, "board: %s\n", parts->board, "{memory: [{start: 0, size: 1G}], cpus: 4}");
	xb_buf_puts(&text, "xen:\n  file: xen\n");
	plan_put(&text, "%s", parts->xen, "  size: 0xF0008\n");
	plan_put(&text, "  options: {%s}\n", parts->xen_options, "dom0_mem: 512M, console: dtuart");
	xb_buf_puts(&text, "device-tree:\n  file: t.dtb\n");
	plan_put(&text, "%s", parts->tree, "  size: 0x8000\n");
	plan_put(&text, "dom0:\n  kernel: {file: Image, %s}\n", parts->kernel, "size: 0x108AA00");
	plan_put(&text, "  ramdisk: {file: rd, %s}\n", parts->ramdisk, "size: 0x6013E86");
	plan_put(&text, "  %s\n", parts->dom0, "");
	plan_put(&text, "output: {%s}\n", parts->output, "");
	xb_buf_puts(&text, "load:\n");
	plan_put(&text, "  script-address: %s\n", parts->script, "0xC00000");
	plan_put(&text, "  %s\n", parts->load, "prefix: \"\"");
	plan_put(&text, "%s\n", parts->more, "");
	return xb_buf_take(&text);
}

/* A plan and the profile that it points into. */
struct planned {
	struct xb_profile *profile;
	struct xb_boot *boot;
	struct xb_diags diags;
};

/* What PROFILE's outputs mean for its plan. */
static inline void plan_outputs(const struct xb_profile *profile, struct xb_arena *arena,
				struct xb_boot_config *config, struct xb_diags *diags)
{
	struct xb_output_set set;

	xb_output_choose(&profile->output.emit_words, &set, diags);
	xb_output_configure(&set, profile->output.name.text, arena, config);
}

/* From TEXT, which stands for ./p.yaml. */
static inline struct planned plan_from(const char *text)
{
	struct xb_boot_config config = {0};
	struct xb_arena arena = {0};
	struct planned planned = {0};
	struct xb_data *data = xb_data_new(NULL, NULL);

	planned.profile = xb_profile_parse(data, "p.yaml", text, strlen(text), &planned.diags);
	if (planned.profile) {
		plan_outputs(planned.profile, &arena, &config, &planned.diags);
		planned.boot = xb_boot_plan(planned.profile, &config, &planned.diags);
	}
	xb_arena_clear(&arena);
	xb_data_free(data);
	return planned;
}

static inline struct planned plan_parts(const struct plan_parts *parts)
{
	char *text = plan_text(parts);
	struct planned planned = plan_from(text);

	free(text);
	return planned;
}

/* What all rules say of BOOT. */
static inline void check_all(const struct xb_boot *boot, const struct xb_catalog *catalog,
			     struct xb_diags *diags)
{
	struct xb_context context;

	xb_context_init(&context, boot, catalog);
	xb_check(&context, diags);
	xb_context_clear(&context);
}

static inline void plan_free(struct planned *planned)
{
	xb_boot_free(planned->boot);
	xb_profile_free(planned->profile);
	xb_diags_clear(&planned->diags);
}

#endif
