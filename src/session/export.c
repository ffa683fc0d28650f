/* SPDX-License-Identifier: MIT */
/* What a profile can be made into: itself, merged; resolved, with every address, size and default written out; and what
 * follows from it. A new one is a row of the table below. */
#include <stdlib.h>
#include <string.h>

#include "session/session.h"

struct pins {
	struct xb_pin *items;
	size_t count, capacity;
};

/* KEY and VALUE become the list's. */
static void pin(struct pins *pins, char *key, char *value)
{
	pins->items = xb_grow(pins->items, &pins->capacity, pins->count, sizeof(*pins->items));
	pins->items[pins->count++] = (struct xb_pin){key, value};
}

static char *hex(uint64_t number)
{
	return xb_format("0x%llx", (unsigned long long)number);
}

static void pin_load(struct pins *pins, const struct xb_load *load)
{
	uint64_t size = load->present ? load->image.file_size : load->said_size;

	if (!load->key || load->owner)
		return;
	if (xb_load_is_placed(load))
		pin(pins, xb_strdup(load->address_key), hex(load->address));
	if (size && !load->output)
		pin(pins, xb_format("%s.size", load->key), hex(size));
}

/* The ranges as the planner has them: one that it had to cut is two. */
static void pin_static_memory(struct pins *pins, const struct xb_boot *boot,
			      const struct xb_domain *domain)
{
	for (size_t i = 0; i < domain->static_count; i++) {
		const struct xb_load *load = &boot->loads[domain->static_first + i];

		if (!xb_load_is_placed(load))
			continue;
		pin(pins, xb_format("%s.static-memory.%zu.start", domain->key, i), hex(load->address));
		pin(pins, xb_format("%s.static-memory.%zu.size", domain->key, i), hex(load->size));
	}
}

/* An output of several words would need a list; the bits say it as well, one by one. */
static void pin_output(struct pins *pins, const struct xb_session *session)
{
	const struct xb_boot *boot = session->boot;

	pin(pins, xb_strdup("output.name"), xb_strdup(session->profile->output.name.text));
	pin(pins, xb_strdup("output.cells"), xb_format("%u", boot->cells));
	if (!session->profile->output.emit_words.count)
		pin(pins, xb_strdup("output.emit"), xb_strdup(xb_output_kinds[0].word));
}

static void pin_all(struct pins *pins, const struct xb_session *session)
{
	const struct xb_boot *boot = session->boot;
	const struct xb_step *room = xb_boot_step(boot, XB_STEP_ROOM);

	pin(pins, xb_strdup("name"), xb_strdup(boot->name));
	pin(pins, xb_strdup("resolved"), xb_strdup("true"));
	if (!session->profile->load.way.method_text.text)
		pin(pins, xb_strdup("load.method"), xb_strdup(xb_load_methods[0].name));
	if (boot->anchored)
		pin(pins, xb_strdup("load.script-address"), hex(boot->anchor));
	for (size_t i = 0; i < boot->load_count; i++)
		pin_load(pins, &boot->loads[i]);
	for (size_t i = 0; i < boot->domain_count; i++)
		pin_static_memory(pins, boot, &boot->domains[i]);
	if (room)
		pin(pins, xb_strdup("device-tree.padding"), hex(room->bytes));
	pin_output(pins, session);
}

static void pins_clear(struct pins *pins)
{
	for (size_t i = 0; i < pins->count; i++) {
		free(pins->items[i].key);
		free(pins->items[i].value);
	}
	free(pins->items);
}

typedef void writer(const struct xb_profile *profile, const struct xb_pin *pins, size_t count,
		    struct xb_buf *out);

static bool export_by(struct xb_session *session, bool resolved, writer *write,
		      struct xb_buf *out)
{
	struct pins pins = {0};

	if (!session->profile || (resolved && (!session->boot || session->diags.errors)))
		return false;
	if (resolved)
		pin_all(&pins, session);
	write(session->profile, pins.items, pins.count, out);
	pins_clear(&pins);
	return true;
}

bool xb_session_export_yaml(struct xb_session *session, bool resolved, struct xb_buf *out)
{
	return export_by(session, resolved, xb_profile_write_yaml, out);
}

/* ---- Formats ------------------------------------------------------------------------------------- */

static bool write_yaml(struct xb_session *session, const struct xb_export_request *request,
		       struct xb_buf *out, struct xb_diags *diags)
{
	(void)diags;
	return export_by(session, request->resolved, xb_profile_write_yaml, out);
}

static bool write_json(struct xb_session *session, const struct xb_export_request *request,
		       struct xb_buf *out, struct xb_diags *diags)
{
	(void)diags;
	return export_by(session, request->resolved, xb_profile_write_json, out);
}

static bool write_cmdline(struct xb_session *session, const struct xb_export_request *request,
			  struct xb_buf *out, struct xb_diags *diags)
{
	(void)request;
	(void)diags;
	if (session->boot)
		xb_emit_cmdline(session->boot, NULL, out);
	return session->boot != NULL;
}

static bool write_dts(struct xb_session *session, const struct xb_export_request *request,
		      struct xb_buf *out, struct xb_diags *diags)
{
	(void)request;
	return session->boot && xb_emit_dts(session->boot, out, diags);
}

static bool write_xl(struct xb_session *session, const struct xb_export_request *request,
		     struct xb_buf *out, struct xb_diags *diags)
{
	return xb_emit_xl(&session->context, request->domain, out, diags);
}

const struct xb_export_format xb_export_formats[] = {
	{.name = "yaml", .summary = "the profile, with all that it extends", .resolves = true,
	 .write = write_yaml},
	{.name = "json", .summary = "the same as JSON", .resolves = true, .write = write_json},
	{.name = "cmdline", .summary = "the command lines of Xen and the domains", .write = write_cmdline},
	{.name = "dts", .summary = "what is put into the device tree, as source to append to its own",
	 .write = write_dts},
	{.name = "xl", .summary = "the configuration of a guest with start: dom0; of others in comments",
	 .of_domain = true, .write = write_xl},
	{.name = NULL},
};
