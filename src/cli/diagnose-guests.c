/* SPDX-License-Identifier: MIT */
/* What a log and a profile tell of the guests that Xen builds. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "xenboot/xen.h"

/* ---- Settings of one ------------------------------------------------------------------------ */

/* The domain of BOOT that the log means by NAME; or NULL. */
static const struct xb_domain *domain_called(const struct xb_boot *boot, const char *name)
{
	for (size_t i = 0; name && i < boot->domain_count; i++)
		if (!boot->domains[i].hardware && strcmp(boot->domains[i].name, name) == 0)
			return &boot->domains[i];
	return NULL;
}

static void put_place(struct xb_buf *out, const struct xb_pos *at)
{
	xb_buf_puts(out, "  ");
	if (!at->file)
		return;
	cli_visible(out, at->file);
	xb_buf_printf(out, ":%u:%u: ", at->line, at->column);
}

static void put_key(struct xb_buf *out, const struct xb_domain *domain, const char *name)
{
	cli_visible(out, domain->key ? domain->key : domain->name);
	xb_buf_putc(out, '.');
	cli_visible(out, name);
}

/* DOMAIN's memory or cpus, where NAME is that. */
static bool put_said(struct xb_buf *out, const struct xb_domain *domain, const char *name)
{
	bool memory = strcmp(name, "memory") == 0;
	const struct xb_said *said = memory ? &domain->memory : &domain->cpus;
	uint64_t kib = said->value >> 10;

	if (!memory && strcmp(name, "cpus") != 0)
		return false;
	if (!said->known)
		return true;
	put_place(out, &said->at);
	put_key(out, domain, name);
	if (!memory)
		xb_buf_printf(out, "=%llu\n", (unsigned long long)said->value);
	else if (said->value % 1024 || !kib)
		xb_buf_printf(out, "=%llu\n", (unsigned long long)said->value);
	else
		xb_buf_printf(out, "=%llu%c\n", (unsigned long long)(kib % 1024 ? kib : kib >> 10),
			      kib % 1024 ? 'K' : 'M');
	return true;
}

static void put_word(struct xb_buf *out, const struct xb_domain *domain, const char *name,
		     const struct xb_setting *word)
{
	put_place(out, &word->at);
	if (domain)
		put_key(out, domain, name);
	else
		cli_visible(out, name);
	if (word->value) {
		xb_buf_putc(out, '=');
		cli_visible(out, word->value);
	}
	xb_buf_putc(out, '\n');
}

/* What the profile says of the setting NAME, a property of DOMAIN, a word of its line or one of Xen's. WANTED:
 * that it is not set is to be told as well. */
static void put_setting(struct xb_buf *out, const struct xb_boot *boot, const struct xb_domain *domain,
			const char *name, bool wanted)
{
	const struct xb_setting *property = xb_line_last(&domain->properties, name);
	const struct xb_setting *word = xb_line_last(&domain->line, name);
	const struct xb_setting *xen = xb_line_last(&boot->xen_line, name);

	if (put_said(out, domain, name))
		return;
	if (property || word) {
		put_word(out, domain, name, property ? property : word);
	} else if (xen) {
		put_word(out, NULL, name, xen);
	} else if (wanted) {
		xb_buf_puts(out, "  ");
		put_key(out, domain, name);
		xb_buf_puts(out, " is not set\n");
	}
}

void cli_put_guest_settings(const struct xb_boot *boot, const struct xb_finding *finding,
			    struct xb_buf *out)
{
	const struct xb_domain *domain = domain_called(boot, finding->guest_name);
	const struct xb_texts *options = &finding->symptom->options;

	if (!domain && finding->guest_name) {
		xb_buf_puts(out, "  This profile has no guest called ");
		cli_visible(out, finding->guest_name);
		xb_buf_putc(out, '\n');
	}
	for (size_t i = 0; domain && i < options->count; i++)
		put_setting(out, boot, domain, options->items[i].text, !finding->by_guest);
}

void cli_put_guest_largest(const struct xb_context *context, const struct xb_finding *finding,
			   struct xb_buf *out)
{
	const struct xb_domain *domain = domain_called(context->boot, finding->guest_name);
	struct xb_guests_memory memory = {0};

	if (domain && xb_guests_memory_make(context, &memory))
		for (size_t i = 0; i < memory.count; i++)
			if (memory.items[i].domain == domain && memory.items[i].largest) {
				xb_buf_puts(out, "  ");
				put_key(out, domain, "memory");
				xb_buf_printf(out, "=%lluM is the largest that works with this profile\n",
					      (unsigned long long)(memory.items[i].largest >> 20));
			}
	xb_guests_memory_clear(&memory);
}

/* ---- All of them ------------------------------------------------------------------------------- */

static void put_guest(const struct xb_diagnosis *diagnosis, size_t number, struct xb_buf *out)
{
	const struct xb_log_guest *guest = &diagnosis->guests[number - 1];

	xb_buf_puts(out, "  ");
	if (guest->name)
		cli_visible(out, guest->name);
	else
		xb_buf_printf(out, "guest %zu", number);
	xb_buf_printf(out, " (d%zu): ", number);
	if (guest->built)
		xb_buf_printf(out, "begun in line %zu", guest->built);
	else
		xb_buf_puts(out, "Xen did not come to it");
	if (guest->speaks)
		xb_buf_printf(out, ", its own lines from %zu on", guest->speaks);
	else if (guest->built && diagnosis->guests_started)
		xb_buf_puts(out, ", no line of its own");
	xb_buf_putc(out, '\n');
}

void cli_put_guests(const struct xb_diagnosis *diagnosis, struct xb_buf *out)
{
	bool any = false;

	for (size_t i = 0; i < diagnosis->guest_count; i++)
		any |= diagnosis->guests[i].built > 0;
	if (!any)
		return;
	xb_buf_puts(out, "\nThe guests that Xen builds, in this log:\n");
	for (size_t i = 0; i < diagnosis->guest_count; i++)
		put_guest(diagnosis, i + 1, out);
}

json_t *cli_guests_json(const struct xb_diagnosis *diagnosis)
{
	json_t *array = xb_json_array();

	for (size_t i = 0; i < diagnosis->guest_count; i++) {
		const struct xb_log_guest *guest = &diagnosis->guests[i];
		json_t *object = xb_json_object();

		xb_json_set(object, "number", xb_json_size(i + 1));
		xb_json_set(object, "name", xb_json_text(guest->name));
		xb_json_set(object, "begun",
			    guest->built ? xb_json_size(guest->built) : xb_json_null());
		xb_json_set(object, "speaks",
			    guest->speaks ? xb_json_size(guest->speaks) : xb_json_null());
		xb_json_append(array, object);
	}
	return array;
}
