/* SPDX-License-Identifier: MIT */
/* A log against the symptoms: its boots, and what was seen in each. */
#include "xenboot/diagnose.h"

#include <stdlib.h>
#include <string.h>

#include "diagnose/log-line.h"
#include "diagnose/matcher.h"
#include "diagnose/reading.h"

struct reading {
	struct xb_diagnosis *diagnosis;
	const struct xb_symptom_list *symptoms;
	struct xb_matcher *matchers;
	size_t *found_at; /* by the same places: the last line that shows the symptom; 0: none */
	size_t count;
	struct boot now, before;
	struct xb_finding *wants_next; /* its text goes on in the next line */
};
/* A line, or two halves of one. */
struct text {
	const char *data;
	size_t length, line;
};

/* ---- Boots --------------------------------------------------------------------------------- */

static void boot_init(struct boot *boot, size_t count)
{
	*boot = (struct boot){.seen = xb_alloc((count + 1) * sizeof(*boot->seen)),
			      .guest = xb_alloc((count + 1) * sizeof(*boot->guest))};
}

static void boot_clear(struct boot *boot)
{
	free(boot->seen);
	free(boot->guest);
	xb_buf_clear(&boot->unknown);
}

/* A boot that was cut off within U-Boot says less than a fault of the one before it. */
static bool now_counts(const struct reading *reading)
{
	const struct xb_symptom *stage = reading->now.last.symptom;

	return (stage && stage->order.value >= XB_ORDER_STARTED) ||
	       boot_has_fault(&reading->now, reading->count) ||
	       !boot_has_fault(&reading->before, reading->count);
}

static void begin_boot(struct reading *reading, size_t line)
{
	if (now_counts(reading)) {
		struct boot old = reading->before;

		reading->before = reading->now;
		reading->now = old;
	}
	boot_clear(&reading->now);
	boot_init(&reading->now, reading->count);
	reading->now.first_line = line;
	reading->wants_next = NULL;
	reading->diagnosis->boots++;
}

/* Does the stage of SYMPTOM belong to a boot after the present one? */
static bool is_of_next_boot(const struct boot *boot, const struct xb_symptom *symptom)
{
	return boot->last.symptom && symptom->order.value <= boot->last.symptom->order.value &&
	       (symptom->boot == XB_BOOT_BEGINS ||
		(boot->ended && symptom->boot != XB_BOOT_ENDS));
}

/* ---- Lines --------------------------------------------------------------------------------- */

static char *copy_text(struct xb_arena *arena, const struct text *text)
{
	size_t length = text->length;

	while (length && text->data[length - 1] == ' ')
		length--;
	return xb_arena_strndup(arena, text->data, length);
}

/* TEXT of a symptom with what its pattern caught; NULL where there is none. */
static char *put_in(struct xb_arena *arena, const struct xb_text *text, const char *line,
		    const regmatch_t *caught)
{
	struct xb_buf out = {0};
	char *result;

	if (!text->text)
		return NULL;
	xb_put_caught(&out, text->text, line, caught);
	result = xb_arena_strndup(arena, out.data ? out.data : "", out.length);
	xb_buf_clear(&out);
	return result;
}

static void note(struct reading *reading, struct xb_finding *finding,
		 const struct xb_symptom *symptom, const struct text *text,
		 const regmatch_t *caught)
{
	struct xb_arena *arena = &reading->diagnosis->arena;
	const struct xb_buf *unknown = &reading->now.unknown;

	finding->last_line = text->line;
	if (finding->times++)
		return;
	finding->symptom = symptom;
	finding->line = text->line;
	finding->text = copy_text(arena, text);
	finding->means = put_in(arena, &symptom->means, text->data, caught);
	if (!finding->means)
		finding->means = xb_arena_strndup(arena, "", 0);
	finding->cause = put_in(arena, &symptom->cause, text->data, caught);
	finding->cure = put_in(arena, &symptom->cure, text->data, caught);
	finding->guest = xb_log_guest(text->data, (size_t)caught[0].rm_so);
	if (symptom->kind == XB_SYMPTOM_CONSEQUENCE && unknown->length)
		finding->before = xb_arena_strndup(arena, unknown->data, unknown->length);
	if (symptom->next.value)
		reading->wants_next = finding;
}

