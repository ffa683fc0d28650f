/* SPDX-License-Identifier: MIT */
/*
 * The ground floor of libxenboot: memory, text, numbers, ranges, diagnostics and files.
 *
 * Nothing in the library prints or exits. What it has to say goes into a struct xb_diags; a
 * function that can fail because of the user's input takes one and returns bool. Memory that runs
 * out ends the program in one place, which a client can set.
 */
#ifndef XENBOOT_BASE_H
#define XENBOOT_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define XB_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define XB_COUNT(array) (sizeof(array) / sizeof((array)[0])) /* of a true array, not a pointer */

/* ---- Memory -------------------------------------------------------------------------------- */

/* Called when memory runs out; it must not return. The default writes one line to fd 2, exits 3. */
void xb_memory_on_exhaustion(void (*handler)(void));
/* Call the handler. For allocations that others made for us. */
_Noreturn void xb_memory_exhausted(void);

void *xb_alloc(size_t size);                            /* zeroed, never NULL */
void *xb_realloc(void *old, size_t count, size_t size); /* count * size checked for overflow */
char *xb_strdup(const char *text);
char *xb_strndup(const char *text, size_t length);
char *xb_format(const char *format, ...) XB_PRINTF(1, 2); /* a new string, the caller's */

/*
 * Grow a vector so that item COUNT exists: capacity doubles. Returns the (possibly moved) vector.
 * Use: v->items = xb_grow(v->items, &v->capacity, v->count, sizeof(*v->items));
 */
void *xb_grow(void *items, size_t *capacity, size_t count, size_t item_size);

/* An arena: many small allocations that die together. Zero-initialised is empty. */
struct xb_arena {
	struct xb_arena_block *blocks;
};
void *xb_arena_alloc(struct xb_arena *arena, size_t size); /* zeroed, aligned for any type */
char *xb_arena_strndup(struct xb_arena *arena, const char *text, size_t length);
char *xb_arena_strdup(struct xb_arena *arena, const char *text);
char *xb_arena_format(struct xb_arena *arena, const char *format, ...) XB_PRINTF(2, 3);
void xb_arena_clear(struct xb_arena *arena);

/* ---- Text ---------------------------------------------------------------------------------- */

/* A buffer of bytes that grows; data is NUL-terminated whenever it is not NULL. {0} is empty. */
struct xb_buf {
	char *data;
	size_t length;
	size_t capacity;
};
void xb_buf_reserve(struct xb_buf *buf, size_t extra); /* room for that many, and the NUL behind them */
void xb_buf_add(struct xb_buf *buf, const void *bytes, size_t length);
void xb_buf_puts(struct xb_buf *buf, const char *text);
void xb_buf_putc(struct xb_buf *buf, char byte);
void xb_buf_printf(struct xb_buf *buf, const char *format, ...) XB_PRINTF(2, 3);
void xb_buf_vprintf(struct xb_buf *buf, const char *format, va_list args) XB_PRINTF(2, 0);
char *xb_buf_take(struct xb_buf *buf); /* the text, the caller's; "" if empty; BUF is empty after */
void xb_buf_clear(struct xb_buf *buf);

/*
 * Append TEXT so that it can do no harm on any terminal: control characters (C0, DEL, C1), Unicode
 * bidirectional controls and bytes that are not UTF-8 appear as \n, \t, \x1b, \u202e.
 */
void xb_buf_put_visible(struct xb_buf *buf, const char *text, size_t length);

/* Length of the UTF-8 sequence at TEXT (1..4), or 0 where the bytes are not UTF-8. */
size_t xb_utf8_length(const char *text, size_t available);
bool xb_utf8_valid(const char *text);

/*
 * The word among NAMES (NULL-terminated) nearest to WORD, for "did you mean": case, '-' against
 * '_', and up to a third of the letters wrong; of equals one with the same first letter. NULL when
 * nothing is near.
 */
const char *xb_nearest(const char *word, const char *const *names);
/* Where NAME is among COUNT items of SIZE bytes each, or would stand: they are sorted by their name, which is their first
 * member, a pointer to text. */
size_t xb_name_place(const void *items, size_t count, size_t size, const char *name, bool *found);
/* Is WORD so near to NAME that it can hardly mean anything else: one letter wrong, or two behind the first
 * where there are eight and more, and not the digits at its end alone? Short words are near to
 * everything: false. */
