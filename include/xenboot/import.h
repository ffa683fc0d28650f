/* SPDX-License-Identifier: MIT */
/*
 * What others wrote: scripts for U-Boot, device trees, configurations of other tools, what a board that
 * runs says of itself. Each kind is read by an importer, which makes a boot description of it, or the
 * text of a profile.
 */
#ifndef XENBOOT_IMPORT_H
#define XENBOOT_IMPORT_H

#include "xenboot/boot.h"

/* ---- What is read --------------------------------------------------------------------------------- */

/* A file's bytes, or a folder. */
struct xb_import_source {
	const char *name;  /* as the user calls it; it must outlive what is made of it */
	const char *bytes; /* of the file; never NULL */
	size_t length;
	bool folder;       /* NAME is one: there are no bytes */
};
/* No file that is read is larger; importers have smaller bounds of their own. */
#define XB_IMPORT_MAX ((size_t)64 << 20)
/* The file or folder NAME, "-" is standard input; BYTES is what the source points into. */
bool xb_import_source_read(const char *name, struct xb_import_source *source,
			   struct xb_buf *bytes, struct xb_diags *diags);

/* The text whose lines diagnostics about SOURCE count: all of it, or the script in an image, as far as a NUL; *text
 * points into its bytes. False: there is none. */
bool xb_import_source_text(const struct xb_import_source *source, const char **text, size_t *length);

struct xb_import_config {
	const struct xb_catalog *catalog; /* NULL: properties of domains are not known */
	const struct xb_board *board;     /* or NULL */
	const struct xb_board_list *boards; /* among which one is looked for where none is given; or NULL */
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
/* One way; its boot is BOOT, which becomes its own. */
void xb_ways_add(struct xb_ways *ways, struct xb_boot *boot);
void xb_ways_clear(struct xb_ways *ways);

/* From OFFSET on, a text that was made says what stands AT a place of what it was made from. */
struct xb_import_origin {
	size_t offset;
	struct xb_pos at;
};
struct xb_import_origins {
	struct xb_import_origin *items; /* by offset */
	size_t count, capacity;
};
/* ORIGINS NULL: no one wants to know. Offsets must not go back. */
void xb_import_origins_add(struct xb_import_origins *origins, size_t offset, struct xb_pos at);
/* Where what stands at LINE and COLUMN of TEXT came from; file NULL: not known. */
struct xb_pos xb_import_origins_find(const struct xb_import_origins *origins, const struct xb_buf *text,
			      uint32_t line, uint32_t column);
void xb_import_origins_clear(struct xb_import_origins *origins);
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
	const struct xb_catalog *catalog; /* or NULL */
	const char *tree;    /* the device tree here; NULL: where the source says */
	struct xb_import_origins *origins; /* of an ImageBuilder configuration: where each part stands in it; or NULL */
	bool measured;       /* the board measures the files: see xb_import_measures */
	/* Of a folder of boot files: */
	const char *outputs; /* which there are, for a comment; or NULL */
	bool finds_board;    /* where none is given, the one that the tree is of is taken */
};
/* The text of a profile that says what BOOT does. What a profile cannot say is a comment there, and a note. */
void xb_import_profile(const struct xb_boot *boot, const struct xb_import_names *names,
		       struct xb_buf *out, struct xb_diags *diags);

/* Does every size in a reg that a script wrote come from the board? Where BOOT was described with the files at hand
 * their sizes are known, and this is not. */
bool xb_import_measures(const struct xb_boot *boot);

/* ---- Importers ------------------------------------------------------------------------------------- */

/*
 * One kind of what is read, a row in src/import/import.c. It does one of two things: it describes what
 * will happen, in ways of which each is checked; or it writes the text of a profile. False with a
 * diagnostic: there is nothing to describe or to write.
 */
struct xb_importer {
	const char *name;  /* "dtb" */
	const char *title; /* "a device tree" */
	size_t most;       /* bytes of a file; 0: it reads folders */
	bool (*recognise)(const struct xb_import_source *source);
	bool (*describe)(const struct xb_import_config *config,
			 const struct xb_import_source *source, struct xb_ways *ways,
			 struct xb_diags *diags);
	bool (*write)(const struct xb_import_config *config, const struct xb_import_source *source,
		      const struct xb_import_names *names, struct xb_buf *out,
		      struct xb_diags *diags);
	/* Hints about BOOT, whose profile WRITE made, name places of the source, or none at all; or NULL. */
	void (*name_places)(struct xb_boot *boot);
};
extern const struct xb_importer xb_importers[]; /* ends with name NULL */

/* The first that recognises SOURCE by its content; NULL with a diagnostic: it is of no kind that is
 * known, or larger than its importer reads. */
const struct xb_importer *xb_importer_find(const struct xb_import_source *source,
					   struct xb_diags *diags);

/*
 * The text of a profile from FOLDER: which file is Xen, dom0's kernel, its ramdisk and the device tree is found by
 * content, and where that leaves several, by their usual names. Links to one file are one. False: what is
 * missing, or could be meant, is in DIAGS; what was chosen among several is there in any case.
 */
bool xb_boot_folder_write(const struct xb_import_config *config, const char *folder,
			  const struct xb_import_names *names, struct xb_buf *text,
			  struct xb_diags *diags);
/* Which of BOARDS the device tree in FOLDER is for: FITS has a place for each, and is all false where no
 * tree can be picked or read. */
void xb_boot_folder_boards(const struct xb_board_list *boards, const char *folder, bool *fits);

/*
 * Run the script, or the first one in the image, that the LENGTH bytes at BYTES are; NAME, which must outlive the ways,
 * is what it is called. The number of ways and of their steps is bounded. False with a diagnostic: it is no script.
 */
bool xb_import_script(const struct xb_import_config *config, const char *name, const char *bytes,
		      size_t length, struct xb_ways *ways, struct xb_diags *diags);
/* The text of a profile from a configuration of ImageBuilder's, which is read, and not run. */
void xb_import_imagebuilder(const char *text, size_t length, const struct xb_import_names *names,
			    struct xb_buf *out, struct xb_diags *diags);

#endif
