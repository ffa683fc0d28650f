/* SPDX-License-Identifier: MIT */
/* Steps back and forth. */
#include "draft/history.h"
#include "unit/draft/draft.h"

static const struct xb_change ten[] = {
	{"dom0_mem", "256M"}, {"vwfi", "native"},	   {"bootscrub", "0"}, {"xen.size", "2M"},
	{"vwfi", NULL},	      {"output.name", "boot2"},	   {"sched", "null"},  {"dom0_mem", "300M"},
	{"board.cpus", "2"},  {"description", "a: \"b\""},
};

static void ten_steps_back_and_forth(void **state)
{
	struct run run = start_with(SMALL);
	char *texts[XB_COUNT(ten) + 1], *names[XB_COUNT(ten)];
	size_t i;

	(void)state;
	for (i = 0; i < XB_COUNT(ten); i++) {
		texts[i] = xb_strdup(xb_draft_text(run.draft, NULL));
		must_set(run.draft, ten[i].key, ten[i].value);
		names[i] = xb_strdup(xb_draft_undo_name(run.draft));
		check_text("nothing to redo", xb_draft_redo_name(run.draft), NULL);
	}
	texts[i] = xb_strdup(xb_draft_text(run.draft, NULL));
	for (int round = 0; round < 2; round++) {
		while (i-- > 0) {
			check_text("undo", xb_draft_undo_name(run.draft), names[i]);
			check_bool("undo", xb_draft_undo(run.draft), true);
			check_draft_text(names[i], run.draft, texts[i]);
			check_text("redo", xb_draft_redo_name(run.draft), names[i]);
			check_bool("changed", xb_draft_is_changed(run.draft), i > 0);
		}
		check_bool("no more", xb_draft_undo(run.draft), false);
		check_draft_text("the beginning", run.draft, SMALL);
		for (i = 0; i < XB_COUNT(ten); i++) {
			check_bool("redo", xb_draft_redo(run.draft), true);
			check_draft_text(names[i], run.draft, texts[i + 1]);
		}
		check_bool("no more", xb_draft_redo(run.draft), false);
	}
	folder_expect("p.yaml", SMALL);
	for (i = 0; i < XB_COUNT(ten); i++) {
		free(texts[i]);
		free(names[i]);
	}
	free(texts[i]);
	stop(&run);
}

static void a_new_change_ends_redo(void **state)
{
	struct run run = start_with(SMALL);

	(void)state;
	must_set(run.draft, "vwfi", "trap");
	must_set(run.draft, "vwfi", "native");
	xb_draft_undo(run.draft);
	check_int("no step", set_key(run.draft, "vwfi", "trap"), XB_CHANGE_NO_CHANGE);
	check_text("kept by what changes nothing", xb_draft_redo_name(run.draft), "set vwfi to native");
	must_set(run.draft, "sched", "null");
	check_text("gone", xb_draft_redo_name(run.draft), NULL);
	check_bool("gone", xb_draft_redo(run.draft), false);
	check_text("undo", xb_draft_undo_name(run.draft), "set sched to null");
	xb_draft_undo(run.draft);
	check_text("undo", xb_draft_undo_name(run.draft), "set vwfi to trap");
	stop(&run);
}

/* To any step at once; the journal follows. */
static void steps_are_gone_to(void **state)
{
	struct run run = start_with(SMALL);

	(void)state;
	check_u64("alone", xb_draft_step_count(run.draft), 1);
	check_text("the beginning", xb_draft_step_name(run.draft, 0), NULL);
	for (size_t i = 0; i < 3; i++)
		must_set(run.draft, ten[i].key, ten[i].value);
	check_u64("count", xb_draft_step_count(run.draft), 4);
	xb_draft_go_to(run.draft, 0);
	check_draft_text("the beginning", run.draft, SMALL);
	check_bool("saved", xb_draft_step_is_saved(run.draft, 0), true);
	check_bool("not saved", xb_draft_step_is_saved(run.draft, 2), false);
	xb_draft_go_to(run.draft, 2);
	check_u64("now", xb_draft_step_now(run.draft), 2);
	check_text("undo", xb_draft_undo_name(run.draft), xb_draft_step_name(run.draft, 2));
	check_text("redo", xb_draft_redo_name(run.draft), xb_draft_step_name(run.draft, 3));
	xb_draft_go_to(run.draft, 99);
	check_u64("no further than the last", xb_draft_step_now(run.draft), 3);
	xb_draft_go_to(run.draft, 1);
	stop(&run);
	run = start("p.yaml");
	check_bool("recover", xb_draft_recoverable(run.draft) && xb_draft_recover(run.draft), true);
	check_u64("where it was", xb_draft_step_now(run.draft), 1);
	check_u64("all of them", xb_draft_step_count(run.draft), 4);
	stop(&run);
}

