/* SPDX-License-Identifier: MIT */
/* What a log and a profile tell of the guests that Xen builds. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "xenboot/xen.h"

/* ---- Settings of one ------------------------------------------------------------------------ */

/* The guest of BOOT that the log means; or NULL. */
static const struct xb_domain *guest_of(const struct xb_boot *boot, const struct xb_finding *finding)
{
	const struct xb_domain *domain =
		finding->guest_name ? xb_boot_domain(boot, finding->guest_name) : NULL;

	return domain && !domain->hardware ? domain : NULL;
}

/* What the profile says of a setting of a domain's. */
struct setting {
	bool set, xens; /* XENS: it is a word of Xen's line */
	char *value;    /* NULL: the bare word, or it is not set */
	struct xb_pos at;
};

/* Of memory as profiles write it. */
static char *memory_text(uint64_t bytes)
{
	static const char units[] = "BKMG";
	size_t unit = 0;

	for (; unit < 3 && bytes && bytes % 1024 == 0; unit++)
		bytes /= 1024;
	return xb_format(unit ? "%llu%c" : "%llu", (unsigned long long)bytes, units[unit]);
}

/* A key that every domain has, where NAME is one. */
static bool find_said(const struct xb_domain *domain, const char *name, struct setting *setting)
{
	bool memory = strcmp(name, "memory") == 0;
	const struct xb_said *said = memory ? &domain->memory : &domain->cpus;

	if (!memory && strcmp(name, "cpus") != 0)
		return false;
	setting->set = said->known;
	setting->at = said->at;
	if (said->known)
		setting->value = memory ? memory_text(said->value)
					: xb_format("%llu", (unsigned long long)said->value);
	return true;
}

/* NAME as a property of DOMAIN, a word of its line, or one of Xen's. */
static struct setting find_setting(const struct xb_boot *boot, const struct xb_domain *domain,
				   const char *name)
{
	const struct xb_line *lines[] = {&domain->properties, &domain->line, &boot->xen_line};
	const struct xb_setting *word = NULL;
	struct setting setting = {0};

	if (find_said(domain, name, &setting))
		return setting;
	for (size_t i = 0; i < XB_COUNT(lines) && !word; i++) {
		word = xb_line_last(lines[i], name);
		setting.xens = word && lines[i] == &boot->xen_line;
	}
	if (!word)
		return setting;
	setting.set = true;
	setting.at = word->at;
	setting.value = word->value ? xb_strdup(word->value) : NULL;
	return setting;
}

static void put_key(struct xb_buf *out, const struct xb_domain *domain, const char *name)
{
	cli_visible(out, domain->key ? domain->key : domain->name);
	xb_buf_putc(out, '.');
	cli_visible(out, name);
}

static void put_setting(struct xb_buf *out, const struct xb_domain *domain, const char *name,
			const struct setting *setting)
{
	xb_buf_puts(out, "  ");
	if (setting->at.file) {
		cli_visible(out, setting->at.file);
		xb_buf_printf(out, ":%u:%u: ", setting->at.line, setting->at.column);
	}
	if (setting->xens)
		cli_visible(out, name);
	else
		put_key(out, domain, name);
	if (!setting->set)
		xb_buf_puts(out, " is not set");
	if (setting->value) {
		xb_buf_putc(out, '=');
		cli_visible(out, setting->value);
	}
	xb_buf_putc(out, '\n');
}

void cli_put_guest_settings(const struct xb_boot *boot, const struct xb_finding *finding,
			    struct xb_buf *out)
{
	const struct xb_domain *domain = guest_of(boot, finding);
	const struct xb_texts *options = &finding->symptom->options;

	if (!domain && finding->guest_name) {
		xb_buf_puts(out, "  This profile has no guest called ");
		cli_visible(out, finding->guest_name);
		xb_buf_putc(out, '\n');
	}
	for (size_t i = 0; domain && i < options->count; i++) {
		const char *name = options->items[i].text;
		struct setting setting = find_setting(boot, domain, name);

		/* What a Linux hangs on as dom0 is nothing that a guest could set. */
		if (setting.set || !finding->by_guest)
			put_setting(out, domain, name, &setting);
		free(setting.value);
	}
}

json_t *cli_guest_settings_json(const struct xb_boot *boot, const struct xb_finding *finding)
{
	const struct xb_domain *domain = guest_of(boot, finding);
	const struct xb_texts *options = &finding->symptom->options;
	json_t *array = domain ? xb_json_array() : xb_json_null();

	for (size_t i = 0; domain && i < options->count; i++) {
		const char *name = options->items[i].text;
		struct setting setting = find_setting(boot, domain, name);

		xb_json_append(array, cli_setting_json(name, setting.set, setting.value,
						       &setting.at));
		free(setting.value);
	}
	return array;
}

void cli_put_guest_largest(const struct xb_context *context, const struct xb_finding *finding,
			   struct xb_buf *out)
{
	const struct xb_domain *domain = guest_of(context->boot, finding);

	for (size_t i = 0; domain && i < context->guests.count; i++) {
		const struct xb_guest_memory *guest = &context->guests.items[i];

		if (guest->domain != domain || !guest->largest)
			continue;
		xb_buf_puts(out, "  ");
		put_key(out, domain, "memory");
		xb_buf_printf(out, "=%lluM is the largest that works with this profile\n",
			      (unsigned long long)(guest->largest >> 20));
	}
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
