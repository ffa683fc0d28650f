/* SPDX-License-Identifier: MIT */
/*
 * The model: profiles, the option catalog and boards. YAML in, structures, YAML out.
 *
 * Everything that a person wrote keeps the position it was written at. Nothing here looks at boot
 * files or addresses: that is the next room (boot.h).
 */
#ifndef XENBOOT_MODEL_H
#define XENBOOT_MODEL_H

#include "xenboot/base.h"

/* ---- Data: where options, boards and profiles come from -------------------------------------- */

/*
 * The search path: the user's folder, a data folder put in front, and the files embedded in the
 * program. Each holds options/, boards/, profiles/ and symptoms/ with NAME.yaml. No environment is
 * read here.
 */
struct xb_data;
struct xb_data *xb_data_new(const char *user_dir, const char *data_dir); /* either may be NULL */
void xb_data_free(struct xb_data *data);

enum xb_data_kind { XB_DATA_OPTIONS, XB_DATA_BOARDS, XB_DATA_PROFILES, XB_DATA_SYMPTOMS };
enum { XB_DATA_KINDS = XB_DATA_SYMPTOMS + 1 };

/* One file found; strings live as long as the xb_data. */
struct xb_data_file {
	const char *name; /* without folder and suffix: "rpi4-4g" */
	const char *path; /* as diagnostics name it; "builtin:boards/rpi4-4g.yaml" when embedded */
	bool shipped;     /* not the user's own: read-only */
};
/* The names of a kind, sorted, the first on the path winning. Returns a count; *files is freed by
 * the caller with free(). */
size_t xb_data_list(struct xb_data *data, enum xb_data_kind kind, struct xb_data_file **files);
/* Find NAME of KIND; false when there is none. */
bool xb_data_find(struct xb_data *data, enum xb_data_kind kind, const char *name,
		  struct xb_data_file *file);
/* The name of KIND nearest to a wrong one, or NULL; lives as long as the xb_data. */
const char *xb_data_nearest(struct xb_data *data, enum xb_data_kind kind, const char *name);
/* The bytes of a file that was listed or found, embedded ones as well. False with a diagnostic. */
bool xb_data_read(const struct xb_data_file *file, struct xb_buf *out, struct xb_diags *diags);
/* The folder of the user's own files of KIND, or NULL when there is no user's folder. */
const char *xb_data_user_dir(struct xb_data *data, enum xb_data_kind kind);

/* ---- Values with their position --------------------------------------------------------------- */

struct xb_text {
	const char *text; /* NULL: not given */
	struct xb_pos at;
};
struct xb_number {
	uint64_t value;
	bool given;     /* a number stands there */
	bool automatic; /* the word auto stands there */
	struct xb_pos at;
};
struct xb_flag {
	bool value;
	bool given;
	struct xb_pos at;
};
struct xb_texts {
	struct xb_text *items;
	size_t count;
};

/* ---- Options ---------------------------------------------------------------------------------- */

enum xb_scope { XB_SCOPE_XEN, XB_SCOPE_LINUX }; /* whose command line */

/* One word of a grammar that can be chosen, with its own line of help. */
struct xb_choice {
	struct xb_text value;
	struct xb_text help;
	struct xb_text since, until; /* where the word is younger or older than the option */
	struct xb_text kconfig;      /* where the word needs more than the option does */
};

/* What a setting means for safety; shown as a note of code `security`. */
struct xb_caution {
	struct xb_texts when; /* values it speaks of; "true", "false": every spelling of a boolean,
				 the bare word and no-NAME included; empty: whenever it is set */
	struct xb_text says;  /* a sentence part that follows NAME=VALUE: "leaves old data in RAM" */
	struct xb_text hint;  /* what to do instead, or not given */
};

/*
 * One option of a catalog (share/options). The grammar of its value, compiled from `type` and
 * `grammar`, is judged by xb_option_judge. Two entries may share a name when their arch differs.
 */
