/* SPDX-License-Identifier: MIT */
/* A log against the symptoms: its boots, and what was seen in each. */
#include "xenboot/diagnose.h"

#include <stdlib.h>
#include <string.h>

#include "diagnose/log-line.h"
#include "diagnose/matcher.h"
#include "diagnose/reading.h"

struct xb_reading {
	const struct xb_symptom_list *symptoms;
	struct xb_matchers *matchers;
	uint64_t *may;    /* the rows that a line may match */
	size_t *found_at; /* by the symptoms' places: the last line that shows one; 0: none */
	size_t count;     /* of the symptoms */
	struct boot now, before;
	size_t boots;
	struct sighting *wants_next; /* its text goes on in the next line */
	const struct xb_boot *profile; /* whose guests these may be; or NULL */
	struct xb_log_reader log;
	struct xb_buf joined;
};
/* A line, or two halves of one. */
struct text {
	const char *data;
	size_t length, line;
};

/* ---- Boots --------------------------------------------------------------------------------- */

/* A boot that was cut off within U-Boot says less than a fault of the one before it. */
static bool now_counts(const struct xb_reading *reading)
{
	const struct xb_symptom *stage = reading->now.last.symptom;

	return (stage && stage->order.value >= XB_ORDER_STARTED) ||
	       boot_has_fault(&reading->now, reading->count) ||
	       !boot_has_fault(&reading->before, reading->count);
}

static void begin_boot(struct xb_reading *reading, size_t line)
{
	if (now_counts(reading)) {
		struct boot old = reading->before;

		reading->before = reading->now;
		reading->now = old;
	}
	boot_reset(&reading->now, reading->count);
	reading->now.first_line = line;
	reading->wants_next = NULL;
	reading->boots++;
}

/* Does the stage of SYMPTOM belong to a boot after the present one? */
static bool is_of_next_boot(const struct boot *boot, const struct xb_symptom *symptom)
{
	return boot->last.symptom && symptom->order.value <= boot->last.symptom->order.value &&
	       (symptom->boot == XB_BOOT_BEGINS ||
		(boot->ended && symptom->boot != XB_BOOT_ENDS));
}

/* ---- Lines --------------------------------------------------------------------------------- */

static void set_text(struct xb_buf *out, const char *text, size_t length)
{
	out->length = 0;
	xb_buf_add(out, text, length);
	xb_buf_puts(out, ""); /* data, of an empty line as well */
}

/* The guest that Xen means by SYMPTOM; what the line calls it is kept. A log that begins behind Xen's first
 * lines does not tell which one it is. */
static unsigned guest_meant(struct boot *boot, const struct xb_symptom *symptom,
			    const struct text *text, const regmatch_t *caught)
{
	bool known = boot->guests.now || boot->last.symptom;
	unsigned guest = known ? guests_meant(&boot->guests, symptom->guest) : 0;
	uint64_t group = symptom->names.value;

	if (group && group < XB_CAUGHT_MAX && caught[group].rm_so >= 0)
		guests_name(&boot->guests, guest, text->data + caught[group].rm_so,
			    (size_t)(caught[group].rm_eo - caught[group].rm_so), &boot->arena);
	return guest;
}

static void note(struct xb_reading *reading, struct sighting *sighting,
		 const struct xb_symptom *symptom, const struct text *text,
		 const regmatch_t *caught)
{
	const struct xb_buf *unknown = &reading->now.unknown;

	sighting->last_line = text->line;
	if (sighting->times++)
		return;
	sighting->symptom = symptom;
	sighting->line = text->line;
	set_text(&sighting->text, text->data, text->length);
	memcpy(sighting->caught, caught, sizeof(sighting->caught));
	if (!sighting->by_guest)
		sighting->guest = guest_meant(&reading->now, symptom, text, caught);
	if (symptom->kind == XB_SYMPTOM_CONSEQUENCE && unknown->length)
		set_text(&sighting->before, unknown->data, unknown->length);
	if (symptom->next.value && !sighting->by_guest)
		reading->wants_next = sighting;
}

/* What was a fault only as long as the stage at INDEX did not come. */
static void forget_what_is_over(struct xb_reading *reading, size_t index)
{
	for (size_t i = 0; i < reading->count; i++) {
		const struct xb_symptom_links *until = &reading->symptoms->items[i].until;

		for (size_t k = 0; k < until->names.count; k++)
			if (until->at[k] == index)
				sighting_clear(&reading->now.seen[i]);
	}
}

