/* SPDX-License-Identifier: MIT */
/* Commands that builds of U-Boot have, of releases from 2018.01 to 2026.07 (U_BOOT_CMD in its sources),
 * but for the ways to start Xen, which are rows of their own (boot/door.c). */
#include "import/command-names.h"

#include <stdlib.h>
#include <string.h>

/* Sorted. */
static const char *const names[] = {
	"ab_select", "abootimg", "acpi", "adc", "addrmap", "adtimg", "aes", "afs", "ahab_close",
	"ahab_commit", "ahab_derive", "ahab_dump", "ahab_return_lifecycle", "ahab_sec_fuse_prog",
	"ahab_status", "arc", "armffa", "askenv", "atf", "auth_cntr", "avb", "axi", "base", "bcb", "bdinfo",
	"bind", "binop", "blkcache", "blkmap", "blob", "bloblist", "bmp", "boot", "bootaux", "bootcount",
	"bootd", "bootdev", "bootefi", "bootelf", "bootflow", "bootm", "bootmenu", "bootmeth",
	"bootp", "bootstage", "bootstd", "bootvx", "bootz", "bridge", "btrsubvol", "bubt", "cat", "cbfsinfo",
	"cbfsinit", "cbfsload", "cbfsls", "cdp", "cedit", "chpart", "cli", "clk", "clock", "clocks", "clone",
	"cls", "cmp", "config", "coninfo", "conitrace", "cp", "cpld", "cpld_cmd", "cpld_reset", "cpu",
	"cpuid", "crc32", "crosec", "cyclic", "date", "dcache", "ddr", "dek_blob", "demo", "dfu",
	"dfubutton", "dhcp", "dhcp6", "diag", "diskboot", "display", "diswd", "dm", "dns", "dump_efuse",
	"dump_otp", "e1000", "ecc", "echo", "econfig", "editenv", "eeprom", "efi", "eficonfig", "efidebug",
	"enterrcm", "env", "erase", "eraseenv", "erofsload", "erofsls", "ethsw", "event", "exit", "ext2load",
	"ext2ls", "ext4load", "ext4ls", "ext4size", "ext4write", "extension", "false", "fastboot", "fatinfo",
	"fatload", "fatls", "fatmkdir", "fatrm", "fatsize", "fatwrite", "fdt", "fitupd", "flinfo", "font",
	"fpga", "fpgad", "fru", "fsinfo", "fsl_mc", "fsload", "fsls", "fsp", "fstype", "fstypes", "fsuuid",
	"fuse", "fwu_mdata_read", "gettime", "go", "gpio", "gpt", "grepenv", "guid", "gzwrite",
	"hab_auth_img", "hab_auth_img_or_fail", "hab_failsafe", "hab_status", "hab_version", "hash", "help",
	"history", "hvc", "i2c", "i3c", "icache", "ide", "iminfo", "imls", "imxtract", "ini", "itest",
	"kaslrseed", "led", "license", "linklocal", "ln", "load", "loadb", "loadm", "loads", "loadx",
	"loady", "log", "loop", "loopw", "ls", "lsblk", "lzmadec", "mac", "mbr", "md", "md5sum", "mdc",
	"mdio", "meminfo", "memsize", "mfgprot", "mii", "misc", "mkdir", "mm", "mmc", "mmcinfo", "ms", "msr",
	"mtd", "mtdparts", "mtest", "mtrr", "mux", "mv", "mvebu_comphy_rx_training", "mw", "mwc", "nand",
	"nandbcb", "nandecc", "nboot", "ncsi", "net", "nfs", "nm", "nvme", "onenand", "optee", "panic",
	"part", "pause", "pca953x", "pcap", "pci", "pci_mps", "pcie", "pd", "pfe", "ping", "ping6", "pinmon",
	"pinmux", "pmc", "pmic", "poweroff", "printenv", "protect", "psc", "pstore", "pvblock", "pwm", "pxe",
	"qe", "qfw", "random", "rarpboot", "read", "reginfo", "regulator", "reset", "rkmtd", "rm", "rng",
	"rockusb", "rproc", "rtc", "run", "sata", "save", "saveenv", "saves", "sbi", "scmi", "scp03", "scsi",
	"scsiboot", "sdp", "setcurs", "setenv", "setexpr", "setmac", "sf", "sha1sum", "showvar", "size",
	"sleep", "sm", "sm3sum", "smbios", "smc", "smced", "smcee", "smcew", "smhload", "sntp", "snvs_cfg",
	"snvs_clear_status", "snvs_dgo_cfg", "snvs_sec_status", "sound", "source", "spawn", "spl",
	"sqfsload", "sqfsls", "sspi", "stackprot_test", "stm32key", "stm32prog", "switch", "sysboot",
	"sysid", "tamper_pin_cfg", "tca642x", "tcpm", "temperature", "terminal", "testwdt", "tftpboot",
	"tftpput", "tftpsrv", "thordown", "time", "timer", "tlv_eeprom", "tpm", "tpm2", "tpmtest", "trace",
	"true", "ubi", "ubifsload", "ubifsls", "ubifsmount", "ubifsumount", "ufetch", "ufs", "ums", "unbind",
	"unlz4", "unzip", "upl", "usb", "usbboot", "ut", "uuid", "vab", "vbe", "versal", "versal2",
	"versalnet", "version", "virtio", "w1", "wait", "wdt", "wget", "wol", "write", "write_mac", "xxd",
	"zfsload", "zfsls", "zip", "zynq", "zynqmp",
};

static int compare(const void *word, const void *name)
{
	const size_t length = strcspn(word, ".");
	const int order = strncmp(word, *(const char *const *)name, length);

	return order ? order : -(*(const char *const *)name)[length];
}

bool xb_command_exists(const char *word)
{
	return bsearch(word, names, XB_COUNT(names), sizeof(names[0]), compare);
}