struct xb_option {
	struct xb_text name;
	struct xb_texts aliases;
	struct xb_texts arch;    /* arm64, arm32, x86, riscv, ppc; empty: all */
	struct xb_text type;     /* bool, int, size, enum, string, list (parts between commas) */
	struct xb_text grammar;  /* see model/grammar.h; empty: follows from type */
	struct xb_choice *choices;
	size_t choice_count;
	struct xb_number min, max; /* int: the number; size: bytes */
	struct xb_text default_value;
	struct xb_text unit;  /* what a number means: KiB, ms, vCPUs */
	struct xb_flag bare;  /* the bare word may stand alone (always so for bool) */
	struct xb_flag repeatable; /* each occurrence counts; otherwise the last one wins */
	struct xb_text since, until; /* first and last Xen release that knows it */
	struct xb_text kconfig;      /* what Xen must be built with: see xb_kconfig_judge */
	struct xb_text deprecated;   /* first release that calls it deprecated */
	struct xb_texts replaced_by; /* what to write instead: "spec-ctrl", "dom0=pvh" */
	struct xb_caution *cautions;
	size_t caution_count;
	struct xb_text group;        /* a heading of the menu */
	struct xb_number rank;       /* 5 most needed on Arm .. 1 hardly ever */
	struct xb_text summary;      /* one line */
	struct xb_text help;         /* paragraphs */
	struct xb_texts see_also;
	enum xb_scope scope;
	struct xb_grammar *compiled; /* opaque; NULL: made when it is needed */
};

struct xb_catalog {
	struct xb_option *options; /* Xen's, then Linux's, each in the order of the files */
	size_t count;
	struct xb_catalog_store *store; /* opaque: what owns the texts */
};

/* Read all files of options/ along the path. NULL on errors. */
struct xb_catalog *xb_catalog_load(struct xb_data *data, struct xb_diags *diags);
void xb_catalog_free(struct xb_catalog *catalog);

/* The entry for NAME (or an alias) on ARCH; an entry of another architecture when only that has
 * the name (see xb_option_on_arch); NULL when no one knows it. */
const struct xb_option *xb_catalog_find(const struct xb_catalog *catalog, enum xb_scope scope,
					const char *name, const char *arch);
/* The entry for NAME as a word of a command line: in Xen's, no-NAME is NAME=no where no option has that
 * name (xen/common/kernel.c parse_params); *NEGATED then is true. NULL when no one knows it. */
const struct xb_option *xb_catalog_find_word(const struct xb_catalog *catalog, enum xb_scope scope,
					     const char *name, const char *arch, bool *negated);
bool xb_option_has_name(const struct xb_option *option, const char *name); /* or alias */
bool xb_option_on_arch(const struct xb_option *option, const char *arch);
/* The known name nearest to NAME, or NULL. */
const char *xb_catalog_nearest(const struct xb_catalog *catalog, enum xb_scope scope,
			       const char *name);

/*
 * Does VALUE (NULL: the bare word) fit the option's grammar? On false, *problem is a sentence part
 * ("is not one of trap, native"), *hint advice or NULL; both new strings, the caller's to free.
 */
bool xb_option_judge(const struct xb_option *option, const char *value, char **problem,
		     char **hint);

/* "vwfi=trap|native", "sync_console[=<bool>]". */
void xb_option_syntax(const struct xb_option *option, struct xb_buf *out);
/* "1 to 8", "at least 1", "at most 8"; sizes for people. Nothing where there is no bound. */
void xb_option_range(const struct xb_option *option, struct xb_buf *out);
/* What there is to know of an option, line by line: TITLE "Default", TEXT "trap". False: no more. */
bool xb_option_fact(const struct xb_option *option, size_t index, const char **title,
		    struct xb_buf *text);
/* A choice's help with its releases and needs: "always the same CPU (since 4.20, needs SCHED_NULL)". */
void xb_choice_describe(const struct xb_choice *choice, struct xb_buf *out);
/* "Caution with 0, no: leaves old data in RAM (leave it out)." */
void xb_caution_describe(const struct xb_caution *caution, struct xb_buf *out);

