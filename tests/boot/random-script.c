/* SPDX-License-Identifier: MIT */
/*
 * random-script FIRST COUNT FOLDER: COUNT scripts that are drawn by the seeds from FIRST on, the same ones everywhere,
 * into FOLDER/rSEED.source.
 */
#include <stdlib.h>

#include "random-script.h"

static void draw_statement(struct script *script);

/* ---- Simple commands ---- */

static void draw_setenv(struct script *script)
{
	fprintf(script->out, "setenv %s", chance(5) ? "\"x y\"" : draw_known());
	draw_words(script, chance(5) ? 0 : 1, chance(3) ? 18 : 4);
}

/* A variable of the shell, and what it is good for. */
static void draw_own(struct script *script)
{
	fprintf(script->out, "l%lu=", script->seed);
	if (chance(85))
		draw_word(script);
	fprintf(script->out, "; setenv %s [$l%lu]", draw_known(), script->seed);
}

static void draw_arithmetic(struct script *script)
{
	static const char *const operators[] = {"+", "-", "*", "/", "%", "'|'", "\"&\"", "^", "++", "x"};
	static const char *const widths[] = {"", "", "", "", ".b", ".w", ".l"};

	fprintf(script->out, "setexpr%s %s ", PICK(widths), draw_known());
	draw_number(script);
	if (chance(15))
		return;
	fprintf(script->out, " %s ", PICK(operators));
	draw_number(script);
}

/* gsub of what can match nothing does not end. In 2021.01 it looks behind the text, too, and does not end where it
 * grows; and a second \\1 writes behind a buffer. */
static void draw_substitution(struct script *script)
{
	static const char *const patterns[] = {
		"o", "x", "[aeiou]", "(t)(w)", "'(o|e)'", "' '", "(", "[^a-z]", "'[0-9]+'", "e$", "'^.'", "s*", "a.c", "'b+?'",
		"'(a|b|c)+'", "'\\\\\\\\d'", "'[\\\\\\\\s]'", "'o.*e'", "'x?y'", "a|b",
	};
	static const char *const with[] = {"X", "''", "'a b'", "'<\\\\\\\\1>'", "\\\\\\\\1", "'[\\\\\\\\0]'"};

	if (chance(40))
		fprintf(script->out, "setexpr %s gsub %s %s", draw_known(), patterns[below(7)], with[below(2)]);
	else
		fprintf(script->out, "setexpr %s sub %s %s", draw_known(), PICK(patterns), PICK(with));
	if (chance(70)) {
		putc(' ', script->out);
		draw_word(script);
	}
}

static void draw_run(struct script *script)
{
	static const char *const runs[] = {
		"run say", "run fails", "run say fails", "run fails say", "run nosuch", "run say nosuch say", "run", "run a",
		"env run say", "setenv s 'setenv a 1; exit 3; setenv b 2'; run s", "setenv s 'false && setenv a 1 || setenv b 1'; run s",
		"setenv s \"setenv a ${b}; setenv b \\\"${a}\\\"\"; run s", "setenv s 'if true; then setenv a y'; run s",
		"setenv s 'setenv a 1\\\nsetenv b 2'; run s", "${list}", "$say",
	};

	fputs(PICK(runs), script->out);
}

static void draw_environment(struct script *script)
{
	static const char *const commands[] = {
		"env exists a", "env exists nosuch", "env delete a", "env delete a b nosuch", "env set a x  y", "env print a",
		"env set -f a b", "env exists", "env", "env set", "env delete -f c", "env nosuch",
		"if env export -t 0x48000000 a b; then setenv a 1; env import -t 0x48000000 ${filesize}; fi",
		"if env export -t 48000000 b c; then env import -t 48000000 0x${filesize} b; fi",
		"if load virtio 0:1 48000000 more.txt; then env import -t ${fileaddr} ${filesize}; fi",
		"if load virtio 0:1 48000000 more.txt; then env import -t ${fileaddr} ${filesize} w a nosuch; fi",
	};

	fputs(PICK(commands), script->out);
}

