/* SPDX-License-Identifier: MIT */
/* All commands: one row each. The help is printed from here. */
#include <limits.h>

#include "cli/cli.h"

/* What a command takes that opens a profile. */
#define OPENS (CLI_BIT(CLI_FILES) | CLI_BIT(CLI_BOARD) | CLI_BIT(CLI_DTB))
/* What one takes that shows what is wrong with it. */
#define CHECKS                                                                                     \
	(OPENS | CLI_BIT(CLI_ERROR) | CLI_BIT(CLI_WARN) | CLI_BIT(CLI_NOTE) | CLI_BIT(CLI_IGNORE))
/* What one takes that runs scripts. */
#define SCRIPTS (CHECKS | CLI_BIT(CLI_ENV) | CLI_BIT(CLI_UBOOT))
#define FORMAT CLI_BIT(CLI_FORMAT)

const struct cli_command cli_commands[] = {
	{.name = "menu",
	 .arguments = "[PROFILE]",
	 .most = 1,
	 .summary = "the front end; what no command at all means on a terminal",
	 .help = "Without PROFILE it begins with the list of profiles. In its place a file that import "
		 "takes, or a folder of boot files, opens as well: what is wrong with it is shown at its "
		 "line, and t turns it into a profile. ? is the help inside, and : lists all commands. "
		 "XENBOOT_STYLE sets its looks, NO_COLOR takes the colours away.",
	 .options = CHECKS | CLI_BIT(CLI_NO_MOUSE),
	 .run = cli_menu},
	{.name = "keys",
	 .arguments = "",
	 .summary = "the keys of the front end",
	 .formats = {"text", "man"},
	 .options = FORMAT,
	 .run = cli_keys},
	{.name = "check",
	 .arguments = "PROFILE...",
	 .most = UINT_MAX,
	 .summary = "say what is wrong with profiles",
	 .help = "What `import` takes is checked as it is: scripts, device trees, configurations, a "
		 "system that runs. Diagnostics go to standard error; with -f json or sarif they are "
		 "the result. With --explain CODE no profile is needed.",
	 .formats = {"text", "json", "sarif"},
	 .options = SCRIPTS | FORMAT | CLI_BIT(CLI_STRICT) | CLI_BIT(CLI_EXPLAIN),
	 .run = cli_check},
	{.name = "build",
	 .arguments = "PROFILE",
	 .least = 1,
	 .most = 1,
	 .summary = "write the script, the device tree or both",
	 .help = "All files are written, or none: an error in the profile stops it. The folder is "
		 "made where it is not there. The last line is what to type at U-Boot's prompt. "
		 "SOURCE_DATE_EPOCH, in seconds, is the time stamp in boot.scr; without it that is "
		 "0.",
	 .formats = {"text", "json"},
	 .output = {.argument = "DIR", .summary = "the folder to write into; default: this one"},
	 .options = CHECKS | FORMAT | CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_EMIT) | CLI_BIT(CLI_DIGEST),
	 .run = cli_build},
	{.name = "plan",
	 .arguments = "PROFILE",
	 .least = 1,
	 .most = 1,
	 .summary = "draw the memory map",
	 .help = "The map is drawn even when there are errors.",
	 .formats = {"text", "json", "svg"},
	 .options = CHECKS | FORMAT,
	 .run = cli_plan},
	{.name = "export",
	 .arguments = "PROFILE [DOMAIN]",
	 .least = 1,
	 .most = 2,
	 .summary = "print a profile, with all that it extends, in another form",
	 .help = "With --resolved the profile builds the same outputs anywhere: the file for a CI "
		 "job. Of several guests that dom0 starts, DOMAIN, its NAME, is one; -o DIR "
		 "writes NAME.cfg for each of them.",
	 .formats = {"yaml", "json", "cmdline", "dts", "xl"},
	 .put_formats = cli_put_export_formats,
	 .output = {.argument = "FILE",
		    .summary = "the file to write, with xl a folder; default: standard output"},
	 .options = CHECKS | FORMAT | CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_RESOLVED),
	 .run = cli_export},
	{.name = "import",
	 .arguments = "FILE",
	 .least = 1,
	 .most = 1,
	 .summary = "make a profile of what others wrote",
	 .help = "FILE is told by its content: a script of U-Boot, as text or in an image, which is run "
		 "and not searched; a device tree with /chosen filled in; a configuration of "
		 "ImageBuilder; what xl dmesg or xl info prints; or a folder, /proc/device-tree of a "
		 "system that runs or a copy of it, with those beside it, or boot files as Yocto leaves "
		 "them. Nothing of it is run on this machine. What a profile cannot say stands in its "
		 "comments. What is wrong with FILE is said, and does not stop it.",
	 .output = {.argument = "FILE", .summary = "the file to write; default: standard output"},
	 .options = SCRIPTS | CLI_BIT(CLI_OUTPUT),
	 .run = cli_import},
	{.name = "set",
	 .arguments = "PROFILE KEY=VALUE...",
	 .least = 2,
	 .most = UINT_MAX,
	 .summary = "change values in a profile's file",
	 .help = "KEY is a dotted path, dom0.kernel.address; behind options. stands one option's "
		 "name, and that name alone will do where only Xen or only Linux has it. An item of "
		 "a list is named by its number, load.before.0; load.before.+ is a new one behind "
		 "all, load.before.+0 a new one before the first, load.before.2.move=0 moves the "
		 "third to the front. Comments and layout stay. A change that makes a new error "
		 "is written only with --force.",
	 .options = CHECKS | CLI_BIT(CLI_FORCE),
	 .run = cli_set},
	{.name = "get",
	 .arguments = "PROFILE [KEY]",
	 .least = 1,
	 .most = 2,
	 .summary = "print one value of a profile",
	 .help = "Without KEY: the keys that the profile may have, but for the options' names.",
	 .run = cli_get},
	{.name = "unset",
	 .arguments = "PROFILE KEY...",
	 .least = 2,
	 .most = UINT_MAX,
	 .summary = "take keys out of a profile's file",
	 .help = "A key that is not there, but in a profile that this one extends, is taken away by "
		 "writing ~ for it, which stays when it is unset once more.",
	 .options = CHECKS | CLI_BIT(CLI_FORCE),
	 .run = cli_unset},
	{.name = "diff",
	 .arguments = "A B",
	 .least = 2,
	 .most = 2,
	 .summary = "compare two profiles, key by key",
	 .help = "Exit status: 0 equal, 1 different, 2 trouble.",
	 .formats = {"text", "json"},
	 .options = FORMAT,
	 .compares = true,
	 .run = cli_diff},
	{.name = "profile",
	 .arguments = "new|list|show|save|copy|rename|remove|path",
	 .summary = "keep profiles of your own",
	 .parts = cli_profile_commands,
	 .part_count = 8},
	{.name = "options",
	 .arguments = "[NAME]",
	 .most = 1,
	 .summary = "the boot options known, or the help of one",
	 .formats = {"text", "json", "man"},
	 .options = FORMAT | CLI_BIT(CLI_SEARCH),
	 .run = cli_options_show},
	{.name = "boards",
	 .arguments = "[NAME]",
	 .most = 1,
	 .summary = "the boards known, or one of them",
	 .help = "With --from-dtb the first version of a board file is printed, with comments where "
		 "the device tree does not say enough; NAME is what it is called.",
	 .formats = {"text", "json"},
	 .options = FORMAT | CLI_BIT(CLI_FROM_DTB),
	 .run = cli_boards},
	{.name = "devices",
	 .arguments = "PROFILE|TREE [NODE]",
	 .least = 1,
	 .most = 2,
	 .summary = "the devices that a guest could be given",
	 .help = "Of each device in use in the tree that Xen gets: its registers in whole pages, its "
		 "interrupts, the IOMMU before it, and whether a guest that Xen builds could be given "
		 "it: yes, with care, or no, and why. Of one NODE, a path or an alias, all is told, "
		 "with hints. TREE is a device tree, whose name ends in .dtb: its Xen is taken to be "
		 "the newest, with its console where the tree says.",
	 .formats = {"text", "json"},
	 .options = CHECKS | FORMAT,
	 .run = cli_devices},
	{.name = "diagnose",
	 .arguments = "LOG [PROFILE]",
	 .least = 1,
	 .most = 2,
	 .summary = "say what a serial log shows, and what to change",
	 .help = "LOG is a file, or - for standard input, as a terminal program recorded it; of "
		 "several boots in it the last one counts. With PROFILE the options at fault are "
		 "named with their values, and the dom0_mem that works. The status is 1 where a "
		 "boot failed or fell silent.",
	 .formats = {"text", "json"},
	 .options = CHECKS | FORMAT,
	 .run = cli_diagnose},
	{.name = "schema",
	 .arguments = "profile|board|options",
	 .least = 1,
	 .most = 1,
	 .summary = "the JSON Schema of such files, for editors",
	 .help = "With it an editor that knows JSON Schema for YAML completes keys and option names "
		 "while one types: put '# yaml-language-server: $schema=FILE' at the head of the "
		 "profile.",
	 .output = {.argument = "FILE", .summary = "the file to write; default: standard output"},
	 .options = CLI_BIT(CLI_OUTPUT),
	 .run = cli_schema},
};
const size_t cli_command_count = XB_COUNT(cli_commands);
const struct cli_command *const cli_menu_command = &cli_commands[0];

