/* SPDX-License-Identifier: MIT */
/*
 * The grammar engine of option values. The first line of the input is a grammar, the rest a value.
 * The value is also judged by options of every type, whose messages must hold together.
 */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "model/grammar.h"
#include "model/option.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whatever is said of a match, it is about this value. */
static void check_match(const struct xb_grammar *grammar, const char *value)
{
	size_t reached = SIZE_MAX, steps = SIZE_MAX;
	bool fits = xb_grammar_match_counted(grammar, value, &reached, &steps);

	assert(reached <= strlen(value));
	assert(steps <= XB_GRAMMAR_STEPS_MAX);
	assert(!fits || reached == strlen(value));
}

static void try_grammar(const char *text, const char *value)
{
	char *error = NULL;
	struct xb_grammar *grammar = xb_grammar_compile(text, &error);

	assert((grammar == NULL) == (error != NULL));
	if (grammar) {
		check_match(grammar, value);
		check_match(grammar, "");
		assert(strcmp(xb_grammar_text(grammar), text) == 0);
	}
	free(error);
	xb_grammar_free(grammar);
}

static struct xb_choice choices[] = {{.value = {.text = "trap"}}, {.value = {.text = "native"}}};

static const struct xb_option options[] = {
    {.type = {.text = "bool"}},
    {.type = {.text = "bool"}, .scope = XB_SCOPE_LINUX},
    {.type = {.text = "int"}, .min = {.value = 1, .given = true}},
    {.type = {.text = "int"},
     .grammar = {.text = "0|<int 100..500000>"},
     .min = {.value = 100, .given = true},
     .max = {.value = 500000, .given = true}},
    {.type = {.text = "size"}},
    {.type = {.text = "size"}, .min = {.value = 4 << 20, .given = true}},
    {.type = {.text = "enum"}, .choices = choices, .choice_count = 2},
    {.type = {.text = "list"}, .choices = choices, .choice_count = 2},
    {.type = {.text = "list"},
     .grammar = {.text = "(<bool>|[no-](force|debug)|quarantine=scratch-page),..."}},
    {.type = {.text = "string"}, .grammar = {.text = "/<string>|<word>[:<string>]"}},
    {.type = {.text = "string"}},
    {.type = {.text = "string"}, .scope = XB_SCOPE_LINUX},
};

static void try_option(struct xb_option option, const char *value)
{
	struct xb_diags diags = {0};
	char *problem, *hint;
	bool fits;

	option.name.text = "option";
	if (!xb_option_compile(&option, &diags))
		abort();
	fits = xb_option_judge(&option, value, &problem, &hint);
	assert(fits == (problem == NULL));
	assert(!fits || hint == NULL);
	free(problem);
	free(hint);
	xb_option_release(&option);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = xb_strndup((const char *)data, size);
	char *line_end = strchr(text, '\n');
	const char *value = line_end ? line_end + 1 : "";
	uint64_t bytes;

	if (line_end)
		*line_end = '\0';
	try_grammar(text, value);
	for (size_t i = 0; i < XB_COUNT(options); i++)
		try_option(options[i], value);
	xb_xen_size_parse(value, &bytes);
	free(text);
	return 0;
}