/* The farthest stage counts, not the last: dom0 may print Xen's log or its own once more. */
static void reach(struct xb_reading *reading, size_t index, const struct text *text,
		  const regmatch_t *caught)
{
	struct boot *boot = &reading->now;
	const struct xb_symptom *symptom = reading->matchers->rows[index].symptom;
	struct sighting *last = &boot->last;

	boot->spoken |= symptom->order.value > XB_ORDER_STARTED;
	if (!symptom->cause.text)
		boot->up_line = text->line;
	if (last->symptom && last->symptom->order.value > symptom->order.value)
		return;
	last->symptom = symptom;
	last->line = boot->seen[index].line;
	last->last_line = text->line;
	last->times = boot->seen[index].times;
	last->guest = guests_meant(&boot->guests, symptom->guest);
	set_text(&last->text, text->data, text->length);
	memcpy(last->caught, caught, sizeof(last->caught));
}

/* How many of LINKS are seen in the present boot. */
static size_t count_seen(const struct boot *boot, const struct xb_symptom_links *links)
{
	size_t count = 0;

	for (size_t i = 0; i < links->names.count; i++)
		count += boot->seen[links->at[i]].times > 0;
	return count;
}

static void found_stage(struct xb_reading *reading, size_t index, const struct text *text,
			const regmatch_t *caught)
{
	const struct xb_symptom *symptom = reading->matchers->rows[index].symptom;

	if (is_of_next_boot(&reading->now, symptom))
		begin_boot(reading, text->line);
	if (count_seen(&reading->now, &symptom->after) < symptom->after.names.count ||
	    count_seen(&reading->now, &symptom->unless))
		return;
	note(reading, &reading->now.seen[index], symptom, text, caught);
	reach(reading, index, text, caught);
	forget_what_is_over(reading, index);
}

/* What GUEST says itself, or whether it says a word, is told of each of them. */
static void note_own(struct xb_reading *reading, const struct xb_symptom *symptom, unsigned guest,
		     const struct text *text, const regmatch_t *caught)
{
	struct sighting *sighting = boot_own(&reading->now, symptom, guest);

	if (sighting)
		note(reading, sighting, symptom, text, caught);
}

static void found(struct xb_reading *reading, size_t index, const struct text *text,
		  const regmatch_t *caught)
{
	const struct xb_matcher *row = &reading->matchers->rows[index];
	const struct xb_symptom *symptom = row->symptom;
	const struct guests *guests = &reading->now.guests;
	unsigned guest = guests_speaker(guests, text->data, (size_t)caught[0].rm_so,
					row->speaker == XB_SPEAKER_LINUX);

	if (guest && symptom->kind != XB_SYMPTOM_STAGE && symptom->guest != XB_GUEST_NONE)
		note_own(reading, symptom, guest, text, caught);
	if (guest || symptom->guest == XB_GUEST_OWN)
		return;
	if (symptom->kind == XB_SYMPTOM_STAGE)
		found_stage(reading, index, text, caught);
	else if (symptom->kind == XB_SYMPTOM_MUTE)
		note_own(reading, symptom, guests->now, text, caught);
	else
		note(reading, &reading->now.seen[index], symptom, text, caught);
	reading->now.ended |= symptom->boot == XB_BOOT_ENDS;
}

