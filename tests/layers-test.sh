#!/bin/sh
# SPDX-License-Identifier: MIT
# layers.sh on small trees: what it must refuse, and the nearest thing that it must take.
set -eu
here=$(cd "${srcdir:-.}/tests" && pwd)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
failed=0

# row VERDICT FILE TEXT: a tree with that one file, licence line in front.
row() {
	rm -rf "${tree:?}"/*
	mkdir -p "$tree/$(dirname "$2")"
	printf '/* SPDX-License-Identifier: MIT */\n%b\n' "$3" >"$tree/$2"
	judge "$1" "$2: $3"
}

judge() {
	verdict=accepted
	said=$(sh "$here/layers.sh" "$tree" 2>&1) || verdict=refused
	if [ "$verdict" != "$1" ] || { [ "$1" = refused ] && [ -z "$said" ]; }; then
		echo "$2"
		echo "  got $verdict, want $1; it said: $said"
		failed=$((failed + 1))
	fi
}

row accepted src/boot/a.c '#include "xenboot/model.h"'
row accepted src/boot/a.c '#include "xenboot/boot.h"\n#include "boot/plan.h"\n#include <libfdt.h>'
row refused src/boot/a.c '#include "xenboot/emit.h"'
row refused src/boot/a.c '#include "model/yaml.h"'
row refused src/boot/a.c '#include "../model/yaml.h"'
row refused src/boot/a.c '#include "plan.h"'
row refused src/boot/a.c '#include "xenboot/nowhere.h"'
row refused src/emit/a.c '#include "xenboot/import.h"'
row refused src/shed/a.c '#include "xenboot/base.h"'
row accepted include/xenboot/boot.h '#include "xenboot/model.h"'
row refused include/xenboot/model.h '#include "xenboot/boot.h"'
row refused include/xenboot/model.h '#include "model/yaml.h"'
row accepted src/session/a.c '#include "xenboot/emit.h"\n#include "session/pick.h"'
row refused src/session/a.c '#include "cli/cli.h"'
row refused src/session/a.c '#include "xenboot/draft.h"'
row accepted src/draft/a.c '#include "xenboot/session.h"'
row refused src/draft/a.c '#include "session/session.h"'
row refused src/boot/a.c '#include "xenboot/xen.h"'
row accepted src/check/a.c '#include "xenboot/xen.h"'
row refused src/session.c 'int a;'
row accepted src/boot/a.c '#include "xenboot/model/profile.h"'
row accepted include/xenboot/model/profile.h '#include "xenboot/model/board.h"'
row refused include/xenboot/model/profile.h '#include "xenboot/boot.h"'
row refused src/model/a.c '#include "xenboot/boot/plan.h"'
row accepted src/cli/main.c '#include "cli/cli.h"\n#include "xenboot/session.h"\n#include "ui/ui.h"'
row refused src/cli/main.c '#include "ui/ui.h"\n#include "ui/list.h"'
row refused src/cli/main.c '#include "model/yaml.h"'
row accepted ui/list.c '#include "ui/list.h"\n#include "xenboot/session.h"\n#include <curses.h>'
row refused ui/list.c '#include "cli/cli.h"'
row refused ui/list.c '#include "boot/plan.h"'

row refused src/base/a.c 'void a(void) { printf("a"); }'
row refused src/base/a.c 'void a(void) { fputs("a", stderr); }'
row accepted src/base/a.c 'void a(void) { xb_buf_printf(buf, "printf(%%s)", name); snprintf(a, 1, ""); }'
row accepted src/base/a.c '/* Unlike printf(3), nothing\n * goes to stdout. */'
row refused src/base/a.c '/* quiet */ void a(void) { puts("/*"); } /* quiet */'
row accepted src/cli/main.c 'int main(void) { printf("a"); exit(1); }'
row accepted src/base/memory.c 'void stop(void) { _exit(3); }'
row refused src/model/a.c 'void stop(void) { exit(3); }'
row accepted src/model/a.c 'void on_exit_do(void) { }'
row refused src/model/a.c '#include <curses.h>'
row refused src/cli/a.c '#include <ncursesw/curses.h>'

rm -rf "${tree:?}"/*
judge refused 'a tree without sources'
mkdir -p "$tree/src/base" "$tree/tests/golden/cases"
echo 'int a;' >"$tree/src/base/a.c"
judge refused 'a source without the licence line'
rm "$tree/src/base/a.c"
echo 'a: 1' >"$tree/tests/golden/cases/a.yaml"
judge accepted 'an input of a test without the licence line'
echo 'read me' >"$tree/tests/notes"
judge accepted 'a text without the licence line'
echo '#!/bin/sh' >"$tree/tests/run"
judge refused 'a script without the licence line'

[ "$failed" -eq 0 ]