/* How VALUE (NULL: the bare word) will be understood, as a sentence part: "1 GiB, 1073741824 bytes", "on",
 * what the choice means. Nothing is added where there is nothing to say. VALUE fits the grammar. */
void xb_option_meaning(const struct xb_option *option, const char *value, struct xb_buf *out);

/* Is VALUE one of the words by which OPTION, a boolean, is switched off? */
bool xb_option_is_off(const struct xb_option *option, const char *value);

/* A size as Xen reads it: C base 0, suffix B K M G T either case, no suffix = KiB. In bytes. */
bool xb_xen_size_parse(const char *text, uint64_t *bytes);
/* A boolean as Xen reads it: yes on true enable 1, no off false disable 0. False: TEXT is none. */
bool xb_xen_bool_parse(const char *text, bool *value);

/* ---- Kconfig: what a Xen binary was built with -------------------------------------------------- */

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

/* One option as a profile sets it. */
struct xb_setting {
	const char *name;
	const char *value; /* NULL: the bare word */
	struct xb_pos at;       /* of the value */
	struct xb_pos name_at;  /* of the key */
};
struct xb_settings {
	struct xb_setting *items;
	size_t count;
	struct xb_pos at; /* of the section's key */
};

/* ---- Boards ----------------------------------------------------------------------------------- */

struct xb_board_range {
	struct xb_text name; /* reserved: what keeps it; memory: unused */
	struct xb_number start, size;
};
struct xb_board_cpu {
	struct xb_text kind; /* cortex-a72 */
	struct xb_number count;
};
/* A device of the board and what Xen needs to drive it. */
struct xb_board_driver {
	struct xb_text compatible; /* "cdns,uart-r1p12" */
	struct xb_text since;      /* first Xen release with the driver; "master": not released yet */
	struct xb_text kconfig;    /* the symbol it needs */
};
/* A board: share/boards/NAME.yaml, or a mapping in the profile. */
struct xb_board {
	struct xb_text name, title, arch; /* arch: arm64 (the default) or arm32 */
	struct xb_board_range *memory;
	size_t memory_count;
	struct xb_board_range *reserved;
	size_t reserved_count;
	struct xb_board_cpu *cpus; /* a plain number is one entry without a kind */
	size_t cpu_count;
	struct xb_text gic;     /* v2, v3 or not given */
	struct xb_text console; /* alias or path for dtuart= */
	struct xb_number script_address;
	struct xb_board_range window; /* automatic addresses stay inside; size not given: none */
	struct xb_number dma_bits; /* how many address bits all devices reach: dom0's first bank */
	struct xb_text dtb;        /* the tree's name in Linux: "broadcom/bcm2711-rpi-4-b.dtb" */
	struct xb_board_driver uart; /* of the console */
	struct xb_board_driver smmu; /* not given: none that Xen drives */
	struct xb_number scratchpad;  /* U-Boot's fdt set buffer, bytes; not given: 1,024 */
	struct xb_number line_length; /* U-Boot's typed line (CONFIG_SYS_CBSIZE); not given: 1,024 */
	struct xb_number uboot_top;   /* bytes at the bank's top where U-Boot runs; not given: 32 MiB */
	struct xb_text note;
	struct xb_pos at;
};
/* All boards known, or one. Owned by the returned list. */
struct xb_board_list {
	struct xb_board *items;
	size_t count;
	struct xb_arena arena;
	struct xb_documents *documents;
};
struct xb_board_list *xb_boards_load(struct xb_data *data, struct xb_diags *diags);
void xb_boards_free(struct xb_board_list *list);
uint64_t xb_board_cpu_total(const struct xb_board *board); /* 0: not known */

/* ---- Symptoms --------------------------------------------------------------------------------- */