/* A panic says in the line behind it what it is about. */
static void complete(struct xb_reading *reading, const struct xb_buf *line)
{
	struct sighting *sighting = reading->wants_next;
	const char *rest = line->data + strspn(line->data, " ");

	if (!sighting)
		return;
	if (strstr(rest, "(XEN)"))
		rest = strstr(rest, "(XEN)") + 5;
	rest += strspn(rest, " *");
	if (!*rest)
		return;
	set_text(&sighting->next, rest, strlen(rest));
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
static bool is_awaited(const struct xb_reading *reading, const struct xb_symptom *symptom,
		       size_t index)
{
	return symptom->kind != XB_SYMPTOM_EVIDENCE || !reading->now.seen[index].times;
}

static bool holds(const struct boot *boot, const struct xb_symptom *symptom, const char *text,
		  const regmatch_t *caught)
{
	uint64_t address = caught[1].rm_so < 0 ? 0 : strtoull(text + caught[1].rm_so, NULL, 16);

	return !symptom->test.text || banks_test(&boot->banks, symptom->test.text, address);
}

/* Does the row at INDEX match TEXT, where SPEAKER may say it and all else holds? SEAM as below. */
static bool matches(struct xb_reading *reading, size_t index, const struct text *text,
		    enum xb_speaker speaker, size_t seam, regmatch_t *caught)
{
	const struct xb_matcher *matcher = &reading->matchers->rows[index];

	if (seam && reading->found_at[index] >= text->line)
		return false;
	if (!may_say(&reading->now, matcher, speaker) ||
	    !is_awaited(reading, matcher->symptom, index) ||
	    !xb_matchers_find(reading->matchers, index, text->data, caught) ||
	    !holds(&reading->now, matcher->symptom, text->data, caught))
		return false;
	return !seam || ((size_t)caught[0].rm_so < seam && (size_t)caught[0].rm_eo > seam);
}

/* SEAM: where the second of two halves begins; then only what spans both is new. 0: a line. Returns
 * whether one was found that says something by itself. */
static bool look(struct xb_reading *reading, size_t line, const struct xb_buf *buf, size_t seam)
{
	const struct text text = {buf->data, buf->length, seam ? line - 1 : line};
	enum xb_speaker speaker = xb_log_speaker(text.data);
	bool any = false;

	xb_matchers_scan(reading->matchers, text.data, text.length, reading->may);
	for (size_t i = 0; i < reading->count; i++) {
		regmatch_t caught[XB_CAUGHT_MAX];

		if (!(reading->may[i / 64] >> i % 64 & 1) ||
		    !matches(reading, i, &text, speaker, seam, caught))
			continue;
		reading->found_at[i] = line;
		found(reading, i, &text, caught);
		any |= reading->symptoms->items[i].kind != XB_SYMPTOM_EVIDENCE;
	}
	return any;
}

/* A line of Xen's call trace tells nothing by itself. */
static bool is_trace(const char *words)
{
	return strncmp(words, "[<", 2) == 0;
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
	if (known || !*words || is_trace(words) || xb_log_guest(line, strlen(line)))
		return;
	set_text(&boot->unknown, words, strlen(words));
}

/* What was seen of the guest before this one says nothing of this one. */
static void forget_evidence_of_guest(struct xb_reading *reading)
{
	for (size_t i = 0; i < reading->count; i++) {
		const struct xb_symptom *symptom = &reading->symptoms->items[i];

		if (symptom->kind == XB_SYMPTOM_EVIDENCE && guests_is_built(symptom->guest))
			sighting_clear(&reading->now.seen[i]);
	}
}

static void read_line(struct xb_reading *reading)
{
	const struct xb_log_reader *log = &reading->log;
	bool known;

	complete(reading, &log->text);
	if (guests_read(&reading->now.guests, log->text.data, log->line))
		forget_evidence_of_guest(reading);
	known = look(reading, log->line, &log->text, 0);
	remember(&reading->now, log->text.data, known);
	command_lines_read(&reading->now.lines, log->text.data, log->line, &reading->now.arena);
	for (int intruded = 0; intruded < 2; intruded++) {
		size_t seam = xb_log_join(log, intruded, &reading->joined);

		if (seam)
			look(reading, log->line, &reading->joined, seam);
	}
}

/* ---- The whole ----------------------------------------------------------------------------------- */

struct xb_reading *xb_reading_new(const struct xb_symptom_list *symptoms)
{
	struct xb_reading *reading = xb_alloc(sizeof(*reading));

	reading->symptoms = symptoms;
	reading->count = symptoms->count;
	reading->matchers = xb_matchers_new(symptoms);
	reading->may = xb_alloc(reading->matchers->words * sizeof(*reading->may));
	reading->found_at = xb_alloc((reading->count + 1) * sizeof(*reading->found_at));
	boot_init(&reading->now, reading->count);
	boot_init(&reading->before, reading->count);
	reading->now.first_line = 1;
	reading->boots = 1;
	xb_log_start(&reading->log);
	return reading;
}

void xb_reading_profile(struct xb_reading *reading, const struct xb_boot *profile)
{
	reading->profile = profile;
}

void xb_reading_add(struct xb_reading *reading, const char *bytes, size_t length)
{
	xb_log_feed(&reading->log, bytes, length);
	while (xb_log_next(&reading->log))
		read_line(reading);
}

struct xb_diagnosis *xb_reading_conclude(struct xb_reading *reading)
{
	struct xb_diagnosis *diagnosis = xb_alloc(sizeof(*diagnosis));

	if (xb_log_rest(&reading->log))
		read_line(reading);
	diagnosis->lines = reading->log.line;
	diagnosis->boots = reading->boots;
	boot_conclude(now_counts(reading) ? &reading->now : &reading->before, reading->symptoms,
		      reading->profile, diagnosis);
	return diagnosis;
}

void xb_reading_free(struct xb_reading *reading)
{
	if (!reading)
		return;
	boot_clear(&reading->now, reading->count);
	boot_clear(&reading->before, reading->count);
	xb_log_clear(&reading->log);
	xb_buf_clear(&reading->joined);
	xb_matchers_free(reading->matchers);
	free(reading->may);
	free(reading->found_at);
	free(reading);
}

struct xb_diagnosis *xb_diagnose(const struct xb_symptom_list *symptoms, const char *log,
				 size_t length)
{
	struct xb_reading *reading = xb_reading_new(symptoms);
	struct xb_diagnosis *diagnosis;

	xb_reading_add(reading, log, length);
	diagnosis = xb_reading_conclude(reading);
	xb_reading_free(reading);
	return diagnosis;
}

void xb_diagnosis_free(struct xb_diagnosis *diagnosis)
{
	if (!diagnosis)
		return;
	free(diagnosis->faults);
	xb_arena_clear(&diagnosis->arena);
	free(diagnosis);
}
