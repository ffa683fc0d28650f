/* SPDX-License-Identifier: MIT */
/* What a profile says of the settings that a symptom hangs on: Xen's and dom0's, or those of a guest. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "xenboot/xen.h"

struct setting {
	bool set;
	const char *in; /* of a guest's the key that it is in; NULL: it stands on Xen's line or on dom0's */
	char *value;    /* NULL: the bare word, or it is not set */
	struct xb_pos at;
};

/* ---- Where it stands ----------------------------------------------------------------------------- */

/* A key that every guest has, where NAME is one. */
static bool find_said(const struct xb_domain *guest, const char *name, struct setting *setting)
{
	bool memory = strcmp(name, "memory") == 0;
	const struct xb_said *said = memory ? &guest->memory : &guest->cpus;
	char size[XB_SIZE_TEXT];

	if (!memory && strcmp(name, "cpus") != 0)
		return false;
	setting->in = guest->key;
	setting->set = said->known;
	setting->at = said->at;
	if (said->known)
		setting->value = memory ? xb_strdup(xb_size_typed(said->value, size))
					: xb_format("%llu", (unsigned long long)said->value);
	return true;
}

static bool take_word(const struct xb_line *line, const char *name, const char *in,
		      struct setting *setting)
{
	const struct xb_setting *word = xb_line_last(line, name);

	if (!word)
		return false;
	*setting = (struct setting){.set = true, .in = in, .at = word->at,
				    .value = word->value ? xb_strdup(word->value) : NULL};
	return true;
}

static bool knows(const struct xb_context *context, enum xb_scope scope, const char *name)
{
	return xb_catalog_find(context->catalog, scope, name, context->boot->arch) != NULL;
}

/* NAME as a property of GUEST, a word of its line, or one of Xen's. */
static struct setting find_of_guest(const struct xb_context *context, const struct xb_domain *guest,
				    const char *name)
{
	const struct xb_boot *boot = context->boot;
	struct setting setting = {0};

	if (find_said(guest, name, &setting) ||
	    take_word(&guest->properties, name, guest->key, &setting) ||
	    take_word(&guest->line, name, guest->options_key, &setting) ||
	    take_word(&boot->xen_line, name, NULL, &setting))
		return setting;
	setting.in = knows(context, XB_SCOPE_DOMAIN, name) ? guest->key
		     : knows(context, guest->scope, name)  ? guest->options_key
							   : NULL;
	return setting;
}

static struct setting find(const struct xb_context *context, const struct xb_domain *guest,
			   const char *name)
{
	const struct xb_domain *dom0 = xb_boot_dom0(context->boot);
	struct setting setting = {0};

	if (guest)
		return find_of_guest(context, guest, name);
	if (!take_word(&context->boot->xen_line, name, NULL, &setting) && dom0)
		take_word(&dom0->line, name, NULL, &setting);
	return setting;
}

/* ---- All of them ----------------------------------------------------------------------------------- */

/* Of what they are told; false: of a guest that the profile does not have. */
static bool find_guest(const struct xb_boot *boot, const struct xb_finding *finding,
		       const struct xb_domain **guest)
{
	*guest = cli_guest_of(boot, finding);
	return *guest || !cli_is_of_guest(finding);
}

static void put_setting(struct xb_buf *out, const char *name, const struct setting *setting)
{
	xb_buf_puts(out, "  ");
	if (setting->at.file) {
		cli_visible(out, setting->at.file);
		xb_buf_printf(out, ":%u:%u: ", setting->at.line, setting->at.column);
	}
	if (setting->in) {
		cli_visible(out, setting->in);
		xb_buf_putc(out, '.');
	}
	cli_visible(out, name);
	if (!setting->set)
		xb_buf_puts(out, " is not set");
	if (setting->value) {
		xb_buf_putc(out, '=');
		cli_visible(out, setting->value);
	}
	xb_buf_putc(out, '\n');
}

void cli_put_settings(const struct xb_context *context, const struct xb_finding *finding,
		      struct xb_buf *out)
{
	const struct xb_texts *options = &finding->symptom->options;
	const struct xb_domain *guest;
	bool known = find_guest(context->boot, finding, &guest);

	if (!known && finding->guest_name) {
		xb_buf_puts(out, "  This profile has no guest called ");
		cli_visible(out, finding->guest_name);
		xb_buf_putc(out, '\n');
	}
	for (size_t i = 0; known && i < options->count; i++) {
		const char *name = options->items[i].text;
		struct setting setting = find(context, guest, name);

		/* What a Linux hangs on as dom0 is nothing that a guest could set. */
		if (setting.set || !finding->by_guest)
			put_setting(out, name, &setting);
		free(setting.value);
	}
}

json_t *cli_settings_json(const struct xb_context *context, const struct xb_finding *finding)
{
	const struct xb_texts *options = &finding->symptom->options;
	const struct xb_domain *guest;
	bool known = find_guest(context->boot, finding, &guest);
	json_t *array = known ? xb_json_array() : xb_json_null();

	for (size_t i = 0; known && i < options->count; i++) {
		const char *name = options->items[i].text;
		struct setting setting = find(context, guest, name);

		xb_json_append(array, cli_setting_json(name, setting.set, setting.value, &setting.at));
		free(setting.value);
	}
	return array;
}
