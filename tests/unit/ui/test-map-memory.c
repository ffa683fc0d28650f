/* SPDX-License-Identifier: MIT */
/* Memory of domains on the map: it is given, shared, fixed, let go and taken away, each as one step. */
#include "unit/ui/front.h"

/* Two guests in a machine with a gap at both sides of what is kept; a page that shows all of it. */
static void open_guests(struct front *front, const char *first, const char *more)
{
	char *text = xb_format("format: 1\nxen-version: \"4.20\"\n"
			       "board: {memory: [{start: 0x40000000, size: 12G}], cpus: 4, reserved: [{name: "
			       "table, start: 0x60000000, size: 2M}], script-address: 0x40200000}\n"
			       "xen: {file: xen, size: 1M, options: {dom0_mem: 256M}}\n"
			       "device-tree: {file: t.dtb, size: 1K}\n"
			       "dom0: {kernel: {file: Image, size: 1M}, options: {console: hvc0}}\n"
			       "domains:\n  a: {kernel: {file: Image, size: 1M}, %s}\n"
			       "  b: {kernel: {file: Image, size: 1M}, memory: 64M}\n%s",
			       first, more);

	folder_write("p.yaml", text);
	free(text);
	front_open(front, "p.yaml");
	front_resize(front, 60, 120);
	front_keys(front, "m");
}

static void check_line(struct front *front, const char *label, const char *key, const char *want)
{
	struct xb_buf line = {0};

	xb_profile_get_line(xb_session_profile(front->session), key, &line);
	check_text(label, line.data, want);
	xb_buf_clear(&line);
}

/* Nothing is wrong with the profile by itself: the ranges of a guest are its memory. */
static void check_sound(struct front *front, const char *label)
{
	const struct xb_diags *diags = xb_session_diags(front->session);

	for (size_t i = 0; i < diags->count; i++)
		if (diags->items[i].severity == XB_ERROR)
			fail_msg("%s: %s", label, diags->items[i].message);
}

/* Undo leads back to what was there, in one step. */
static void check_one_step(struct front *front, const char *label, const char *name)
{
	check_text(label, xb_draft_undo_name(front->app->draft), name);
	front_keys(front, "u");
	check_text(label, xb_draft_undo_name(front->app->draft), NULL);
}

/* ---- Static memory -------------------------------------------------------------------------------- */

static void a_free_stretch_is_given_to_a_guest(void **state)
{
	static const struct {
		const char *label, *guest, *size, *verdict, *ranges, *memory;
	} cases[] = {
		{"all of it", "memory: 128M", NULL, "128 MiB, all of its memory that had no fixed place",
		 "[{start: 0x60200000, size: 128M}]", "128M"},
		{"a part of it", "memory: 128M", "32M", "for 96 MiB more",
		 "[{start: 0x60200000, size: 32M}, auto]", "128M"},
		{"more than it has", "memory: 128M", "192M", "a.memory becomes 192 MiB",
		 "[{start: 0x60200000, size: 192M}]", "192M"},
		{"what the planner placed", "memory: 128M, static-memory: auto", NULL, "all of its memory",
		 "[{start: 0x60200000, size: 128M}]", "128M"},
		{"a part of that", "memory: 128M, static-memory: [auto]", "1M", "for 127 MiB more",
		 "[{start: 0x60200000, size: 1M}, auto]", "128M"},
		{"the second range", "memory: 128M, static-memory: [{start: 0x70000000, size: 32M}, auto]",
		 NULL, "96 MiB, all of its memory that had no fixed place",
		 "[{start: 0x70000000, size: 32M}, {start: 0x60200000, size: 96M}]", "128M"},
		{"of the second range", "memory: 128M, static-memory: [{start: 0x70000000, size: 32M}, auto]",
		 "64M", "for 32 MiB more",
		 "[{start: 0x70000000, size: 32M}, auto, {start: 0x60200000, size: 64M}]", "128M"},
		{"of one with a size",
		 "memory: 128M, static-memory: [{size: 96M}, {start: 0x70000000, size: 32M}]", "64M",
		 "for 32 MiB more",
		 "[{size: 32M}, {start: 0x70000000, size: 32M}, {start: 0x60200000, size: 64M}]", "128M"},
		{"all have a place", "memory: 32M, static-memory: [{start: 0x70000000, size: 32M}]", "64M",
		 "a.memory becomes 96 MiB",
		 "[{start: 0x70000000, size: 32M}, {start: 0x60200000, size: 64M}]", "96M"},
		{"pages", "memory: 4100K", "4100K", "all of its memory",
		 "[{start: 0x60200000, size: 4100K}]", "4100K"},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		struct front front;

		open_guests(&front, cases[i].guest, "");
		front_find_row(&front, "0x060200000 free");
		front_keys(&front, "+ Enter");
		if (cases[i].size) {
			front_keys(&front, "Ctrl-U");
			front_type(&front, cases[i].size);
		}
		check_contains(cases[i].label, front_verdict(&front), cases[i].verdict);
		front_keys(&front, "Enter");
		check_text(cases[i].label, front_title(&front), "");
		check_line(&front, cases[i].label, "domains.a.static-memory", cases[i].ranges);
		check_line(&front, cases[i].label, "domains.a.memory", cases[i].memory);
		check_contains(cases[i].label, front_selected(&front), "0x060200000 a static memory");
		check_sound(&front, cases[i].label);
		front_keys(&front, "u");
		check_text(cases[i].label, xb_draft_undo_name(front.app->draft), NULL);
		front_close(&front);
	}
}