/* How a line of a serial log is to be taken. */
enum xb_symptom_kind {
	XB_SYMPTOM_FAULT,       /* something went wrong, and this line says what */
	XB_SYMPTOM_CONSEQUENCE, /* it says only that something did: counts where no fault is named */
	XB_SYMPTOM_REMARK,      /* it boots with it, but not as it was meant */
	XB_SYMPTOM_STAGE,       /* how far the boot came; the last one counts where it fell silent */
	XB_SYMPTOM_KIND_COUNT
};
const char *xb_symptom_kind_name(enum xb_symptom_kind kind);
/* What a line tells of where one boot ends in the log and the next begins. */
enum xb_symptom_boot { XB_BOOT_GOES_ON, XB_BOOT_BEGINS, XB_BOOT_ENDS };
/* From this order of stages on, U-Boot has done its part. */
#define XB_ORDER_STARTED 200u

/* A row of share/symptoms: what a line of a serial log means. */
struct xb_symptom {
	struct xb_text name;
	struct xb_text kind_text; /* fault, consequence, remark or stage; as written */
	enum xb_symptom_kind kind;
	struct xb_text says;    /* who prints it: U-Boot, Xen, Linux, xenboot */
	struct xb_text pattern; /* POSIX extended regular expression, found anywhere in a line */
	struct xb_text means;   /* one sentence; \1 to \3 stand for what the pattern caught. Of a
				 * stage: what the boot had done; empty: nothing is wrong there */
	struct xb_text cause, cure; /* of a stage: why a boot falls silent there, and what to do */
	struct xb_text code;    /* the diagnostic that tells it before the boot, or not given */
	struct xb_texts options; /* names of options that it hangs on */
	struct xb_number order; /* of a stage: later ones are greater; none may be equal */
	struct xb_texts until;  /* stages behind which it was no fault: what failed was tried again */
	struct xb_text boot_text; /* begins or ends: of a boot; as written */
	enum xb_symptom_boot boot;
	struct xb_flag next; /* what it says stands in the line behind it */
};
struct xb_symptom_list {
	struct xb_symptom *items;
	size_t count;
	struct xb_arena arena;
	struct xb_documents *documents;
};
/* All files of symptoms/ along the path. NULL with a diagnostic. */
struct xb_symptom_list *xb_symptoms_load(struct xb_data *data, struct xb_diags *diags);
void xb_symptoms_free(struct xb_symptom_list *list);

/* ---- Profiles --------------------------------------------------------------------------------- */

/* A file to load: xen, device-tree, dom0.kernel, dom0.ramdisk, an overlay. */
struct xb_entry {
	struct xb_text file;    /* as written; relative to the `files` of the file that wrote it */
	struct xb_text load_as; /* name on the server or partition; default: file */
	struct xb_number address;
	struct xb_number size;  /* to plan with while the file is not there */
	struct xb_pos at;       /* of the entry as a whole */
};

/* A value in an edit: text in one of fdt set's forms, or a list of strings (never interpreted). */
struct xb_property {
	struct xb_text name;
	struct xb_texts values; /* one: a string, "<cells>" or "[bytes]"; a list: strings */
	bool list;
	bool empty; /* plain true: a property without a value */
};
struct xb_tree_edit {
	struct xb_text path;
	struct xb_property *set;
	size_t set_count;
	struct xb_text remove; /* "true": the node; else the property's name */
	bool remove_node;
	struct xb_pos at;
};

/* A way by which the script gets its files: one row in src/model/load-method.c. */
struct xb_load_method {
	const char *name;    /* as the profile says it */
	const char *command; /* the words before ADDRESS FILE; NULL: the profile's own */
	bool device;         /* the profile's device follows the command */
	bool network;        /* by DHCP; a ':' in a file's name ends a server's name */
	const char *before;  /* what U-Boot wants before the first load; NULL: nothing */
	const char *comment; /* above the loads of a script */
	const char *disk;    /* how Linux's names of such disks begin; NULL: no disk */
	const char *root;    /* a root of the same kind, as an example; NULL: none */
};
extern const struct xb_load_method xb_load_methods[]; /* the default first; ends with name NULL */

/* Outputs, as bits of xb_profile.output.emit. `both` in a profile is SCRIPT | DTB with via_dtb. */
enum { XB_EMIT_SCRIPT = 1, XB_EMIT_DTB = 2, XB_EMIT_MANIFEST = 4 };

