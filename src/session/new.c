/* SPDX-License-Identifier: MIT */
/* A new profile's text from a folder of boot files. */
#include <stdlib.h>
#include <string.h>

#include "session/session.h"

/* A board that is there but cannot be read was told of when BOARDS were loaded. */
static bool find_board(struct xb_session *session, const struct xb_board_list *boards,
		       const char *name, const struct xb_board **board, struct xb_diags *diags)
{
	struct xb_data_file file;

	for (size_t i = 0; i < boards->count && !*board; i++)
		if (strcmp(boards->items[i].name.text, name) == 0)
			*board = &boards->items[i];
	if (!*board && !xb_data_find(session->data, XB_DATA_BOARDS, name, &file))
		return xb_data_report_unknown(session->data, XB_DATA_BOARDS, name,
					      (struct xb_pos){0}, NULL, diags);
	return *board;
}

/* What is wrong with boards is no matter where none is asked for. */
static struct xb_board_list *load_boards(struct xb_session *session, const char *board,
					 struct xb_diags *diags)
{
	struct xb_diags ignored = {0};
	struct xb_board_list *boards = xb_boards_load(session->data, board ? diags : &ignored);

	xb_diags_clear(&ignored);
	return boards;
}

bool xb_profile_from_folder(struct xb_session *session, const char *name, const char *board,
			    const char *folder, const char *tree_path, struct xb_buf *text,
			    struct xb_diags *diags)
{
	struct xb_import_config config = {.tree_path = tree_path};
	struct xb_import_names names = {.profile = name};
	struct xb_board_list *boards;
	struct xb_buf outputs = {0};
	bool good;

	if (!xb_store_name_valid(name, diags))
		return false;
	config.boards = boards = load_boards(session, board, diags);
	xb_output_put_words(", or ", &outputs);
	names.outputs = outputs.data;
	good = !board || find_board(session, boards, board, &config.board, diags);
	if (good)
		good = xb_boot_folder_write(&config, folder, &names, text, diags);
	xb_buf_clear(&outputs);
	xb_boards_free(boards);
	return good;
}