static void what_cannot_be_given_is_not(void **state)
{
	static const struct {
		const char *size, *verdict;
	} cases[] = {
		{"", "empty: how many bytes?"},
		{"0", "whole pages"},
		{"5000", "whole pages"},
		{"-1", "a sign is not allowed"},
		{"20G", "the stretch has 11.4"},
	};
	struct front front;

	(void)state;
	open_guests(&front, "memory: 128M", "");
	front_find_row(&front, "0x060200000 free");
	front_keys(&front, "+ Enter");
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		front_keys(&front, "Ctrl-U");
		front_type(&front, cases[i].size);
		check_contains(cases[i].size, front_verdict(&front), cases[i].verdict);
		front_keys(&front, "Enter");
		check_contains(cases[i].size, front_title(&front), "Free: 0x60200000");
	}
	front_keys(&front, "Esc");
	front_find_row(&front, "table");
	front_keys(&front, "+");
	check_text("kept", front_title(&front), "");
	check_contains("kept", front_message(&front), "what is free can be given");
	check_text("nothing was done", xb_draft_undo_name(front.app->draft), NULL);
	front_close(&front);
}

static void without_guests_there_is_no_one_to_give_to(void **state)
{
	struct front front;

	(void)state;
	front_open_small(&front);
	front_keys(&front, "m");
	front_find_row(&front, "free");
	check_hidden(&front, "+ give");
	front_keys(&front, "+");
	check_contains("said", front_message(&front), "where there is a guest");
	front_close(&front);
}

/* ---- Shared memory -------------------------------------------------------------------------------- */

static void a_free_stretch_is_shared(void **state)
{
	struct front front;

	(void)state;
	open_guests(&front, "memory: 128M", "shared-memory:\n  shared: {size: 4K, owner: a}\n");
	front_find_row(&front, "0x060200000 free");
	front_keys(&front, "+ End Enter");
	check_screen(&front, "Whose memory is shared?");
	front_keys(&front, "Down Enter");
	check_screen(&front, "Who sees it, too?");
	front_keys(&front, "End Enter");
	check_contains("another name", front.app->dialog->field.text, "shared-2");
	front_keys(&front, "Ctrl-U");
	front_type(&front, "shared");
	check_contains("taken", front_verdict(&front), "shared is there already");
	front_keys(&front, "Enter Ctrl-U");
	front_type(&front, "sixteen-letters-");
	check_contains("too long", front_verdict(&front), "Xen takes 15");
	front_keys(&front, "Ctrl-U");
	front_type(&front, "ring");
	front_keys(&front, "Enter");
	check_text("proposed", front.app->dialog->field.text, "64K");
	front_keys(&front, "Enter");
	check_line(&front, "shared", "shared-memory.ring",
		   "{size: 64K, host: 0x60200000, owner: a, borrowers: {b: auto}}");
	check_contains("selected", front_selected(&front), "ring: a -> b");
	check_sound(&front, "shared");
	check_one_step(&front, "shared", "share 64K at 0x60200000 as ring");
	front_close(&front);
}