bool xb_is_slip(const char *word, const char *name);

/* ---- Numbers ------------------------------------------------------------------------------- */

/*
 * A number as profiles and boards write it (design: Numbers): decimal, or 0x and hexadecimal; the
 * suffixes B K M G T (binary, either case) after a decimal only. A sign, a leading 0, '_', a
 * fraction, blanks and values over 2^64-1 are refused; then *why (if not NULL) is a constant phrase.
 */
bool xb_number_parse(const char *text, uint64_t *value, const char **why);
/* What is wrong with a list of numbers and ranges of them, "0-3,6", as the end of a sentence that begins with
 * it; NULL: nothing. */
const char *xb_number_list_fault(const char *list);
/* The next item of such a list from *AT on, a number or a range; false: at its end, or where it is none. */
bool xb_number_list_next(const char **at, uint64_t *first, uint64_t *last);
uint64_t xb_number_list_highest(const char *list); /* 0: it has none */

/* "1 GiB", "96.1 MiB", "17 bytes": for people; NUL-terminated in OUT. */
#define XB_SIZE_TEXT 32
const char *xb_size_format(uint64_t bytes, char out[XB_SIZE_TEXT]);
/* "1G", "96M", "600K", "17": as it is typed, with the largest unit that leaves it whole. */
const char *xb_size_typed(uint64_t bytes, char out[XB_SIZE_TEXT]);
/* The sizes of one sentence: those that differ differ in print, with up to three decimals, else in
 * bytes: "1.90 GiB" and "1.88 GiB". */
void xb_sizes_format(const uint64_t *sizes, size_t count, char out[][XB_SIZE_TEXT]);

uint64_t xb_align_up(uint64_t value, uint64_t power_of_two); /* saturates at the last multiple */

/* ---- Ranges -------------------------------------------------------------------------------- */

/* [start, start + size) in bytes of physical memory; start + size may be 2^64 but not more. */
struct xb_range {
	uint64_t start;
	uint64_t size;
};
struct xb_ranges {
	struct xb_range *items;
	size_t count;
	size_t capacity;
};
bool xb_range_valid(struct xb_range range); /* does not wrap */
uint64_t xb_range_last(struct xb_range range); /* the last byte; size must not be 0 */
bool xb_range_overlaps(struct xb_range a, struct xb_range b);
bool xb_range_contains(struct xb_range outer, struct xb_range inner);
struct xb_range xb_range_common(struct xb_range a, struct xb_range b); /* size 0: nothing */
void xb_ranges_add(struct xb_ranges *ranges, struct xb_range range);
void xb_ranges_merge(struct xb_ranges *ranges); /* sort; join what touches or overlaps */
/* What of RANGE none of TAKEN, which are merged, has: appended to GAPS. RANGE does not wrap. */
void xb_ranges_gaps(const struct xb_ranges *taken, struct xb_range range, struct xb_ranges *gaps);
void xb_ranges_clear(struct xb_ranges *ranges);

/* ---- Diagnostics --------------------------------------------------------------------------- */

/* Where something was written. file NULL: nowhere in particular; line 0: the file as a whole. */
struct xb_pos {
	const char *file; /* as the user named it; must outlive the pos, diagnostics keep a copy */
	uint32_t line;    /* from 1 */
	uint32_t column;  /* in characters, from 1 */
};

enum xb_severity {
	XB_NOTE,    /* a consequence to know */
	XB_WARNING, /* it boots, but likely not as meant */
	XB_ERROR,   /* the board would not do what the profile says */
};
const char *xb_severity_name(enum xb_severity severity);
enum { XB_CHECK_OFF = -1 }; /* in the place of a severity: nothing is said */


