/* SPDX-License-Identifier: MIT */
/*
 * script-run [-m] [-r YYYY.MM] [-f FILES] [-o FOLDER] SCRIPT...: what the interpreter thinks that `source` of each
 * script leaves on a board of that release (-m: with the modern parser), laid out as tests/boot/scripts/README.md
 * has it; FILES is the folder that tests/boot/scripts/prepare made. To standard output, or into
 * FOLDER/NAME.answer. With -c as tests/boot/hush/README.md has it: other things are there at first, and the
 * console is told.
 */
#define _POSIX_C_SOURCE 200809L
#include "import/commands.h"

#include "../../boot/answer.h"
#include "../../boot/fdt-print.h"

#include <libfdt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct options {
	struct xb_uboot_config config;
	bool corpus;	    /* -c */
	bool told;	    /* -v: what the shell's events are, and what is on the console */
	const char *folder; /* -o */
};
/* A run, with what it starts from. */
struct run {
	struct xb_uboot uboot;
	struct xb_diags diags;
	struct xb_boot *boot;
	bool told; /* -v */
	bool lost; /* U-Boot does not come back */
	int status;
};
/* Answers that are not the likely ones. */
enum { MOST_ANSWERS = 256 };

static void trouble(const char *what)
{
	fprintf(stderr, "script-run: %s\n", what);
	exit(2);
}

/* ---- The board ---- */

static void on_event(void *data, enum xb_shell_event event, struct xb_pos at, const char *text)
{
	struct run *run = data; /* the board is its first member */

	if (run->told)
		fprintf(stderr, "%u:%u: event %d: %s\n", at.line, at.column, (int)event, text);
	if (event == XB_SHELL_SYNTAX)
		xb_uboot_say(&run->uboot, "syntax error\n");
	if (event == XB_SHELL_BUDGET || event == XB_SHELL_WAITS)
		run->lost = true;
}

static const char *no_value(void *data, const char *name)
{
	(void)data;
	(void)name;
	return NULL;
}

static const struct xb_shell_host host = {xb_uboot_run, on_event, no_value};

static char *file_text(const char *folder, const char *name)
{
	char *path = xb_format("%s/%s", folder, name);
	struct xb_buf bytes = {0};

	if (xb_file_read(path, 1 << 20, &bytes))
		trouble(path);
	free(path);
	xb_buf_putc(&bytes, '\0');
	return xb_buf_take(&bytes);
}

static void add_variables(struct run *run, const struct options *options)
{
	struct answer_environment base = {0};
	char *text;

	if (options->corpus) {
		xb_uboot_set(&run->uboot, "loadaddr", "0x40200000", (struct xb_pos){0});
		return;
	}
	text = file_text(options->config.files_dir, "base.env");
	answer_read_environment(&base, text);
	for (size_t i = 0; i < base.count; i++)
		xb_uboot_set(&run->uboot, base.items[i].name, base.items[i].value, (struct xb_pos){0});
	xb_uboot_set(&run->uboot, "fdtaddr", "44000000", (struct xb_pos){0});
	answer_clear(&base);
	free(text);
}

/* An empty /chosen, and room. */
static void add_small_tree(struct run *run)
{
	_Alignas(8) char blob[0x4000];

	if (fdt_create_empty_tree(blob, sizeof(blob)) || fdt_add_subnode(blob, 0, "chosen") < 0)
		trouble("no tree");
	xb_uboot_add_tree(&run->uboot, blob, sizeof(blob),
			  (struct xb_amount){answer_tree_addresses[0], XB_NO_SYMBOL});
}

static void add_tree(struct run *run, const struct options *options)
{
	char *blob;

	run->uboot.working = 0;
	if (options->corpus) {
		add_small_tree(run);
		return;
	}
	blob = file_text(options->config.files_dir, "base.dtb");
	xb_uboot_add_tree(&run->uboot, blob, fdt_totalsize(blob),
			  (struct xb_amount){answer_tree_addresses[0], XB_NO_SYMBOL});
	free(blob);
}

static void run_once(struct run *run, const struct options *options, const struct xb_script *script,
		     const bool *answers, size_t answer_count)
{
	struct xb_uboot *uboot = &run->uboot;

	*run = (struct run){.boot = xb_alloc(sizeof(*run->boot)), .told = options->told};
	run->boot->entrance.xen = run->boot->entrance.tree = XB_NONE;
	uboot->config = &options->config;
	uboot->boot = run->boot;
	uboot->diags = &run->diags;
	uboot->answers = answers;
	uboot->answer_count = answer_count;
	uboot->shell.host = &host;
	uboot->shell.data = run;
	uboot->shell.release = options->config.release;
	uboot->shell.parser = options->config.parser;
	uboot->shell.budget = options->config.budget;
	add_variables(run, options);
	add_tree(run, options);
	run->status = xb_shell_source(&uboot->shell, script);
	if (options->config.release < 202304)
		run->status = run->status != 0;
	run->lost = run->lost || uboot->shell.stopped;
}

static void run_clear(struct run *run)
{
	xb_uboot_clear(&run->uboot);
	xb_boot_free(run->boot);
	xb_diags_clear(&run->diags);
}

