/* SPDX-License-Identifier: MIT */
/* Every text with which Xen panics is known, or left out for a reason: panics.tsv beside this file. */
#include "unit/diags.h"
#include "xenboot/diagnose.h"

#include <stdlib.h>
#include <string.h>

/* What a conversion stands for. */
static const struct {
	char kind;
	const char *sample;
} samples[] = {
	{'d', "0"}, {'x', "1f"}, {'s', "/soc/name"}, {'D', "d0"}, {'V', "d0v0"}, {'%', "%"},
};

enum { REASONS_MAX = 16 };
struct panics {
	struct xb_data *data;
	struct xb_symptom_list *symptoms;
	const char *reasons[REASONS_MAX]; /* their keys */
	bool used[REASONS_MAX];
	size_t reason_count, text_count;
};

static const char *sample_of(char kind)
{
	for (size_t i = 0; i < XB_COUNT(samples); i++)
		if (samples[i].kind == kind)
			return samples[i].sample;
	fail_msg("panics.tsv: a conversion %%%c", kind);
	return NULL;
}

/* TEXT as Xen's console shows it, each line behind (XEN). */
static char *log_of(const char *text)
{
	struct xb_buf log = {0};

	xb_buf_puts(&log, "(XEN) ");
	for (; *text; text++) {
		bool line_end = text[0] == '\\' && text[1] == 'n';

		if (line_end)
			xb_buf_puts(&log, "\n(XEN) ");
		else if (*text == '%')
			xb_buf_puts(&log, sample_of(text[1]));
		else
			xb_buf_putc(&log, *text);
		text += line_end || *text == '%';
	}
	xb_buf_putc(&log, '\n');
	return xb_buf_take(&log);
}

static void check_shown(const struct xb_symptom_list *symptoms, const char *text, const char *want)
{
	char *log = log_of(text);
	struct xb_diagnosis *diagnosis = xb_diagnose(symptoms, log, strlen(log));
	struct xb_buf names = {0};

	for (size_t i = 0; i < diagnosis->fault_count; i++)
		xb_buf_printf(&names, "%s%s", i ? " " : "", diagnosis->faults[i].symptom->name.text);
	check_text(text, names.data ? names.data : "", want);
	xb_buf_clear(&names);
	xb_diagnosis_free(diagnosis);
	free(log);
}

static void use_reason(struct panics *panics, const char *key, const char *text)
{
	for (size_t i = 0; i < panics->reason_count; i++)
		if (strcmp(panics->reasons[i], key) == 0) {
			panics->used[i] = true;
			return;
		}
	fail_msg("panics.tsv: '%s' is left out without a reason", text);
}

static void check_row(struct panics *panics, char *line)
{
	char *second = strchr(line, '\t'), *third = second ? strchr(second + 1, '\t') : NULL;

	assert_non_null(second);
	*second = '\0';
	if (line[0] == '!') {
		assert_true(second[1] && panics->reason_count < REASONS_MAX);
		panics->reasons[panics->reason_count++] = line + 1;
		return;
	}
	assert_non_null(third);
	if (line[0] == '-')
		use_reason(panics, line + 1, third + 1);
	check_shown(panics->symptoms, third + 1, line[0] == '-' ? "" : line);
	panics->text_count++;
}

static void read_texts(struct xb_buf *out)
{
	const char *sources = getenv("srcdir");
	char *path = xb_format("%s/tests/unit/diagnose/panics.tsv", sources ? sources : ".");

	if (xb_file_read(path, 1 << 20, out) != 0)
		fail_msg("%s cannot be read: run this from the top of the sources", path);
	free(path);
}

static void every_panic_is_known(void **state)
{
	struct panics panics = {.data = xb_data_new(NULL, NULL)};
	struct xb_diags diags = {0};
	struct xb_buf file = {0};

	(void)state;
	panics.symptoms = xb_symptoms_load(panics.data, &diags);
	check_diags("symptoms", &diags, "");
	read_texts(&file);
	for (char *line = file.data, *end; *line; line = end) {
		end = strchr(line, '\n');
		*end++ = '\0';
		if (line[0] != '#')
			check_row(&panics, line);
	}
	assert_true(panics.text_count > 400);
	for (size_t i = 0; i < panics.reason_count; i++)
		check_bool(panics.reasons[i], panics.used[i], true);
	xb_buf_clear(&file);
	xb_symptoms_free(panics.symptoms);
	xb_data_free(panics.data);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_panic_is_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