/* Stable codes; their texts stand in src/base/code.c, one row each. Never reuse one. */
enum xb_code {
	XB_CODE_SYNTAX,
	XB_CODE_UNKNOWN_KEY,
	XB_CODE_MISSING_KEY,
	XB_CODE_BAD_VALUE,
	XB_CODE_UNKNOWN_OPTION,
	XB_CODE_TOO_MANY_WORDS,
	XB_CODE_OTHER_LINE,
	XB_CODE_OPTION_VALUE,
	XB_CODE_OPTION_ARCH,
	XB_CODE_OPTION_VERSION,
	XB_CODE_OPTION_DUPLICATE,
	XB_CODE_OPTION_DEPRECATED,
	XB_CODE_OPTION_CONFLICT,
	XB_CODE_OPTION_KCONFIG,
	XB_CODE_FILE_MISSING,
	XB_CODE_FILE_TYPE,
	XB_CODE_FILE_TRUNCATED,
	XB_CODE_SIZE_STALE,
	XB_CODE_OVERLAP,
	XB_CODE_OUTSIDE_RAM,
	XB_CODE_RESERVED,
	XB_CODE_MISALIGNED,
	XB_CODE_XEN_ADDRESS,
	XB_CODE_NO_ROOM,
	XB_CODE_DTB_TOO_BIG,
	XB_CODE_DOM0_MEM,
	XB_CODE_VCPUS,
	XB_CODE_DOM0_TREE,
	XB_CODE_CPU_TYPES,
	XB_CODE_LOAD_ADDRESS,
	XB_CODE_NO_IOMMU,
	XB_CODE_DTB_INVALID,
	XB_CODE_FDT_SPACE,
	XB_CODE_CELLS,
	XB_CODE_TREE_MOVES,
	XB_CODE_CONSOLE_PATH,
	XB_CODE_MISSING_NODE,
	XB_CODE_MODULE_COMPATIBLE,
	XB_CODE_MODULE_REG,
	XB_CODE_TOO_MANY_MODULES,
	XB_CODE_EDIT_LOST,
	XB_CODE_STALE_NODE,
	XB_CODE_UNKNOWN_PROPERTY,
	XB_CODE_BOOTARGS,
	XB_CODE_NO_GIC,
	XB_CODE_NEEDED_NODE,
	XB_CODE_DEVICE_ADDRESS,
	XB_CODE_DEVICE_INTERRUPT,
	XB_CODE_BOARD_DIFFERS,
	XB_CODE_CONSOLE,
	XB_CODE_ROOT_DEVICE,
	XB_CODE_SECURITY,
	XB_CODE_QUOTING,
	XB_CODE_VALUE_TOO_LONG,
	XB_CODE_UBOOT_NEEDS,
	XB_CODE_DOMAIN_MEMORY,
	XB_CODE_NO_DOM0,
	XB_CODE_PASSTHROUGH_DEVICE,
	XB_CODE_PASSTHROUGH_ADDRESS,
	XB_CODE_PASSTHROUGH_INTERRUPT,
	XB_CODE_PASSTHROUGH_DMA,
	XB_CODE_PASSTHROUGH_NEEDS,
	XB_CODE_PASSTHROUGH_TREE,
	XB_CODE_NOT_LOADED,
	XB_CODE_UNUSED_LOAD,
	XB_CODE_UNSUPPORTED_COMMAND,
	XB_CODE_LINE_TOO_LONG,
	XB_CODE_NOT_NOTICED,
	XB_CODE_UNUSED_VARIABLE,
	XB_CODE_UNSET_VARIABLE,
	XB_CODE_RELEASE_DIFFERS,
	XB_CODE_COUNT
};

struct xb_code_info {
	const char *name;    /* "overlap" */
	const char *summary; /* one line */
	const char *explain; /* for --explain: what it means, what the board would do, what helps */
	const char *keeps;   /* why its errors stay errors, a sentence part: "Xen would panic"; NULL:
				the board would survive what they say, and they can be lowered */
	bool never_less;     /* it is always an error: where those stay, nothing can be lowered */
};
const struct xb_code_info *xb_code_info(enum xb_code code);
const struct xb_code_info *xb_code_find(const char *name, enum xb_code *code); /* NULL: none */
const char *xb_code_nearest(const char *name); /* for "did you mean"; NULL: none is near */

/* One change of a profile: KEY=VALUE, as `xenboot set` takes both; value NULL: the key is taken out. */
struct xb_change {
	const char *key;
	const char *value;
};

/* A hint is for people. Where what it says is one definite change, that is the fix: changes that are made
 * together. */
struct xb_fix {
	struct xb_change *changes; /* with their texts the diagnostic's */
	size_t count, capacity;    /* count 0: there is no fix */
};

