/* SPDX-License-Identifier: MIT */
/*
 * A configuration for xl (xl.cfg(5)) of a guest that dom0 starts. Of one that Xen builds it is written in comments,
 * with what xl could not say of it.
 */
#include "xenboot/emit.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "emit/xl-value.h"

struct xl {
	const struct xb_context *context;
	const struct xb_boot *boot;
	const struct xb_domain *domain;
	struct xb_buf *out;
	struct xb_diags *diags;
	bool good;
};

/* ---- Lines ------------------------------------------------------------------------------------- */

static void refuse(struct xl *xl, const char *key, struct xb_pos at)
{
	xl->good = false;
	xb_error(xl->diags, XB_CODE_QUOTING, at,
		 "%s: %s has a control character, for which xl's configuration has no way to write it",
		 xl->domain->name, key);
	xb_hint(xl->diags, "xl reads \\n, \\t and their like; take out the others");
}

static void put_string(struct xl *xl, const char *key, const char *text, struct xb_pos at)
{
	xb_buf_printf(xl->out, "%s = ", key);
	if (!xb_xl_put_quoted(text, strlen(text), xl->out))
		refuse(xl, key, at);
	xb_buf_putc(xl->out, '\n');
}

static void put_comment(struct xl *xl, const char *text)
{
	xb_buf_puts(xl->out, "# ");
	xb_buf_put_visible(xl->out, text, strlen(text));
	xb_buf_putc(xl->out, '\n');
}

/* Items of a list: one alone stands in its line, several have one each. */
static void begin_list(struct xl *xl, const char *key, size_t count)
{
	xb_buf_printf(xl->out, "%s = [%s", key, count > 1 ? "\n    " : " ");
}

static void next_item(struct xl *xl, size_t index)
{
	if (index)
		xb_buf_puts(xl->out, ",\n    ");
}

static void end_list(struct xl *xl, size_t count)
{
	xb_buf_puts(xl->out, count > 1 ? "\n]\n" : " ]\n");
}

/* ---- What it is started with -------------------------------------------------------------------- */

/* Where dom0 has the file; NULL: there is none. Of a guest that Xen builds: where it would. */
static char *path_in_dom0(const struct xl *xl, enum xb_module_kind kind)
{
	const struct xb_load *load = NULL;
	const char *name, *slash;

	if (xl->domain->files[kind])
		return xb_strdup(xl->domain->files[kind]);
	if (xl->domain->node)
		load = xb_domain_load(xl->boot, xl->domain, kind);
	if (!load)
		return NULL;
	name = xb_load_name(load);
	slash = strrchr(name, '/');
	return xb_format("%s/%s", XB_DOM0_FOLDER, slash ? slash + 1 : name);
}

static void put_file(struct xl *xl, const char *key, enum xb_module_kind kind)
{
	char *path = path_in_dom0(xl, kind);

	if (path)
		put_string(xl, key, path, xl->domain->at);
	free(path);
}

static void put_memory(struct xl *xl)
{
	enum { MIB = 1 << 20 };
	uint64_t bytes = xl->domain->memory.value;

	if (bytes % MIB)
		xb_buf_printf(xl->out, "# 0x%" PRIX64 " bytes: xl counts whole MiB\n", bytes);
	xb_buf_printf(xl->out, "memory = %" PRIu64 "\n", xb_align_up(bytes, MIB) / MIB);
}

/* The CPUs of VCPU: the last that is said of it counts. */
static const char *cpus_of(const struct xb_domain *domain, uint64_t vcpu)
{
	const char *cpus = "all";

	for (size_t i = 0; i < domain->affinity_count; i++)
		if (domain->affinities[i].vcpu == vcpu)
			cpus = domain->affinities[i].cpus;
	return cpus;
}

static void put_cpus(struct xl *xl)
{
	const struct xb_domain *domain = xl->domain;
	size_t count = (size_t)domain->cpus.value;

	xb_buf_printf(xl->out, "vcpus = %zu\n", count);
	if (!domain->affinity_count)
		return;
	begin_list(xl, "cpus", count);
	for (size_t i = 0; i < count; i++) {
		const char *cpus = cpus_of(domain, i);

		next_item(xl, i);
		if (!xb_xl_put_quoted(cpus, strlen(cpus), xl->out))
			refuse(xl, "cpus", domain->at);
	}
	end_list(xl, count);
}

/* ---- Properties ---------------------------------------------------------------------------------- */

