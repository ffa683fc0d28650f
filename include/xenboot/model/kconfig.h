/* SPDX-License-Identifier: MIT */
/* Kconfig: what a Xen binary was built with. */
#ifndef XENBOOT_MODEL_KCONFIG_H
#define XENBOOT_MODEL_KCONFIG_H

#include "xenboot/base.h"

/* The symbols of a .config (xen/.config of a build): SYMBOL=value, or `# CONFIG_X is not set`. */
struct xb_kconfig;
/* From TEXT, named PATH in messages. NULL with a diagnostic when it is no .config. */
struct xb_kconfig *xb_kconfig_parse(const char *path, const char *text, size_t length,
				    struct xb_pos at, struct xb_diags *diags);
void xb_kconfig_free(struct xb_kconfig *kconfig);
/* The value of SYMBOL (without CONFIG_): "y", "n" where it is off or absent, a number's or a
 * string's text without quotes. */
const char *xb_kconfig_value(const struct xb_kconfig *kconfig, const char *symbol);
/*
 * Does EXPRESSION hold? Symbols with !, && and || and parentheses, as in Kconfig's `depends on`.
 * Where it does not, *missing (if not NULL) is the first symbol at fault: new text, the caller's.
 */
bool xb_kconfig_judge(const struct xb_kconfig *kconfig, const char *expression, char **missing);

#endif
