/* SPDX-License-Identifier: MIT */
/* How what is found in a partial device tree is said. */
#include <stdarg.h>
#include <stdlib.h>

#include "check/partial.h"

static void report(const struct xb_partial_given *given, const struct xb_tree_node *node,
		   enum xb_severity severity, enum xb_code code, const char *format, va_list args)
{
	char *path = xb_tree_path(node);
	struct xb_buf text = {0};

	xb_buf_vprintf(&text, format, args);
	xb_report(given->diags, severity, code, given->load->at, "%s: %s of %s %s", given->domain->name,
		  path, given->load->path, text.data);
	xb_buf_clear(&text);
	free(path);
}

/* Up to 4.17 what comes of a node below /passthrough is forgotten, and the guest is started with half of it
 * (xen/arch/arm/domain_build.c scan_pfdt_node). */
#define PANICS XB_RELEASE(4, 18)

void xb_partial_refuse(const struct xb_partial_given *given, const struct xb_tree_node *node,
		       enum xb_code code, const char *words, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	report(given, node, XB_ERROR, code, format, args);
	va_end(args);
	if (given->release && given->release < PANICS)
		xb_hint(given->diags, "Xen says \"%s\", and starts the guest without the device", words);
	else
		xb_hint(given->diags, "Xen panics: \"%s\"", words);
}

void xb_partial_report(const struct xb_partial_given *given, const struct xb_tree_node *node,
		       enum xb_severity severity, enum xb_code code, const char *hint,
		       const char *format, ...)
{
	va_list args;

	va_start(args, format);
	report(given, node, severity, code, format, args);
	va_end(args);
	if (hint)
		xb_hint(given->diags, "%s", hint);
}
