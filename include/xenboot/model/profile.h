/* SPDX-License-Identifier: MIT */
/* Profiles. */
#ifndef XENBOOT_MODEL_PROFILE_H
#define XENBOOT_MODEL_PROFILE_H

#include "xenboot/model/board.h"
#include "xenboot/model/domain.h"
#include "xenboot/model/edit.h"
#include "xenboot/model/load.h"
#include "xenboot/model/option.h"

struct xb_profile {
	struct xb_text name, description;
	struct xb_text extends;
	struct xb_text board_name;
	const struct xb_board *board; /* NULL: none given */
	struct xb_text xen_version;
	struct xb_flag resolved; /* written by export --resolved */
	struct xb_text files;    /* where the boot files are here */
	struct {
		struct xb_load_way way;
		struct xb_texts before;
		bool before_given;
		struct xb_number script_address;
		struct xb_text sizes;
		bool measured; /* sizes are the board's own, not those that were seen here */
	} load;
	struct {
		struct xb_entry image;
		struct xb_text config; /* Xen's own .config; relative like the entry's file */
		struct xb_entry xsm_policy; /* file.text NULL: none */
		struct xb_memory_range *static_heap;
		size_t static_heap_count;
		struct xb_settings options;
		struct xb_text extra;
	} xen;
	struct {
		struct xb_entry image; /* file.text NULL: there is no sample of the tree that `from` leads to */
		struct xb_text from; /* the variable of U-Boot that has its address; NULL: it is loaded */
		struct xb_number padding;
		struct xb_entry *overlays;
		size_t overlay_count;
		struct xb_tree_edit *edits;
		size_t edit_count;
	} tree;
	struct xb_domain_config dom0; /* kernel.file.text NULL: there is none */
	struct xb_guest *guests;      /* in the order of the profile */
	size_t guest_count;
	struct xb_cpupool *cpupools;
	size_t cpupool_count;
	struct xb_shared_memory *shared_memory;
	size_t shared_memory_count;
	struct xb_event_channel *event_channels;
	size_t event_channel_count;
	struct {
		struct xb_text name; /* defaults to the profile's */
		struct xb_texts emit_words; /* which outputs; items NULL: not said */
		struct xb_number cells; /* value is 1 or 2; 2 where not given */
	} output;
	struct xb_check_levels checks; /* each code at most once, in the order of the profile */
	bool shipped;     /* read-only: neither the user's nor given by path */
	const char *path; /* of the file itself */
	struct xb_profile_store *store; /* opaque: documents, merged tree, arena */
};

/*
 * Load the profile that REF names (design, section 2: PROFILE): a path, or a name looked up in the
 * user's folder and then among the shipped ones; `-` is standard input. Resolves `extends` and
 * `board`. NULL when it cannot be read or is not valid YAML; a profile with errors in its content
 * is returned all the same, so that the front end can show it: look at diags->errors.
 */
struct xb_profile *xb_profile_load(struct xb_data *data, const char *ref, struct xb_diags *diags);
/* Which file a profile is and how it was named, which decides where its boot files are sought. */
struct xb_profile_source {
	char *path;   /* as diagnostics name it; the source's own */
	bool named;   /* found by name: relative boot files are in the current folder */
	bool shipped; /* read-only */
	bool standard_input;
};
/* The file that REF names and its bytes, whatever they are. False with a diagnostic. */
bool xb_profile_read(struct xb_data *data, const char *ref, struct xb_profile_source *source,
		     struct xb_buf *text, struct xb_diags *diags);
void xb_profile_source_clear(struct xb_profile_source *source);
/* As xb_profile_load, from TEXT, which stands for SOURCE. */
struct xb_profile *xb_profile_parse_as(struct xb_data *data,
				       const struct xb_profile_source *source, const char *text,
				       size_t length, struct xb_diags *diags);
/* The same for the file at PATH: named, where a name leads to it. */
struct xb_profile *xb_profile_parse(struct xb_data *data, const char *path, const char *text,
				    size_t length, struct xb_diags *diags);
void xb_profile_free(struct xb_profile *profile);

/* The options of SCOPE, as the profile has them. NULL: they stand in each domain. */
const struct xb_settings *xb_profile_settings(const struct xb_profile *profile,
					       enum xb_scope scope);

/* What PROFILE calls NAME; NULL: nothing. */
const struct xb_guest *xb_profile_guest(const struct xb_profile *profile, const char *name);
const struct xb_cpupool *xb_profile_cpupool(const struct xb_profile *profile, const char *name);
const struct xb_shared_memory *xb_profile_shared_memory(const struct xb_profile *profile,
							const char *name);

/* Is REF a path, rather than a name? ('/' in it, or .yaml or .yml at its end, or "-") */
bool xb_profile_ref_is_path(const char *ref);
/* May NAME be a profile's name (letters, digits, '.', '_', '-', not first '.' or '-')? */
bool xb_profile_name_valid(const char *name);

/*
 * The folder against which the relative file of ENTRY is looked up: that of the file which wrote it
 * (its `files` key applied). NULL: the current folder (the profile was found by name).
 */
const char *xb_profile_folder(const struct xb_profile *profile, const struct xb_entry *entry);

/* Apply --emit WORDS ("script,manifest"), which are judged with those of a profile. */
bool xb_profile_override_emit(struct xb_profile *profile, const char *words,
			      struct xb_diags *diags);
/* Use the board BOARD_NAME instead of the profile's. */
bool xb_profile_override_board(struct xb_profile *profile, struct xb_data *data,
			       const char *board_name, struct xb_diags *diags);

#endif
