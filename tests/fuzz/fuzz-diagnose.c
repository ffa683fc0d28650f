/* SPDX-License-Identifier: MIT */
/* Serial logs: what is found lies within the log, in order, and can be shown on any terminal. */
#include <assert.h>
#include <string.h>

#include "xenboot/diagnose.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_plain(const char *text)
{
	for (; *text; text++)
		assert(*text >= 0x20 && *text < 0x7f);
}

static void check_finding(const struct xb_diagnosis *diagnosis, const struct xb_finding *finding)
{
	assert(finding->times >= 1);
	assert(finding->line >= 1 && finding->line <= diagnosis->lines);
	check_plain(finding->text);
	check_plain(finding->means);
}

static void check_faults(const struct xb_diagnosis *diagnosis)
{
	size_t last = diagnosis->boot_line;

	for (size_t i = 0; i < diagnosis->fault_count; i++) {
		const struct xb_finding *fault = &diagnosis->faults[i];

		check_finding(diagnosis, fault);
		assert(fault->symptom->kind != XB_SYMPTOM_STAGE);
		/* A message whose first half stands before the line that begins the boot. */
		assert(fault->line + 1 >= last);
		last = fault->line;
	}
	assert(!diagnosis->failed || diagnosis->fault_count);
	assert(!diagnosis->failed || !diagnosis->silent);
}

/* Where the pieces of a log break off makes no difference. */
static void check_pieces(const struct xb_symptom_list *symptoms, const char *log, size_t size,
			 const struct xb_diagnosis *whole)
{
	struct xb_reading *reading = xb_reading_new(symptoms);
	size_t piece = size ? 1 + (unsigned char)log[0] % 64 : 1;
	struct xb_diagnosis *diagnosis;

	for (size_t at = 0; at < size; at += piece)
		xb_reading_add(reading, log + at, size - at < piece ? size - at : piece);
	diagnosis = xb_reading_conclude(reading);
	xb_reading_free(reading);
	assert(diagnosis->fault_count == whole->fault_count);
	assert(diagnosis->lines == whole->lines && diagnosis->boots == whole->boots);
	for (size_t i = 0; i < whole->fault_count; i++)
		assert(strcmp(diagnosis->faults[i].text, whole->faults[i].text) == 0);
	xb_diagnosis_free(diagnosis);
}

/* Its places are the command lines' own, and it says nothing that makes the boot one that failed. */
static void check_command_lines(const struct xb_diagnosis *diagnosis,
				const struct xb_catalog *catalog)
{
	const struct xb_log_context context = {.name = "log", .catalog = catalog};
	bool came_up = !diagnosis->failed && !diagnosis->silent;
	struct xb_diags diags = {0};

	xb_diagnosis_check(diagnosis, &context, &diags);
	for (size_t i = 0; i < diags.count; i++) {
		assert(diags.items[i].line >= 1 && diags.items[i].line <= diagnosis->lines);
		check_plain(diags.items[i].message);
		assert(!came_up || diags.items[i].severity == XB_NOTE);
	}
	xb_diags_clear(&diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct xb_data *shipped;
	static struct xb_symptom_list *symptoms;
	static struct xb_catalog *catalog;
	struct xb_diagnosis *diagnosis;

	if (!symptoms) {
		struct xb_diags diags = {0};

		shipped = xb_data_new(NULL, NULL);
		symptoms = xb_symptoms_load(shipped, &diags);
		catalog = xb_catalog_load(shipped, &diags);
		assert(symptoms && catalog);
	}
	diagnosis = xb_diagnose(symptoms, (const char *)data, size);
	assert(diagnosis->boots >= 1 && diagnosis->boots <= diagnosis->lines + 1);
	assert(diagnosis->boot_line <= diagnosis->lines + 1);
	check_faults(diagnosis);
	if (diagnosis->last.symptom)
		check_finding(diagnosis, &diagnosis->last);
	check_pieces(symptoms, (const char *)data, size, diagnosis);
	check_command_lines(diagnosis, catalog);
	xb_diagnosis_free(diagnosis);
	return 0;
}
