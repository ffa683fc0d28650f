/* SPDX-License-Identifier: MIT */
/* A command line that was typed or pasted, as changes of a profile. */
#include "unit/draft/draft.h"

/* "xen.options.dom0_mem=1G; ..." with ? behind what no reader knows, ! behind what is wrong. */
static char *told(const struct xb_pasted *pasted)
{
	struct xb_buf out = {0};

	for (size_t i = 0; i < pasted->count; i++) {
		const struct xb_pasted_word *word = &pasted->items[i];

		xb_buf_printf(&out, "%s%s=%s%s%s", i ? "; " : "", word->key ? word->key : "-",
			      word->value, word->known ? "" : "?", word->wrong ? "!" : "");
	}
	return out.data ? xb_buf_take(&out) : xb_strdup("");
}

static const struct xb_paste_place anywhere = {XB_SCOPE_COUNT, XB_SCOPE_XEN, NULL};

static void check_read(struct run *run, const char *text, enum xb_scope line, const char *expected)
{
	struct xb_pasted pasted;
	char *is;

	xb_pasted_read(run->session, text, &(struct xb_paste_place){line, XB_SCOPE_XEN, NULL}, &pasted);
	is = told(&pasted);
	check_text(text, is, expected);
	free(is);
	xb_pasted_clear(&pasted);
}

static void each_word_goes_to_its_own_line(void **state)
{
	static const struct {
		const char *text, *told;
	} cases[] = {
		{"dom0_mem=1G", "xen.options.dom0_mem=1G"},
		{"root=/dev/sda1", "dom0.options.root=/dev/sda1"},
		{"dom0_mem=1G root=/dev/sda1 vwfi=native",
		 "xen.options.dom0_mem=1G; dom0.options.root=/dev/sda1; xen.options.vwfi=native"},
		/* Linux knows it by name alone. */
		{"acpi_sleep=s3_bios", "dom0.options.acpi_sleep=s3_bios"},
		/* No one knows it. */
		{"vwfii=native", "xen.options.vwfii=native?"},
		/* Both have a console: the rest of the line tells, and its own value. */
		{"console=dtuart dtuart=serial0 dom0_mem=1G sched=null",
		 "xen.options.console=dtuart; xen.options.dtuart=serial0; xen.options.dom0_mem=1G; "
		 "xen.options.sched=null"},
		{"console=hvc0 root=/dev/vda earlycon rw",
		 "dom0.options.console=hvc0; dom0.options.root=/dev/vda; dom0.options.earlycon=true; "
		 "dom0.options.rw=true"},
		{"console=hvc0", "dom0.options.console=hvc0"},
		{"sync_console no-bootscrub", "xen.options.sync_console=true; xen.options.no-bootscrub=true"},
		{"vwfi=nativ", "xen.options.vwfi=nativ!"},
		{"=1", "-=1?!"},
		{"", ""},
		{"   ", ""},
	};
	struct run run = start_with(SMALL);

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++)
		check_read(&run, cases[i].text, XB_SCOPE_COUNT, cases[i].told);
	stop(&run);
}

static void what_stands_around_a_line_says_whose_it_is(void **state)
{
	static const struct {
		const char *text, *told;
	} cases[] = {
		{"xen,xen-bootargs=\"console=dtuart my-word\"",
		 "xen.options.console=dtuart; xen.options.my-word=true?"},
		{"xen,xen-bootargs = \"dom0_mem=1G\";", "xen.options.dom0_mem=1G"},
		{"=> fdt set /chosen xen,dom0-bootargs \"console=hvc0 my-word\"",
		 "dom0.options.console=hvc0; dom0.options.my-word=true?"},
		{"fdt set /chosen xen,xen-bootargs \"dom0_mem=1G\"\n"
		 "fdt set /chosen xen,dom0-bootargs \"root=/dev/vda my-word\"\n",
		 "xen.options.dom0_mem=1G; dom0.options.root=/dev/vda; dom0.options.my-word=true?"},
		{"setenv bootargs 'root=/dev/vda my-word'",
		 "dom0.options.root=/dev/vda; dom0.options.my-word=true?"},
		{"setenv bootargs root=/dev/vda rw; saveenv",
		 "dom0.options.root=/dev/vda; dom0.options.rw=true"},
		{"bootargs=dom0_mem=1G my-word", "xen.options.dom0_mem=1G; xen.options.my-word=true?"},
		{"(XEN) Command line: dom0_mem=1G my-word",
		 "xen.options.dom0_mem=1G; xen.options.my-word=true?"},
		{"(XEN) [    0.000000] Command line: dom0_mem=1G (XEN) Using scheduler: null",
		 "xen.options.dom0_mem=1G"},
		{"[    0.000000] Kernel command line: rw my-word",
		 "dom0.options.rw=true; dom0.options.my-word=true?"},
		{"[    0.000000] Kernel command line: rw my-word [    0.000000] Unknown kernel",
		 "dom0.options.rw=true; dom0.options.my-word=true?"},
		{"XEN_CMD=\"dom0_mem=1G my-word\"", "xen.options.dom0_mem=1G; xen.options.my-word=true?"},
		{"\"dom0_mem=1G vwfi=native\"", "xen.options.dom0_mem=1G; xen.options.vwfi=native"},
		/* A value that looks like one is none. */
		{"root=/dev/vda init=/bootargs =x",
		 "dom0.options.root=/dev/vda; dom0.options.init=/bootargs; -=x?!"},
	};
	struct run run = start_with(SMALL);

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++)
		check_read(&run, cases[i].text, XB_SCOPE_COUNT, cases[i].told);
	stop(&run);
}