/* What was a fault only as long as the stage at INDEX did not come. */
static void forget_what_is_over(struct reading *reading, size_t index)
{
	for (size_t i = 0; i < reading->count; i++) {
		const struct xb_symptom_links *until = &reading->symptoms->items[i].until;

		for (size_t k = 0; k < until->names.count; k++)
			if (until->at[k] == index)
				reading->now.seen[i] = (struct xb_finding){0};
	}
}

/* The farthest stage counts, not the last: dom0 may print Xen's log or its own once more. */
static void reach(struct reading *reading, size_t index, const struct text *text)
{
	struct boot *boot = &reading->now;
	const struct xb_finding *stage = &boot->seen[index];

	forget_what_is_over(reading, index);
	boot->spoken |= stage->symptom->order.value > XB_ORDER_STARTED;
	if (!stage->symptom->cause.text)
		boot->up_line = text->line;
	if (boot->last.symptom &&
	    boot->last.symptom->order.value > stage->symptom->order.value)
		return;
	boot->last = *stage;
	boot->last.text = copy_text(&reading->diagnosis->arena, text);
	boot->last_line = text->line;
}

/* How many of LINKS are seen in the present boot. */
static size_t count_seen(const struct boot *boot, const struct xb_symptom_links *links)
{
	size_t count = 0;

	for (size_t i = 0; i < links->names.count; i++)
		count += boot->seen[links->at[i]].times > 0;
	return count;
}

static void found_stage(struct reading *reading, size_t index, const struct text *text,
			const regmatch_t *caught)
{
	const struct xb_symptom *symptom = reading->matchers[index].symptom;

	if (is_of_next_boot(&reading->now, symptom))
		begin_boot(reading, text->line);
	if (count_seen(&reading->now, &symptom->after) < symptom->after.names.count ||
	    count_seen(&reading->now, &symptom->unless))
		return;
	note(reading, &reading->now.seen[index], symptom, text, caught);
	reach(reading, index, text);
}

static void found(struct reading *reading, size_t index, const struct text *text,
		  const regmatch_t *caught)
{
	const struct xb_symptom *symptom = reading->matchers[index].symptom;
	bool guest = xb_log_guest(text->data, (size_t)caught[0].rm_so) > 0;

	if (guest && symptom->kind != XB_SYMPTOM_STAGE)
		note(reading, &reading->now.guest[index], symptom, text, caught);
	if (guest)
		return;
	if (symptom->kind == XB_SYMPTOM_STAGE)
		found_stage(reading, index, text, caught);
	else
		note(reading, &reading->now.seen[index], symptom, text, caught);
	reading->now.ended |= symptom->boot == XB_BOOT_ENDS;
}

/* A panic says in the line behind it what it is about. */
static void complete(struct reading *reading, const struct xb_buf *line)
{
	struct xb_finding *finding = reading->wants_next;
	const char *rest = line->data + strspn(line->data, " ");

	if (!finding)
		return;
	if (strstr(rest, "(XEN)"))
		rest = strstr(rest, "(XEN)") + 5;
	rest += strspn(rest, " *");
	if (!*rest)
		return;
	finding->text = xb_arena_format(&reading->diagnosis->arena, "%s %s", finding->text,
					rest);
	reading->wants_next = NULL;
}

/* May whoever prints SYMPTOM have written the line of SPEAKER? A kernel's lines are not Xen's, and
 * U-Boot is gone when Xen or a kernel has spoken, but for the first words of the next boot. */
static bool may_say(const struct boot *boot, const struct xb_matcher *matcher,
		    enum xb_speaker speaker)
{
	if (matcher->speaker == XB_SPEAKER_XEN)
		return speaker != XB_SPEAKER_LINUX;
	if (matcher->speaker == XB_SPEAKER_LINUX)
		return true;
	return speaker == XB_SPEAKER_ANY &&
	       (!boot->spoken || boot->ended || matcher->symptom->boot == XB_BOOT_BEGINS);
}

/* Evidence is looked for once in a boot. */
static bool is_awaited(const struct reading *reading, const struct xb_symptom *symptom,
		       size_t index)
{
	return symptom->kind != XB_SYMPTOM_EVIDENCE || !reading->now.seen[index].times;
}

