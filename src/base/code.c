/* SPDX-License-Identifier: MIT */
#include "xenboot/base.h"

#include <string.h>

/*
 * The registry of diagnostic codes. A name is part of the interface: it is never changed, and
 * never used for something else. The explain texts are printed as they stand.
 *
 * `keeps` stands where a board would stay silent, Xen panic, or something else be booted than what the
 * profile says; and where a profile cannot be understood. What is only likely to be wrong, or depends on
 * what a catalog knows, has none: there has to be a way out.
 */
static const struct xb_code_info codes[XB_CODE_COUNT] = {
	[XB_CODE_SYNTAX] = {
		.name = "syntax",
		.summary = "the text cannot be read as what it should be",
		.explain =
		"The file is broken before anything in it can be understood: a wrong indentation,\n"
		"an open quote, a key that stands twice, an anchor or an alias (which profiles do\n"
		"not use), bytes that are not UTF-8. Nothing of the file is used.\n"
		"The position is where reading stopped. The cause is often a line earlier: a quote\n"
		"that was not closed, or a tab where YAML wants blanks.\n",
		.keeps = "nothing of the text could be used",
		.never_less = true,
	},
	[XB_CODE_UNKNOWN_KEY] = {
		.name = "unknown-key",
		.summary = "a key that nothing reads",
		.explain =
		"A key in the file is none of those that exist at that place. It would have no\n"
		"effect, and a setting that was meant would silently be missing on the board, so\n"
		"it is refused.\n"
		"Compare it with the suggestion. A key at the wrong depth is the usual cause when\n"
		"the spelling is right: the options of Xen stand below xen, those of Linux below\n"
		"dom0.\n",
		.keeps = "what was meant would be missing on the board",
		.never_less = true,
	},
	[XB_CODE_MISSING_KEY] = {
		.name = "missing-key",
		.summary = "a key that is needed is not there",
		.explain =
		"A profile needs at least its format, the file names of Xen, of the device tree and\n"
		"of dom0's kernel, and RAM from the board or from the tree. Without them there is\n"
		"nothing that a board could boot.\n"
		"Write the key, or name with extends: a profile that has it.\n",
		.keeps = "there would be nothing to boot",
		.never_less = true,
	},
	[XB_CODE_BAD_VALUE] = {
		.name = "bad-value",
		.summary = "a key's value is not of the kind that the key takes",
		.explain =
		"The key exists, but what stands behind it is not what it takes: a text where a\n"
		"number is wanted, a number that does not fit, a word that is not among the\n"
		"choices.\n"
		"Numbers are decimal or 0x hexadecimal. One of B K M G T may follow a decimal. A\n"
		"leading 0 is refused because some readers take it for octal; so are signs,\n"
		"fractions and '_'.\n",
		.keeps = "nobody knows what was meant",
		.never_less = true,
	},
	[XB_CODE_UNKNOWN_OPTION] = {
		.name = "unknown-option",
		.summary = "the catalog does not know this boot option",
		.explain =
		"Xen says nothing about an option that it does not know, and boots as if the option\n"
		"were not there; Linux passes it on to init. A misspelt name so looks like success.\n"
		"Xen matches names exactly, with '-' and '_' apart and with case.\n"
		"A word on the wrong line, Linux's on Xen's or Xen's on Linux's, is as good as none,\n"
		"and so is one that only a vendor's Xen knows. On Linux's line a word that is near to\n"
		"none is a note: a program may read it. Names with a dot (modules, systemd, dracut),\n"
		"names in capitals and what stands behind -- are taken for such.\n"
		"Take the suggested name or line, or add a description of the option to the catalog.\n",
	},
	[XB_CODE_TOO_MANY_WORDS] = {
		.name = "too-many-words",
		.summary = "a line has more words for init than Linux keeps",
		.explain =
		"What Linux does not know it keeps for init: words with '=' as variables, beside HOME\n"
		"and TERM, and bare words as arguments. It has room for 31 of the former (a name that\n"
		"comes again counts once) and 32 of the latter; the next one is a panic: Too many\n"
		"boot env vars, Too many boot init vars. Names with a dot do not count; behind -- all\n"
		"words are arguments, and init= drops the arguments before it. All options in the\n"
		"sources of Linux count as known: a kernel built without some panics earlier.\n"
		"Take words away, or give those that programs read from /proc/cmdline a dot.\n",
	},
	[XB_CODE_OTHER_LINE] = {
		.name = "other-line",
		.summary = "the board was started with another command line than the profile's",
		.explain =
		"diagnose with a profile compares the lines that Xen and dom0's kernel print with\n"
		"those that the profile gives them, word by word; the order is not looked at. Where\n"
		"they differ, what the profile says is not what that boot shows: an older boot.scr\n"
		"was run, the tree or a saved environment brought a line, or the kernel has words of\n"
		"its own.\n"
		"Build the profile, put what it writes where the board loads it, and boot again.\n",
	},
	[XB_CODE_OPTION_VALUE] = {
		.name = "option-value",
		.summary = "an option's value is not one that it takes",
		.explain =
		"Xen prints nothing about most values that it cannot use. vwfi=nativ means trap,\n"
		"dom0_max_vcpus=abc gives dom0 all CPUs, dom0_mem=lots gives 512 MiB. A size\n"
		"without a unit counts KiB: dom0_mem=512 is half a MiB, and dom0 does not fit.\n"
		"A blank ends a value, because Xen splits its command line there and knows no\n"
		"quotes; and more than 127 characters of one option are cut off.\n"
		"Linux does not look at the value of a word like quiet: quiet=0 switches it on,\n"
		"which is a warning.\n"
		"The help of the option (xenboot options NAME) says what it takes.\n",
	},
	[XB_CODE_OPTION_ARCH] = {
		.name = "option-arch",
		.summary = "an option of another architecture",
		.explain =
		"The option exists, but not on this board's architecture: Xen for Arm does not read\n"
		"what belongs to x86, and says nothing about it. The board boots as if the option\n"
		"were not there.\n"
		"Remove it, or look in its help for the one that does the same on Arm.\n",
	},
	[XB_CODE_OPTION_VERSION] = {
		.name = "option-version",
		.summary = "an option that this release of Xen does not have",
		.explain =
		"The profile's xen-version:, or else the release that Xen's own file names, is older\n"
		"than the option or than the word given to it (sched=null came with Xen 4.9), or the\n"
		"option was gone by then. Xen ignores it without a word, and the board boots with\n"
		"whatever that release does by default.\n"
		"Remove the option, use another release, or correct xen-version:.\n",
	},
	[XB_CODE_OPTION_DUPLICATE] = {
		.name = "option-duplicate",
		.summary = "an option is given more than once",
		.explain =
		"Where an option stands twice, the last one wins for most, and all of them count\n"
		"for a few such as console. The earlier one is then read by people, but not by the\n"
		"board. Two names of the same option are duplicates as well.\n"
		"Keep one of them. For an option that may be repeated, write a list.\n",
	},
	[XB_CODE_OPTION_DEPRECATED] = {
		.name = "option-deprecated",
		.summary = "an option that Xen will drop, or has dropped",
		.explain =
		"The option still works in the release of this profile, but a later one removes it,\n"
		"and Xen says nothing of a word that it does not know: what was set is then lost in\n"
		"silence with the next upgrade.\n"
		"Use what the hint names; `xenboot options NAME` tells what differs.\n",
	},
	[XB_CODE_OPTION_CONFLICT] = {
		.name = "option-conflict",
		.summary = "two settings that do not go together",
		.explain =
		"One option undoes another, or needs it: Xen takes both without a word and follows\n"
		"one of them. A parameter of one scheduler does nothing under another.\n"
		"Some pairs are a panic. xsm=flask without a policy: Unable to load FLASK policy.\n"
		"llc-coloring where the cache cannot be asked and llc-size or llc-nr-ways is missing:\n"
		"LLC probing failed. Size over ways that is no power of two of pages: Number of LLC\n"
		"colors isn't a power of 2. A colour that the cache lacks: Bad LLC color config for\n"
		"Xen, or Error initializing LLC coloring for d0.\n"
		"Take one of the two away, or write the value in the hint.\n",
		.keeps = "Xen would panic",
	},
	[XB_CODE_OPTION_KCONFIG] = {
		.name = "option-kconfig",
		.summary = "this Xen was built without what the option needs",
		.explain =
		"The option, or the word given to it, belongs to code that Xen's .config leaves out.\n"
		"Xen ignores it in silence (tee=, hmp-unsafe), or says one line and takes something\n"
		"else: Could not find scheduler: null, then Using 'SMP Credit Scheduler rev2'.\n"
		"Debian's Xen 4.17 for arm64 has no null, rtds or arinc653 scheduler, no TEE, no\n"
		"boot-time cpupools and no UART driver for TI K3 and i.MX8M.\n"
		"Build Xen with the symbol in the message set to y, or take the option away.\n",
	},
	[XB_CODE_FILE_MISSING] = {
		.name = "file-missing",
		.summary = "a file that is to be booted is not here",
		.explain =
		"The file was not found, or could not be read, where the profile says. Its size is\n"
		"needed to place what follows it and to describe it to Xen.\n"
		"On the board, U-Boot prints TFTP error: 'File not found' and a script goes on: Xen\n"
		"then panics (Could not set up DOM0 guest OS), or runs what was left in memory.\n"
		"Build the file, correct its name, point --files at its folder, or give size: to\n"
		"plan without it.\n",
		.keeps = "the board would run what was left in memory",
	},
	[XB_CODE_FILE_TYPE] = {
		.name = "file-type",
		.summary = "a file is not what its place needs",
		.explain =
		"The content is not of a kind that can be booted there. U-Boot's booti wants an\n"
		"arm64 Image for Xen (Bad Linux ARM64 Image magic! otherwise, and a gzip of it only\n"
		"with kernel_comp_addr_r set). Xen wants an Image for dom0, plain or gzip; with xz,\n"
		"zstd, an EFI zboot kernel (vmlinuz.efi) or an ELF file it panics (Could not set up\n"
		"DOM0 guest OS), and with a uImage for another architecture than Arm's too.\n"
		"Compare the names: kernel, ramdisk and Xen are easily swapped. Repack what is\n"
		"compressed in another way.\n",
		.keeps = "it could not be booted from there",
		.never_less = true,
	},
	[XB_CODE_FILE_TRUNCATED] = {
		.name = "file-truncated",
		.summary = "a file is shorter than its own header says",
		.explain =
		"The file's header promises more bytes than there are: a download or copy was cut\n"
		"short, or the file is still being built. Or a gzip file does not end as one: Xen\n"
		"reads a kernel's unpacked size from the last 4 bytes, so that a second member or\n"
		"padding behind the first is as bad as a missing end.\n"
		"A kernel that lacks its end boots into silence after Xen's last line; a cut\n"
		"ramdisk gives Initramfs unpacking failed and No working init found.\n"
		"Copy or build the file again, and compare checksums.\n",
		.keeps = "the board would fall silent, or Linux find no root",
		.never_less = true,
	},
	[XB_CODE_SIZE_STALE] = {
		.name = "size-stale",
		.summary = "a size that is written down is not the file's size",
		.explain =
		"The profile or script has a size, and the file has another. It was rebuilt after\n"
		"the number was noted. Xen takes exactly as many bytes as reg says.\n"
		"Too small: the ramdisk ends early (Initramfs unpacking failed: read error, then No\n"
		"working init found), a gzip kernel cannot be unpacked. Too large: what lies behind\n"
		"the file in memory is taken for a part of it.\n"
		"Remove size: where the file is at hand, or run xenboot again for the new file.\n",
	},
	[XB_CODE_OVERLAP] = {
		.name = "overlap",
		.summary = "two things are put on the same memory",
		.explain =
		"What is loaded later overwrites what was there. Neither U-Boot nor Xen says so.\n"
		"Typical ends: Xen BUG at common/page_alloc.c and a panic; Missing kernel boot\n"
		"module?; libfdt fdt_check_header(): FDT_ERR_BADMAGIC when the tree was hit; Linux\n"
		"without Xen when dom0's kernel landed on Xen.\n"
		"Xen needs more memory than its file has bytes (image_size in its header): the part\n"
		"behind the file is its BSS. U-Boot adds 12 KiB to the device tree. A Xen up to 4.11\n"
		"is moved by booti to 0x80000 behind the start of RAM, 16 MiB of it.\n"
		"Use address: auto, or the free address in the hint.\n",
		.keeps = "one file would overwrite another",
	},
	[XB_CODE_OUTSIDE_RAM] = {
		.name = "outside-ram",
		.summary = "something is put where the board has no RAM",
		.explain =
		"The range is not, or not wholly, in a bank of RAM. U-Boot refuses such a load (TFTP\n"
		"error: trying to overwrite reserved memory...), but a script goes on with nothing\n"
		"there: Xen ends in Unexpected Trap: Data Abort, or Linux cannot mount its root.\n"
		"The end of RAM counts as well: U-Boot itself runs in the top of the bank.\n"
		"Choose an address in one bank, or correct memory: of the board. On Arm RAM seldom\n"
		"begins at 0.\n",
		.keeps = "there is no memory to load it into",
		.never_less = true,
	},
	[XB_CODE_RESERVED] = {
		.name = "reserved",
		.summary = "something is put on memory that is kept for firmware",
		.explain =
		"The range touches memory that the board, a /memreserve/ entry or /reserved-memory\n"
		"keeps for firmware, a secure world or a device. What is there is overwritten, or\n"
		"overwrites what was loaded. Xen drops a module that overlaps a reserved bank\n"
		"(Missing kernel boot module?), or panics with Early FDT parsing failed (-22), from\n"
		"4.18 on also where two nodes below /reserved-memory overlap (12 of Debian's trees).\n"
		"U-Boot runs at the end of its bank and refuses to load there (trying to overwrite\n"
		"reserved memory): QEMU's keeps 34 to 43 MiB, others up to 130. As the board's\n"
		"uboot-top: says, or else at the end of RAM that is one bank, that is an error; where\n"
		"it may be, a warning; so is a bank behind a gap, which 2025.01 and newer refuse.\n"
		"Use address: auto, which keeps clear of all of them, or the address in the hint; of\n"
		"two nodes remove the one that the other holds.\n",
		.keeps = "it would overwrite what has to stay there, or Xen would panic",
	},
	[XB_CODE_MISALIGNED] = {
		.name = "misaligned",
		.summary = "an address is not a multiple of what is needed",
		.explain =
		"booti moves Xen up to the next multiple of 2 MiB (Moving Image from ... to ...) and\n"
		"overwrites what was loaded there: Xen BUG at common/page_alloc.c. A device tree\n"
		"must stand on 8 bytes, else Xen panics (Invalid device tree blob) and newer U-Boot\n"
		"refuses it. Two modules in one 4 KiB page boot, but Xen gives the page back as a\n"
		"whole.\n"
		"Of a script that is not ours it is a warning where nothing stands where booti moves\n"
		"Xen to: that boots.\n"
		"Use address: auto, or round up to the address in the hint.\n",
		.keeps = "Xen or what it is moved over would not be found where it was loaded",
	},
	[XB_CODE_XEN_ADDRESS] = {
		.name = "xen-address",
		.summary = "Xen cannot run where it is loaded",
		.explain =
		"Up to 4.17 the 2 MiB from 0x200000 on are Xen's own virtual addresses: loaded into\n"
		"them, but not at 0x200000 itself, it cannot turn its MMU on and dies without a word.\n"
		"booti moves it to a border of 2 MiB, bootm, bootz and other loaders do not. From\n"
		"4.18 on Xen must lie below 2 TiB, from 4.19 on below 10 (Cannot handle ID mapping\n"
		"above).\n"
		"Use address: auto, or another multiple of 2 MiB.\n",
		.keeps = "Xen would not start",
		.never_less = true,
	},
	[XB_CODE_NO_ROOM] = {
		.name = "no-room",
		.summary = "automatic placement found no free place",
		.explain =
		"All files together do not fit between what is fixed: the script's bank, the board's\n"
		"window, reserved memory, fixed addresses, U-Boot in the top 64 MiB (or the board's\n"
		"uboot-top), and 4 GiB when addresses have one cell. Nothing is written for the board\n"
		"then: a script with one load on top of another would boot into silence.\n"
		"Compress the kernel or ramdisk with gzip, move what has a fixed address, put\n"
		"script-address: lower, or use two cells for memory above 4 GiB.\n"
		"Static memory, shared memory and Xen's heap may be anywhere in RAM; a guest's static\n"
		"memory can be several ranges, which find room where one does not.\n",
		.keeps = "there is no address to load it to",
		.never_less = true,
	},
	[XB_CODE_DTB_TOO_BIG] = {
		.name = "dtb-too-big",
		.summary = "the device tree is larger than Xen takes",
		.explain =
		"Xen maps at most 2 MiB of device tree, the padding included, and panics on a larger\n"
		"one with Invalid device tree blob at physical address, before any console works if\n"
		"early printk is not built in.\n"
		"Leave padding: auto. A tree that is that large by itself was often dumped with free\n"
		"space in it: repack it with dtc.\n",
		.keeps = "Xen would panic",
		.never_less = true,
	},
	[XB_CODE_DOM0_MEM] = {
		.name = "dom0-mem",
		.summary = "dom0's memory does not fit, or dom0 does not fit in it",
		.explain =
		"Xen gives dom0 contiguous blocks at their real addresses, well below the size of\n"
		"RAM already: Failed to allocate requested dom0 memory. 200MB unallocated. Too\n"
		"little ends in Not enough memory in the first bank for the kernel+dtb+initrd.\n"
		"Without a unit the number counts KiB; without dom0_mem dom0 gets 512 MiB; what is\n"
		"not a multiple of 4 KiB fails. Below 128 MiB only powers of two find a place in\n"
		"low memory. Whether it fits may hang on how far idle CPUs have scrubbed (bootscrub)\n"
		"or on the release: then it is a warning. So is a dom0 that Xen starts and whose\n"
		"Linux then lacks memory: System is deadlocked on memory.\n"
		"`xenboot plan` shows the banks that dom0 gets, and the largest value that works.\n",
		.keeps = "Xen would panic",
	},
	[XB_CODE_VCPUS] = {
		.name = "vcpus",
		.summary = "more virtual CPUs than the board can give",
		.explain =
		"With the null scheduler each vCPU needs a CPU of its own, and those beyond wait for\n"
		"ever: the domain hangs when it starts them. With GICv2 a domain has at most 8 (9:\n"
		"panic Error creating domain 0), else 128 (130: Device tree generation failed).\n"
		"Other schedulers share CPUs: that boots, but slower, and with vwfi=native a vCPU\n"
		"that only waits keeps its CPU from the others. Up to Xen 4.21 the device tree of a\n"
		"guest has 4096 bytes, of which each vCPU takes some 100: about 30 fit.\n"
		"Set dom0_max_vcpus, and cpus of the guests, so that their sum is not over the\n"
		"board's CPUs.\n",
		.keeps = "Xen would panic, or vCPUs of dom0 would never run",
	},
	[XB_CODE_DOMAIN_MEMORY] = {
		.name = "domain-memory",
		.summary = "a domain's memory does not go round",
		.explain =
		"A guest's memory holds its kernel, ramdisk and device tree, each on a border of 2\n"
		"MiB. Without room for them Xen panics: \"Not enough memory in the first bank for the\n"
		"kernel+dtb+initrd\", or \"Unable to find suitable location for dtb+initrd\". With room\n"
		"for the kernel's file alone the guest writes over its tree and never says a word.\n"
		"With little more Linux is \"deadlocked on memory\": that is estimated. All domains,\n"
		"dom0 first, must find their memory, or Xen panics: \"Failed to allocate requested\n"
		"domain memory\". Each guest takes more than that: for tables 1 MiB for each vCPU, 4\n"
		"KiB for each MiB, 512 KiB. Known to the page for QEMU's machine; on others the last\n"
		"4 MiB are a warning. It is a note when guests that dom0 starts take more than is\n"
		"left then. With direct-map all that a guest is started with must be in its first\n"
		"range. `xenboot plan` shows what each takes, and the largest memory that works.\n",
		.keeps = "Xen would panic, or the domain never say a word",
	},
	[XB_CODE_NO_DOM0] = {
		.name = "no-dom0",
		.summary = "something needs a dom0, and there is none",
		.explain =
		"Without a dom0 Xen builds the guests alone. It can do so from 4.16 on, and panics\n"
		"before: \"Missing kernel boot module?\". So it does in all releases where /chosen has\n"
		"no kernel at all. There is no one then who serves xenstore, so a guest cannot ask\n"
		"for it: \"At the moment, Xenstore support requires dom0 to be present\".\n"
		"Add a dom0, or write enhanced: no-xenstore.\n",
		.keeps = "Xen would panic",
		.never_less = true,
	},
	[XB_CODE_DOM0_TREE] = {
		.name = "dom0-tree",
		.summary = "dom0's device tree does not fit its room",
		.explain =
		"Xen writes dom0's device tree into a buffer as large as the tree that it was given,\n"
		"and 144 bytes (from 4.22 on 4 KiB more). Each vCPU takes about 100 bytes of it. A\n"
		"small tree is full after a dozen: Device tree generation failed (-3).\n"
		"Padding does not help: booti, bootm and bootz cut the tree back to what it uses,\n"
		"rounded up to 4 KiB, before Xen sees it.\n"
		"Set dom0_max_vcpus lower. What Xen leaves out of dom0's tree makes room, too: with\n"
		"properties of some 1,000 bytes in /cpus the tree, and the buffer, grow by 4 KiB.\n",
		.keeps = "Xen would panic",
	},
	[XB_CODE_CPU_TYPES] = {
		.name = "cpu-types",
		.summary = "the board has CPUs of more than one kind",
		.explain =
		"On a big.LITTLE board Xen starts only the CPUs of the kind that the boot CPU is, and\n"
		"parks the others: CPU4 MIDR (0x...) does not match boot CPU MIDR (0x...). Count the\n"
		"CPUs that are left when you give out vCPUs. hmp-unsafe=1 starts all; then a vCPU may\n"
		"move between kinds and see its caches and errata change, unless it is pinned.\n"
		"Leave it, and count only the kind that boots; or set hmp-unsafe=1, pin every vCPU\n"
		"and set dom0_vcpus_pin.\n",
	},
	[XB_CODE_LOAD_ADDRESS] = {
		.name = "load-address",
		.summary = "a uImage kernel asks for a place that its domain does not have",
		.explain =
		"A kernel wrapped by mkimage carries a load address and an entry point. Up to 4.17\n"
		"Xen ignores both. From 4.18 on the address counts inside the domain. Dom0's memory\n"
		"lies 1:1 where Xen found it, a guest's begins at 0x40000000: an address outside of\n"
		"it ends in a panic, Unable to copy the kernel in the hwdom memory. An entry point\n"
		"without a load address is refused: Entry point cannot be non zero for PIE image,\n"
		"and Xen panics as with no kernel at all.\n"
		"Wrap it with mkimage -a 0 -e 0, or better not at all: Xen takes the plain Image.\n"
		"`xenboot plan` shows which memory dom0 gets.\n",
		.keeps = "Xen would put the kernel where it cannot be",
	},
	[XB_CODE_NO_IOMMU] = {
		.name = "no-iommu",
		.summary = "iommu=force on a board where Xen finds no IOMMU",
		.explain =
		"With force or required in iommu= Xen boots only with an IOMMU that it drives. Where\n"
		"the tree has none, where the driver came with a later release, or where it is not\n"
		"built in (SMMUv3 is not in Debian's 4.17), it panics: Couldn't enable IOMMU and\n"
		"iommu=required/force. Without these words it prints I/O virtualisation disabled and\n"
		"goes on.\n"
		"Take the word away; or, where devices are given to guests and must be kept apart,\n"
		"use a Xen and a board that can do it.\n",
		.keeps = "Xen would panic",
		.never_less = true,
	},
	[XB_CODE_DTB_INVALID] = {
		.name = "dtb-invalid",
		.summary = "the file is not a sound device tree blob",
		.explain =
		"The magic, the sizes in the header or the structure are wrong: a source (.dts)\n"
		"where a blob is needed, a file cut short, or one that was edited by hand.\n"
		"U-Boot would print libfdt fdt_check_header(): FDT_ERR_BADMAGIC, then Aborting!, and\n"
		"booti Could not find a valid device tree; Xen panics with No valid device tree.\n"
		"Compile it again with dtc. An overlay must belong to a tree that was built with\n"
		"symbols (dtc -@).\n",
		.keeps = "U-Boot and Xen would refuse the tree",
		.never_less = true,
	},
	[XB_CODE_FDT_SPACE] = {
		.name = "fdt-space",
		.summary = "the device tree has no room for what is to be set",
		.explain =
		"A packed tree must grow before anything is added. Without enough fdt resize the\n"
		"board prints FDT_ERR_NOSPACE and a script goes on. When only the last edits are\n"
		"lost, the ramdisk's node stays empty, and Linux cannot mount its root: it looks\n"
		"like a fault of the ramdisk. The argument of fdt resize is hexadecimal.\n"
		"Leave padding: auto, which measures the edits, or raise it to what the hint says.\n",
		.keeps = "edits would be lost on the board",
		.never_less = true,
	},
	[XB_CODE_CELLS] = {
		.name = "cells",
		.summary = "reg and the declared number of cells do not fit together",
		.explain =
		"#address-cells and #size-cells of /chosen say how many 32-bit words in reg make an\n"
		"address and a size. With others than declared Xen reads the wrong words: Loading d0\n"
		"kernel from boot module @ 0000000000000000, then Could not set up DOM0 guest OS.\n"
		"One cell cannot hold an address from 4 GiB on. What else is below /chosen is read\n"
		"by the same cells: with others than before, dom0 looks for U-Boot's framebuffer at a\n"
		"wrong place, and the screen stays dark.\n"
		"Use cells: 2, and two words each for address and size; where the tree has children\n"
		"of its own there, the number that the hint names.\n",
		.keeps = "Xen would read wrong addresses",
	},
	[XB_CODE_TREE_MOVES] = {
		.name = "tree-moves",
		.summary = "U-Boot would copy the device tree to a place of its own",
		.explain =
		"Without the variable fdt_high, booti copies the tree to the highest free place below\n"
		"U-Boot, or below bootm_size where that is set (512 MiB on a Raspberry Pi): Loading\n"
		"Device Tree to ... It knows nothing of the files that were loaded for Xen. A module\n"
		"that stands there is overwritten without a word, and ends as overlapping ones do:\n"
		"Xen BUG at common/page_alloc.c, or a ramdisk that Linux cannot unpack.\n"
		"The scripts that xenboot writes set fdt_high to all ones, and the tree stays: Using\n"
		"Device Tree in place. With a loader of your own do the same, or keep modules low.\n",
	},
	[XB_CODE_CONSOLE_PATH] = {
		.name = "console-path",
		.summary = "Xen would not find its console",
		.explain =
		"dtuart= must be an alias or a path that is in the device tree, with no comma behind\n"
		"it. Otherwise there is not one byte after Starting kernel ..., and yet the board\n"
		"boots: it cannot be told from a hang.\n"
		"Without dtuart= Xen takes /chosen/stdout-path of the tree. The node must not be\n"
		"disabled, and have a compatible that a driver of that release knows, an address and\n"
		"an interrupt.\n"
		"Take one of the aliases in the hint, or write the full path of the serial port.\n",
	},
	[XB_CODE_MISSING_NODE] = {
		.name = "missing-node",
		.summary = "an edit names a node or property that the tree lacks",
		.explain =
		"Something is to be set or removed at a path that is not in the device tree. On the\n"
		"board, libfdt fdt_path_offset() returned FDT_ERR_NOTFOUND, and the script goes on\n"
		"without the edit. 15 of the 577 trees in Debian's arm64 kernel package have no\n"
		"/chosen; it is made where it is needed.\n"
		"Compare the path with the tree, unit address included; a path that begins without\n"
		"'/' is an alias. The order counts: a node must be made before it is used.\n",
		.keeps = "an edit would be lost on the board",
	},
	[XB_CODE_MODULE_COMPATIBLE] = {
		.name = "module-compatible",
		.summary = "Xen does not know a node of /chosen for what it is meant to be",
		.explain =
		"A boot module needs multiboot,module (or the older xen,multiboot-module) in its\n"
		"compatible, and a word that says its kind: multiboot,kernel, multiboot,ramdisk or\n"
		"their older forms. Without a kind the first module becomes the kernel, the second\n"
		"the ramdisk. Inside a xen,domain only the multiboot, words count. A kernel that is\n"
		"not recognised ends in Missing kernel boot module?\n"
		"Correct compatible to the words in the hint.\n",
		.keeps = "Xen would not find the module",
	},
	[XB_CODE_MODULE_REG] = {
		.name = "module-reg",
		.summary = "a module's reg does not say where its file is",
		.explain =
		"reg must be one address and one size, in as many cells as /chosen declares, and the\n"
		"size must be the file's, exactly. Missing or short: Xen panics (node ... missing\n"
		"`reg' property). Too small a ramdisk: Initramfs unpacking failed: read error. Half a\n"
		"kernel: silence after Freed ... init memory. One byte off in gzip: Xen reads the\n"
		"unpacked length from the last four bytes.\n"
		"Let xenboot write reg: leave the node out of edits.\n",
		.keeps = "Xen would read something else than the file",
		.never_less = true,
	},
	[XB_CODE_TOO_MANY_MODULES] = {
		.name = "too-many-modules",
		.summary = "Xen keeps 32 boot modules and ignores the rest",
		.explain =
		"Xen itself, the device tree, kernels, ramdisks and guests' files count. The 33rd is\n"
		"dropped with one line, (too many), and whatever needed it fails later. Releases up\n"
		"to 4.11 kept 5.\n"
		"Pack what can be packed into one ramdisk, or start the guests from dom0.\n",
		.keeps = "Xen would drop what comes last",
		.never_less = true,
	},
	[XB_CODE_EDIT_LOST] = {
		.name = "edit-lost",
		.summary = "an edit is written over by what comes after it",
		.explain =
		"Edits are made in their order, and what boots Xen is written last: the command lines\n"
		"in xen,xen-bootargs and xen,dom0-bootargs, #address-cells and #size-cells of\n"
		"/chosen, and the nodes of dom0's modules, which are made anew. Another value that an\n"
		"edit sets there never reaches Xen. Of two edits of one property the first is\n"
		"without effect, and that is a warning.\n"
		"Say it where the value comes from: xen.options, dom0.options, output.cells, or the\n"
		"module's own entry.\n",
	},
	[XB_CODE_STALE_NODE] = {
		.name = "stale-node",
		.summary = "the base tree already holds nodes of an earlier boot set-up",
		.explain =
		"A tree that a script or a loader has filled before still has its modules in\n"
		"/chosen. Xen takes them all, the first of each kind for dom0: new nodes stand before\n"
		"old ones, but where dom0 has no new ramdisk it gets the old one. One that overlaps a\n"
		"module is dropped (Region ... overlapping with ...). Guests that it has it builds.\n"
		"The properties linux,initrd-start and -end come before all nodes: Xen takes what is\n"
		"there for dom0's ramdisk, whatever is loaded, and that is an error. From 4.17 on a\n"
		"start without an end, or behind it, is a panic: Early FDT parsing failed (-22).\n"
		"Start from the tree that the kernel's build made, or remove the node with\n"
		"edits: [{path: /chosen/NODE, remove: true}].\n",
	},
	[XB_CODE_UNKNOWN_PROPERTY] = {
		.name = "unknown-property",
		.summary = "Xen does not read a property of this name",
		.explain =
		"Properties that begin with xen, are Xen's own, and one that it does not know has no\n"
		"effect and no message: xen,bootargs for xen,xen-bootargs leaves Xen without a\n"
		"command line, so dom0 gets 512 MiB.\n"
		"Take the name in the hint.\n",
	},
	[XB_CODE_BOOTARGS] = {
		.name = "bootargs",
		.summary = "more than one command line is in the device tree",
		.explain =
		"Xen reads xen,xen-bootargs; only without it, and only where dom0 has a line of its\n"
		"own, /chosen/bootargs. dom0 gets xen,dom0-bootargs, else its module's bootargs, else\n"
		"/chosen/bootargs. U-Boot overwrites /chosen/bootargs with its variable bootargs.\n"
		"What loses is ignored without a word: a Xen without a line gives dom0 512 MiB and\n"
		"prints on stdout-path, a dom0 with the tree's line looks for console=ttyS2.\n"
		"Give both a line of their own, xen.options and dom0.options. `xenboot plan` and\n"
		"`export -f cmdline` show which lines win.\n",
	},
	[XB_CODE_NO_GIC] = {
		.name = "no-gic",
		.summary = "the board has no interrupt controller that Xen drives",
		.explain =
		"Xen on Arm needs a GIC: arm,gic-400, arm,cortex-a15-gic, arm,cortex-a7-gic or\n"
		"arm,gic-v3. 39 of 576 trees of Debian's kernel have none of them, the Raspberry Pi 3\n"
		"and boards with Qualcomm's QGIC2 among them. Xen panics: Unable to find compatible\n"
		"interrupt controller.\n"
		"Take another board; no option helps.\n",
		.keeps = "Xen would panic",
		.never_less = true,
	},
	[XB_CODE_NEEDED_NODE] = {
		.name = "needed-node",
		.summary = "an edit takes away a node, or of a node, what Xen needs",
		.explain =
		"Xen panics without the timer of the CPUs, before its console is there: not one byte\n"
		"comes after Starting kernel; with fewer than four interrupts in it later: Timer:\n"
		"Unable to retrieve IRQ. It panics as well where an address or the maintenance\n"
		"interrupt of the GIC cannot be found. Without /cpus, or a CPU in it, it cannot make\n"
		"dom0's tree: Device tree generation failed (-2). Without the node of PSCI, where the\n"
		"CPUs ask for it, it starts one CPU alone. It asks for the status of none of them.\n"
		"Take the edit away, or the overlay.\n",
		.keeps = "Xen would panic",
	},
	[XB_CODE_DEVICE_ADDRESS] = {
		.name = "device-address",
		.summary = "a device of the tree has an address that Xen cannot translate",
		.explain =
		"Xen walks the whole tree and gives every device to dom0, those with status disabled\n"
		"too: each reg goes through the ranges of all buses above it. Where a bus has ranges\n"
		"that do not hold it, or where a bus further up has none, Xen panics: Unable to\n"
		"retrieve address N for PATH; Device tree generation failed (-22). Not looked at are\n"
		"/cpus, memory, what Xen keeps for itself, and devices with an interrupt of the CPU's\n"
		"own (PPI), with all that is below them. For a PCI bridge (device_type pci) all rows\n"
		"of its ranges are translated, too.\n"
		"Remove the node, as the hint says, or widen the ranges of the bus.\n",
		.keeps = "Xen would panic",
		.never_less = true,
	},
	[XB_CODE_DEVICE_INTERRUPT] = {
		.name = "device-interrupt",
		.summary = "a device of the tree has an interrupt that Xen cannot give to dom0",
		.explain =
		"Xen gives every device of the tree to dom0, those with status disabled too, and\n"
		"routes each interrupt that ends at the GIC. It panics where one leads nowhere\n"
		"(Unable to retrieve irq N for PATH), where two devices have one with different\n"
		"triggers (Unable to get irq N for PATH), and where Xen's own UART has it: IRQ N is\n"
		"already used by Xen; Device tree generation failed (-16). On a Raspberry Pi 4 five\n"
		"PL011s share one interrupt: four of them must go before Xen can print on the fifth.\n"
		"Remove the node, as the hint says, or let Xen print on another UART.\n",
		.keeps = "Xen would panic",
		.never_less = true,
	},
	[XB_CODE_BOARD_DIFFERS] = {
		.name = "board-differs",
		.summary = "the device tree says something else than the board's description",
		.explain =
		"RAM, CPUs, the interrupt controller or a reserved range of the tree are not those of\n"
		"the board named in the profile: another variant of the board, another tree, or a\n"
		"mistake in the board's file. The plan follows the board; where the tree knows of\n"
		"less RAM, a place that was planned may not exist.\n"
		"`profile new` compares the names in the root's compatible, too, and says which\n"
		"boards the tree is for.\n"
		"Choose the board that fits (`xenboot boards`), or write one: `xenboot boards\n"
		"--from-dtb FILE` drafts it.\n",
	},
	[XB_CODE_CONSOLE] = {
		.name = "console",
		.summary = "what is printed would not be seen, or nothing could be typed",
		.explain =
		"Under Xen the UART belongs to Xen. dom0 prints through it as hvc0: with\n"
		"console=ttyS0 or ttyAMA0 alone, or with no console= at all, dom0 falls silent after\n"
		"Xen's last line, and no login appears. Where another console= comes after hvc0, the\n"
		"kernel's lines are seen and init's are not. A Xen without the driver of the board's\n"
		"UART prints nothing from Starting kernel ... on, and boots all the same.\n"
		"A guest that Xen builds has no hvc0: it prints on ttyAMA0, the UART of vuart, or on\n"
		"one that it is given.\n"
		"Give dom0 console=hvc0, and use a Xen release that has the UART's driver.\n",
	},
	[XB_CODE_ROOT_DEVICE] = {
		.name = "root-device",
		.summary = "dom0's root= does not fit to what is loaded",
		.explain =
		"Linux looks for its root where root= says: without a ramdisk /dev/ram0 is empty, and\n"
		"an initramfs does not look at root= unless its /init does. Names of file systems\n"
		"and links (UUID=, /dev/mapper/) only a ramdisk finds; a guest's /dev/xvda dom0 never\n"
		"has. The end is VFS: Unable to mount root fs on unknown-block(0,0), or a wait for\n"
		"ever under rootwait.\n"
		"Take the ramdisk's form, or name the partition (root=/dev/mmcblk0p2 rootwait) and\n"
		"leave the ramdisk out.\n",
	},
	[XB_CODE_SECURITY] = {
		.name = "security",
		.summary = "what a setting means for the safety of the system",
		.explain =
		"The board does what the profile says. The note tells what is given up for it: memory\n"
		"that is not wiped between owners, a check that is off, time that one guest can take\n"
		"from the others. Fine on a bench; a decision for a product.\n"
		"`xenboot options NAME` tells more.\n",
	},
	[XB_CODE_QUOTING] = {
		.name = "quoting",
		.summary = "U-Boot's shell would not pass this text on as it stands",
		.explain =
		"In a script the shell reads the text first: it takes away quotes and backslashes,\n"
		"puts variables in, ends the command at ';' and splits at blanks. A quote left open\n"
		"swallows the lines that follow. fdt set then takes a value that begins with '<' for\n"
		"cells and with '[' for bytes, whatever the quoting.\n"
		"In a script of your own use '...' with \\ written as '\\\\' and ' as '\\'': both\n"
		"shells of U-Boot read that alike, the old one and the modern one (R-Car from\n"
		"2026.07 on). Beside a ${...} the old one reads all words twice, and loses \\ and '.\n"
		"For values that begin with '<' or '[' emit a dtb: it has no shell in its way.\n",
		.keeps = "U-Boot would run something else than what is written",
		.never_less = true,
	},
	[XB_CODE_VALUE_TOO_LONG] = {
		.name = "value-too-long",
		.summary = "a value is longer than its reader can hold",
		.explain =
		"U-Boot's fdt set copies its value into 1024 bytes without looking: a longer text\n"
		"overwrites U-Boot's own variables (FDT_ERR_BADMAGIC from 1025, \"Synchronous Abort\"\n"
		"and a reset from 1100). With its NUL, a bootargs may have 1023 bytes. A property\n"
		"with more in the tree already is not set either: remove it in an edit before.\n"
		"Linux cuts its command line at 2047 without a word; Xen cuts one option at 127, and\n"
		"panics (module ... command line too long) at more than 1024 in a module's bootargs.\n"
		"Shorten the text, or emit a dtb: there the limit of fdt set does not count.\n",
		.keeps = "U-Boot would overwrite itself, or Xen panic",
	},
	[XB_CODE_PASSTHROUGH_DEVICE] = {
		.name = "passthrough-device",
		.summary = "a guest is to be given what is no device for it",
		.explain =
		"passthrough: names a node that the device tree has not, that Xen keeps for itself\n"
		"(the UART that it prints on, the interrupt controller, an IOMMU), that has neither\n"
		"an address nor an interrupt, that is a part of PCI, or that another guest is given.\n"
		"Xen panics at most of them; of the others the guest finds nothing. That the tree\n"
		"has the device disabled is a warning. `xenboot devices PROFILE` lists what can be\n"
		"given, and with a device what stands against it.\n",
		.keeps = "Xen would panic, or the guest find no device",
	},
	[XB_CODE_PASSTHROUGH_ADDRESS] = {
		.name = "passthrough-address",
		.summary = "the registers of a guest's device are nobody's, or not its alone",
		.explain =
		"A guest is given whole pages of 4 KiB, at the addresses that they have in the\n"
		"machine. What else is in such a page it reaches, too: that is refused where it is\n"
		"Xen's own, and a warning where it is another device. A guest without direct-map has\n"
		"RAM and a GIC at addresses of its own, and a device that is there does not fit.\n"
		"Pass all in a page to one guest, disable the others, or use direct-map.\n",
		.keeps = "the guest would die, or reach what is Xen's",
	},
	[XB_CODE_PASSTHROUGH_INTERRUPT] = {
		.name = "passthrough-interrupt",
		.summary = "an interrupt of a guest's device cannot be given to it",
		.explain =
		"Xen routes shared peripheral interrupts (SPIs) alone, each to one domain. It panics\n"
		"at one of the CPU's own (IRQ can only be routed to an SPI), and at one that a\n"
		"second domain has: IRQ 34 is already used by domain 0. What goes to another\n"
		"controller, of pins perhaps, the guest can have with that controller alone. Where\n"
		"nr_spis is smaller than such a number it is raised, which is a note.\n",
		.keeps = "Xen would panic, or the guest's driver find no interrupt",
	},
	[XB_CODE_PASSTHROUGH_DMA] = {
		.name = "passthrough-dma",
		.summary = "what a guest's device reads and writes by itself",
		.explain =
		"Behind an IOMMU that Xen drives a device reaches its guest's memory alone. It drives\n"
		"an SMMUv3 or Renesas' IPMMU only where its .config has ARM_SMMU_V3 or IPMMU_VMSA,\n"
		"which xen.config tells, and none where its command line has iommu=off. Without\n"
		"one xen,force-assign-without-iommu is written, which is a note: a device that reads\n"
		"and writes memory by itself takes the guest's addresses for the machine's, and\n"
		"reaches memory of others. It works in a guest with static memory and direct-map,\n"
		"and is as safe as the guest's kernel. Up to Xen 4.16 a guest without an IOMMU is\n"
		"refused. Memory that the device shares with its firmware is told of here, too.\n",
		.keeps = "Xen would panic",
	},
	[XB_CODE_PASSTHROUGH_NEEDS] = {
		.name = "passthrough-needs",
		.summary = "a guest's device refers to what stays with the host",
		.explain =
		"Clocks, power domains, resets, pins and supplies stay with dom0, or with nobody.\n"
		"For a clock the guest gets a fixed one of the same rate; the others are left away,\n"
		"and the driver must do without. dom0's Linux switches off what nobody of its own\n"
		"uses. The other way round, what in dom0 refers to the device lacks it. Write\n"
		"clk_ignore_unused or pd_ignore_unused on dom0's line, or pass what is needed to\n"
		"the same guest.\n",
	},
	[XB_CODE_PASSTHROUGH_TREE] = {
		.name = "passthrough-tree",
		.summary = "a guest's partial device tree, made or given",
		.explain =
		"What a guest is given stands below /passthrough of its partial tree. A tree that is\n"
		"given by device-tree: is added to, and all in it stays: its /passthrough must have\n"
		"2 address and 2 size cells, and its phandles must leave numbers below 65000, for\n"
		"the others are Xen's. A device that is in it already is not made again, which is a\n"
		"note. Of one that is given Xen reads /passthrough, /aliases and /gic alone, and in\n"
		"each device both xen,reg and xen,path: whole pages, and a node of the host that an\n"
		"edit keeps from dom0 by xen,passthrough. Xen panics at the first fault, and goes on\n"
		"without the device up to 4.17, where 4096 bytes are there for all of a guest's tree.\n",
		.keeps = "the guest would not find its devices",
	},
	[XB_CODE_UBOOT_NEEDS] = {
		.name = "uboot-needs",
		.summary = "the script asks for more than every U-Boot has",
		.explain =
		"fdt apply, which applies an overlay, is there only in a U-Boot that was built with\n"
		"CONFIG_OF_LIBFDT_OVERLAY; others stop at an unknown command. The modern shell\n"
		"(CONFIG_HUSH_MODERN_PARSER, on R-Car from 2026.07 on) reads the whole script before\n"
		"it begins, takes about 5 KiB of heap for each edit, and resets where that runs out.\n"
		"With both or dtb the tree is edited here, and U-Boot needs neither.\n",
	},
	[XB_CODE_NOT_LOADED] = {
		.name = "not-loaded",
		.summary = "something is used at an address where nothing was loaded",
		.explain =
		"A reg of /chosen, the fdt command or the boot command names an address at which no\n"
		"step before it has put a file, or the tree that they need is not named at all.\n"
		"U-Boot does not notice: Xen starts with whatever the memory holds there. Often a\n"
		"digit is missing, an address was written in decimal, which U-Boot reads as\n"
		"hexadecimal, or the line that loads the file is gone.\n",
		.keeps = "Xen or U-Boot would take what the memory happens to hold",
	},
	[XB_CODE_UNUSED_LOAD] = {
		.name = "unused-load",
		.summary = "a file is loaded, and nothing uses it",
		.explain =
		"The file is put into memory, and neither /chosen nor the fdt and boot commands name\n"
		"its address. Where one of them names another address, at which nothing was loaded,\n"
		"one of the two is wrong. Where two files go to one address, the first is lost.\n"
		"Else the load only takes time.\n",
	},
	[XB_CODE_UNSUPPORTED_COMMAND] = {
		.name = "unsupported-command",
		.summary = "a command that U-Boot does not know, or that is used wrongly",
		.explain =
		"U-Boot says `Unknown command`, or shows the usage, and the script goes on as if\n"
		"nothing had been written there. A short form counts only while it fits one command\n"
		"of the board's build: tftp and tftpb do, set does not.\n"
		"All commands of U-Boot's own sources are known here, and none that a vendor's adds:\n"
		"where the board has one, the severity of this can be changed.\n",
	},
	[XB_CODE_LINE_TOO_LONG] = {
		.name = "line-too-long",
		.summary = "a command is longer than the board's U-Boot takes",
		.explain =
		"A command has as many words as CONFIG_SYS_MAXARGS says, its name among them: 16 on\n"
		"many boards up to 2024.01, 64 from then on. With one more U-Boot shows the usage and\n"
		"runs nothing. Quotes make one word of many.\n"
		"A line that is typed has at most CONFIG_SYS_CBSIZE bytes; lines of a script may be\n"
		"as long as they like.\n",
	},
	[XB_CODE_NOT_NOTICED] = {
		.name = "not-noticed",
		.summary = "a step may fail, and the script goes on",
		.explain =
		"U-Boot never ends a script because a command fails: filesize and fileaddr keep what\n"
		"the load before has set, and the next command works with that. So the size of a file\n"
		"that did not load is that of another one.\n"
		"`if load ...; then ... fi`, or `a && b` in one line, look at how it ended.\n",
	},
	[XB_CODE_UNUSED_VARIABLE] = {
		.name = "unused-variable",
		.summary = "a variable is set, and nothing uses it",
		.explain =
		"No command of the script takes the variable's value, on whatever way, and U-Boot\n"
		"itself does not look at it. A name that is written in two ways is set under one and\n"
		"empty under the other; fdt_high, misspelt, leaves the tree to be moved.\n"
		"Nothing is said where the script keeps the environment by saveenv, or runs commands\n"
		"of the board's own.\n",
	},
	[XB_CODE_UNSET_VARIABLE] = {
		.name = "unset-variable",
		.summary = "a script uses a variable that no one has set",
		.explain =
		"U-Boot puts nothing in the place of a variable that does not exist: the words that\n"
		"follow move one place to the front: `booti ${kernel_add_r} - ${fdt_addr_r}` takes -\n"
		"for Xen's address, and `load mmc 0:1 ${addr} Image` takes Image for one.\n"
		"With --board the variables of the board's U-Boot are known, those of its release;\n"
		"with --env those that its printenv shows. Without either only slips of a variable\n"
		"that the script itself sets are told. What a script tests by test -n, test -z or\n"
		"env exists may be missing.\n"
		"Set it before, spell it as the board does, or give --env.\n",
	},
	[XB_CODE_RELEASE_DIFFERS] = {
		.name = "release-differs",
		.summary = "the script does something else with another release of U-Boot",
		.explain =
		"What is written here means something else in other releases of U-Boot, as the\n"
		"note says: exit that ends nothing, a test of one word, [ ... ], more words than\n"
		"a command may have. A board that gets a newer U-Boot, or a script that is used\n"
		"for several boards, would not boot as it does now. The note stands whatever\n"
		"release the script is read for.\n",
	},
};

const struct xb_code_info *xb_code_info(enum xb_code code)
{
	return &codes[code];
}

const char *xb_code_nearest(const char *name)
{
	const char *names[XB_CODE_COUNT + 1] = {NULL};

	for (size_t i = 0; i < XB_CODE_COUNT; i++)
		names[i] = codes[i].name;
	return xb_nearest(name, names);
}

const struct xb_code_info *xb_code_find(const char *name, enum xb_code *code)
{
	for (size_t i = 0; i < XB_CODE_COUNT; i++) {
		if (strcmp(codes[i].name, name) != 0)
			continue;
		if (code)
			*code = (enum xb_code)i;
		return &codes[i];
	}
	return NULL;
}
