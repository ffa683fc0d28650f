/* SPDX-License-Identifier: MIT */
/* A boot description that someone else wrote becomes the text of a profile. What has no counterpart
 * there stands in a comment. */
#include "xenboot/import.h"

#include "import/profile-text.h"

#include <inttypes.h>
#include <string.h>

struct writing {
	const struct xb_boot *boot;
	const struct xb_import_names *names;
	const struct xb_medium *medium; /* that most files come by; NULL: no one loads them */
	struct xb_buf *out;
	struct xb_diags *diags;
};

static const struct xb_load *load_of(const struct xb_boot *boot, size_t index)
{
	return index == XB_NONE ? NULL : &boot->loads[index];
}

/* Say, in the profile and to who asked for it, what is left out. */
static void leave_out(const struct writing *writing, struct xb_pos at, const char *what)
{
	xb_buf_printf(writing->out, "# line %u, left out: ", (unsigned)at.line);
	xb_buf_put_visible(writing->out, what, strlen(what));
	xb_buf_putc(writing->out, '\n');
	xb_note(writing->diags, XB_CODE_UNSUPPORTED_COMMAND, at, "left out of the profile: %s",
		what);
}

/* ---- Loading ---- */

static void put_load(const struct writing *writing)
{
	const struct xb_medium *medium = writing->medium;
	const char *device;

	xb_buf_puts(writing->out, "\nload:\n");
	if (!medium) {
		leave_out(writing, (struct xb_pos){0}, "the files are in memory already");
		return;
	}
	if (!medium->method) {
		xb_text_put_key(writing->out, 2, "method", "command");
		xb_text_put_key(writing->out, 2, "command", medium->command);
		return;
	}
	xb_text_put_key(writing->out, 2, "method", medium->method->name);
	device = medium->command + strlen(medium->method->command);
	if (medium->method->device)
		xb_buf_printf(writing->out, "  device: \"%s\"\n", device + strspn(device, " "));
}

/* Commands before the first load that are not known here. */
static void put_before(const struct writing *writing)
{
	const struct xb_boot *boot = writing->boot;
	bool any = false;

	for (size_t i = 0; i < boot->step_count && boot->steps[i].kind != XB_STEP_LOAD; i++) {
		if (boot->steps[i].kind != XB_STEP_COMMAND)
			continue;
		xb_buf_puts(writing->out, any ? "" : "  before:\n");
		xb_buf_puts(writing->out, "    - ");
		xb_yaml_put_scalar(writing->out, boot->steps[i].text, false);
		xb_buf_putc(writing->out, '\n');
		any = true;
	}
}

/* ---- Files ---- */

static bool same_medium(const struct xb_medium *a, const struct xb_medium *b)
{
	return a && b && !strcmp(a->command, b->command);
}

static void put_entry(const struct writing *writing, unsigned indent, const struct xb_load *load)
{
	const char *file = load->file ? load->file : "FILE";
	const char *slash = load->path ? strrchr(load->path, '/') : NULL;
	const char *local = slash ? slash + 1 : file;

	xb_text_put_key(writing->out, indent, "file", local);
	if (strcmp(local, file) != 0)
		xb_text_put_key(writing->out, indent, "load-as", file);
	if (load->placed)
		xb_text_put_number(writing->out, indent, "address", load->address);
	if (load->size && !load->present)
		xb_text_put_number(writing->out, indent, "size", load->size);
	if (load->from && !same_medium(load->from, writing->medium))
		leave_out(writing, load->at, load->from->command);
}

static void put_module(const struct writing *writing, unsigned indent, const char *key,
		       const struct xb_load *load)
{
	if (!load)
		return;
	xb_buf_printf(writing->out, "%*s%s:\n", (int)indent, "", key);
	put_entry(writing, indent + 2, load);
}

/* ---- The tree ---- */

/* Is it one that a profile makes by itself: of a module, a domain, a command line or /chosen's
 * cells? */
static bool is_made(const struct xb_boot *boot, const struct xb_edit *edit)
{
	static const char *const own[] = {"#address-cells",    "#size-cells", "xen,xen-bootargs",
					  "xen,dom0-bootargs", "bootargs",    NULL};

	if (!strncmp(edit->path, "/chosen/", 8))
		return true;
	if (strcmp(edit->path, "/chosen") != 0)
		return !strcmp(edit->path, "/") && edit->kind == XB_EDIT_MAKE_NODE &&
		       !strcmp(edit->name, "chosen");
	if (edit->kind == XB_EDIT_MAKE_NODE)
		return true;
	for (size_t i = 0; edit->kind == XB_EDIT_SET && own[i]; i++)
		if (!strcmp(own[i], edit->name))
			return true;
	(void)boot;
	return false;
}

static void put_edits(const struct writing *writing)
{
	const struct xb_boot *boot = writing->boot;
	bool any = false;

	for (size_t i = 0; i < boot->step_count; i++) {
		const struct xb_step *step = &boot->steps[i];

		if (step->kind != XB_STEP_EDIT || is_made(boot, &step->edit))
			continue;
		if (!any)
			xb_buf_puts(writing->out, "  edits:\n");
		any = true;
		if (!xb_text_put_edit(writing->out, &step->edit))
			leave_out(writing, step->at, "a new node");
	}
}

