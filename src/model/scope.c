/* SPDX-License-Identifier: MIT */
/* The table of scopes. A new one is a row here, its enum, and a catalog in share/options. */
#include "xenboot/model.h"

const struct xb_scope_info xb_scopes[XB_SCOPE_COUNT + 1] = {
	/* xen/common/kernel.c parse_params: split at the blank alone, names compared byte by byte,
	 * words of at most MAX_PARAM_SIZE (xen/include/xen/param.h) less the NUL. */
	[XB_SCOPE_XEN] = {
		.name = "xen",
		.title = "Xen",
		.reader = "Xen",
		.section = "xen",
		.key = "xen.options",
		.settings = offsetof(struct xb_profile, xen.options),
		.blanks = " ",
		.word_max = 127,
		.negates = true,
		.bare_kib = true,
		.of_xen = true,
		.unknown = XB_WARNING,
		.drops = "Xen ignores what it does not know",
	},
	/* Linux: lib/cmdline.c next_arg, kernel/params.c parse_args and parameq, lib/kstrtox.c
	 * kstrtobool, init/main.c unknown_bootoption: what it does not know it passes on, MODULE.NAME
	 * to a module, the rest to init. */
	[XB_SCOPE_LINUX] = {
		.name = "linux",
		.title = "Linux",
		.reader = "dom0",
		.section = "dom0",
		.key = "dom0.options",
		.settings = offsetof(struct xb_profile, dom0.options),
		.blanks = " \t\n\v\f\r",
		.quotes = true,
		.last = "--",
		.loose_names = true,
		.flags = true,
		.letters = true,
		.modules = true,
		.unknown = XB_NOTE,
		.drops = "Linux hands what it does not know to init",
	},
	/* xen/common/device-tree/dom0less-build.c and dom0less-bindings.c, xen/arch/arm/dom0less-build.c: each
	 * property is asked for by its name, and what no one asks for is passed over. */
	[XB_SCOPE_DOMAIN] = {
		.name = "domain",
		.title = "domain",
		.reader = "a domain",
		.blanks = "",
		.of_xen = true,
		.unknown = XB_ERROR,
		.drops = "Xen passes over such a property without a word",
	},
};

const struct xb_settings *xb_profile_settings(const struct xb_profile *profile, enum xb_scope scope)
{
	if (!xb_scopes[scope].key)
		return NULL;
	return (const struct xb_settings *)((const char *)profile + xb_scopes[scope].settings);
}