struct xb_diag {
	enum xb_severity severity;
	enum xb_code code;
	char *file; /* NULL: none */
	uint32_t line, column;
	char *message; /* one line, made visible */
	char *hint;    /* likewise, or NULL */
	struct xb_fix fix;
};
struct xb_diags {
	struct xb_diag *items;
	size_t count, capacity;
	size_t errors, warnings;
};

/* Each adds one diagnostic. xb_error returns false, so that it can be returned. */
bool xb_error(struct xb_diags *diags, enum xb_code code, struct xb_pos at, const char *format, ...)
	XB_PRINTF(4, 5);
void xb_warning(struct xb_diags *diags, enum xb_code code, struct xb_pos at, const char *format, ...)
	XB_PRINTF(4, 5);
void xb_note(struct xb_diags *diags, enum xb_code code, struct xb_pos at, const char *format, ...)
	XB_PRINTF(4, 5);
/* The same for a severity that is known only when the program runs. */
void xb_report(struct xb_diags *diags, enum xb_severity severity, enum xb_code code, struct xb_pos at,
	       const char *format, ...) XB_PRINTF(5, 6);
/* Says what to do about the diagnostic added last; what was said of that before is gone, and its fix. */
void xb_hint(struct xb_diags *diags, const char *format, ...) XB_PRINTF(2, 3);
/* One more change of that diagnostic's fix, made by the rule that gave the hint. KEY NULL: no one can change it
 * there, and nothing is added. */
void xb_fix_set(struct xb_diags *diags, const char *key, const char *format, ...) XB_PRINTF(3, 4);
void xb_fix_unset(struct xb_diags *diags, const char *key);

void xb_diags_add(struct xb_diags *diags, const struct xb_diag *diag); /* a copy of it */
void xb_diag_clear(struct xb_diag *diag);   /* what it owns */
void xb_diags_sort(struct xb_diags *diags); /* by file, line, column; stable */
void xb_diags_clear(struct xb_diags *diags);

/* What a profile or a command line makes of one code. */
struct xb_check_level {
	enum xb_code code;
	int severity;     /* XB_CHECK_OFF, else an enum xb_severity */
	struct xb_pos at; /* of the severity's word */
};
struct xb_check_levels {
	struct xb_check_level *items;
	size_t count, capacity;
};
/* May LEVEL be asked for? False with an error at its place: it would lower errors that stay errors, and
 * there is nothing else of its code. */
bool xb_check_level_allowed(const struct xb_check_level *level, struct xb_diags *diags);

/* What becomes of each code; zero-initialised all is as the rules say. */
struct xb_check_policy {
	const struct xb_check_level *levels[XB_CODE_COUNT];
};
/* LEVELS, which must outlive the policy, win over those that are in it already. One that may not be asked
 * for is an error, and is left out. */
void xb_check_policy_add(struct xb_check_policy *policy, const struct xb_check_levels *levels,
			 struct xb_diags *diags);
/* Give each diagnostic the severity that the policy has for its code, or take it away. An error that
 * stays one is said to do so, at the level's place. To be called once, when all rules have spoken. */
void xb_diags_apply(struct xb_diags *diags, const struct xb_check_policy *policy);

/* The three forms in which diagnostics are shown. */
void xb_diags_text(const struct xb_diags *diags, struct xb_buf *out);
void xb_diags_json(const struct xb_diags *diags, struct xb_buf *out);
void xb_diags_sarif(const struct xb_diags *diags, struct xb_buf *out);

/* ---- JSON ------------------------------------------------------------------------------------- */

/*
 * The few steps by which JSON is made, on jansson's values. Addresses are text ("0xE00000"), for
 * the numbers of many readers end at 2^53; sizes are numbers. A value that is given is taken over.
 */
struct json_t;
struct json_t *xb_json_object(void);
struct json_t *xb_json_array(void);
struct json_t *xb_json_null(void);
/* TEXT exactly, but for bytes that are not UTF-8, which JSON cannot hold: those are made visible.
 * NULL becomes null. */
struct json_t *xb_json_text(const char *text);
struct json_t *xb_json_address(uint64_t address);
struct json_t *xb_json_size(uint64_t bytes);
struct json_t *xb_json_bool(bool value);
void xb_json_set(struct json_t *object, const char *key, struct json_t *value);
void xb_json_append(struct json_t *array, struct json_t *value);
/* Write ROOT, indented, in printable ASCII alone so that no terminal can act on it, and let go of
 * it. */
void xb_json_put(struct json_t *root, struct xb_buf *out);