static void put_tree(const struct writing *writing)
{
	const struct xb_load *tree = xb_boot_tree(writing->boot);
	const struct xb_step *room = xb_boot_step(writing->boot, XB_STEP_ROOM);

	xb_buf_puts(writing->out, "\ndevice-tree:\n");
	if (tree)
		put_entry(writing, 2, tree);
	if (room && room->bytes)
		xb_text_put_number(writing->out, 2, "padding", room->bytes);
	put_edits(writing);
}

/* ---- Command lines ---- */

static void put_line(const struct writing *writing, unsigned indent, const struct xb_line *line,
		     enum xb_scope scope)
{
	xb_text_put_options(writing->out, indent, line, scope);
	if (line->partial)
		leave_out(writing, line->at, line->text);
}

/* ---- Domains ---- */

static void put_domain(const struct writing *writing, unsigned indent,
		       const struct xb_domain *domain)
{
	const struct xb_boot *boot = writing->boot;

	for (int kind = XB_MODULE_KERNEL; kind <= XB_MODULE_TREE; kind++)
		put_module(writing, indent, xb_module_kind_info((enum xb_module_kind)kind)->key,
			   xb_domain_load(boot, domain, (enum xb_module_kind)kind));
	if (domain->memory.known)
		xb_buf_printf(writing->out, "%*smemory: %" PRIu64 "K\n", (int)indent, "",
			      domain->memory.value >> 10);
	if (domain->cpus.known)
		xb_buf_printf(writing->out, "%*scpus: %" PRIu64 "\n", (int)indent, "",
			      domain->cpus.value);
	put_line(writing, indent, &domain->line, domain->scope);
}

static void put_domains(const struct writing *writing)
{
	const struct xb_boot *boot = writing->boot;
	const struct xb_domain *dom0 = xb_boot_dom0(boot);
	bool any = false;

	if (dom0) {
		xb_buf_puts(writing->out, "\ndom0:\n");
		put_domain(writing, 2, dom0);
	}
	for (size_t i = 0; i < boot->domain_count; i++) {
		if (boot->domains[i].hardware)
			continue;
		xb_buf_puts(writing->out, any ? "" : "\ndomains:\n");
		xb_buf_puts(writing->out, "  ");
		xb_yaml_put_scalar(writing->out, boot->domains[i].name, false);
		xb_buf_puts(writing->out, ":\n");
		put_domain(writing, 4, &boot->domains[i]);
		any = true;
	}
}

/* ---- All of it ---- */

static void put_head(const struct writing *writing)
{
	const struct xb_import_names *names = writing->names;

	xb_buf_puts(writing->out, "# Made from ");
	xb_buf_put_visible(writing->out, names->source, strlen(names->source));
	xb_buf_puts(writing->out, "; everything here is yours to change.\nformat: 1\n");
	xb_text_put_key(writing->out, 0, "name", names->profile);
	if (names->board)
		xb_text_put_key(writing->out, 0, "board", names->board);
	if (names->files)
		xb_text_put_key(writing->out, 0, "files", names->files);
}

static void put_xen(const struct writing *writing)
{
	const struct xb_boot *boot = writing->boot;
	const struct xb_load *xen = xb_boot_xen(boot);

	xb_buf_puts(writing->out, "\nxen:\n");
	if (xen)
		put_entry(writing, 2, xen);
	for (size_t i = 0; i < boot->module_count; i++)
		if (boot->modules[i].kind == XB_MODULE_POLICY)
			put_module(writing, 2, "xsm-policy", load_of(boot, boot->modules[i].load));
	put_line(writing, 2, &boot->xen_line, XB_SCOPE_XEN);
}

/* What is run between the loads and the entry, and is not known here. */
static void put_rest(const struct writing *writing)
{
	const struct xb_boot *boot = writing->boot;
	bool loads = false;

	for (size_t i = 0; i < boot->step_count; i++) {
		loads = loads || boot->steps[i].kind == XB_STEP_LOAD;
		if (loads && boot->steps[i].kind == XB_STEP_COMMAND)
			leave_out(writing, boot->steps[i].at, boot->steps[i].text);
	}
}

void xb_import_profile(const struct xb_boot *boot, const struct xb_import_names *names,
		       struct xb_buf *out, struct xb_diags *diags)
{
	const struct xb_step *first = xb_boot_step(boot, XB_STEP_LOAD);
	const struct writing writing = {.boot = boot,
					.names = names,
					.out = out,
					.diags = diags,
					.medium = first ? boot->loads[first->load].from : NULL};

	put_head(&writing);
	put_load(&writing);
	put_before(&writing);
	put_xen(&writing);
	put_tree(&writing);
	put_domains(&writing);
	xb_buf_puts(out, "\noutput:\n");
	xb_text_put_key(out, 2, "name", names->profile);
	if (boot->cells)
		xb_buf_printf(out, "  cells: %u\n", boot->cells);
	put_rest(&writing);
}
