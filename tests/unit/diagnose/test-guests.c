/* SPDX-License-Identifier: MIT */
/* Every way in which a guest fails is known, and the guest is named: guests.tsv beside this file. */
#include "unit/diags.h"
#include "xenboot/diagnose.h"

#include <stdlib.h>
#include <string.h>

/* What stands for several lines of Xen's; %u is the number of the guest. */
static const struct {
	const char *word;
	const char *lines;
} words[] = {
	{"BANKS", "(XEN) *** LOADING DOMAIN 0 ***\n"
		  "(XEN) BANK[0] 0x00000060000000-0x00000080000000 (512MB)\n"
		  "(XEN) Loading zImage from 0000000048000000 to 0000000060000000-0000000061f6dfc0\n"
		  "(XEN) Loading d0 DTB to 0x0000000068000000-0x0000000068001d57\n"},
	{"GUEST", "(XEN) *** LOADING DOMU cpus=1 memory=0x20000KB ***\n"
		  "(XEN) Loading d%u kernel from boot module @ 0000000058000000\n"
		  "(XEN) Allocating mappings totalling 128MB for d%u:\n"
		  "(XEN) d%u BANK[0] 0x00000040000000-0x00000048000000 (128MB)\n"
		  "(XEN) Loading zImage from 0000000058000000 to 0000000040000000-0000000041f6dfc0\n"
		  "(XEN) Loading d%u DTB to 0x0000000048000000-0x0000000048000581\n"},
	{"DOMU", "(XEN) *** LOADING DOMU cpus=1 memory=0x8000KB ***\n"
		 "(XEN) Loading d%u kernel from boot module @ 0000000058000000\n"},
	{"PANIC", "(XEN) \n(XEN) ****************************************\n(XEN) Panic on CPU 0:\n"},
	{"PANIC-DOM0", "(XEN) *** LOADING DOMAIN 0 ***\n"},
};

/* TEXT with each %u replaced by NUMBER. */
static void put_numbered(struct xb_buf *out, const char *text, unsigned number)
{
	for (; *text; text++) {
		if (strncmp(text, "%u", 2) != 0) {
			xb_buf_putc(out, *text);
			continue;
		}
		xb_buf_printf(out, "%u", number);
		text++;
	}
}

static void put_line(struct xb_buf *log, const char *line, unsigned *guests)
{
	size_t i = 0;

	while (i < XB_COUNT(words) && strcmp(words[i].word, line) != 0)
		i++;
	if (i == XB_COUNT(words)) {
		xb_buf_printf(log, "(XEN) %s\n", line);
		return;
	}
	*guests += strcmp(line, "GUEST") == 0 || strcmp(line, "DOMU") == 0;
	put_numbered(log, words[i].lines, *guests);
}

/* The log of a boot of RELEASE with LINES, which are cut up. */
static char *log_of(const char *release, char *lines)
{
	struct xb_buf log = {0};
	unsigned guests = 0;

	xb_buf_printf(&log, "(XEN) Xen version %s.0 (a@b) (gcc) debug=n\n", release);
	for (char *line = strtok(lines, "|"); line; line = strtok(NULL, "|"))
		put_line(&log, line, &guests);
	return xb_buf_take(&log);
}

/* The names of what is found, and the guest of the last: "1 domU1". */
static void check_found(const struct xb_symptom_list *symptoms, const char *log, const char *want,
			const char *guest)
{
	struct xb_diagnosis *diagnosis = xb_diagnose(symptoms, log, strlen(log));
	const struct xb_finding *last = &diagnosis->last;
	struct xb_buf names = {0}, named = {0};

	for (size_t i = 0; i < diagnosis->fault_count; i++) {
		last = &diagnosis->faults[i];
		xb_buf_printf(&names, "%s%s", i ? " " : "", last->symptom->name.text);
	}
	if (!diagnosis->fault_count)
		xb_buf_printf(&names, "silent after %s", last->symptom->name.text);
	xb_buf_puts(&named, last->guest ? "" : "-");
	if (last->guest)
		xb_buf_printf(&named, "%u", last->guest);
	xb_buf_printf(&named, " %s", last->guest_name ? last->guest_name : "-");
	check_text(log, names.data, want);
	check_text(log, named.data, guest);
	assert_null(strstr(last->means, "\\"));
	assert_true(!last->cure || !strchr(last->cure, '\\'));
	/* A guest that is known is named where one reads. */
	if (last->guest_name)
		assert_non_null(strstr(last->means, last->guest_name));
	xb_buf_clear(&names);
	xb_buf_clear(&named);
	xb_diagnosis_free(diagnosis);
}

static void check_row(const struct xb_symptom_list *symptoms, char *line)
{
	char *fields[4] = {line};

	for (size_t i = 1; i < XB_COUNT(fields); i++) {
		fields[i] = strchr(fields[i - 1], '\t');
		assert_non_null(fields[i]);
		*fields[i]++ = '\0';
	}
	char *log = log_of(fields[0], fields[3]);

	check_found(symptoms, log, fields[1], fields[2]);
	free(log);
}

static void read_rows(struct xb_buf *out)
{
	const char *sources = getenv("srcdir");
	char *path = xb_format("%s/tests/unit/diagnose/guests.tsv", sources ? sources : ".");

	if (xb_file_read(path, 1 << 20, out) != 0)
		fail_msg("%s cannot be read: run this from the top of the sources", path);
	free(path);
}

static void every_failure_names_its_guest(void **state)
{
	struct xb_data *data = xb_data_new(NULL, NULL);
	struct xb_diags diags = {0};
	struct xb_symptom_list *symptoms = xb_symptoms_load(data, &diags);
	struct xb_buf file = {0};
	size_t count = 0;

	(void)state;
	check_diags("symptoms", &diags, "");
	read_rows(&file);
	for (char *line = file.data, *end; *line; line = end) {
		end = strchr(line, '\n');
		*end++ = '\0';
		if (line[0] == '#')
			continue;
		check_row(symptoms, line);
		count++;
	}
	assert_true(count > 70);
	xb_buf_clear(&file);
	xb_symptoms_free(symptoms);
	xb_data_free(data);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_failure_names_its_guest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
