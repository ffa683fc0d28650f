/* SPDX-License-Identifier: MIT */
/* A log against the symptoms: what was seen, and what of it counts. */
#include "xenboot/diagnose.h"

#include <stdlib.h>
#include <string.h>

#include "diagnose/log-line.h"
#include "diagnose/matcher.h"

struct reading {
	struct xb_diagnosis *diagnosis;
	struct xb_finding *seen; /* one for each symptom, by its place in the list */
	struct xb_matcher *matchers;
	size_t count;
};

static void note_line(struct reading *reading, struct xb_finding *finding,
		      const struct xb_matcher *matcher, const struct xb_log_reader *log,
		      const regmatch_t *caught)
{
	struct xb_arena *arena = &reading->diagnosis->arena;
	const struct xb_symptom *symptom = matcher->symptom;
	struct xb_buf means = {0};

	if (finding->times++)
		return;
	xb_put_caught(&means, symptom->means.text ? symptom->means.text : "", log->text.data,
		      caught);
	finding->symptom = symptom;
	finding->line = log->line;
	finding->text = xb_arena_strndup(arena, log->text.data, log->text.length);
	finding->means = xb_arena_strndup(arena, means.data ? means.data : "", means.length);
	xb_buf_clear(&means);
}

/* Stages may be passed twice, after a reset: the one reached last counts. */
static void reach(struct xb_diagnosis *diagnosis, const struct xb_finding *finding, size_t line)
{
	diagnosis->last = *finding;
	diagnosis->last_line = line;
}

static void read_line(struct reading *reading, const struct xb_log_reader *log)
{
	const struct xb_finding *stage = NULL;

	for (size_t i = 0; i < reading->count; i++) {
		const struct xb_matcher *matcher = &reading->matchers[i];
		regmatch_t caught[XB_CAUGHT_MAX];

		if (!xb_matcher_finds(matcher, log->text.data, caught))
			continue;
		note_line(reading, &reading->seen[i], matcher, log, caught);
		if (matcher->symptom->kind == XB_SYMPTOM_STAGE &&
		    (!stage || matcher->symptom->order.value > stage->symptom->order.value))
			stage = &reading->seen[i];
	}
	if (stage)
		reach(reading->diagnosis, stage, log->line);
}

static int by_line(const void *a, const void *b)
{
	const struct xb_finding *left = a, *right = b;

	return (left->line > right->line) - (left->line < right->line);
}

static void add_fault(struct xb_diagnosis *diagnosis, const struct xb_finding *finding)
{
	diagnosis->faults = xb_grow(diagnosis->faults, &diagnosis->fault_capacity,
				    diagnosis->fault_count, sizeof(*diagnosis->faults));
	diagnosis->faults[diagnosis->fault_count++] = *finding;
}

/* What merely says that something failed is left out behind what says what. */
static void drop_consequences(struct xb_diagnosis *diagnosis)
{
	size_t kept = 0;
	bool named = false;

	for (size_t i = 0; i < diagnosis->fault_count; i++)
		named |= diagnosis->faults[i].symptom->kind == XB_SYMPTOM_FAULT;
	for (size_t i = 0; i < diagnosis->fault_count; i++)
		if (!named || diagnosis->faults[i].symptom->kind == XB_SYMPTOM_FAULT)
			diagnosis->faults[kept++] = diagnosis->faults[i];
	diagnosis->fault_count = kept;
}

static void choose(struct reading *reading)
{
	struct xb_diagnosis *diagnosis = reading->diagnosis;

	for (size_t i = 0; i < reading->count; i++)
		if (reading->seen[i].times &&
		    reading->seen[i].symptom->kind != XB_SYMPTOM_STAGE)
			add_fault(diagnosis, &reading->seen[i]);
	if (diagnosis->fault_count)
		qsort(diagnosis->faults, diagnosis->fault_count, sizeof(*diagnosis->faults),
		      by_line);
	drop_consequences(diagnosis);
	diagnosis->silent = !diagnosis->fault_count &&
			    (!diagnosis->last.symptom || diagnosis->last.symptom->cause.text);
}

struct xb_diagnosis *xb_diagnose(const struct xb_symptom_list *symptoms, const char *log,
				 size_t length)
{
	struct reading reading = {.diagnosis = xb_alloc(sizeof(*reading.diagnosis)),
				  .seen = xb_alloc((symptoms->count + 1) * sizeof(*reading.seen)),
				  .matchers = xb_matchers_new(symptoms),
				  .count = symptoms->count};
	struct xb_log_reader reader = {.at = log, .end = log + length};

	while (xb_log_next(&reader))
		read_line(&reading, &reader);
	reading.diagnosis->lines = reader.line;
	choose(&reading);
	xb_buf_clear(&reader.text);
	xb_matchers_free(reading.matchers, reading.count);
	free(reading.seen);
	return reading.diagnosis;
}

void xb_diagnosis_free(struct xb_diagnosis *diagnosis)
{
	if (!diagnosis)
		return;
	free(diagnosis->faults);
	xb_arena_clear(&diagnosis->arena);
	free(diagnosis);
}
