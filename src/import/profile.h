/* SPDX-License-Identifier: MIT */
/* What the parts of a profile's text are written with. */
#ifndef XENBOOT_IMPORT_PROFILE_H
#define XENBOOT_IMPORT_PROFILE_H

#include "xenboot/import.h"

struct xb_writing {
	const struct xb_boot *boot;
	const struct xb_import_names *names;
	const struct xb_medium *medium; /* that most files come by; NULL: no one loads them */
	const struct xb_tree_node *chosen; /* as Xen gets it; NULL: it is not known */
	struct xb_buf *out;
	struct xb_diags *diags;
};

/* Say, in the profile and to who asked for it, what is left out. */
void xb_writing_leave_out(const struct xb_writing *writing, struct xb_pos at, const char *format,
			  ...) XB_PRINTF(3, 4);

/* A file: its name here, as far as it is known, and what else is said of it. */
void xb_writing_put_file(const struct xb_writing *writing, unsigned indent,
			 const struct xb_load *load);
/* The options that LINE says, and as a comment what only the board knows of it. */
void xb_writing_put_line(const struct xb_writing *writing, unsigned indent, const struct xb_line *line,
			 enum xb_scope scope);
/* The same as the mapping KEY; nothing where LOAD is NULL. */
void xb_writing_put_module(const struct xb_writing *writing, unsigned indent, const char *key,
			   const struct xb_load *load);
/* "[{start: 0x0, size: 0x1000}]" of COUNT loads from FIRST on, as KEY. */
void xb_writing_put_ranges(const struct xb_writing *writing, unsigned indent, const char *key,
			   size_t first, size_t count);

/* dom0, the guests, and what they share. */
void xb_writing_put_domains(const struct xb_writing *writing);

/* Is EDIT one that the rest of the profile makes by itself? */
bool xb_writing_is_made(const struct xb_writing *writing, const struct xb_edit *edit);
/* Take nodes out of the base tree that are made anew by other names; ANY: `edits:` stands there. */
void xb_writing_put_stale(const struct xb_writing *writing, bool any);
/* Properties of nodes that are made anew, and that no key of a profile says. */
void xb_writing_put_unread(const struct xb_writing *writing);

/* The event channels of /chosen, each by its two ends. */
struct xb_channel_end {
	const char *domain;
	uint32_t port;
};
struct xb_channels {
	struct xb_channel_end (*items)[2];
	size_t count, capacity;
};
void xb_channels_read(const struct xb_writing *writing, struct xb_channels *channels);
void xb_channels_clear(struct xb_channels *channels);

#endif
