/* SPDX-License-Identifier: MIT */
/* The command lines of guests: how long they may be, and whether what a guest prints is seen. */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"
#include "xenboot/tree.h"

/* ---- console ------------------------------------------------------------------------------------ */

static bool has_vuart(const struct xb_context *context, const struct xb_domain *domain)
{
	return xb_domain_says(context->boot, context->catalog, domain, "vuart", "true");
}

/* VALUE at NAME below SECTION (or NULL) is what the hint says. */
static void fix(const char *section, const char *name, const char *value, struct xb_diags *diags)
{
	char *key = section ? xb_format("%s.%s", section, name) : NULL;

	xb_fix_set(diags, key, "%s", value);
	free(key);
}

/* "ttyAMA0" of ttyAMA0,115200? */
static bool names_device(const struct xb_setting *word, const char *device)
{
	size_t length = strlen(device);

	return word->value && strncmp(word->value, device, length) == 0 &&
	       (word->value[length] == '\0' || word->value[length] == ',');
}

/* Not a word of `extra`, which would stay behind all that an option could say. */
static bool is_option(const struct xb_setting *word)
{
	return word->name_at.file &&
	       (word->name_at.line != word->at.line || word->name_at.column != word->at.column);
}

/* What Linux calls vuart's UART; a partial tree may have another with it. */
static void report_other(const struct xb_domain *domain, const struct xb_setting *word,
			 struct xb_diags *diags)
{
	xb_warning(diags, XB_CODE_CONSOLE, word->at,
		   "%s prints to %s, and the UART that it has is ttyAMA0: nothing of it is seen",
		   domain->name, word->value);
	xb_hint(diags, "console: ttyAMA0 in its options, last of all where it has several");
}

/* In a guest that Xen builds there is no hvc0: the hypercall that it needs is dom0's, and the ring that xl
 * makes is not there (booted with and without xen,enhanced). The last console= is where init prints. */
static void judge_console(const struct xb_context *context, const struct xb_domain *domain,
			  struct xb_diags *diags)
{
	const struct xb_setting *word = xb_line_last(&domain->line, "console");
	bool tree = xb_domain_load(context->boot, domain, XB_MODULE_TREE);

	if (word && names_device(word, "hvc0")) {
		xb_warning(diags, XB_CODE_CONSOLE, word->at,
			   "%s prints to hvc0, which no guest that Xen builds has: nothing of it is seen",
			   domain->name);
		xb_hint(diags, is_option(word) ? "vuart: true, and console: ttyAMA0 in its options"
					       : "vuart: true, and console=ttyAMA0 in its place");
		if (!is_option(word))
			return;
		if (!has_vuart(context, domain))
			fix(domain->key, "vuart", "true", diags);
		fix(domain->options_key, "console", "ttyAMA0", diags);
	} else if (!has_vuart(context, domain) && !tree && !domain->has_more) {
		xb_warning(diags, XB_CODE_CONSOLE, domain->at,
			   "%s has no UART: nothing that it prints is ever seen", domain->name);
		xb_hint(diags, "vuart: true gives it one, and console: ttyAMA0 in its options tells Linux");
		fix(domain->key, "vuart", "true", diags);
		if (!word)
			fix(domain->options_key, "console", "ttyAMA0", diags);
	} else if (has_vuart(context, domain) && !word) {
		xb_note(diags, XB_CODE_CONSOLE, domain->at,
			"%s names no console, and its device tree names none: Linux prints nothing",
			domain->name);
		xb_hint(diags, "console: ttyAMA0 in its options is the UART of vuart");
		fix(domain->options_key, "console", "ttyAMA0", diags);
	} else if (word && word->value && !tree && !names_device(word, "ttyAMA0")) {
		report_other(domain, word, diags);
	}
}

/* The address in a word such as pl011,0x22000000,115200 or uart8250,mmio32,0xff000000. */
static bool early_address(const struct xb_setting *word, uint64_t *address)
{
	const char *text = word && word->value ? strstr(word->value, ",0x") : NULL;

	if (text)
		*address = strtoull(text + 1, NULL, 16);
	return text;
}

/* What is not mapped for a guest is an abort, which Linux takes before it can say anything. */
static void judge_early(const struct xb_context *context, const struct xb_domain *domain,
			struct xb_diags *diags)
{
	unsigned long long uart = xb_guest_places[XB_GUEST_UART].range.start;
	const struct xb_setting *word = xb_line_last(&domain->line, "earlycon");
	uint64_t address;

	if (!early_address(word, &address) || address == uart || !has_vuart(context, domain) ||
	    xb_domain_load(context->boot, domain, XB_MODULE_TREE) ||
	    xb_domain_says(context->boot, context->catalog, domain, "direct-map", "true"))
		return;
	xb_warning(diags, XB_CODE_CONSOLE, word->at,
		   "%s has its UART at 0x%llX, and earlycon writes to 0x%llX: Linux dies there without a word",
		   domain->name, uart, (unsigned long long)address);
	xb_hint(diags, "the host's address is not the guest's: earlycon=pl011,0x%llX", uart);
	if (is_option(word)) {
		char *value = xb_format("pl011,0x%llX", uart);

		fix(domain->options_key, "earlycon", value, diags);
		free(value);
	}
}

void xb_check_domain_console(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; i < boot->domain_count; i++)
		if (boot->domains[i].node) {
			judge_console(context, &boot->domains[i], diags);
			judge_early(context, &boot->domains[i], diags);
		}
}

/* ---- value-too-long ----------------------------------------------------------------------------- */

/* BOOTMOD_MAX_CMDLINE (xen/include/xen/bootfdt.h); one more loses its last byte, two more are a panic before
 * the console is up. */
enum { MOST_LINE = 1023 };

void xb_check_domain_line(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; i < boot->domain_count; i++) {
		const struct xb_domain *domain = &boot->domains[i];
		size_t length = domain->line.text ? strlen(domain->line.text) : 0;

		if (!domain->node || length <= MOST_LINE)
			continue;
		xb_error(diags, XB_CODE_VALUE_TOO_LONG, domain->line.at,
			 "%s: its command line has %zu characters; Xen keeps %d of a guest's", domain->name,
			 length, MOST_LINE);
		xb_hint(diags, "behind \"Starting kernel ...\" not one more byte would come");
	}
}
