/* SPDX-License-Identifier: MIT */
/*
 * What Linux keeps of its command line for init (init/main.c). A word that it does not know, and whose name
 * has no dot, becomes a variable or an argument; behind -- each word is an argument. Both lists hold
 * CONFIG_INIT_ENV_ARG_LIMIT entries beyond their first, a number that no menu of Linux offers to change.
 * The entry that does not fit is a panic, once the console is up.
 */
#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "xenboot/boot.h"

enum { INIT_LIMIT = 32 };

/* One of the two lists, and the words that did not fit. */
struct kept {
	const char *names[INIT_LIMIT + 1]; /* NULL: a free place */
	size_t own;                        /* entries that Linux brings itself */
	size_t beyond;
	const struct xb_setting *first_beyond;
};
struct init {
	struct kept variables, arguments;
};

/* ---- The lists ------------------------------------------------------------------------------------- */

/* A variable of the same name is replaced, but for one in the last place: that is looked at too late. */
static void keep(struct kept *kept, const struct xb_setting *word, bool replaces)
{
	size_t i = 0;

	while (i < INIT_LIMIT && kept->names[i] &&
	       !(replaces && strcmp(kept->names[i], word->name) == 0))
		i++;
	if (i < INIT_LIMIT || !kept->names[i]) {
		kept->names[i] = word->name;
		return;
	}
	if (!kept->beyond++)
		kept->first_beyond = word;
}

/* init= and rdinit= drop the arguments before them, all but the last that fits. */
static void drop_arguments(struct kept *arguments)
{
	for (size_t i = 1; i < INIT_LIMIT; i++)
		arguments->names[i] = NULL;
}

static bool names_init(const struct xb_setting *word)
{
	return word->value &&
	       (strcmp(word->name, "init") == 0 || strcmp(word->name, "rdinit") == 0);
}

/* WORD is not behind --. All names of all kernels are taken for known ones. */
static void read_word(const struct xb_catalog *catalog, enum xb_scope scope,
		      const struct xb_setting *word, struct init *init)
{
	if (names_init(word))
		drop_arguments(&init->arguments);
	if (strchr(word->name, '.') ||
	    xb_catalog_word_use(catalog, scope, word->name, NULL) == XB_WORD_READ)
		return;
	if (word->value)
		keep(&init->variables, word, true);
	else
		keep(&init->arguments, word, false);
}

/* ---- too-many-words -------------------------------------------------------------------------------- */

static void report(const struct xb_domain *domain, const struct kept *kept, const char *kind,
		   const char *panic, struct xb_diags *diags)
{
	size_t room = INIT_LIMIT + 1 - kept->own;
	char *text;

	if (!kept->beyond)
		return;
	text = xb_word_text(kept->first_beyond);
	xb_error(diags, XB_CODE_TOO_MANY_WORDS, kept->first_beyond->at,
		 "%s's line has %zu %s that Linux keeps for init, and there is room for %zu: at %s it "
		 "panics, \"%s\"",
		 domain->name, room + kept->beyond, kind, room, text, panic);
	xb_hint(diags, "take %zu of them away, or give those names a dot that programs read from "
		       "/proc/cmdline", kept->beyond);
	free(text);
}

/* Linux keeps this much of its line, the NUL included (COMMAND_LINE_SIZE of asm/setup.h). */
static size_t line_size(const struct xb_boot *boot)
{
	return boot->arch && strcmp(boot->arch, "arm32") == 0 ? 1024 : 2048;
}

static void judge_line(const struct xb_boot *boot, const struct xb_catalog *catalog,
		       const struct xb_domain *domain, struct xb_diags *diags)
{
	struct init init = {
		.variables = {.names = {"HOME", "TERM"}, .own = 2},
		.arguments = {.names = {"init"}, .own = 1},
	};
	size_t own = xb_line_own_count(&domain->line, domain->scope), length = 0;

	for (size_t i = 0; i < domain->line.count; i++) {
		const struct xb_setting *word = &domain->line.words[i];

		length += strlen(word->name) + (word->value ? strlen(word->value) + 1 : 0) + 1;
		if (length > line_size(boot))
			break;
		if (i < own)
			read_word(catalog, domain->scope, word, &init);
		else if (i > own)
			keep(&init.arguments, word, false);
	}
	report(domain, &init.variables, "words with '='", "Too many boot env vars", diags);
	report(domain, &init.arguments, "bare words", "Too many boot init vars", diags);
}

void xb_check_too_many_words(const struct xb_context *context, struct xb_diags *diags)
{
	const struct xb_boot *boot = context->boot;

	for (size_t i = 0; i < boot->domain_count; i++)
		if (boot->domains[i].scope == XB_SCOPE_LINUX)
			judge_line(boot, context->catalog, &boot->domains[i], diags);
}