struct xb_profile {
	struct xb_text name, description;
	struct xb_text extends;
	struct xb_text board_name;
	const struct xb_board *board; /* NULL: none given */
	struct xb_text xen_version;
	struct xb_flag resolved; /* written by export --resolved */
	struct xb_text files;    /* where the boot files are here */
	struct {
		struct xb_text method_text; /* as written; NULL: the default */
		const struct xb_load_method *method; /* never NULL */
		struct xb_text device, command, prefix;
		struct xb_texts before;
		bool before_given;
		struct xb_number script_address;
	} load;
	struct {
		struct xb_entry image;
		struct xb_text config; /* Xen's own .config; relative like the entry's file */
		struct xb_settings options;
		struct xb_text extra;
	} xen;
	struct {
		struct xb_entry image;
		struct xb_number padding;
		struct xb_entry *overlays;
		size_t overlay_count;
		struct xb_tree_edit *edits;
		size_t edit_count;
	} tree;
	struct {
		struct xb_entry kernel, ramdisk; /* ramdisk.file.text NULL: none */
		struct xb_settings options;
		struct xb_text extra;
	} dom0;
	struct {
		struct xb_text name; /* defaults to the profile's */
		unsigned emit;       /* bits, see above; 0 only while invalid */
		bool via_dtb;        /* both: the script loads NAME.dtb and edits nothing */
		struct xb_texts emit_words;
		struct xb_number cells; /* value is 1 or 2; 2 where not given */
	} output;
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

/* Is REF a path, rather than a name? ('/' in it, or .yaml or .yml at its end, or "-") */
bool xb_profile_ref_is_path(const char *ref);
/* May NAME be a profile's name (letters, digits, '.', '_', '-', not first '.' or '-')? */
bool xb_profile_name_valid(const char *name);

/*
 * The folder against which the relative file of ENTRY is looked up: that of the file which wrote it
 * (its `files` key applied). NULL: the current folder (the profile was found by name).
 */
const char *xb_profile_folder(const struct xb_profile *profile, const struct xb_entry *entry);

/* Apply --emit WORDS ("script,manifest"). */
bool xb_profile_override_emit(struct xb_profile *profile, const char *words,
			      struct xb_diags *diags);
/* Use the board BOARD_NAME instead of the profile's. */
bool xb_profile_override_board(struct xb_profile *profile, struct xb_data *data,
			       const char *board_name, struct xb_diags *diags);

/* ---- Keys: reading and editing by dotted path -------------------------------------------------- */

/*
 * A dotted path, `dom0.kernel.address`; after `options.` the rest is one option's name; a number
 * picks a list's item. A bare option name stands for xen.options.NAME or dom0.options.NAME where
 * only one catalog knows it. The full path, the caller's to free; NULL with a diagnostic.
 */
char *xb_key_resolve(const struct xb_catalog *catalog, const char *key, struct xb_diags *diags);

/* The value at KEY in the merged profile, as YAML (a scalar is its bare text). False: not set. */
bool xb_profile_get(const struct xb_profile *profile, const char *key, struct xb_buf *out);
/* The same in one line, as xb_text_set takes it: lists and mappings in brackets, quotes where needed. */
bool xb_profile_get_line(const struct xb_profile *profile, const char *key, struct xb_buf *out);

/*
 * TEXT (a profile's bytes, from PATH) with KEY set to VALUE: only the bytes of that value change;
 * comments, order, layout, BOM and line ends stay. A new key goes behind its siblings. VALUE is
 * text as typed in `set KEY=VALUE`: it is quoted where YAML would read it as something else, but
 * true, null, false, auto and numbers stay plain, [a, b] is a list, and {..} a mapping. Where a text
 * stands for the section that KEY is in (`kernel: Image`), it becomes {file: Image} for other keys.
 */
bool xb_text_set(const char *path, const char *text, size_t length, const char *key,
		 const char *value, struct xb_buf *out, struct xb_diags *diags);
/* The same without KEY. A key that is not there is an error. */
bool xb_text_unset(const char *path, const char *text, size_t length, const char *key,
		   struct xb_buf *out, struct xb_diags *diags);

/* What stands at a key. */
enum xb_key_kind {
	XB_KEY_TEXT,
	XB_KEY_NUMBER,
	XB_KEY_ADDRESS, /* a number, or the word auto */
	XB_KEY_FLAG,    /* true or false */
	XB_KEY_TEXTS,   /* a list of texts, or one */
	XB_KEY_BOARD,   /* the name of a board (a mapping in place is possible too) */
	XB_KEY_FILE,    /* a text that names a file */
	XB_KEY_OPTIONS, /* a section of options: xen.options, dom0.options */
	XB_KEY_OTHER,   /* a list of mappings: overlays, edits; edited as YAML */
};
struct xb_key_info {
	const char *key;   /* "dom0.kernel.address" */
	const char *about; /* one line */
	enum xb_key_kind kind;
	bool required;
	enum xb_scope scope;      /* XB_KEY_OPTIONS: whose */
	const char *const *words; /* the words allowed, NULL at the end; NULL: any */
};
struct xb_key_list {
	struct xb_key_info *items;
	size_t count, capacity;
	struct xb_arena arena;
};
/* Every key that a profile may have, in the order of the documentation, from the tables that read
 * profiles; sections themselves are left out. `format` and `resolved` are not for people: not in it. */
void xb_profile_keys(struct xb_key_list *list);
void xb_key_list_clear(struct xb_key_list *list);

/*
 * The key of what is written AT (the file of the profile, or one that it extends): the deepest key
 * whose name or value stands there; where nothing begins in that column, the last that begins before
 * it in the line. New text, the caller's; NULL: nothing of this profile stands there.
 */
char *xb_profile_key_at(const struct xb_profile *profile, struct xb_pos at);
/* Where the value of KEY is written; false: the profile does not have it. */
bool xb_profile_where(const struct xb_profile *profile, const char *key, struct xb_pos *at);

/* ---- Writing ----------------------------------------------------------------------------------- */

/*
 * The JSON Schema (draft 7) of a file of KIND, "profile", "board" or "options", as JSON, for editors
 * that complete and check while one types. CATALOG's options are offered in profiles. False: there is
 * no such kind.
 */
bool xb_json_schema(const struct xb_catalog *catalog, const char *kind, struct xb_buf *out);

/* One key and the value to pin there, for export --resolved. */
struct xb_pin {
	char *key;
	char *value; /* YAML text */
};
/*
 * Append TEXT as a YAML scalar for one line: plain where a reader would give the same text back,
 * else in double quotes. In FLOW, [ ] { } and , need quotes too.
 */
void xb_yaml_put_scalar(struct xb_buf *out, const char *text, bool flow);

/* The merged profile as one YAML file (comments are not kept) or as JSON, with PINS applied. */
void xb_profile_write_yaml(const struct xb_profile *profile, const struct xb_pin *pins,
			   size_t count, struct xb_buf *out);
void xb_profile_write_json(const struct xb_profile *profile, const struct xb_pin *pins,
			   size_t count, struct xb_buf *out);

/* Every key that is set, with its value as text, in order; for diff. What is written short has the keys
 * of what it stands for, dom0.kernel.file of `kernel: Image`. Freed as one. */
struct xb_flat {
	struct xb_flat_item {
		char *key;
		char *value;
	} *items;
	size_t count, capacity;
};
void xb_profile_flatten(const struct xb_profile *profile, struct xb_flat *out);
void xb_flat_clear(struct xb_flat *flat);

/* ---- Differences ------------------------------------------------------------------------------- */

/* One key in which two profiles differ; a or b NULL: not set there. Texts of the two lists. */
struct xb_difference {
	const char *key, *a, *b;
};
struct xb_differences {
	struct xb_difference *items;
	size_t count, capacity;
};
/* By key. Sorts A and B, which must outlive the result. */
void xb_flat_compare(struct xb_flat *a, struct xb_flat *b, struct xb_differences *found);
void xb_differences_clear(struct xb_differences *found);

#endif