static void put_since(struct xl *xl, const struct xb_xl_key *key)
{
	unsigned release = xb_release_number(xl->boot->xen_version);

	if (key->since > release)
		xb_buf_printf(xl->out, "# From the xl of Xen %u.%u on; those before pass over it.\n",
			      key->since / XB_RELEASE(1, 0), key->since % XB_RELEASE(1, 0));
}

/* dom0 knows pools by their numbers. */
static void put_pool_name(struct xl *xl, const char *name)
{
	char *text = xb_format("The CPU pool %s:", name);

	put_comment(xl, text);
	free(text);
}

static void put_key(struct xl *xl, const struct xb_xl_key *key, const struct xb_setting *word)
{
	const struct xb_xl_value value = {.boot = xl->boot,
					  .text = word->value ? word->value : "yes",
					  .bare = !word->value};

	put_since(xl, key);
	if (key->form == XB_XL_POOL)
		put_pool_name(xl, word->value);
	xb_buf_printf(xl->out, "%s = ", key->key);
	if (!xb_xl_put_value(key->form, &value, xl->out))
		refuse(xl, key->key, word->at);
	xb_buf_putc(xl->out, '\n');
}

/* A device behind an IOMMU has that set up in any case, and xl takes no contradiction. */
static bool is_settled(const struct xl *xl, const struct xb_known_word *known)
{
	for (size_t i = 0; i < xl->domain->given_count; i++)
		if (xl->domain->given[i].behind_iommu)
			return strcmp(known->option->name.text, "iommu") == 0;
	return false;
}

static void put_property(struct xl *xl, const struct xb_setting *word)
{
	const struct xb_known_word known =
		xb_known_word(xl->boot, xl->context->catalog, XB_SCOPE_DOMAIN, word);
	const struct xb_xl_key *key =
		known.option ? xb_xl_key(known.option->name.text) : NULL;

	if (!key || is_settled(xl, &known))
		return;
	if (xb_xl_is_so(&known) && key->form != XB_XL_BOOL)
		return;
	if (key->key)
		put_key(xl, key, word);
	else
		xb_buf_printf(xl->out, "# xl cannot say %s: %s.\n", key->option, key->instead);
}

/* ---- Devices ------------------------------------------------------------------------------------- */

/* What an IOMMU keeps apart is assigned by its node. */
static void put_nodes(struct xl *xl)
{
	const struct xb_domain *domain = xl->domain;
	size_t count = 0, index = 0;

	for (size_t i = 0; i < domain->given_count; i++)
		count += domain->given[i].behind_iommu;
	if (!count)
		return;
	begin_list(xl, "dtdev", count);
	for (size_t i = 0; i < domain->given_count; i++) {
		const char *path = domain->given[i].path;

		if (!domain->given[i].behind_iommu)
			continue;
		next_item(xl, index++);
		if (!xb_xl_put_quoted(path, strlen(path), xl->out))
			refuse(xl, "dtdev", domain->at);
	}
	end_list(xl, count);
}

/* Numbers of pages, in hexadecimal; the guest sees them where they are. */
static void put_pages(struct xl *xl)
{
	const struct xb_domain *domain = xl->domain;
	struct xb_ranges pages = {0};

	for (size_t i = 0; i < domain->given_count; i++)
		for (size_t k = 0; k < domain->given[i].page_count; k++)
			xb_ranges_add(&pages, domain->given[i].pages[k]);
	xb_ranges_merge(&pages);
	if (pages.count)
		begin_list(xl, "iomem", pages.count);
	for (size_t i = 0; i < pages.count; i++) {
		next_item(xl, i);
		xb_buf_printf(xl->out, "\"%" PRIx64 ",%" PRIx64 "\"", pages.items[i].start >> XB_PAGE_SHIFT,
			      pages.items[i].size >> XB_PAGE_SHIFT);
	}
	if (pages.count)
		end_list(xl, pages.count);
	xb_ranges_clear(&pages);
}

static bool comes_before(const struct xb_domain *domain, size_t device, uint32_t number)
{
	for (size_t i = 0; i < device; i++)
		for (size_t k = 0; k < domain->given[i].interrupt_count; k++)
			if (domain->given[i].interrupts[k] == number)
				return true;
	return false;
}

static void put_interrupts(struct xl *xl)
{
	const struct xb_domain *domain = xl->domain;
	const char *before = "irqs = [ ";
	bool any = false;

	for (size_t i = 0; i < domain->given_count; i++)
		for (size_t k = 0; k < domain->given[i].interrupt_count; k++) {
			uint32_t number = domain->given[i].interrupts[k];

			if (comes_before(domain, i, number))
				continue;
			xb_buf_printf(xl->out, "%s%" PRIu32, before, number);
			before = ", ";
			any = true;
		}
	if (any)
		xb_buf_puts(xl->out, " ]\n");
}

