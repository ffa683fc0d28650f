/* SPDX-License-Identifier: MIT */
/* The kinds of files that are read. */
#include "xenboot/import.h"

#include "import/imagebuilder.h"

enum xb_import_kind xb_import_recognise(const char *bytes, size_t length)
{
	return xb_is_imagebuilder(bytes, length) ? XB_IMPORT_IMAGEBUILDER : XB_IMPORT_SCRIPT;
}
