/* SPDX-License-Identifier: MIT */
/* Options that are set are judged by the checks; here is why one that is not would be no use. */
#include <stdlib.h>

#include "xenboot/xen.h"

static char *unfit_arch(const struct xb_boot *boot, const struct xb_option *option)
{
	struct xb_buf text = {0};

	if (xb_option_on_arch(option, boot->arch))
		return NULL;
	xb_buf_printf(&text, "is for %s on ", xb_scopes[option->scope].title);
	for (size_t i = 0; i < option->arch.count; i++)
		xb_buf_printf(&text, "%s%s", i ? ", " : "", option->arch.items[i].text);
	return xb_buf_take(&text);
}

static char *unfit_release(const struct xb_boot *boot, const struct xb_option *option)
{
	unsigned version = xb_release_number(boot->xen_version);

	if (!version || !xb_scopes[option->scope].of_xen)
		return NULL;
	if (version < xb_release_number(option->since.text))
		return xb_format("came with Xen %s; this is %s", option->since.text,
				 boot->xen_version);
	if (option->until.text && version > xb_release_number(option->until.text))
		return xb_format("was last known to Xen %s; this is %s", option->until.text,
				 boot->xen_version);
	return NULL;
}

static char *unfit_kconfig(const struct xb_boot *boot, const struct xb_option *option)
{
	char *missing = NULL, *text;

	if (!boot->kconfig || !xb_scopes[option->scope].of_xen || !option->kconfig.text ||
	    xb_kconfig_judge(boot->kconfig, option->kconfig.text, &missing))
		return NULL;
	text = xb_format("needs CONFIG_%s, which %s has not",
			 missing ? missing : option->kconfig.text, boot->kconfig_path);
	free(missing);
	return text;
}

char *xb_boot_option_unfit(const struct xb_boot *boot, const struct xb_option *option)
{
	static char *(*const reasons[])(const struct xb_boot *, const struct xb_option *) = {
		unfit_arch, unfit_release, unfit_kconfig};
	char *reason = NULL;

	for (size_t i = 0; i < XB_COUNT(reasons) && !reason; i++)
		reason = reasons[i](boot, option);
	return reason;
}
