/* SPDX-License-Identifier: MIT */
/*
 * Boot descriptions from what others wrote: scripts for U-Boot. A script is run, not searched for
 * patterns, on a U-Boot of which only what the script does is there.
 */
#ifndef XENBOOT_IMPORT_H
#define XENBOOT_IMPORT_H

#include "xenboot/boot.h"

struct xb_import_config {
	const struct xb_catalog *catalog; /* NULL: properties of domains are not known */
	const struct xb_board *board;     /* or NULL */
	const char *files_dir; /* where the files that are loaded are here; or NULL */
	const char *tree_path; /* the device tree, whatever it is called there; or NULL */
	const struct xb_environment *environment; /* what a script starts with; NULL: nothing is known, and */
	unsigned release;      /* of U-Boot, year * 100 + month; 0: the one that most boards have */
	bool modern;           /* the parser that CONFIG_HUSH_MODERN_PARSER builds in */
};

/* One way through a script: what happens on the board where its questions are answered so. */
struct xb_way {
	struct xb_boot *boot; /* NULL: it does not start Xen */
	char *when;           /* "`load mmc 0:1 0x200000 xen` fails": what is not the likely answer; NULL: nothing */
	struct xb_diags diags; /* what was said while it ran */
};
struct xb_ways {
	struct xb_way *items; /* the likely one first */
	size_t count, capacity;
	bool cut; /* there are more than were followed */
};
/*
 * Run the script, or the first one in the image, that the LENGTH bytes at BYTES are; NAME, which must outlive the ways,
 * is what it is called. The number of ways and of their steps is bounded. False with a diagnostic: it is no script.
 */
bool xb_import_script(const struct xb_import_config *config, const char *name, const char *bytes,
		      size_t length, struct xb_ways *ways, struct xb_diags *diags);
void xb_ways_clear(struct xb_ways *ways);

/*
 * The variables in a text as `printenv` shows it, or as `env export -t` writes it; they become those of
 * ENVIRONMENT, which is empty before; its release is the one that `ver` names, and it is partial where the
 * text does not end as printenv's of all variables does. NAME, which must outlive it, is what the text is
 * called. False with a diagnostic at the line that is no variable.
 */
bool xb_import_variables(const char *name, const char *bytes, size_t length,
			 struct xb_environment *environment, struct xb_diags *diags);

/* What the text of a profile is made with besides the description. */
struct xb_import_names {
	const char *source;  /* what it is made from */
	const char *profile; /* its name, a valid one */
	const char *board;   /* or NULL */
	const char *files;   /* the folder of the boot files here; or NULL */
};
/* The text of a profile that says what BOOT does. What a profile cannot say is a comment there, and a note. */
void xb_import_profile(const struct xb_boot *boot, const struct xb_import_names *names,
		       struct xb_buf *out, struct xb_diags *diags);

/* The same from a configuration of ImageBuilder's, which is read, and not run. */
void xb_import_imagebuilder(const char *text, size_t length, const struct xb_import_names *names,
			    struct xb_buf *out, struct xb_diags *diags);

/* What a file is, by its content. */
enum xb_import_kind { XB_IMPORT_SCRIPT, XB_IMPORT_IMAGEBUILDER };
enum xb_import_kind xb_import_recognise(const char *bytes, size_t length);

#endif