static bool holds(const struct boot *boot, const struct xb_symptom *symptom, const char *text,
		  const regmatch_t *caught)
{
	return !symptom->test.text || caught[1].rm_so < 0 ||
	       banks_miss(&boot->banks, strtoull(text + caught[1].rm_so, NULL, 16));
}

/* SEAM: where the second of two halves begins; then only what spans both is new. 0: a line. Returns
 * whether one was found that says something by itself. */
static bool look(struct reading *reading, size_t line, const struct xb_buf *buf, size_t seam)
{
	const struct text text = {buf->data, buf->length, seam ? line - 1 : line};
	enum xb_speaker speaker = xb_log_speaker(text.data);
	struct xb_pairs pairs;
	bool any = false;

	xb_pairs_of(text.data, &pairs);
	for (size_t i = 0; i < reading->count; i++) {
		struct xb_matcher *matcher = &reading->matchers[i];
		regmatch_t caught[XB_CAUGHT_MAX];

		if (seam && reading->found_at[i] >= text.line)
			continue;
		if (!may_say(&reading->now, matcher, speaker) ||
		    !is_awaited(reading, matcher->symptom, i) ||
		    !xb_matcher_finds(matcher, text.data, &pairs, caught) ||
		    !holds(&reading->now, matcher->symptom, text.data, caught))
			continue;
		if (seam && ((size_t)caught[0].rm_so >= seam || (size_t)caught[0].rm_eo <= seam))
			continue;
		reading->found_at[i] = line;
		found(reading, i, &text, caught);
		any |= matcher->symptom->kind != XB_SYMPTOM_EVIDENCE;
	}
	return any;
}

/* What a line tells beside symptoms; KNOWN: it showed one. */
static void remember(struct boot *boot, const char *line, bool known)
{
	enum xb_speaker speaker = xb_log_speaker(line);
	const char *words = xb_log_xen_words(line);

	boot->spoken |= speaker != XB_SPEAKER_ANY;
	if (!words)
		return;
	banks_read(&boot->banks, line);
	if (!boot->release)
		boot->release = xb_log_release(words);
	if (known || !*words || xb_log_guest(line, strlen(line)))
		return;
	boot->unknown.length = 0;
	xb_buf_puts(&boot->unknown, words);
}

static void read_line(struct reading *reading, const struct xb_log_reader *log,
		      struct xb_buf *joined)
{
	bool known;

	complete(reading, &log->text);
	known = look(reading, log->line, &log->text, 0);
	remember(&reading->now, log->text.data, known);
	command_lines_read(&reading->now.lines, log->text.data, log->line,
			   &reading->diagnosis->arena);
	for (int intruded = 0; intruded < 2; intruded++) {
		size_t seam = xb_log_join(log, intruded, joined);

		if (seam)
			look(reading, log->line, joined, seam);
	}
}

/* ---- The whole ----------------------------------------------------------------------------------- */

static void read_all(struct reading *reading, const char *log, size_t length)
{
	struct xb_log_reader reader;
	struct xb_buf joined = {0};

	xb_log_start(&reader, log, length);
	while (xb_log_next(&reader))
		read_line(reading, &reader, &joined);
	reading->diagnosis->lines = reader.line;
	xb_log_clear(&reader);
	xb_buf_clear(&joined);
}

struct xb_diagnosis *xb_diagnose(const struct xb_symptom_list *symptoms, const char *log,
				 size_t length)
{
	size_t count = symptoms->count;
	struct reading reading = {.diagnosis = xb_alloc(sizeof(*reading.diagnosis)),
				  .symptoms = symptoms,
				  .matchers = xb_matchers_new(symptoms),
				  .found_at = xb_alloc((count + 1) * sizeof(*reading.found_at)),
				  .count = count};

	boot_init(&reading.now, count);
	boot_init(&reading.before, count);
	reading.now.first_line = 1;
	reading.diagnosis->boots = 1;
	read_all(&reading, log, length);
	boot_conclude(now_counts(&reading) ? &reading.now : &reading.before, symptoms,
		      reading.diagnosis);
	boot_clear(&reading.now);
	boot_clear(&reading.before);
	xb_matchers_free(reading.matchers, count);
	free(reading.found_at);
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
