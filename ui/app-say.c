/* SPDX-License-Identifier: MIT */
/* The line for the person, below the page. */
#include "ui/app.h"

#include <stdlib.h>

#include "ui/text.h"

void ui_app_say(struct ui_app *app, enum ui_style style, const char *format, ...)
{
	struct xb_buf text = {0};
	va_list args;

	va_start(args, format);
	xb_buf_vprintf(&text, format, args);
	va_end(args);
	free(app->message);
	app->message = xb_buf_take(&text);
	app->message_style = style;
}

void ui_app_say_problem(struct ui_app *app, const struct xb_diags *diags)
{
	char *text = ui_text_problem(diags);

	ui_app_say(app, UI_ERROR, "%s", text);
	free(text);
}
