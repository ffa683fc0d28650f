/* SPDX-License-Identifier: MIT */
/*
 * Measured with a Xen that prints its free pages at every step (4.17, 4.20, 4.22; QEMU's virt of 1 to 4 GiB
 * with 2, 4 and 8 CPUs), and held against the largest memory of guests that boots: at most one page apart. A
 * release between two that were measured has the numbers of the older one, which are the higher ones. Sources:
 * domain_p2m_pages, prepare_dtb_domU, construct_domU (xen/arch/arm/domain_build.c up to 4.19, dom0less-build.c
 * from 4.20 on, common/device-tree/dom0less-build.c from 4.21 on).
 */
#include <stdlib.h>

#include "xen/guest-costs.h"
#include "xen/xen-heap.h"

#define KIB ((uint64_t)1 << 10)
#define MIB ((uint64_t)1 << 20)
#define POOL_PAGES (MIB / XB_PAGE)

/* Pages of a vCPU behind the first: a guest's, dom0's, and a CPU's of the machine behind the second. */
#define VCPU_PAGES 9u
#define DOM0_VCPU_PAGES 10u
#define CPU_PAGES 13u
/* What one page of Xen's own page tables maps. */
#define MAPPED ((uint64_t)2 << 20)

/* 4.18 has another room for a guest's tree. */
static const struct xb_costs rows[] = {
	{XB_RELEASE(4, 14), .own = 47, .dom0 = 426, .guest = 18},
	{XB_RELEASE(4, 17), .own = 47, .dom0 = 428, .guest = 18},
	{XB_RELEASE(4, 18), .own = 47, .dom0 = 428, .guest = 18},
	{XB_RELEASE(4, 20), .own = 47, .dom0 = 409, .guest = 17},
	{XB_RELEASE(4, 21), .own = 47, .dom0 = 409, .guest = 17, .xenstore = true},
	{XB_RELEASE(4, 22), .own = 22, .dom0 = 409, .guest = 17, .xenstore = true, .chunked = true},
};

const struct xb_costs *xb_costs_of(const struct xb_boot *boot, size_t *count)
{
	unsigned release = xb_release_number(boot->xen_version);
	size_t row = 0;

	*count = release ? 1 : XB_COUNT(rows);
	while (release && row + 1 < XB_COUNT(rows) && rows[row + 1].release <= release)
		row++;
	return &rows[row];
}

uint64_t xb_pages(uint64_t bytes)
{
	return bytes / XB_PAGE + (bytes % XB_PAGE != 0);
}

static uint64_t tables_over(uint64_t bytes)
{
	return bytes / MAPPED + (bytes % MAPPED != 0);
}

/* Xen maps a kernel to copy it, and a ramdisk; a gzip one together with the block into which it is unpacked, whole
 * (kernel_load, initrd_load, kernel_decompress). */
uint64_t xb_mapping_pages(const struct xb_boot *boot, const struct xb_domain *domain)
{
	const struct xb_load *kernel = xb_domain_load(boot, domain, XB_MODULE_KERNEL);
	const struct xb_load *ramdisk = xb_domain_load(boot, domain, XB_MODULE_RAMDISK);
	uint64_t own = kernel ? tables_over(kernel->size) : 0, other = ramdisk ? tables_over(ramdisk->size) : 0;

	if (kernel && kernel->image.kind == XB_IMAGE_GZIP)
		own += tables_over(XB_PAGE << xb_order_for(kernel->image.unpacked_size));
	return own > other ? own : other;
}

/* ---- Xen and dom0 -------------------------------------------------------------------------------- */

/* As the loader hands it over: padding is cut off (U-Boot fdt_shrink_to_minimum, boot/fdt_support.c). */
static uint64_t tree_pages(const struct xb_boot *boot)
{
	const struct xb_load *tree = xb_boot_tree(boot);
	uint64_t bytes = boot->edited ? xb_devtree_used(boot->edited) : tree ? tree->size : 0;

	return bytes ? xb_pages(xb_fdt_resized(tree ? tree->address : 0, bytes, 0)) : 0;
}

uint64_t xb_xen_pages(const struct xb_boot *boot, const struct xb_costs *costs)
{
	uint64_t cpus = xb_boot_cpus(boot);

	return costs->own + 2 * tree_pages(boot) + (cpus > 2 ? CPU_PAGES * (cpus - 2) : 0);
}

uint64_t xb_dom0_pages(const struct xb_boot *boot, const struct xb_costs *costs)
{
	uint64_t vcpus = xb_dom0_vcpus(boot), pages = costs->dom0;

	if (!xb_boot_dom0(boot))
		return 0;
	if (!vcpus)
		vcpus = xb_boot_cpus(boot);
	if (vcpus > 1)
		pages += DOM0_VCPU_PAGES * (vcpus - 1);
	return pages;
}

