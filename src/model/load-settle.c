/* SPDX-License-Identifier: MIT */
/* How files are loaded: what the section load says, and what single files say besides. */
#include <string.h>

#include "model/domain.h"
#include "model/profile.h"

/* ---- A way to load ------------------------------------------------------------------------------ */

static const struct xb_load_method *method_of(const struct xb_text *said)
{
	static const struct xb_words methods = XB_WORDS(xb_load_methods);
	const struct xb_load_method *method = xb_load_methods;

	if (said->text)
		method += xb_words_find(&methods, said->text);
	return method->name ? method : xb_load_methods; /* an unknown word was reported */
}

/* Is the key there? What it says may have been refused. */
static bool is_given(const struct xb_text *text)
{
	return text->at.line > 0;
}

/* DEVICE[.HARDWARE-PARTITION][:PARTITION] or DEVICE#NAME as U-Boot reads it (disk/part.c), in hexadecimal; or
 * variables of its own. */
static bool is_device(const char *text)
{
	static const char digits[] = "0123456789abcdefABCDEF";
	size_t length = strspn(text, digits);

	if (strchr(text, '$'))
		return true;
	if (length && text[length] == '.')
		length += 1 + strspn(text + length + 1, digits);
	return length && (!text[length] || (strchr(":#", text[length]) && text[length + 1]));
}

static void check_device(const struct xb_load_way *way, struct xb_diags *diags)
{
	const struct xb_text *device = &way->device;
	const struct xb_load_method *method = way->method;

	if (!device->text || is_device(device->text))
		return;
	xb_report(diags, method->device ? XB_ERROR : XB_WARNING, XB_CODE_BAD_VALUE, device->at,
		  "device '%s' is not of the form DEVICE:PARTITION%s%s", device->text,
		  method->device ? "" : "; it is not used by load method ",
		  method->device ? "" : method->name);
	xb_hint(diags, "\"0:1\" is the first partition of the first%s%s device",
		method->device ? " " : "", method->device ? method->name : "");
}

/* What is wrong with WAY, whose method is said at AT. */
static void check_way(const struct xb_load_way *way, struct xb_pos at, struct xb_diags *diags)
{
	const struct xb_load_method *method = way->method;

	if (method->own && !is_given(&way->command))
		xb_error(diags, XB_CODE_MISSING_KEY, at,
			 "load method %s needs the key 'command': the words before ADDRESS FILE",
			 method->name);
	check_device(way, diags);
	if (!method->device || is_given(&way->device))
		return;
	xb_error(diags, XB_CODE_MISSING_KEY, at, "load method %s needs the key 'device'",
		 method->name);
	xb_hint(diags, "device: \"0:1\" is the first partition of the first %s device",
		method->name);
}

/* ---- Of all files, and of one ------------------------------------------------------------------- */

static void take_over(struct xb_text *text, const struct xb_text *from)
{
	if (!is_given(text))
		*text = *from;
}

/* What an entry does not say is as in the section, where it is loaded by the same method. */
static void settle_entry(struct xb_entry *entry, const struct xb_load_way *section,
			 struct xb_diags *diags)
{
	struct xb_load_way *way = &entry->load;

	if (!way->at.line) {
		*way = *section;
		return;
	}
	way->method = is_given(&way->method_text) ? method_of(&way->method_text) : section->method;
	if (way->method == section->method) {
		take_over(&way->device, &section->device);
		take_over(&way->command, &section->command);
		take_over(&way->prefix, &section->prefix);
	}
	check_way(way, is_given(&way->method_text) ? way->method_text.at : way->at, diags);
}

static void settle_domain(struct xb_domain_config *domain, const struct xb_load_way *section,
			  struct xb_diags *diags)
{
	settle_entry(&domain->kernel, section, diags);
	settle_entry(&domain->ramdisk, section, diags);
}

void xb_loads_settle(struct xb_profile *profile, struct xb_diags *diags)
{
	static const struct xb_words words = XB_WORDS(xb_sizes_words);
	struct xb_load_way *section = &profile->load.way;
	const struct xb_text *sizes = &profile->load.sizes;

	profile->load.before_given = profile->load.before.items != NULL;
	profile->load.measured = sizes->text && xb_words_find(&words, sizes->text) == XB_SIZES_MEASURED;
	section->method = method_of(&section->method_text);
	check_way(section, section->method_text.at, diags);
	settle_entry(&profile->xen.image, section, diags);
	settle_entry(&profile->xen.xsm_policy, section, diags);
	settle_entry(&profile->tree.image, section, diags);
	for (size_t i = 0; i < profile->tree.overlay_count; i++)
		settle_entry(&profile->tree.overlays[i], section, diags);
	settle_domain(&profile->dom0, section, diags);
	for (size_t i = 0; i < profile->guest_count; i++) {
		settle_domain(&profile->guests[i].config, section, diags);
		settle_entry(&profile->guests[i].tree, section, diags);
	}
}
