/* SPDX-License-Identifier: MIT */
/* diagnose: what a serial log shows, and what to change. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "xenboot/diagnose.h"
#include "xenboot/xen.h"

/* A serial console at 115200 baud fills this in a day. */
#define LOG_MAX (1u << 30)

/* ---- The profile's part -------------------------------------------------------------------- */

static bool hangs_on(const struct xb_symptom *symptom, const char *option)
{
	for (size_t i = 0; i < symptom->options.count; i++)
		if (strcmp(symptom->options.items[i].text, option) == 0)
			return true;
	return false;
}

/* What check found in the profile under the symptom's code. */
static size_t put_same_matter(struct cli *cli, const char *code, struct xb_buf *out)
{
	const struct xb_diags *diags = xb_session_diags(cli->session);
	struct xb_diags own = {0};
	size_t count;

	for (size_t i = 0; i < diags->count; i++)
		if (strcmp(xb_code_info(diags->items[i].code)->name, code) == 0)
			xb_diags_add(&own, &diags->items[i]);
	xb_diags_text(&own, out);
	count = own.count;
	xb_diags_clear(&own);
	return count;
}

/* Not by check's hint, for the profile that is at hand may have been changed since that boot. */
static void put_dom0_largest(const struct xb_context *context, struct xb_buf *out)
{
	uint64_t largest = context->dom0.largest;

	if (largest)
		xb_buf_printf(out, "  dom0_mem=%lluM is the largest that works with this profile\n",
			      (unsigned long long)(largest >> 20));
}

/* What the options at fault are in this profile, and what check says of the same matter. */
static void put_profile(struct cli *cli, const struct xb_finding *finding, struct xb_buf *out)
{
	const struct xb_symptom *symptom = finding->symptom;
	const struct xb_boot *boot = xb_session_boot(cli->session);
	const char *code = symptom->code.text;

	if (boot && finding->address)
		cli_put_address(boot, finding->address, out);
	if (boot)
		cli_put_settings(xb_session_context(cli->session), finding, out);
	if (!boot || !code || put_same_matter(cli, code, out) || !xb_finding_is_fault(finding))
		return;
	xb_buf_printf(out, "  This profile as it stands has nothing that check finds [%s];\n"
			   "  was the board booted with what it builds now?\n", code);
	if (strcmp(code, "dom0-mem") == 0 && hangs_on(symptom, "dom0_mem"))
		put_dom0_largest(xb_session_context(cli->session), out);
	if (strcmp(code, "domain-memory") == 0)
		cli_put_guest_largest(xb_session_context(cli->session), finding, out);
}

/* Of a boot that fell silent, what check finds that keeps a board from booting; not what has CODE, which stands
 * there already. */
static void put_errors(struct cli *cli, const char *code, struct xb_buf *out)
{
	const struct xb_diags *diags = xb_session_diags(cli->session);
	struct xb_diags errors = {0};

	for (size_t i = 0; i < diags->count; i++)
		if (diags->items[i].severity == XB_ERROR &&
		    (!code || strcmp(xb_code_info(diags->items[i].code)->name, code) != 0))
			xb_diags_add(&errors, &diags->items[i]);
	if (errors.count)
		xb_buf_puts(out, "  This profile as it stands does not boot:\n");
	xb_diags_text(&errors, out);
	xb_diags_clear(&errors);
}

/* ---- For people ------------------------------------------------------------------------------ */

static void put_labelled(const char *label, const char *text, struct xb_buf *out)
{
	char *line = xb_format("%s: %s", label, text);

	cli_wrap(line, 2, out);
	free(line);
}

/* PROFILE: one was given, and the finding is of what it describes. */
static void put_advice(struct cli *cli, const struct xb_finding *finding, bool profile,
		       struct xb_buf *out)
{
	const struct xb_symptom *symptom = finding->symptom;

	if (finding->before)
		put_labelled("Xen's last line before it that no symptom knows", finding->before,
			     out);
	if (finding->cause)
		put_labelled("Cause", finding->cause, out);
	if (finding->cure)
		put_labelled("Cure", finding->cure, out);
	if (symptom->code.text)
		xb_buf_printf(out, "  Before the boot: xenboot check; xenboot check --explain %s\n",
			      symptom->code.text);
	if (profile)
		put_profile(cli, finding, out);
}

/* FAILED: the boot did not come up. */
static void put_means(const struct xb_finding *finding, bool failed, struct xb_buf *out)
{
	bool of_guest = finding->by_guest || finding->symptom->kind == XB_SYMPTOM_MUTE;
	struct xb_buf text = {0};

	if (!of_guest && !xb_finding_is_fault(finding))
		xb_buf_puts(&text, failed ? "Seen as well: " : "It boots with this: ");
	xb_buf_puts(&text, finding->means);
	cli_wrap(text.data, 2, out);
	xb_buf_clear(&text);
}