static void draw_load(struct script *script)
{
	static const char *const loads[] = {
		"load virtio 0:1 48000000 more.txt", "load virtio 0:1 0x48000000 zero.bin", "load virtio 0 ${loadaddr} zero.bin",
		"load virtio 0:1 48000000 nosuch || setenv n $?", "load virtio 0:9 48000000 nosuch.bin || setenv n part",
		"if load virtio 0:1 48000000 nosuch; then setenv n y; else setenv n n; fi",
		"load virtio 0:1 48000000 nosuch && setenv m ${filesize}",
		"fatload virtio 0:1 ${loadaddr} more.txt && setenv m ${filesize} ${fileaddr}",
		"setexpr n ${fileaddr} + 0x${filesize}", "if load virtio 0:1 49000000 inner.scr; then source 49000000; fi",
		"if load virtio 0:1 49000000 inner.scr; then source 49000000; setenv n $?; fi", "load",
	};

	fputs(PICK(loads), script->out);
}

static void draw_other(struct script *script)
{
	static const char *const commands[] = {
		"true", "false", "echo x", "nosuch", "tru", "set a b", "sete c short", "setenv.b c suffix", "false x y z",
		"setenv", "itest 1", "test", "sleep 0", "# nothing", "", "setexpr", "setexpr a", "setexpr a 1 2",
		"setenv a=b c", "printenv a", "printenv nosuch", "true;", "exit x y z", "\"true\"", "t\\rue",
	};

	fputs(PICK(commands), script->out);
}

static void draw_command(struct script *script)
{
	static void (*const commands[])(struct script *) = {
		draw_setenv, draw_setenv, draw_setenv, draw_setenv, draw_setenv, draw_arithmetic, draw_substitution, draw_run,
		draw_environment, draw_load, draw_fdt, draw_fdt, draw_fdt, draw_fdt, draw_own, draw_other,
	};

	PICK(commands)(script);
}

/* ---- Conditions ---- */

static void draw_expression(struct script *script)
{
	static const char *const operators[] = {"=", "!=", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "==", "-x"};

	if (chance(15)) {
		fprintf(script->out, "-%c ", chance(50) ? 'z' : 'n');
		draw_word(script);
		return;
	}
	if (chance(50))
		draw_number(script);
	else
		draw_word(script);
	if (chance(4))
		return;
	fprintf(script->out, " %s ", PICK(operators));
	if (chance(50))
		draw_number(script);
	else
		draw_word(script);
}

static void draw_test(struct script *script)
{
	fputs("test ", script->out);
	fputs(chance(10) ? "! " : "", script->out);
	draw_expression(script);
	while (chance(20)) {
		fprintf(script->out, " -%c %s", chance(50) ? 'a' : 'o', chance(10) ? "! " : "");
		draw_expression(script);
	}
}

static void draw_itest(struct script *script)
{
	static const char *const operators[] = {"==", "!=", "<>", "<", ">", "<=", ">=", "-eq", "-ne", "-lt", "-gt", "="};
	static const char *const widths[] = {"", "", "", ".b", ".w", ".l", ".q", ".s"};

	fprintf(script->out, "itest%s ", PICK(widths));
	draw_number(script);
	fprintf(script->out, " %s ", PICK(operators));
	draw_number(script);
}

static void draw_condition(struct script *script)
{
	static const char *const simple[] = {"true", "false", "env exists a", "env exists nosuch", "true; false", "nosuch"};

	if (chance(55))
		draw_test(script);
	else if (chance(40))
		draw_itest(script);
	else if (chance(40))
		draw_fdt_question(script);
	else
		fputs(PICK(simple), script->out);
}

/* ---- Compound commands ---- */

static void part(struct script *script)
{
	if (script->flat)
		fputs("; ", script->out);
	else
		fprintf(script->out, "\n%*s", (int)(2 * script->depth), "");
}

static void draw_body(struct script *script)
{
	script->depth++;
	for (unsigned left = between(1, 3); left > 0; left--) {
		fputs(script->flat ? " " : "\n", script->out);
		draw_statement(script);
		putc(script->flat ? ';' : ' ', script->out);
	}
	script->depth--;
	fputs(script->flat ? " " : "\n", script->out);
}