uint64_t xb_dom0_growth(const struct xb_boot *boot)
{
	const struct xb_load *kernel = xb_dom0_load(boot, XB_MODULE_KERNEL);
	uint64_t unpacked, packed;

	if (!kernel || kernel->image.kind != XB_IMAGE_GZIP)
		return 0;
	unpacked = xb_pages(kernel->image.unpacked_size);
	packed = xb_pages(kernel->size);
	return unpacked > packed ? unpacked - packed : 0;
}

/* ---- A guest ------------------------------------------------------------------------------------- */

/* No domain has so many; what is wrong with them is said elsewhere. */
#define MOST_VCPUS 4096u

static uint64_t lesser(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/* domain_p2m_pages, in MiB. */
static uint64_t pool_mib(uint64_t vcpus, uint64_t mebibytes)
{
	return (4 * (256 * vcpus + mebibytes + 128) + KIB - 1) / KIB;
}

uint64_t xb_guest_pool(uint64_t vcpus, uint64_t memory)
{
	return pool_mib(vcpus, memory / MIB) * MIB;
}

static bool has_xenstore(const struct xb_boot *boot, const struct xb_catalog *catalog,
			 const struct xb_domain *domain)
{
	const struct xb_setting *word = xb_domain_word(boot, catalog, domain, "enhanced");

	return word && (!word->value || xb_domain_says(boot, catalog, domain, "enhanced", "enabled"));
}

static void cost_kernel(const struct xb_load *kernel, struct xb_guest_costs *guest)
{
	if (!kernel || kernel->image.kind != XB_IMAGE_GZIP || !kernel->image.unpacked_size)
		return;
	guest->packed = xb_pages(kernel->size);
	guest->unpacked = xb_pages(kernel->image.unpacked_size);
}

struct xb_guest_costs xb_guest_costs_of(const struct xb_boot *boot, const struct xb_catalog *catalog,
					const struct xb_domain *domain, const struct xb_costs *costs)
{
	const struct xb_setting *pool = xb_domain_word(boot, catalog, domain, "p2m-mem-mb");
	struct xb_guest_costs guest = {.vcpus = lesser(domain->cpus.value, MOST_VCPUS),
				       .fixed_tables = pool && pool->value,
				       .early = costs->guest};

	guest.ram = domain->static_count ? 0 : xb_pages(domain->memory.value);
	guest.tables = guest.fixed_tables
			       ? (uint32_t)strtoull(pool->value, NULL, 0) * POOL_PAGES
			       : xb_pages(xb_guest_pool(guest.vcpus, domain->memory.value));
	guest.tree = xb_pages(xb_guest_tree_room(boot, domain, costs->release));
	guest.overhead = guest.early + VCPU_PAGES * guest.vcpus;
	if (costs->xenstore && has_xenstore(boot, catalog, domain))
		guest.overhead++;
	cost_kernel(xb_domain_load(boot, domain, XB_MODULE_KERNEL), &guest);
	return guest;
}

/* A pool of so many MiB does for so many pages of RAM. */
static uint64_t ram_of_pool(uint64_t vcpus, uint64_t pool)
{
	uint64_t needed = 256 * vcpus + 128, mebibytes = 256 * pool;

	/* The last MiB may be a broken one. */
	return mebibytes < needed ? 0 : (mebibytes - needed) * POOL_PAGES + POOL_PAGES - 1;
}

uint64_t xb_guest_ram_of_tables(const struct xb_guest_costs *guest, uint64_t tables)
{
	return guest->fixed_tables ? UINT64_MAX : ram_of_pool(guest->vcpus, tables / POOL_PAGES);
}

/* The pool grows by a MiB where the RAM grows by 256: with it a MiB of RAM takes 257 pages at least. */
uint64_t xb_guest_ram_most(const struct xb_guest_costs *guest, uint64_t room)
{
	uint64_t pool, most = 0, pages;

	if (guest->fixed_tables)
		return room > guest->tables ? room - guest->tables : 0;
	for (pool = pool_mib(guest->vcpus, room / (POOL_PAGES + 1) + 1); pool; pool--) {
		pages = room > pool * POOL_PAGES ? room - pool * POOL_PAGES : 0;
		pages = lesser(pages, ram_of_pool(guest->vcpus, pool));
		if (pages < most)
			break;
		most = pages;
	}
	return most;
}

uint64_t xb_guest_memory_takes(const struct xb_boot *boot, uint64_t memory, uint64_t vcpus)
{
	size_t count;
	const struct xb_costs *costs = xb_costs_of(boot, &count);

	vcpus = lesser(vcpus, MOST_VCPUS);
	return memory + xb_guest_pool(vcpus, memory) +
	       (costs->guest + VCPU_PAGES * vcpus) * XB_PAGE;
}