const struct cli_command cli_profile_commands[] = {
	{.name = "new",
	 .group = "profile",
	 .arguments = "NAME",
	 .least = 1,
	 .most = 1,
	 .summary = "make one from a folder of boot files",
	 .help = "Xen, dom0's kernel, the ramdisk and the device tree are found by their content, "
		 "in the folder that --files names or in this one. --force replaces a profile.",
	 .options = OPENS | CLI_BIT(CLI_FORCE),
	 .describes = true,
	 .run = cli_profile_new},
	{.name = "list",
	 .group = "profile",
	 .arguments = "",
	 .summary = "those that are known",
	 .formats = {"text", "json"},
	 .options = FORMAT,
	 .run = cli_profile_list},
	{.name = "show",
	 .group = "profile",
	 .arguments = "NAME",
	 .least = 1,
	 .most = 1,
	 .summary = "print its file",
	 .run = cli_profile_show},
	{.name = "save",
	 .group = "profile",
	 .arguments = "NAME [FILE]",
	 .least = 1,
	 .most = 2,
	 .summary = "store a file, or standard input, as your own",
	 .help = "--force replaces a profile, and stores one that has errors.",
	 .options = CLI_BIT(CLI_FORCE),
	 .run = cli_profile_save},
	{.name = "copy",
	 .group = "profile",
	 .arguments = "FROM TO",
	 .least = 2,
	 .most = 2,
	 .summary = "make one of your own from another",
	 .options = CLI_BIT(CLI_FORCE),
	 .run = cli_profile_copy},
	{.name = "rename",
	 .group = "profile",
	 .arguments = "OLD NEW",
	 .least = 2,
	 .most = 2,
	 .summary = "give your own another name",
	 .options = CLI_BIT(CLI_FORCE),
	 .run = cli_profile_rename},
	{.name = "remove",
	 .group = "profile",
	 .arguments = "NAME",
	 .least = 1,
	 .most = 1,
	 .summary = "delete your own",
	 .run = cli_profile_remove},
	{.name = "path",
	 .group = "profile",
	 .arguments = "NAME",
	 .least = 1,
	 .most = 1,
	 .summary = "print where its file is",
	 .run = cli_profile_path},
};
const size_t cli_profile_command_count = XB_COUNT(cli_profile_commands);