/* A question of which the answer is known here, and was not given: a file called so is on no disk. */
static bool is_answered_wrong(const struct run *run, bool *answers, size_t *count)
{
	for (size_t i = 0; i < run->uboot.decisions.count && i < MOST_ANSWERS; i++) {
		const struct xb_decision *decision = &run->uboot.decisions.items[i];

		answers[i] = decision->answer;
		if (!decision->answer || !strstr(decision->subject, "nosuch"))
			continue;
		answers[i] = false;
		*count = i + 1;
		return true;
	}
	return false;
}

/* ---- What is told ---- */

static char *tree_blob(const struct run *run, unsigned long address)
{
	for (size_t i = run->uboot.tree_count; i-- > 0;)
		if (run->uboot.trees[i].address.symbol == XB_NO_SYMBOL &&
		    run->uboot.trees[i].address.value == address)
			return run->uboot.trees[i].blob.data;
	return NULL;
}

static void print_answer(FILE *out, const struct run *run, const struct options *options)
{
	char *text = file_text(options->config.files_dir, "base.env");
	char *status = xb_format("%u", (unsigned)run->status);
	const struct xb_variables *env = &run->uboot.shell.env;
	struct answer_environment base = {0};
	struct answer answer = {.status = status, .lost = run->lost ? "?" : NULL};

	answer_read_environment(&base, text);
	for (size_t i = 0; i < env->count; i++)
		answer_set(&answer.environment, env->items[i].name, env->items[i].value);
	for (size_t i = 0; i < ANSWER_TREES; i++)
		answer.trees[i] = tree_blob(run, answer_tree_addresses[i]);
	answer_print(out, &answer, &base);
	answer_clear(&answer.environment);
	answer_clear(&base);
	free(status);
	free(text);
}

static void print_corpus(FILE *out, const struct run *run, unsigned release)
{
	static const char *const shown[] = {"a", "b", "c", "d", "e", "r", "v", "w", "x", "y",
					    "z", "n", "m", "s", "t", "u", "filesize", "fileaddr",
					    "bootfile"};
	const void *fdt = tree_blob(run, answer_tree_addresses[0]);

	if (run->lost) {
		fputs("never returns\n", out);
		return;
	}
	fprintf(out, "status %u\n-- variables\n", (unsigned)run->status);
	for (size_t i = 0; i < XB_COUNT(shown); i++) {
		const struct xb_variable *variable = xb_variable_find(&run->uboot.shell.env, shown[i]);

		if (variable)
			fprintf(out, "%s=%s\n", shown[i], variable->value);
	}
	fputs("-- chosen\n", out);
	print_fdt_node(out, fdt, fdt_path_offset(fdt, "/chosen"), release);
	fprintf(out, "-- console\n%s", run->uboot.console.data ? run->uboot.console.data : "");
}

/* ---- Scripts ---- */

/* FOLDER/NAME.answer of the script at PATH, or standard output. */
static FILE *open_answer(const char *folder, const char *path)
{
	const char *base = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	const char *dot = strrchr(base, '.');
	char *name;
	FILE *out;

	if (!folder)
		return stdout;
	name = xb_format("%s/%.*s.answer", folder, dot ? (int)(dot - base) : (int)strlen(base), base);
	out = fopen(name, "w");
	if (!out)
		trouble(name);
	free(name);
	return out;
}

static void run_script(const char *path, const struct options *options)
{
	struct xb_buf bytes = {0};
	struct xb_script script;
	bool answers[MOST_ANSWERS];
	size_t answer_count = 0;
	struct run run;
	FILE *out;

	if (xb_file_read(path, 1 << 20, &bytes))
		trouble(path);
	xb_script_of_file(&script, bytes.data ? bytes.data : "", bytes.length, path);
	for (;;) {
		run_once(&run, options, &script, answers, answer_count);
		if (!is_answered_wrong(&run, answers, &answer_count))
			break;
		run_clear(&run);
	}
	out = open_answer(options->folder, path);
	if (options->corpus)
		print_corpus(out, &run, options->config.release);
	else
		print_answer(out, &run, options);
	if (out != stdout)
		fclose(out);
	if (options->told && run.uboot.console.data)
		fputs(run.uboot.console.data, stderr);
	run_clear(&run);
	xb_script_clear(&script);
	xb_buf_clear(&bytes);
}

static unsigned release_of(const char *text)
{
	unsigned year, month;

	if (sscanf(text, "%4u.%2u", &year, &month) != 2)
		trouble("no release of U-Boot");
	return year * 100 + month;
}

int main(int argc, char **argv)
{
	struct options options = {.config = {.release = 202301, .budget = 1 << 20, .exact = true}};
	int option;

	while ((option = getopt(argc, argv, "cf:mo:r:v")) != -1) {
		switch (option) {
		case 'c':
			options.corpus = true;
			break;
		case 'f':
			options.config.files_dir = optarg;
			break;
		case 'm':
			options.config.parser = XB_PARSER_MODERN;
			break;
		case 'o':
			options.folder = optarg;
			break;
		case 'r':
			options.config.release = release_of(optarg);
			break;
		case 'v':
			options.told = true;
			break;
		default:
			return 2;
		}
	}
	if (!options.corpus && !options.config.files_dir)
		trouble("-f FILES is missing");
	options.config.max_words = options.config.release < 202404 ? 16 : 64;
	for (int i = optind; i < argc; i++)
		run_script(argv[i], &options);
	return 0;
}