static void words_of_no_one_go_where_the_caller_says(void **state)
{
	struct run run = start_with(SMALL);

	(void)state;
	check_read(&run, "my-word=1 dom0_mem=1G", XB_SCOPE_LINUX,
		   "dom0.options.my-word=1?; xen.options.dom0_mem=1G");
	check_read(&run, "console=hvc0", XB_SCOPE_XEN, "xen.options.console=hvc0!");
	stop(&run);
}

static void an_option_that_is_given_several_times_is_a_list(void **state)
{
	static const struct {
		const char *text, *told;
	} cases[] = {
		{"rw console=tty0 console=hvc0", "dom0.options.rw=true; dom0.options.console=[tty0, hvc0]"},
		{"rw console=ttyAMA0,115200 console=hvc0",
		 "dom0.options.rw=true; dom0.options.console=[\"ttyAMA0,115200\", hvc0]"},
		/* The last one wins where each does not count. */
		{"vwfi=trap vwfi=native", "xen.options.vwfi=native"},
		{"rw dyndbg=\"file x +p\" a=\"b\" c=\"d",
		 "dom0.options.rw=true; dom0.options.dyndbg=file x +p; dom0.options.a=b?; "
		 "dom0.options.c=\"\\\"d\"?"},
		{"rw -- a b=c", "dom0.options.rw=true; dom0.extra=-- a b=c"},
		{"rw my.word=[x] other=", "dom0.options.rw=true; dom0.options.my.word=\"[x]\"; "
					  "dom0.options.other=\"\"?"},
	};
	struct run run = start_with(SMALL);

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++)
		check_read(&run, cases[i].text, XB_SCOPE_COUNT, cases[i].told);
	stop(&run);
}

/* What is no command line is not taken for one, and costs no time. */
static void a_book_is_not_pasted(void **state)
{
	struct run run = start_with(SMALL);
	struct xb_pasted pasted;
	struct xb_buf text = {0};

	(void)state;
	for (int i = 0; i < 200000; i++)
		xb_buf_printf(&text, "word%d=1 ", i);
	xb_pasted_read(run.session, text.data, &anywhere, &pasted);
	check_bool("too many", pasted.too_many, true);
	check_u64("none", pasted.count, 0);
	xb_pasted_clear(&pasted);
	text.data[7 * 100] = '\0';
	xb_pasted_read(run.session, text.data, &anywhere, &pasted);
	check_bool("some", pasted.too_many, false);
	xb_pasted_clear(&pasted);
	xb_buf_clear(&text);
	stop(&run);
}

static enum xb_change_result paste(struct run *run, const char *text)
{
	struct xb_pasted pasted;
	struct xb_diags ignored = {0};
	enum xb_change_result result;

	xb_pasted_read(run->session, text, &anywhere, &pasted);
	result = xb_draft_paste(run->draft, &pasted, &ignored);
	xb_pasted_clear(&pasted);
	xb_diags_clear(&ignored);
	return result;
}

static void check_line(struct run *run, const char *key, const char *expected)
{
	struct xb_buf is = {0};

	xb_profile_get_line(xb_session_profile(run->session), key, &is);
	check_text(key, is.data ? is.data : "nothing", expected);
	xb_buf_clear(&is);
}

static void a_line_is_pasted_as_one_step(void **state)
{
	struct run run = start_with(SMALL);
	const char *text;
	size_t length;

	(void)state;
	check_int("pasted", paste(&run, "dom0_mem=1G vwfi=native console=dtuart rw"), XB_CHANGE_DONE);
	check_line(&run, "xen.options.dom0_mem", "1G");
	check_line(&run, "xen.options.console", "dtuart");
	check_line(&run, "dom0.options.rw", "true");
	check_line(&run, "dom0.options.root", "/dev/vda");
	check_text("step", xb_draft_undo_name(run.draft), "paste 4 options");
	check_int("again", paste(&run, "dom0_mem=1G vwfi=native"), XB_CHANGE_NO_CHANGE);
	xb_draft_undo(run.draft);
	text = xb_draft_text(run.draft, &length);
	check_text("undone", text, SMALL);
	stop(&run);
}