static void memory_may_be_xens_own(void **state)
{
	struct front front;

	(void)state;
	open_guests(&front, "memory: 128M", "");
	front_find_row(&front, "0x060200000 free");
	front_keys(&front, "+ End Enter End Enter End Enter Enter Enter");
	check_line(&front, "shared", "shared-memory.shared",
		   "{size: 64K, host: 0x60200000, borrowers: {b: auto}}");
	check_contains("selected", front_selected(&front), "shared: b");
	front_close(&front);
}

/* ---- Fixed, automatic, away ------------------------------------------------------------------------ */

static void what_is_planned_is_fixed_and_let_go(void **state)
{
	static const struct {
		const char *row, *key, *fixed, *step, *freed;
	} cases[] = {
		{"a static memory", "domains.a.static-memory", "[{start: 0x40E00000, size: 128M}]",
		 "fix a static memory at 0x40E00000", "[{start: auto, size: 128M}]"},
		{"ring: a -> b", "shared-memory.ring.host", "0x48E00000",
		 "fix shared memory ring at 0x48E00000", "auto"},
		{"a kernel", "domains.a.kernel.address", "0x40800000", "fix a kernel at 0x40800000", "auto"},
		{"Xen's heap", "xen.static-heap.0.start", "0x49000000", "fix Xen's heap at 0x49000000",
		 "auto"},
	};
	struct front front;

	(void)state;
	open_guests(&front, "memory: 128M, static-memory: auto",
		    "shared-memory:\n  ring: {size: 64K, owner: a, borrowers: {b: auto}}\n");
	ui_app_set(front.app, "xen.static-heap", "[{size: 64M}]");
	for (size_t i = 0; i < XB_COUNT(cases); i++) {
		front_find_row(&front, cases[i].row);
		check_screen(&front, "Space fix here");
		check_hidden(&front, "a auto");
		front_keys(&front, "Space");
		check_line(&front, cases[i].row, cases[i].key, cases[i].fixed);
		check_text(cases[i].row, xb_draft_undo_name(front.app->draft), cases[i].step);
		check_contains("selected", front_selected(&front), cases[i].row);
		check_screen(&front, "a auto");
		check_hidden(&front, "Space fix here");
		front_keys(&front, "a");
		check_line(&front, cases[i].row, cases[i].key, cases[i].freed);
		front_keys(&front, "u u");
	}
	check_text("one step each", xb_draft_undo_name(front.app->draft),
		   "set xen.static-heap to [{size: 64M}]");
	front_close(&front);
}

/* Up to 4.21 a range that reaches over 3 GiB of the guest's memory is two. */
static void a_range_that_was_cut_is_fixed_as_two(void **state)
{
	static const char *const rows[] = {"0x060200000 a static", "0x120200000 a static"};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct front front;

		open_guests(&front, "memory: 4G, static-memory: auto", "");
		front_find_row(&front, rows[i]);
		front_keys(&front, "Space");
		check_line(&front, rows[i], "domains.a.static-memory",
			   "[{start: 0x60200000, size: 3G}, {start: 0x120200000, size: 1G}]");
		check_contains("it stays selected", front_selected(&front), rows[i]);
		check_sound(&front, rows[i]);
		check_one_step(&front, rows[i], "fix a static memory at 0x60200000");
		front_close(&front);
	}
}