#define ROUND "format: 1\nxen:\n  file: xen\n  options:\n    a: 1\n    vwfi: native # mine\n    b: 2\n"

/* Taken away and set again, it stands where it stood; what says what the file says is the file. */
static void a_key_comes_back_to_its_place(void **state)
{
	struct run run = start_with(ROUND);

	(void)state;
	must_set(run.draft, "xen.options.vwfi", NULL);
	must_set(run.draft, "xen.options.vwfi", "native");
	check_draft_text("round", run.draft, ROUND);
	check_bool("as it was", xb_draft_is_changed(run.draft), false);
	must_set(run.draft, "xen.options.b", "3");
	must_set(run.draft, "xen.options.vwfi", NULL);
	must_set(run.draft, "xen.options.vwfi", "trap");
	check_draft_text("beside another", run.draft,
			 "format: 1\nxen:\n  file: xen\n  options:\n    a: 1\n    vwfi: trap # mine\n    b: 3\n");
	/* One that the file never had comes back to where the step before had it. */
	must_set(run.draft, "xen.options.sched", "null");
	must_set(run.draft, "xen.options.c", "1");
	must_set(run.draft, "xen.options.sched", NULL);
	must_set(run.draft, "xen.options.sched", "credit2");
	check_draft_text("from a step", run.draft,
			 "format: 1\nxen:\n  file: xen\n  options:\n    a: 1\n    vwfi: trap # mine\n    b: 3\n"
			 "    sched: credit2\n    c: 1\n");
	must_set(run.draft, "xen.options.c", NULL);
	must_set(run.draft, "xen.options.sched", NULL);
	must_set(run.draft, "xen.options.b", "2");
	must_set(run.draft, "xen.options.vwfi", "native");
	check_draft_text("all back", run.draft, ROUND);
	check_bool("as it was", xb_draft_is_changed(run.draft), false);
	stop(&run);
}

/* Of texts of 1 MiB, as many stay as fit; the present one always. */
static void the_oldest_steps_go(void **state)
{
	size_t size = 1 << 20, undone = 0;
	char *text = xb_alloc(size + 1);
	struct xb_history history = {0};
	struct xb_buf name = {0};

	(void)state;
	memset(text, 'x', size);
	xb_history_begin(&history, "", 0);
	for (int i = 0; i < 100; i++) {
		text[0] = (char)('!' + i % 90);
		xb_history_push(&history, "step", text, size);
		check_bool("limit", history.bytes <= XB_HISTORY_BYTES, true);
	}
	while (xb_history_undo(&history))
		undone++;
	check_u64("kept", undone, 62);
	xb_history_push(&history, "after it all", "", 0);
	check_u64("and of the rest", history.count, 2);
	/* A name is cut between two characters. */
	for (int i = 0; i < 300; i++)
		xb_buf_puts(&name, "\xc3\xa4");
	xb_history_push(&history, name.data, "x", 1);
	check_u64("cut", strlen(xb_history_now(&history)->step), 199);
	check_contains("cut", xb_history_now(&history)->step, "\xc3\xa4...");
	xb_buf_clear(&name);
	xb_history_clear(&history);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(ten_steps_back_and_forth),
		in_folder(a_new_change_ends_redo),
		in_folder(steps_are_gone_to),
		in_folder(a_key_comes_back_to_its_place),
		cmocka_unit_test(the_oldest_steps_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