static void what_is_pasted_stays_the_text_that_it_was(void **state)
{
	struct run run = start_with(SMALL);

	(void)state;
	paste(&run, "rw a=true b=~ c=[x] d={y} e=\"f g\" console=\"x, y\" console=tty0 n=0x10");
	check_text("line", xb_session_boot(run.session)->domains[0].line.text,
		   "root=/dev/vda rw a=true b=~ c=[x] d={y} e=\"f g\" console=\"x, y\" console=tty0 n=0x10");
	stop(&run);
}

/* However the file quotes it. */
static void what_is_there_is_no_change(void **state)
{
	static const char line[] = "rw a=true b=~ c=[x] d={y} e=\"f g\" console=ttyS0,115200 g=10.0.0.2 "
				   "h=max:4G i= console=a:b console=tty0 n=0x10 cma";
	static const struct xb_paste_place place = {XB_SCOPE_LINUX, XB_SCOPE_LINUX, NULL};
	struct run run = start_with(SMALL);
	struct xb_arena arena = {0};
	struct xb_change *changes;
	struct xb_pasted pasted;

	(void)state;
	check_int("pasted", paste(&run, line), XB_CHANGE_DONE);
	xb_pasted_read(run.session, line, &place, &pasted);
	if (xb_pasted_changes(&pasted, &arena, &changes))
		fail_msg("%s becomes %s", changes[0].key, changes[0].value);
	for (size_t i = 0; i < pasted.count; i++)
		check_text(pasted.items[i].name, pasted.items[i].old, pasted.items[i].value);
	xb_pasted_clear(&pasted);
	xb_arena_clear(&arena);
	stop(&run);
}

static void one_word_is_added_to_those_that_are_there(void **state)
{
	struct run run = start_with(SMALL);

	(void)state;
	paste(&run, "console=hvc0");
	check_line(&run, "dom0.options.console", "hvc0");
	paste(&run, "console=tty0");
	check_line(&run, "dom0.options.console", "[hvc0, tty0]");
	/* A line has them all. */
	paste(&run, "console=ttyS0 rw");
	check_line(&run, "dom0.options.console", "ttyS0");
	stop(&run);
}

/* On a guest's page what both lines have is the guest's, and its properties are known. */
static void in_a_guest_words_are_its_own(void **state)
{
	static const struct xb_paste_place place = {XB_SCOPE_COUNT, XB_SCOPE_LINUX, "domains.g"};
	static const struct {
		const char *text, *expected;
	} rows[] = {
		{"console=ttyAMA0 root=/dev/ram0", "domains.g.options.console=ttyAMA0; "
						   "domains.g.options.root=/dev/ram0"},
		{"vuart", "domains.g.vuart=true"},
		{"direct-map nr_spis=64 quiet",
		 "domains.g.direct-map=true; domains.g.nr_spis=64; domains.g.options.quiet=true"},
		{"dom0_mem=1G", "xen.options.dom0_mem=1G"},
		{"nobodys=1", "domains.g.options.nobodys=1?"},
		{"root=/dev/ram0 -- single", "domains.g.options.root=/dev/ram0; domains.g.extra=-- single"},
	};
	struct run run = start_with(SMALL "domains: {g: {kernel: K, memory: 64M}}\n");

	(void)state;
	for (size_t i = 0; i < XB_COUNT(rows); i++) {
		struct xb_pasted pasted;
		char *is;

		xb_pasted_read(run.session, rows[i].text, &place, &pasted);
		is = told(&pasted);
		check_text(rows[i].text, is, rows[i].expected);
		check_bool(rows[i].text, pasted.either, false);
		free(is);
		xb_pasted_clear(&pasted);
	}
	stop(&run);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(each_word_goes_to_its_own_line),
		in_folder(what_stands_around_a_line_says_whose_it_is),
		in_folder(words_of_no_one_go_where_the_caller_says),
		in_folder(an_option_that_is_given_several_times_is_a_list),
		in_folder(a_book_is_not_pasted),
		in_folder(a_line_is_pasted_as_one_step),
		in_folder(what_is_pasted_stays_the_text_that_it_was),
		in_folder(what_is_there_is_no_change),
		in_folder(in_a_guest_words_are_its_own),
		in_folder(one_word_is_added_to_those_that_are_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
