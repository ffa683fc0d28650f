/* SPDX-License-Identifier: MIT */
/* fdt commands. */
#include "random-script.h"

static const char *const paths[] = {
	"/", "/chosen", "/chosen", "/chosen", "/chosen/n1", "/chosen/n2", "/chosen/n1/n2", "/aliases", "con", "con/n1", "uart",
	"/bus", "/bus/uart@9000000", "/bus/uart", "/bus/module", "/bus/module@1000/sub", "/bus//module@1000/",
	"/chosen/", "chosen", "/nosuch", "/chosen/\"a b\"", "${p}",
};
static const char *const properties[] = {
	"p", "p", "p", "q", "q", "r", "reg", "status", "compatible", "bytes", "deep", "\\#x-cells", "\"#x-cells\"",
	"p,q", "\"p q\"", "phandle",
};
static const char *const node_names[] = {"n1", "n2", "n1@10", "module@1000", "\"a b\"", "sub", "${a}"};

static void draw_path(struct script *script)
{
	fputs(PICK(paths), script->out);
}

/* ---- Values ---- */

static void draw_cells(struct script *script)
{
	const char *const quote = chance(15) ? (chance(50) ? "'" : "\"") : "";

	fprintf(script->out, " %s<", quote);
	for (unsigned left = below(5); left > 0; left--) {
		draw_number(script);
		fputs(left > 1 || chance(10) ? " " : "", script->out);
	}
	fprintf(script->out, "%s%s", chance(95) ? ">" : "", quote);
	if (chance(6))
		fputs(chance(50) ? "2 3" : " <2>", script->out);
}

static void draw_bytes(struct script *script)
{
	static const char *const bytes[] = {"00", "ab", "1", "0001ab", "01", "ff", "${c}", "xy", "1,2"};

	fputs(" [", script->out);
	for (unsigned left = below(6); left > 0; left--)
		fprintf(script->out, "%s%s", PICK(bytes), left > 1 ? " " : "");
	fputs(chance(95) ? "]" : "", script->out);
}

static void draw_set(struct script *script)
{
	fputs("fdt set ", script->out);
	draw_path(script);
	fprintf(script->out, " %s", PICK(properties));
	switch (below(8)) {
	case 0:
		break;
	case 1:
	case 2:
	case 3:
		draw_cells(script);
		break;
	case 4:
		draw_bytes(script);
		break;
	default:
		draw_words(script, 1, 4);
		break;
	}
}

/* ---- Forms ---- */

static void draw_get(struct script *script)
{
	static const char *const indices[] = {"", "", "", " 0", " 1", " 2", " 9", " a", " 0x1"};

	fprintf(script->out, "fdt get ");
	switch (below(6)) {
	case 0:
		fprintf(script->out, "size %s ", draw_known());
		draw_path(script);
		fprintf(script->out, " %s", chance(70) ? PICK(properties) : "");
		break;
	case 1:
		fprintf(script->out, "name %s ", draw_known());
		draw_path(script);
		fprintf(script->out, " %u", below(4));
		break;
	default:
		fprintf(script->out, "value %s ", draw_known());
		draw_path(script);
		fprintf(script->out, " %s%s", PICK(properties), PICK(indices));
		break;
	}
}

static void draw_remove(struct script *script)
{
	static const char *const removable[] = {
		"/chosen/n1", "/chosen/n2", "con/n1", "/bus/module", "/bus/uart@9000000", "/aliases", "/nosuch", "bus"};

	if (chance(50)) {
		fprintf(script->out, "fdt rm %s", PICK(removable));
		return;
	}
	fputs("fdt rm ", script->out);
	draw_path(script);
	fprintf(script->out, " %s", PICK(properties));
}

static void draw_room(struct script *script)
{
	static const char *const rooms[] = {
		"fdt resize", "fdt resize 400", "fdt resize 0x1000", "fdt resize ${c}", "fdt res 100",
		"fdt addr 44000000 1800", "fdt addr 44000000 10", "fdt addr ${nosuch}", "fdt addr 0x44000000",
		"fdt move 44000000 45000000 2000",
		"fdt move 0x44000000 0x45000000 100", "fdt mov 44000000 45000000",
		"if load virtio 0:1 45000000 base.dtb; then fdt addr 45000000; fi",
	};

	fputs(PICK(rooms), script->out);
}

static void draw_wrong(struct script *script)
{
	static const char *const wrong[] = {
		"fdt", "fdt a", "fdt s /chosen p x", "fdt r /chosen", "fdt nosuch", "fdt set /chosen", "fdt mknode /chosen",
		"fdt get value a /chosen", "fdt get", "fdt get value", "fdt rm", "fdt get size a",
		"fdt header get a totalsize", "fdt header get a magic", "fdt header get a nosuch",
	};

	fputs(PICK(wrong), script->out);
}

void draw_fdt(struct script *script)
{
	static void (*const forms[])(struct script *) = {
		draw_set, draw_set, draw_set, draw_set, draw_set, draw_set, draw_get, draw_get, draw_get, draw_remove,
		draw_room, draw_wrong,
	};

	if (chance(3)) { /* behind a property's end a "?" is whatever was set before */
		fputs("fdt set /bus/uart@9000000 kept <? 9 ?>", script->out);
		return;
	}
	if (chance(20)) {
		fprintf(script->out, "fdt %s ", chance(70) ? "mknode" : "mk");
		draw_path(script);
		fprintf(script->out, " %s", PICK(node_names));
		return;
	}
	PICK(forms)(script);
}

void draw_fdt_question(struct script *script)
{
	if (chance(50)) {
		fputs("fdt list ", script->out);
		draw_path(script);
		fprintf(script->out, " %s", chance(50) ? PICK(properties) : "");
		return;
	}
	draw_get(script);
}
