/* SPDX-License-Identifier: MIT */
#include "ui/log.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct ui_log *ui_log_new(void)
{
	struct ui_log *log = xb_alloc(sizeof(*log));

	log->path = xb_strdup("");
	return log;
}

void ui_log_free(struct ui_log *log)
{
	if (!log)
		return;
	xb_diagnosis_free(log->diagnosis);
	xb_symptoms_free(log->symptoms);
	free(log->path);
	free(log);
}

/* ---- Reading ----------------------------------------------------------------------------------- */

/* A file on its way through: what lies before LEFT reaches zero is counted, the rest is read. */
struct source {
	struct xb_reading *reading;
	uint64_t left;
	size_t skipped;
};

static void take(struct source *source, const char *bytes, size_t length)
{
	size_t over = source->left < length ? (size_t)source->left : length;

	for (size_t i = 0; i < over; i++)
		source->skipped += bytes[i] == '\n';
	source->left -= over;
	if (length > over)
		xb_reading_add(source->reading, bytes + over, length - over);
}

/* 0, or why not as xb_file_error has it. A file that grows meanwhile is read as far as it was long. */
static int pass(const char *path, struct source *source)
{
	char bytes[65536];
	uint64_t size, all;
	ssize_t got = 0;
	int fd, error = xb_file_open(path, &fd, &size);

	if (error)
		return error;
	source->left = size > UI_LOG_BYTES ? size - UI_LOG_BYTES : 0;
	for (all = 0; all < size && (got = read(fd, bytes, sizeof(bytes))) > 0; all += (uint64_t)got)
		take(source, bytes, (size_t)got);
	error = got < 0 ? errno : 0;
	close(fd);
	return error;
}

/* False: *why. */
static bool load_symptoms(struct ui_log *log, struct xb_data *data, char **why)
{
	struct xb_diags diags = {0};

	if (!log->symptoms)
		log->symptoms = xb_symptoms_load(data, &diags);
	if (!log->symptoms)
		*why = xb_strdup(diags.count ? diags.items[0].message : "the symptoms cannot be read");
	xb_diags_clear(&diags);
	return log->symptoms != NULL;
}

bool ui_log_read(struct ui_log *log, struct xb_data *data, const struct xb_boot *profile, const char *path,
		 char **why)
{
	struct source source = {0};
	int error;

	if (!load_symptoms(log, data, why))
		return false;
	source.reading = xb_reading_new(log->symptoms);
	xb_reading_profile(source.reading, profile);
	error = pass(path, &source);
	if (error) {
		*why = xb_format("cannot read %s: %s", path, xb_file_error(error));
	} else {
		char *kept = xb_strdup(path);

		xb_diagnosis_free(log->diagnosis);
		log->diagnosis = xb_reading_conclude(source.reading);
		log->skipped = source.skipped;
		free(log->path);
		log->path = kept;
	}
	xb_reading_free(source.reading);
	return !error;
}

/* ---- What it shows ----------------------------------------------------------------------------- */

static const struct xb_finding *first_fault(const struct xb_diagnosis *diagnosis)
{
	for (size_t i = 0; i < diagnosis->fault_count; i++)
		if (xb_finding_is_fault(&diagnosis->faults[i]))
			return &diagnosis->faults[i];
	return NULL;
}

const char *ui_log_verdict(const struct ui_log *log)
{
	const struct xb_diagnosis *diagnosis = log->diagnosis;
	const struct xb_finding *fault = diagnosis ? first_fault(diagnosis) : NULL;

	if (!diagnosis)
		return "none read";
	if (fault)
		return fault->means;
	if (diagnosis->excerpt)
		return "an excerpt, without a fault";
	return diagnosis->last.symptom ? diagnosis->last.means : "no log of a boot";
}

size_t ui_log_line(const struct ui_log *log, size_t line)
{
	return log->skipped + line;
}