static void put_devices(struct xl *xl)
{
	const struct xb_domain *domain = xl->domain;

	if (domain->given_count)
		xb_buf_puts(xl->out, "\n# Devices of the host:\n");
	for (size_t i = 0; i < domain->given_count; i++)
		put_comment(xl, domain->given[i].path);
	put_file(xl, "device_tree", XB_MODULE_TREE);
	put_nodes(xl);
	put_pages(xl);
	put_interrupts(xl);
}

/* ---- What xl has nothing like ---------------------------------------------------------------------- */

/* Does a node below the domain's own say that it is COMPATIBLE? */
static bool has_node(const struct xl *xl, const char *compatible)
{
	size_t length = strlen(xl->domain->node);

	for (size_t i = 0; i < xl->boot->step_count; i++) {
		const struct xb_edit *edit = &xl->boot->steps[i].edit;

		if (xl->boot->steps[i].kind == XB_STEP_EDIT && edit->kind == XB_EDIT_SET &&
		    strncmp(edit->path, xl->domain->node, length) == 0 && edit->path[length] == '/' &&
		    strcmp(edit->name, "compatible") == 0 && strcmp(edit->value, compatible) == 0)
			return true;
	}
	return false;
}

static void put_lacks(struct xl *xl)
{
	if (!xl->domain->node)
		return;
	if (xl->domain->static_count)
		xb_buf_puts(xl->out, "# xl cannot say static-memory: its memory is wherever Xen finds some.\n");
	if (has_node(xl, "xen,domain-shared-memory-v1"))
		xb_buf_puts(xl->out, "# xl cannot say shared-memory: it has none that Xen has set aside.\n");
	if (has_node(xl, "xen,evtchn-v1"))
		xb_buf_puts(xl->out, "# xl cannot say event-channels: none is open beforehand.\n");
}

/* ---- All together ----------------------------------------------------------------------------------- */

static void put_config(struct xl *xl)
{
	const struct xb_domain *domain = xl->domain;

	put_string(xl, "name", domain->name, domain->at);
	put_file(xl, "kernel", XB_MODULE_KERNEL);
	put_file(xl, "ramdisk", XB_MODULE_RAMDISK);
	if (!xb_line_is_empty(&domain->line))
		put_string(xl, "cmdline", domain->line.text, domain->line.at);
	put_memory(xl);
	put_cpus(xl);
	for (size_t i = 0; i < domain->properties.count; i++)
		put_property(xl, &domain->properties.words[i]);
	put_lacks(xl);
	put_devices(xl);
}

/* Each line of TEXT as a comment, those that are none by a mark of their own. */
static void put_commented(const struct xb_buf *text, struct xb_buf *out)
{
	const char *line = text->data, *end = text->data + text->length;

	while (line < end) {
		size_t length = (size_t)((const char *)memchr(line, '\n', (size_t)(end - line)) - line) + 1;

		xb_buf_puts(out, line[0] == '#' ? "" : line[0] == '\n' ? "#" : "#    ");
		xb_buf_add(out, line, length);
		line += length;
	}
}

static void put_head(const struct xl *xl)
{
	const char *name = xl->domain->name, *of = xb_boot_name(xl->boot);

	xb_buf_printf(xl->out, "# %s of ", name);
	xb_buf_put_visible(xl->out, of, strlen(of));
	if (xl->domain->node)
		xb_buf_puts(xl->out, ": Xen builds it at boot, so that it is not for xl, which would say:\n");
	else
		xb_buf_printf(xl->out, ": made by xenboot. Change the profile, not this file.\n"
				       "# In dom0, with the files that it names: xl create %s.cfg\n\n", name);
}

bool xb_emit_xl(const struct xb_context *context, const struct xb_domain *domain, struct xb_buf *out,
		struct xb_diags *diags)
{
	struct xb_buf text = {0};
	struct xl xl = {.context = context, .boot = context->boot, .domain = domain, .out = out,
			.diags = diags, .good = true};

	put_head(&xl);
	if (!domain->node) {
		put_config(&xl);
		return xl.good;
	}
	xl.out = &text;
	put_config(&xl);
	put_commented(&text, out);
	xb_buf_clear(&text);
	return xl.good;
}
