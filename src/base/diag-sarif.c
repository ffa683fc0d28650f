/* SPDX-License-Identifier: MIT */
/* SARIF 2.1.0 (OASIS), as far as code scanners on forges read it. */
#include "base/json.h"
#include "xenboot/base.h"

#include <string.h>

static const char schema[] = "https://json.schemastore.org/sarif-2.1.0.json";

static bool is_plain_in_uri(char byte)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				    "-._~/";

	return byte != '\0' && strchr(plain, byte);
}

/* FILE as a URI: relative to where the program ran, unless FILE itself is absolute. */
static json_t *file_uri(const char *file)
{
	struct xb_buf uri = {0};
	json_t *value;

	if (file[0] == '/')
		xb_buf_puts(&uri, "file://");
	else if (file[0] == '.' && file[1] == '/')
		file += 2;
	for (; *file; file++) {
		if (is_plain_in_uri(*file))
			xb_buf_putc(&uri, *file);
		else
			xb_buf_printf(&uri, "%%%02X", (unsigned int)(unsigned char)*file);
	}
	value = xb_json_string(uri.data ? uri.data : ".");
	xb_buf_clear(&uri);
	return value;
}

static json_t *text_object(const char *text)
{
	json_t *object = xb_json_object();

	xb_json_set_text(object, "text", text);
	return object;
}

/* The same information for every run, so that a result's ruleIndex is its code. */
static json_t *rules(void)
{
	json_t *array = xb_json_array();

	for (int code = 0; code < XB_CODE_COUNT; code++) {
		const struct xb_code_info *info = xb_code_info((enum xb_code)code);
		json_t *rule = xb_json_object();

		xb_json_set_text(rule, "id", info->name);
		xb_json_set(rule, "shortDescription", text_object(info->summary));
		xb_json_set(rule, "fullDescription", text_object(info->explain));
		xb_json_set(rule, "help", text_object(info->explain));
		xb_json_append(array, rule);
	}
	return array;
}

static json_t *tool(void)
{
	json_t *object = xb_json_object();
	json_t *driver = xb_json_object();

	xb_json_set_text(driver, "name", "xenboot");
#ifdef PACKAGE_VERSION
	xb_json_set_text(driver, "version", PACKAGE_VERSION);
#endif
	xb_json_set(driver, "rules", rules());
	xb_json_set(object, "driver", driver);
	return object;
}

/* A file as a whole is shown at its first line. */
static json_t *region(const struct xb_diag *diag)
{
	json_t *object = xb_json_object();

	xb_json_set_number(object, "startLine", diag->line > 0 ? diag->line : 1);
	if (diag->line > 0 && diag->column > 0)
		xb_json_set_number(object, "startColumn", diag->column);
	return object;
}

/*
 * One result without a place makes GitHub refuse the whole report: what has no file is said of
 * the folder in which the program ran.
 */
static json_t *location(const struct xb_diag *diag)
{
	json_t *object = xb_json_object();
	json_t *physical = xb_json_object();
	json_t *artifact = xb_json_object();

	xb_json_set(artifact, "uri", file_uri(diag->file ? diag->file : "."));
	xb_json_set(physical, "artifactLocation", artifact);
	xb_json_set(physical, "region", region(diag));
	xb_json_set(object, "physicalLocation", physical);
	return object;
}

/* SARIF has no place for a hint: it follows the message on a line of its own. */
static json_t *message(const struct xb_diag *diag)
{
	struct xb_buf text = {0};
	json_t *object;

	xb_buf_puts(&text, diag->message);
	if (diag->hint)
		xb_buf_printf(&text, "\nhint: %s", diag->hint);
	object = text_object(text.data);
	xb_buf_clear(&text);
	return object;
}

static json_t *result(const struct xb_diag *diag)
{
	json_t *object = xb_json_object();
	json_t *locations = xb_json_array();

	xb_json_append(locations, location(diag));
	xb_json_set_text(object, "ruleId", xb_code_info(diag->code)->name);
	xb_json_set_number(object, "ruleIndex", (uint32_t)diag->code);
	xb_json_set_text(object, "level", xb_severity_name(diag->severity));
	xb_json_set(object, "message", message(diag));
	xb_json_set(object, "locations", locations);
	return object;
}

static json_t *run(const struct xb_diags *diags)
{
	json_t *object = xb_json_object();
	json_t *results = xb_json_array();

	for (size_t i = 0; i < diags->count; i++)
		xb_json_append(results, result(&diags->items[i]));
	xb_json_set(object, "tool", tool());
	/* Our columns count characters; SARIF's default counts UTF-16 units. */
	xb_json_set_text(object, "columnKind", "unicodeCodePoints");
	xb_json_set(object, "results", results);
	return object;
}

void xb_diags_sarif(const struct xb_diags *diags, struct xb_buf *out)
{
	json_t *root = xb_json_object();
	json_t *runs = xb_json_array();

	xb_json_append(runs, run(diags));
	xb_json_set_text(root, "$schema", schema);
	xb_json_set_text(root, "version", "2.1.0");
	xb_json_set(root, "runs", runs);
	xb_json_put(root, out);
}
