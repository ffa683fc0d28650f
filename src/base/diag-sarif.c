/* SPDX-License-Identifier: MIT */
/* SARIF 2.1.0 (OASIS), as far as code scanners on forges read it. */
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
static struct json_t *file_uri(const char *file)
{
	struct xb_buf uri = {0};
	struct json_t *value;

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
	value = xb_json_text(uri.data ? uri.data : ".");
	xb_buf_clear(&uri);
	return value;
}

static struct json_t *text_object(const char *text)
{
	struct json_t *object = xb_json_object();

	xb_json_set(object, "text", xb_json_text(text));
	return object;
}

/* The same information for every run, so that a result's ruleIndex is its code. */
static struct json_t *rules(void)
{
	struct json_t *array = xb_json_array();

	for (int code = 0; code < XB_CODE_COUNT; code++) {
		const struct xb_code_info *info = xb_code_info((enum xb_code)code);
		struct json_t *rule = xb_json_object();

		xb_json_set(rule, "id", xb_json_text(info->name));
		xb_json_set(rule, "shortDescription", text_object(info->summary));
		xb_json_set(rule, "fullDescription", text_object(info->explain));
		xb_json_set(rule, "help", text_object(info->explain));
		xb_json_append(array, rule);
	}
	return array;
}

static struct json_t *tool(void)
{
	struct json_t *object = xb_json_object();
	struct json_t *driver = xb_json_object();

	xb_json_set(driver, "name", xb_json_text("xenboot"));
#ifdef PACKAGE_VERSION
	xb_json_set(driver, "version", xb_json_text(PACKAGE_VERSION));
#endif
	xb_json_set(driver, "rules", rules());
	xb_json_set(object, "driver", driver);
	return object;
}

/* A file as a whole is shown at its first line. */
static struct json_t *region(const struct xb_diag *diag)
{
	struct json_t *object = xb_json_object();

	xb_json_set(object, "startLine", xb_json_size(diag->line > 0 ? diag->line : 1));
	if (diag->line > 0 && diag->column > 0)
		xb_json_set(object, "startColumn", xb_json_size(diag->column));
	return object;
}

/*
 * One result without a place makes GitHub refuse the whole report: what has no file is said of
 * the folder in which the program ran.
 */
static struct json_t *location(const struct xb_diag *diag)
{
	struct json_t *object = xb_json_object();
	struct json_t *physical = xb_json_object();
	struct json_t *artifact = xb_json_object();

	xb_json_set(artifact, "uri", file_uri(diag->file ? diag->file : "."));
	xb_json_set(physical, "artifactLocation", artifact);
	xb_json_set(physical, "region", region(diag));
	xb_json_set(object, "physicalLocation", physical);
	return object;
}

/* SARIF has no place for a hint: it follows the message on a line of its own. */
static struct json_t *message(const struct xb_diag *diag)
{
	struct xb_buf text = {0};
	struct json_t *object;

	xb_buf_puts(&text, diag->message);
	if (diag->hint)
		xb_buf_printf(&text, "\nhint: %s", diag->hint);
	object = text_object(text.data);
	xb_buf_clear(&text);
	return object;
}

static struct json_t *result(const struct xb_diag *diag)
{
	struct json_t *object = xb_json_object();
	struct json_t *locations = xb_json_array();

	xb_json_append(locations, location(diag));
	xb_json_set(object, "ruleId", xb_json_text(xb_code_info(diag->code)->name));
	xb_json_set(object, "ruleIndex", xb_json_size((uint32_t)diag->code));
	xb_json_set(object, "level", xb_json_text(xb_severity_name(diag->severity)));
	xb_json_set(object, "message", message(diag));
	xb_json_set(object, "locations", locations);
	return object;
}

static struct json_t *run(const struct xb_diags *diags)
{
	struct json_t *object = xb_json_object();
	struct json_t *results = xb_json_array();

	for (size_t i = 0; i < diags->count; i++)
		xb_json_append(results, result(&diags->items[i]));
	xb_json_set(object, "tool", tool());
	/* Our columns count characters; SARIF's default counts UTF-16 units. */
	xb_json_set(object, "columnKind", xb_json_text("unicodeCodePoints"));
	xb_json_set(object, "results", results);
	return object;
}

void xb_diags_sarif(const struct xb_diags *diags, struct xb_buf *out)
{
	struct json_t *root = xb_json_object();
	struct json_t *runs = xb_json_array();

	xb_json_append(runs, run(diags));
	xb_json_set(root, "$schema", xb_json_text(schema));
	xb_json_set(root, "version", xb_json_text("2.1.0"));
	xb_json_set(root, "runs", runs);
	xb_json_put(root, out);
}
