/* SPDX-License-Identifier: MIT */
/* What was seen in a boot, and what of it counts. */
#include <stdlib.h>

#include "diagnose/reading.h"

bool xb_finding_is_fault(const struct xb_finding *finding)
{
	return !finding->passed && (finding->symptom->kind == XB_SYMPTOM_FAULT ||
				    finding->symptom->kind == XB_SYMPTOM_CONSEQUENCE);
}

/* ---- One symptom ------------------------------------------------------------------------------ */

static bool fits_release(const struct xb_symptom *symptom, unsigned release)
{
	if (symptom->to.text && (!release || release > xb_release_number(symptom->to.text)))
		return false;
	return !symptom->from.text || !release ||
	       release >= xb_release_number(symptom->from.text);
}

/* Rows may hang on rows that hang on others, but not without end. */
#define DEPTH_MAX 4

static bool has_evidence(const struct boot *boot, const struct xb_finding *finding, unsigned depth)
{
	const struct xb_symptom *symptom = finding->symptom;

	if (!finding->times || depth > DEPTH_MAX || !fits_release(symptom, boot->release))
		return false;
	for (size_t i = 0; i < symptom->after.names.count; i++) {
		const struct xb_finding *other = &boot->seen[symptom->after.at[i]];

		if (other->line > finding->line || !has_evidence(boot, other, depth + 1))
			return false;
	}
	for (size_t i = 0; i < symptom->unless.names.count; i++)
		if (has_evidence(boot, &boot->seen[symptom->unless.at[i]], depth + 1))
			return false;
	return true;
}

/* FINDING with what the lines behind it made of it; no symptom: it is not to be shown. */
static struct xb_finding settle(const struct boot *boot, const struct xb_finding *finding)
{
	struct xb_finding result = *finding;

	if (!has_evidence(boot, finding, 0) || finding->symptom->kind == XB_SYMPTOM_STAGE ||
	    finding->symptom->kind == XB_SYMPTOM_EVIDENCE)
		return (struct xb_finding){0};
	result.passed = !finding->guest && finding->line < boot->up_line &&
			!finding->symptom->stays.value;
	return result;
}

bool boot_has_fault(const struct boot *boot, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct xb_finding *both[] = {&boot->seen[i], &boot->guest[i]};

		for (size_t k = 0; k < 2; k++) {
			struct xb_finding finding = settle(boot, both[k]);

			if (finding.symptom && xb_finding_is_fault(&finding))
				return true;
		}
	}
	return false;
}

/* ---- All of them ------------------------------------------------------------------------------ */

static int by_line(const void *a, const void *b)
{
	const struct xb_finding *left = a, *right = b;

	return (left->line > right->line) - (left->line < right->line);
}

static void add_finding(struct xb_diagnosis *diagnosis, const struct xb_finding *finding)
{
	diagnosis->faults = xb_grow(diagnosis->faults, &diagnosis->fault_capacity,
				    diagnosis->fault_count, sizeof(*diagnosis->faults));
	diagnosis->faults[diagnosis->fault_count++] = *finding;
}

static void collect(const struct boot *boot, size_t count, struct xb_diagnosis *diagnosis)
{
	for (size_t i = 0; i < count; i++) {
		const struct xb_finding *both[] = {&boot->seen[i], &boot->guest[i]};

		for (size_t k = 0; k < 2; k++) {
			struct xb_finding finding = settle(boot, both[k]);

			if (finding.symptom)
				add_finding(diagnosis, &finding);
		}
	}
	if (diagnosis->fault_count)
		qsort(diagnosis->faults, diagnosis->fault_count, sizeof(*diagnosis->faults),
		      by_line);
}

/*
 * Does LEFT tell more than RIGHT, which merely says that something failed? A fault does; of two
 * consequences the first, which is nearer to the cause; a panic's head tells least.
 */
static bool explains(const struct xb_finding *left, const struct xb_finding *right)
{
	if (left == right || left->guest != right->guest || (left->passed && !right->passed) ||
	    right->symptom->kind != XB_SYMPTOM_CONSEQUENCE)
		return false;
	if (left->symptom->kind != XB_SYMPTOM_CONSEQUENCE)
		return left->symptom->kind == XB_SYMPTOM_FAULT;
	if (left->symptom->next.value != right->symptom->next.value)
		return right->symptom->next.value;
	return left < right;
}

static bool is_explained(const struct xb_diagnosis *diagnosis, const struct xb_finding *finding)
{
	for (size_t i = 0; i < diagnosis->fault_count; i++)
		if (explains(&diagnosis->faults[i], finding))
			return true;
	return false;
}

/* What explains one is dropped only for what explains both. */
static void drop_consequences(struct xb_diagnosis *diagnosis)
{
	struct xb_finding *kept = xb_alloc((diagnosis->fault_count + 1) * sizeof(*kept));
	size_t count = 0;

	for (size_t i = 0; i < diagnosis->fault_count; i++)
		if (!is_explained(diagnosis, &diagnosis->faults[i]))
			kept[count++] = diagnosis->faults[i];
	free(diagnosis->faults);
	diagnosis->faults = kept;
	diagnosis->fault_count = count;
}

static bool was_got_over(const struct boot *boot, const struct xb_finding *finding)
{
	const struct xb_symptom_links *retried = &finding->symptom->retried;

	for (size_t i = 0; i < retried->names.count; i++)
		if (boot->seen[retried->at[i]].last_line > finding->line)
			return true;
	return false;
}

/* A load that failed is why Xen or dom0 failed; where they did not, another load stood in for it. */
static void drop_retried(const struct boot *boot, struct xb_diagnosis *diagnosis)
{
	size_t kept = 0;

	if (!boot->spoken)
		return;
	for (size_t i = 0; i < diagnosis->fault_count; i++)
		if (xb_finding_is_fault(&diagnosis->faults[i]) &&
		    !was_got_over(boot, &diagnosis->faults[i]))
			return;
	for (size_t i = 0; i < diagnosis->fault_count; i++)
		if (!was_got_over(boot, &diagnosis->faults[i]))
			diagnosis->faults[kept++] = diagnosis->faults[i];
	diagnosis->fault_count = kept;
}

void boot_conclude(const struct boot *boot, const struct xb_symptom_list *symptoms,
		   struct xb_diagnosis *diagnosis)
{
	collect(boot, symptoms->count, diagnosis);
	drop_retried(boot, diagnosis);
	drop_consequences(diagnosis);
	diagnosis->last = boot->last;
	diagnosis->last_line = boot->last_line;
	diagnosis->boot_line = boot->first_line;
	diagnosis->commands = boot->lines.found;
	for (size_t i = 0; i < diagnosis->fault_count; i++) {
		const struct xb_finding *finding = &diagnosis->faults[i];

		diagnosis->failed |= xb_finding_is_fault(finding);
		diagnosis->stays |= xb_finding_is_fault(finding) && finding->symptom->stays.value;
	}
	diagnosis->silent = !diagnosis->failed &&
			    (!diagnosis->last.symptom || diagnosis->last.symptom->cause.text);
	diagnosis->excerpt = !diagnosis->last.symptom && boot->spoken;
}