static void memory_is_taken_away(void **state)
{
	struct front front;

	(void)state;
	open_guests(&front, "memory: 128M, static-memory: [{start: 0x70000000, size: 64M}, auto]",
		    "shared-memory:\n  ring: {size: 64K, owner: a, borrowers: {b: auto}}\n");
	front_find_row(&front, "0x070000000 a static memory");
	front_keys(&front, "-");
	check_line(&front, "both ranges", "domains.a.static-memory", NULL);
	check_hidden(&front, "a static memory  ");
	check_contains("the cursor stays there", front_selected(&front), "0x060200000 free");
	check_one_step(&front, "both ranges", "take a static memory away");
	front_find_row(&front, "ring: a -> b");
	front_keys(&front, "x");
	check_line(&front, "all of it", "shared-memory.ring", NULL);
	check_one_step(&front, "all of it", "take shared memory ring away");
	front_find_row(&front, "a kernel");
	check_hidden(&front, "- take away");
	front_keys(&front, "-");
	check_contains("a file", front_message(&front), "only memory of domains can be taken away");
	front_close(&front);
}

/* ---- What it looks like ------------------------------------------------------------------------------ */

static void each_has_its_pattern_and_its_owner(void **state)
{
	static const char *const parts[] = {
		"\u2502\u25a0\u25a0\u25a0\u25a0\u25a0\u25a0\u25a0\u25a0\u25a0\u25a0\u25a0\u25a0\u2502 a static memory ",
		"\u2502\u2261\u2261\u2261\u2261\u2261\u2261\u2261\u2261\u2261\u2261\u2261\u2261\u2502 ring: a -> b ",
		"\u2502\u2590\u2590\u2590\u2590\u2590\u2590\u2590\u2590\u2590\u2590\u2590\u2590\u2502 Xen's heap ",
		"\u25a0 guest's  \u2261 shared  \u2590 heap",
		"\u2593\u2502 a kernel (Image)",
	};
	struct front front;

	(void)state;
	open_guests(&front, "memory: 128M, static-memory: [{size: 32M}, auto]",
		    "shared-memory:\n  ring: {size: 64K, owner: a, borrowers: {b: auto}}\n");
	ui_app_set(front.app, "xen.static-heap", "[{size: 64M}]");
	for (size_t i = 0; i < XB_COUNT(parts); i++)
		check_screen(&front, parts[i]);
	front_find_row(&front, "a static memory");
	check_screen(&front, "It is 32 MiB of the 128 MiB that a has.");
	front.app->utf8 = front.screen.utf8 = false;
	front.app->generation++;
	check_screen(&front, "|GGGGGGGGGGGG| a static memory ");
	check_screen(&front, "|============| ring: a -> b ");
	check_screen(&front, "|HHHHHHHHHHHH| Xen's heap ");
	front_close(&front);
}

/* U-Boot is gone when Xen sets memory aside. */
static void where_u_boot_was_is_no_overlap(void **state)
{
	struct front front;

	(void)state;
	open_guests(&front, "memory: 128M, static-memory: 0x338000000", "");
	check_screen(&front, "U-Boot");
	check_screen(&front, "a static memory");
	check_hidden(&front, "OVERLAPS");
	check_sound(&front, "no error");
	ui_app_set(front.app, "domains.a.static-memory", "0x60000000");
	check_screen(&front, "OVERLAPS");
	front_close(&front);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(a_free_stretch_is_given_to_a_guest),
		in_folder(what_cannot_be_given_is_not),
		in_folder(without_guests_there_is_no_one_to_give_to),
		in_folder(a_free_stretch_is_shared),
		in_folder(memory_may_be_xens_own),
		in_folder(what_is_planned_is_fixed_and_let_go),
		in_folder(a_range_that_was_cut_is_fixed_as_two),
		in_folder(memory_is_taken_away),
		in_folder(each_has_its_pattern_and_its_owner),
		in_folder(where_u_boot_was_is_no_overlap),
	};

	return cmocka_run_group_tests(tests, front_group_setup, NULL);
}
