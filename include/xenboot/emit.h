/* SPDX-License-Identifier: MIT */
/*
 * Outputs: a boot description becomes bytes. One file per format, one row in a table.
 *
 * The same description gives the same bytes: no clock, no host name, no path of this machine.
 */
#ifndef XENBOOT_EMIT_H
#define XENBOOT_EMIT_H

#include "xenboot/boot.h"

struct xb_emit_options {
	uint32_t timestamp; /* SOURCE_DATE_EPOCH, or 0 */
	bool digest;        /* manifest: SHA-256 of every file */
};

/* One file that an output consists of. */
struct xb_emitter {
	unsigned emit;      /* the XB_EMIT_* bit that asks for it */
	const char *suffix; /* behind the output's name: ".source" */
	bool (*write)(const struct xb_boot *boot, const struct xb_emit_options *options,
		      struct xb_buf *out, struct xb_diags *diags);
};
extern const struct xb_emitter xb_emitters[];
extern const size_t xb_emitter_count;

/* The memory map in its three forms: plan -f. */
struct xb_map_format {
	const char *name; /* text, json, svg */
	void (*write)(const struct xb_boot *boot, struct xb_buf *out);
};
extern const struct xb_map_format xb_map_formats[];
extern const size_t xb_map_format_count;

/* The script's text, as NAME.source has it. */
bool xb_emit_source(const struct xb_boot *boot, const struct xb_emit_options *options,
		    struct xb_buf *out, struct xb_diags *diags);
/* A legacy image of type script around TEXT (mkimage -T script -A arm64 -C none -a .. -e ..). */
void xb_emit_legacy_script(const char *text, size_t length, uint32_t timestamp,
			   uint32_t address, struct xb_buf *out);

/*
 * One word for U-Boot's hush: as it stands where it is harmless, else in single quotes with \
 * doubled and ' as '\'' (measured on 2023.01 and 2025.01, byte for byte).
 */
void xb_hush_quote(const char *text, size_t length, struct xb_buf *out);

/* The line to type at U-Boot's prompt to run the script. */
void xb_emit_prompt_line(const struct xb_boot *boot, struct xb_buf *out);

/* Both command lines, for export -f cmdline. */
void xb_emit_cmdline(const struct xb_boot *boot, struct xb_buf *out);

#endif