static void put_finding(struct cli *cli, const char *log, const struct xb_finding *finding,
			bool failed, bool profile, struct xb_buf *out)
{
	cli_visible(out, log);
	xb_buf_printf(out, ":%zu: ", finding->line);
	cli_visible(out, finding->text);
	if (finding->times > 1)
		xb_buf_printf(out, " (and %zu more times)", finding->times - 1);
	xb_buf_putc(out, '\n');
	put_means(finding, failed, out);
	put_advice(cli, finding, profile && (!finding->by_guest || finding->guest_name), out);
}

/* How far the boot came, and what it leaves where nothing else tells. */
static void put_last(struct cli *cli, const char *log, const struct xb_diagnosis *diagnosis,
		     bool profile, struct xb_buf *out)
{
	const struct xb_finding *last = &diagnosis->last;

	cli_visible(out, log);
	if (diagnosis->excerpt) {
		xb_buf_printf(out, ": %zu lines of a boot's log, without its stages and without a "
				   "fault\n", diagnosis->lines);
		cli_wrap("It is an excerpt: a whole log tells how far the boot came.",
			 2, out);
		return;
	}
	if (!last->symptom) {
		xb_buf_printf(out, ": no line of %zu is of U-Boot, Xen or Linux\n",
			      diagnosis->lines);
		cli_wrap("Is it the serial log of a boot, at the speed of the board?", 2, out);
		return;
	}
	xb_buf_printf(out, ":%zu: ", diagnosis->last_line);
	cli_visible(out, last->text);
	xb_buf_putc(out, '\n');
	cli_wrap(last->means, 2, out);
	if (diagnosis->silent) {
		cli_wrap("Nothing behind this line tells of a fault.", 2, out);
		put_advice(cli, last, profile, out);
		if (profile)
			put_errors(cli, last->symptom->code.text, out);
	}
}

static void put_boots(const char *log, const struct xb_diagnosis *diagnosis, struct xb_buf *out)
{
	if (diagnosis->boots < 2)
		return;
	cli_visible(out, log);
	xb_buf_printf(out, ":%zu: of %zu boots in this log, the one that begins here counts\n\n",
		      diagnosis->boot_line, diagnosis->boots);
}

/* The findings that are faults, or those that are not. */
static void put_findings(struct cli *cli, const char *log, const struct xb_diagnosis *diagnosis,
			 bool faults, bool profile, struct xb_buf *out)
{
	size_t count = 0;

	for (size_t i = 0; i < diagnosis->fault_count; i++) {
		if (xb_finding_is_fault(&diagnosis->faults[i]) != faults)
			continue;
		if (count || !faults)
			xb_buf_putc(out, '\n');
		put_finding(cli, log, &diagnosis->faults[i], diagnosis->failed || diagnosis->silent,
			    profile, out);
		count++;
	}
}

/* What check says of the command lines that the log shows. */
static void put_command_lines(const struct xb_diags *diags, struct xb_buf *out)
{
	if (!diags->count)
		return;
	xb_buf_puts(out, "\nThe command lines in this log, as check reads them:\n");
	xb_diags_text(diags, out);
}

/* What decides comes first: the faults, how far the boot came, what it boots with. A boot that came
 * up says so behind its faults, too. */
static void put_text(struct cli *cli, const char *log, const struct xb_diagnosis *diagnosis,
		     const struct xb_diags *diags, bool profile)
{
	struct xb_buf out = {0};

	put_boots(log, diagnosis, &out);
	put_findings(cli, log, diagnosis, true, profile, &out);
	if (xb_diagnosis_tells_last(diagnosis)) {
		if (diagnosis->failed)
			xb_buf_putc(&out, '\n');
		put_last(cli, log, diagnosis, profile, &out);
	}
	put_findings(cli, log, diagnosis, false, profile, &out);
	cli_put_guests(diagnosis, &out);
	put_command_lines(diags, &out);
	cli_put(cli, &out);
}

/* ---- For programs ------------------------------------------------------------------------------ */

/* The options that the symptom hangs on, as the profile sets them; null without a profile. */
static json_t *settings_json(struct cli *cli, const struct xb_finding *finding)
{
	bool known = cli->arg_count > 1 && xb_session_boot(cli->session);

	return known ? cli_settings_json(xb_session_context(cli->session), finding) : xb_json_null();
}