/* The array that stands under "diagnostics". */
struct json_t *xb_diags_array(const struct xb_diags *diags);

/* ---- Files --------------------------------------------------------------------------------- */

/*
 * Only regular files are read by their names: a FIFO, a device or a socket would hang the program,
 * or never end. Why a file could not be used is an errno, EISDIR for a folder, or one of these.
 */
enum {
	XB_FILE_TOO_BIG = -1,
	XB_FILE_FIFO = -2,
	XB_FILE_DEVICE = -3,
	XB_FILE_SOCKET = -4,
};
/* "it is a FIFO", "No such file or directory": to follow "cannot read NAME: ". */
const char *xb_file_error(int error);

/* Open the file at PATH for reading; *fd is the caller's to close. *size, if SIZE is not NULL, in
 * bytes. 0 or why not: then nothing is open. */
int xb_file_open(const char *path, int *fd, uint64_t *size);

/* Read the whole file at PATH, of at most LIMIT bytes, behind what OUT holds. 0 or why not: then
 * OUT is as it was. */
int xb_file_read(const char *path, size_t limit, struct xb_buf *out);

/*
 * The same for what the user names to be read once: "-" is standard input, and what the shell hands
 * over open (/dev/fd/3, /dev/stdin) may be a pipe as well. False: why stands in DIAGS, at AT.
 */
#define XB_STANDARD_INPUT "<stdin>" /* what "-" is called in messages */
bool xb_file_load(const char *name, size_t limit, struct xb_pos at, struct xb_buf *out,
		  struct xb_diags *diags);

/* The same, handed to TAKE piece by piece as it is read: what was taken before something failed is half
 * a file. */
typedef void xb_file_taker(void *data, const char *bytes, size_t length);
bool xb_file_pass(const char *name, uint64_t limit, struct xb_pos at, xb_file_taker *take,
		  void *data, struct xb_diags *diags);

/*
 * A set of files that is written as one: each is made beside its place and synced, then all are
 * renamed into place and the folders synced. When anything fails, what stood there before stands
 * there again. A reader at any moment sees each file old or new, never part of one.
 */
struct xb_file_set;
struct xb_file_set *xb_file_set_new(void);
void xb_file_set_add(struct xb_file_set *set, const char *path, const void *data, size_t length);
bool xb_file_set_commit(struct xb_file_set *set, struct xb_diags *diags);
/* Commit makes the folders that its files lie in, where they are not there: with MODE and what the
 * umask leaves of it. When anything fails, they go again. Without this call a folder that is not
 * there is an error. */
void xb_file_set_make_folders(struct xb_file_set *set, unsigned mode);
void xb_file_set_free(struct xb_file_set *set);
/* A set of one; FOLDER_MODE 0: no folder is made. */
bool xb_file_write(const char *path, const void *data, size_t length, unsigned folder_mode,
		   struct xb_diags *diags);

/* The modes of folders: of those that are the user's alone, as the XDG specification asks, and others. */
enum { XB_PRIVATE_FOLDER = 0700, XB_COMMON_FOLDER = 0777 };
/* Make the folders that PATH lies in. *made is the first of them that was not there, or NULL: new, the
 * caller's. What could be made stays when false says that one could not. */
bool xb_folders_make(const char *path, unsigned mode, char **made, struct xb_diags *diags);
/* Remove the folders that PATH lies in, from the last to MADE, which is NULL for none; those that are
 * not empty stay. */
void xb_folders_remove(const char *path, const char *made);

/*
 * Keep others who do the same away from the file at PATH, from before it is read until it was
 * replaced, so that no change of theirs is lost. Waits for them up to MILLISECONDS; false: it was in
 * vain. *LOCK is for xb_file_unlock; where there is no file, or its file system knows no locks, there
 * is nothing to wait for, and reading or writing says what there is to say.
 */
bool xb_file_lock(const char *path, unsigned milliseconds, int *lock, struct xb_diags *diags);
/* -1 is no lock; *LOCK becomes that. */
void xb_file_unlock(int *lock);

/* Is the open file FD what stands at PATH, and not one that was replaced? */
bool xb_file_is_at(int fd, const char *path);
/* Are both there, and one file: by a link, or where a and A are one name? NULL is no file. */
bool xb_file_is_same(const char *a, const char *b);

#endif
