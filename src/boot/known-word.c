/* SPDX-License-Identifier: MIT */
#include "xenboot/boot.h"

#include <string.h>

struct xb_known_word xb_known_word(const struct xb_boot *boot, const struct xb_catalog *catalog,
				   enum xb_scope scope, const struct xb_setting *word)
{
	struct xb_known_word known = {.word = word, .scope = scope};

	known.option =
		xb_catalog_find_word(catalog, scope, word->name, boot->arch, &known.negated);
	return known;
}

static bool has_word(const struct xb_line *line, const struct xb_setting *word)
{
	for (size_t i = 0; i < line->count; i++)
		if (&line->words[i] == word)
			return true;
	return false;
}

static const struct xb_domain *domain_with(const struct xb_domain *domains, size_t count,
					   const struct xb_setting *word)
{
	for (size_t i = 0; i < count; i++)
		if (has_word(&domains[i].line, word) || has_word(&domains[i].properties, word))
			return &domains[i];
	return NULL;
}

const struct xb_domain *xb_word_domain(const struct xb_boot *boot, const struct xb_setting *word)
{
	const struct xb_domain *found =
		domain_with(boot->domains, boot->domain_count, word);

	return found ? found : domain_with(boot->later, boot->later_count, word);
}

bool xb_word_is_later(const struct xb_boot *boot, const struct xb_setting *word)
{
	return domain_with(boot->later, boot->later_count, word) != NULL;
}

static void each_word(const struct xb_boot *boot, const struct xb_catalog *catalog,
		      enum xb_scope scope, const struct xb_line *line, xb_word_judge *judge,
		      struct xb_diags *diags)
{
	size_t count = xb_line_own_count(line, scope);

	for (size_t i = 0; i < count; i++) {
		struct xb_known_word known = xb_known_word(boot, catalog, scope, &line->words[i]);

		judge(boot, catalog, &known, diags);
	}
}

void xb_known_words_each(const struct xb_boot *boot, const struct xb_catalog *catalog,
			 xb_word_judge *judge, struct xb_diags *diags)
{
	const struct xb_line *line;
	enum xb_scope scope;

	for (size_t i = 0; (line = xb_boot_line(boot, i, &scope)); i++)
		each_word(boot, catalog, scope, line, judge, diags);
}

/* Xen's words, and the letters of Linux's kstrtobool (lib/kstrtox.c). */
static bool spells(const char *text, bool value)
{
	bool said;

	if (text[0] && !text[1] && strchr("yYnN", text[0]))
		return (text[0] == 'y' || text[0] == 'Y') == value;
	return xb_xen_bool_parse(text, &said) && said == value;
}

static bool has_part(const char *text, const char *part)
{
	size_t length = strlen(part);

	for (const char *at = text; at; at = strchr(at, ',')) {
		at += *at == ',';
		if (strncmp(at, part, length) == 0 && (at[length] == ',' || at[length] == '\0'))
			return true;
	}
	return false;
}

bool xb_known_word_says(const struct xb_known_word *known, const char *value)
{
	const char *text = known->word->value;
	bool yes = strcmp(value, "true") == 0, no = strcmp(value, "false") == 0;

	if (known->negated)
		return no;
	if (!text)
		return yes;
	return has_part(text, value) || ((yes || no) && spells(text, yes));
}

bool xb_xen_says(const struct xb_boot *boot, const char *name, const char *value)
{
	for (size_t i = boot->xen_line.count; i-- > 0;) {
		struct xb_known_word known = {.word = &boot->xen_line.words[i]};
		const char *said = known.word->name;

		known.negated = strncmp(said, "no-", 3) == 0 && strcmp(said + 3, name) == 0;
		if (known.negated || strcmp(said, name) == 0)
			return xb_known_word_says(&known, value);
	}
	return false;
}

const struct xb_setting *xb_domain_word(const struct xb_boot *boot, const struct xb_catalog *catalog,
					const struct xb_domain *domain, const char *name)
{
	for (size_t i = domain->properties.count; i-- > 0;) {
		const struct xb_setting *word = &domain->properties.words[i];
		const struct xb_option *option =
			xb_catalog_find(catalog, XB_SCOPE_DOMAIN, word->name, boot->arch);

		if (option && strcmp(option->name.text, name) == 0)
			return word;
	}
	return NULL;
}

bool xb_domain_says(const struct xb_boot *boot, const struct xb_catalog *catalog,
		    const struct xb_domain *domain, const char *name, const char *value)
{
	const struct xb_known_word known = {.word = xb_domain_word(boot, catalog, domain, name)};

	return known.word && xb_known_word_says(&known, value);
}

char *xb_word_text(const struct xb_setting *word)
{
	return word->value ? xb_format("%s=%s", word->name, word->value) : xb_strdup(word->name);
}

bool xb_known_word_is_absent(const struct xb_known_word *known)
{
	const struct xb_option *option = known->option;

	return option && option->form.text &&
	       strcmp(option->form.text, xb_property_forms[XB_PROPERTY_FLAG]) == 0 &&
	       xb_known_word_says(known, "false");
}