static json_t *finding_json(struct cli *cli, const struct xb_finding *finding, size_t line)
{
	const struct xb_symptom *symptom = finding->symptom;
	json_t *object = xb_json_object();

	xb_json_set(object, "symptom", xb_json_text(symptom->name.text));
	xb_json_set(object, "line", xb_json_size(line));
	xb_json_set(object, "times", xb_json_size(finding->times));
	xb_json_set(object, "text", xb_json_text(finding->text));
	xb_json_set(object, "kind", xb_json_text(xb_symptom_kind_name(symptom->kind)));
	xb_json_set(object, "guest",
		    finding->guest ? xb_json_size(finding->guest) : xb_json_null());
	xb_json_set(object, "guest_name", xb_json_text(finding->guest_name));
	xb_json_set(object, "by_guest", xb_json_bool(finding->by_guest));
	xb_json_set(object, "says", xb_json_text(symptom->says.text));
	xb_json_set(object, "means", xb_json_text(finding->means));
	xb_json_set(object, "cause", xb_json_text(finding->cause));
	xb_json_set(object, "cure", xb_json_text(finding->cure));
	xb_json_set(object, "before", xb_json_text(finding->before));
	xb_json_set(object, "passed", xb_json_bool(finding->passed));
	xb_json_set(object, "code", xb_json_text(symptom->code.text));
	xb_json_set(object, "options", cli_json_texts(&symptom->options));
	xb_json_set(object, "settings", settings_json(cli, finding));
	return object;
}

static void put_json(struct cli *cli, const struct xb_diagnosis *diagnosis,
		     const struct xb_diags *diags)
{
	json_t *root = xb_json_object(), *faults = xb_json_array();

	for (size_t i = 0; i < diagnosis->fault_count; i++)
		xb_json_append(faults, finding_json(cli, &diagnosis->faults[i],
						    diagnosis->faults[i].line));
	xb_json_set(root, "faults", faults);
	xb_json_set(root, "last",
		    diagnosis->last.symptom
			    ? finding_json(cli, &diagnosis->last, diagnosis->last_line)
			    : xb_json_null());
	xb_json_set(root, "guests", cli_guests_json(diagnosis));
	xb_json_set(root, "boots", xb_json_size(diagnosis->boots));
	xb_json_set(root, "boot_line", xb_json_size(diagnosis->boot_line));
	xb_json_set(root, "failed", xb_json_bool(diagnosis->failed));
	xb_json_set(root, "silent", xb_json_bool(diagnosis->silent));
	xb_json_set(root, "stays", xb_json_bool(diagnosis->stays));
	xb_json_set(root, "excerpt", xb_json_bool(diagnosis->excerpt));
	xb_json_set(root, "command_lines", xb_diags_array(diags));
	cli_json_put(cli, root);
}

/* ---- The command --------------------------------------------------------------------------------- */

static void take_log(void *reading, const char *bytes, size_t length)
{
	xb_reading_add(reading, bytes, length);
}

/* NULL: the log cannot be read. */
static struct xb_diagnosis *read_log(struct cli *cli, const struct xb_symptom_list *symptoms,
				     int *status)
{
	struct xb_reading *reading = xb_reading_new(symptoms);
	const struct xb_boot *boot = cli->arg_count > 1 ? xb_session_boot(cli->session) : NULL;
	struct xb_diagnosis *diagnosis = NULL;

	xb_reading_profile(reading, boot);
	if (cli_pass(cli, cli->args[0], LOG_MAX, take_log, reading, status))
		diagnosis = xb_reading_conclude(reading);
	xb_reading_free(reading);
	return diagnosis;
}

static void check_command_lines(struct cli *cli, const char *log,
				const struct xb_diagnosis *diagnosis, bool profile,
				struct xb_diags *diags)
{
	struct xb_log_context context = {.name = log, .catalog = xb_session_catalog(cli->session)};

	if (profile) {
		context.profile = xb_session_boot(cli->session);
		context.levels = &xb_session_profile(cli->session)->checks;
	}
	xb_diagnosis_check(diagnosis, &context, diags);
}

static int diagnose(struct cli *cli, const struct xb_symptom_list *symptoms, bool profile)
{
	const char *path = cli->args[0];
	const char *name = strcmp(path, "-") == 0 ? XB_STANDARD_INPUT : path;
	int status = CLI_GOOD;
	struct xb_diagnosis *diagnosis = read_log(cli, symptoms, &status);
	struct xb_diags diags = {0};

	if (!diagnosis)
		return status;
	check_command_lines(cli, name, diagnosis, profile, &diags);
	if (strcmp(cli->format, "json") == 0)
		put_json(cli, diagnosis, &diags);
	else
		put_text(cli, name, diagnosis, &diags, profile);
	status = diagnosis->failed || diagnosis->silent ? CLI_ERRORS : CLI_GOOD;
	xb_diagnosis_free(diagnosis);
	xb_diags_clear(&diags);
	return status;
}

int cli_diagnose(struct cli *cli)
{
	struct xb_diags diags = {0};
	struct xb_symptom_list *symptoms;
	int status = CLI_GOOD;

	if (cli->arg_count > 1 && !cli_open(cli, cli->args[1], &status)) {
		cli_show(xb_session_diags(cli->session));
		return status;
	}
	symptoms = xb_symptoms_load(xb_session_data(cli->session), &diags);
	cli_show(&diags);
	status = symptoms ? diagnose(cli, symptoms, cli->arg_count > 1) : CLI_FAILED;
	xb_symptoms_free(symptoms);
	xb_diags_clear(&diags);
	return status;
}