static void draw_if(struct script *script)
{
	fputs("if ", script->out);
	draw_condition(script);
	part(script);
	fputs("then", script->out);
	draw_body(script);
	if (chance(25)) {
		fputs("elif ", script->out);
		draw_condition(script);
		part(script);
		fputs("then", script->out);
		draw_body(script);
	}
	if (chance(50)) {
		fputs("else", script->out);
		draw_body(script);
	}
	fputs("fi", script->out);
}

static void draw_for(struct script *script)
{
	fprintf(script->out, "for i%lu in", script->seed);
	draw_words(script, chance(5) ? 0 : 1, 3);
	part(script);
	fputs("do", script->out);
	draw_body(script);
	if (chance(70))
		fprintf(script->out, "setenv n \"${n}[$i%lu]\"%s", script->seed, script->flat ? "; " : "\n");
	fputs("done", script->out);
}

/* Nothing in it touches the counter. */
static void draw_while(struct script *script)
{
	const bool until = chance(40);

	fprintf(script->out, "setenv k%u 0; %s test $k%u -%s %u", script->depth, until ? "until" : "while", script->depth,
		until ? "ge" : "lt", between(1, 3));
	part(script);
	fprintf(script->out, "do setexpr k%u $k%u + 1;", script->depth, script->depth);
	draw_body(script);
	fputs("done", script->out);
}

static void draw_list(struct script *script)
{
	if (chance(50))
		draw_condition(script);
	else
		draw_command(script);
	for (unsigned left = between(1, 3); left > 0; left--) {
		fputs(chance(55) ? " && " : " || ", script->out);
		if (!script->flat && chance(5))
			fputs("\n", script->out);
		draw_command(script);
	}
}

static void draw_compound(struct script *script)
{
	const bool flat = script->flat;

	script->flat = flat || chance(40);
	switch (below(6)) {
	case 0:
	case 1:
		draw_if(script);
		break;
	case 2:
		draw_for(script);
		break;
	case 3:
		draw_while(script);
		break;
	default:
		draw_list(script);
		break;
	}
	script->flat = flat;
}

/* ---- Scripts ---- */

/* What stands alone, and ends a script or damages it. */
static void draw_trouble(struct script *script)
{
	static const char *const troubles[] = {
		"exit", "exit 3", "exit ${n}", "exit 0x10", "exit 300", "fi", "done", "then", "echo x | echo y", "echo x & echo y",
		"if true; then", "for x", "setenv a 'open", "setenv a \"open", "setenv a \\", "true && \\", "{ true; }", "( true )",
		"! true", "setenv a one \\\n  two", "fdt set /chosen p x \\\n  y", "setenv a ${b} \\\n  y", "setenv a ${}",
		"setenv a ${a b} x", ";;", "true;; false", "&& true", "if true; then fi; setenv a z",
	};

	fputs(PICK(troubles), script->out);
}

static void draw_statement(struct script *script)
{
	if (!script->flat)
		fprintf(script->out, "%*s", (int)(2 * script->depth), "");
	if (chance(3))
		draw_trouble(script);
	else if (script->depth < 3 && chance(30))
		draw_compound(script);
	else
		draw_command(script);
	if (chance(15))
		fprintf(script->out, "; setenv %s $?", draw_known());
}

static void draw_script(FILE *out, unsigned long seed)
{
	struct script script = {.out = out, .seed = seed};

	random_seed(seed);
	fputs(chance(70) ? "fdt resize 1000\n" : "", out);
	fputs(chance(20) ? "setenv p /chosen\n" : "", out);
	for (unsigned left = between(3, 10); left > 0; left--) {
		draw_statement(&script);
		if (left > 1 || chance(80))
			putc('\n', out);
	}
}

int main(int argc, char **argv)
{
	unsigned long first, count;

	if (argc != 4) {
		fprintf(stderr, "usage: random-script FIRST COUNT FOLDER\n");
		return 2;
	}
	first = strtoul(argv[1], NULL, 10);
	count = strtoul(argv[2], NULL, 10);
	for (unsigned long seed = first; seed < first + count; seed++) {
		char path[400];
		FILE *out;

		snprintf(path, sizeof path, "%s/r%lu.source", argv[3], seed);
		out = fopen(path, "w");
		if (!out) {
			fprintf(stderr, "random-script: %s cannot be written\n", path);
			return 2;
		}
		draw_script(out, seed);
		fclose(out);
	}
	return 0;
}
