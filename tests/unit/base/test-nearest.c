/* SPDX-License-Identifier: MIT */
#include "unit/support.h"
#include "xenboot/base.h"

static void options_meant(void **state)
{
	static const char *const names[] = {
	    "console", "dtuart", "dom0_mem", "dom0_max_vcpus", "bootscrub", "vwfi",
	    "sched",   "gic",	 "noreboot", "loglvl",	       NULL,
	};
	static const struct {
		const char *word;
		const char *meant;
	} cases[] = {
	    {"console", "console"},
	    {"CONSOLE", "console"},
	    {"dom0-mem", "dom0_mem"},
	    {"Dom0-Max-vCPUs", "dom0_max_vcpus"},
	    {"dom0_men", "dom0_mem"},
	    {"dom0mem", "dom0_mem"},
	    {"dom0_meem", "dom0_mem"},
	    {"bootscurb", "bootscrub"}, /* a swap is one fault */
	    {"shced", "sched"},
	    {"vfwi", "vwfi"},
	    {"vwi", "vwfi"},
	    {"gc", "gic"},	  /* 1 of 3 */
	    {"gxx", NULL},	  /* 2 of 3 */
	    {"xched", "sched"},	  /* 1 of 5 */
	    {"xxhed", NULL},	  /* 2 of 5: over a third */
	    {"loxxvl", "loglvl"}, /* 2 of 6 */
	    {"olglvl", "loglvl"},
	    {"oglvll", "loglvl"}, /* the rows in between are no better */
	    {"xxxlvl", NULL},	  /* 3 of 6 */
	    {"", NULL},
	    {"x", NULL},
	    {"frobnicate", NULL},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++)
		check_text(cases[i].word, xb_nearest(cases[i].word, names), cases[i].meant);
}

static void the_nearest_wins_then_the_first(void **state)
{
	static const char *const names[] = {"memory-x", "memory", "memorx", "memory-y", NULL};
	static const char *const begins[] = {"boot_delay", "rootdelay", NULL};
	static const char *const none[] = {NULL};

	(void)state;
	check_text("exact behind near", xb_nearest("memory", names), "memory");
	check_text("equally near", xb_nearest("memory-z", names), "memory-x");
	check_text("the same begin", xb_nearest("root_delay", begins), "rootdelay");
	check_text("no names", xb_nearest("memory", none), NULL);
}

static void long_words_have_no_neighbour(void **state)
{
	char name[66], word[66];
	const char *names[] = {name, "short", NULL};

	(void)state;
	memset(name, 'a', sizeof(name));
	memset(word, 'a', sizeof(word));
	name[64] = word[64] = '\0';
	word[0] = 'b';
	check_text("64 letters", xb_nearest(word, names), name);
	name[64] = word[64] = 'a';
	name[65] = word[65] = '\0';
	check_text("65 letters", xb_nearest(word, names), NULL);
}

static void slips_are_nearer_still(void **state)
{
	static const struct {
		const char *word, *name;
		bool slip;
	} cases[] = {
		{"rooot", "root", true},
		{"Root", "root", true},
		{"rot", "root", false}, /* too short for any */
		{"boot", "root", true},
		{"roooot", "root", false},
		{"loglevle", "loglevel", true},
		{"loglvle", "loglevel", false}, /* two wrong, and 7 letters */
		{"loglevlle", "loglevel", true},
		{"ignor_logleve", "ignore_loglevel", true},
		{"gnor_logleve", "ignore_loglevel", false},
		{"numa_policy", "ima_policy", false}, /* another beginning */
		{"root2", "root", false},
		{"pl011", "pl012", false},
		{"console10", "console", false},
		{"consol1", "console", true},
		{"", "root", false},
	};

	(void)state;
	for (size_t i = 0; i < XB_COUNT(cases); i++)
		check_bool(cases[i].word, xb_is_slip(cases[i].word, cases[i].name), cases[i].slip);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(options_meant),
	    cmocka_unit_test(the_nearest_wins_then_the_first),
	    cmocka_unit_test(long_words_have_no_neighbour),
	    cmocka_unit_test(slips_are_nearer_still),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
