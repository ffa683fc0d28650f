/* SPDX-License-Identifier: MIT */
/*
 * Outputs: a boot description becomes bytes. One file per format, one row in a table.
 *
 * The same description gives the same bytes: no clock, no host name, no path of this machine.
 */
#ifndef XENBOOT_EMIT_H
#define XENBOOT_EMIT_H

#include "xenboot/xen.h"

/* Which line of a text came from where in the profile: one row for each place, by line. */
struct xb_origin {
	uint32_t line; /* from 1 */
	struct xb_pos at;
};
struct xb_origins {
	struct xb_origin *items;
	size_t count, capacity;
};
void xb_origins_clear(struct xb_origins *origins);

struct xb_emit_options {
	const char *const *files; /* the names of all that are made, for the manifest; NULL at the end */
	uint32_t timestamp; /* SOURCE_DATE_EPOCH, or 0 */
	bool digest;        /* manifest: SHA-256 of every file */
	struct xb_origins *origins; /* script: filled while it is written; NULL: not wanted */
};

/* One file that an output consists of. */
struct xb_output_file {
	const char *suffix; /* behind the output's name: ".source" */
	bool (*write)(const struct xb_boot *boot, const struct xb_emit_options *options,
		      struct xb_buf *out, struct xb_diags *diags);
};
/* What output.emit and --emit may ask for: one row in src/emit/emit.c. */
struct xb_output_kind {
	const char *word; /* first, for look-ups by name */
	struct xb_output_file files[3]; /* ends with suffix NULL */
	const char *others; /* between blanks: the outputs that it asks for besides; NULL: none */
	bool runs;          /* it does the steps on the board */
	bool from_tree;     /* it is made from the base tree, which must be here for that */
	bool tree_first;    /* the tree is edited here, and what runs loads it as it is */
};
extern const struct xb_output_kind xb_output_kinds[]; /* the default first; ends with word NULL */
extern const struct xb_words xb_output_words;
/* "script, dtb, both (script and dtb)": all words, LAST between the last two. */
void xb_output_put_words(const char *last, struct xb_buf *out);

/* Which outputs: a bit for each row. */
struct xb_output_set {
	uint32_t kinds;
};
/* Those that WORDS ask for; the default where they are not said. False with a diagnostic for each word that
 * is none; the set is what the others ask for. */
bool xb_output_choose(const struct xb_texts *words, struct xb_output_set *set,
		      struct xb_diags *diags);
/* What SET means for the plan of what is called NAME. Texts are ARENA's. */
void xb_output_configure(const struct xb_output_set *set, const char *name, struct xb_arena *arena,
			 struct xb_boot_config *config);
/* The INDEXth file of all that SET asks for, each once; NULL: there are no more. */
const struct xb_output_file *xb_output_file(const struct xb_output_set *set, size_t index);

/* The memory map in its three forms: plan -f. */
struct xb_map_format {
	const char *name; /* text, json, svg */
	void (*write)(const struct xb_context *context, struct xb_buf *out);
};
extern const struct xb_map_format xb_map_formats[];
extern const size_t xb_map_format_count;

/*
 * The memory map laid out to scale, in rows, for whoever draws it. A module's room behind it is how much
 * it may still grow.
 */
struct xb_map_item {
	const struct xb_region *region;
	unsigned rows; /* at least 1 */
	bool cut;      /* fewer rows than its size would have */
	bool overlaps; /* the next one begins before this one ends */
	uint64_t room; /* bytes free behind it */
};
/* One stretch of RAM; the last one may be what stands outside all RAM. */
struct xb_map_bank {
	bool is_ram;
	struct xb_range range; /* RAM only */
	uint64_t free;         /* bytes of its gaps */
	struct xb_map_item *items;
	size_t count, capacity;
};
struct xb_map {
	uint64_t unit; /* bytes of one row; a power of two */
	struct xb_map_bank *banks;
	size_t count, capacity;
};
void xb_map_layout(const struct xb_boot *boot, struct xb_map *map);
void xb_map_clear(struct xb_map *map);
/* "dom0 kernel (Image)", "firmware", "free"; control characters made visible. */
void xb_map_put_label(const struct xb_region *region, struct xb_buf *out);
/* Below the map: what is known of Xen, who reads which command line, and what memory dom0 gets and could get. */
void xb_map_put_facts(const struct xb_context *context, struct xb_buf *out);
void xb_map_put_dom0(const struct xb_context *context, struct xb_buf *out);
/* What memory each guest takes, and the most that it could get; nothing where there are none, or too little is
 * known. */
void xb_map_put_guests(const struct xb_context *context, struct xb_buf *out);

/* /chosen as Xen gets it, as device-tree source. ORIGINS may be NULL. False with a diagnostic. */
bool xb_emit_chosen(const struct xb_boot *boot, struct xb_origins *origins, struct xb_buf *out,
		    struct xb_diags *diags);

/* What is put into the device tree, as source: behind that of the base tree dtc makes the edited tree of it. False
 * with a diagnostic: a file is not here, or source cannot hold a name. */
bool xb_emit_dts(const struct xb_boot *boot, struct xb_buf *out, struct xb_diags *diags);

/* The script's text, as NAME.source has it. */
bool xb_emit_source(const struct xb_boot *boot, const struct xb_emit_options *options,
		    struct xb_buf *out, struct xb_diags *diags);
/* A legacy image of type script around TEXT (mkimage -T script -A arm64 -C none -a .. -e ..). */
void xb_emit_legacy_script(const char *text, size_t length, uint32_t timestamp,
			   uint32_t address, struct xb_buf *out);

/*
 * One word for both of U-Boot's shells: as it stands where it is harmless, else in single quotes with \
 * as '\\' and ' as '\'' (run on 2023.01 and on the modern parser of 2026.07, byte for byte). In a command
 * with a $ that is expanded, the old shell reads its words twice and would lose those two.
 */
void xb_hush_quote(const char *text, size_t length, struct xb_buf *out);

/* The line to type at U-Boot's prompt to run the script. False: there is none, or it is not known how it is
 * loaded. */
bool xb_emit_prompt_line(const struct xb_boot *boot, struct xb_buf *out);

/* The configuration by which xl starts DOMAIN, one of CONTEXT's; of one that Xen builds it is all comments.
 * False with a diagnostic: xl cannot be told. */
bool xb_emit_xl(const struct xb_context *context, const struct xb_domain *domain, struct xb_buf *out,
		struct xb_diags *diags);

/* Both command lines, for export -f cmdline. ORIGINS may be NULL. */
void xb_emit_cmdline(const struct xb_boot *boot, struct xb_origins *origins, struct xb_buf *out);

#endif
