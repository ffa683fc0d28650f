/* SPDX-License-Identifier: MIT */
/*
 * The account of all domains' memory, in pages. Dom0 is built first, then the guests in the order of their
 * nodes, each completely: what an early one takes a later one lacks (xen/arch/arm/setup.c; create_domUs,
 * construct_domU in xen/arch/arm/domain_build.c, later dom0less-build.c). Of a guest first the domain and the
 * pool of its second stage tables are made, then a gzip kernel is unpacked, then its RAM is taken, and then its
 * tree is made and its other vCPUs.
 */
#include <stdlib.h>

#include "xen/guest-heap.h"
#include "xen/xen-heap.h"

#define MIB ((uint64_t)1 << 20)

/* What the account may be off by on the machine that was measured, and on others with their devices. */
#define CAUTION_MEASURED 4
#define CAUTION ((int64_t)(4 * MIB / XB_PAGE))

/* One guest's turn. */
struct turn {
	struct xb_guest_costs costs;
	struct xb_colour_set colours;
	int64_t own, ram;	    /* pages that are left then: without colour, and for its RAM */
	int64_t own_spare, ram_spare; /* and that it does not need at its worst moment */
	int64_t block_spare;	    /* the same of own when its kernel is unpacked */
	int64_t mapping;	    /* what Xen's page tables grow by to copy its files */
};

/* One release's account. */
struct account {
	const struct xb_boot *boot;
	const struct xb_catalog *catalog;
	const struct xb_costs *costs;
	struct xb_purse purse; /* what is left so far */
	int64_t heap, dom0, mapping;
	struct turn *turns;
	size_t count;
};

static int64_t lesser(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* ---- Turns --------------------------------------------------------------------------------------- */

/* One page of them was there before. */
static int64_t grow_mapping(struct account *account, const struct xb_domain *domain)
{
	int64_t pages = (int64_t)xb_mapping_pages(account->boot, domain) - 1;
	int64_t more = pages > account->mapping ? pages - account->mapping : 0;

	account->mapping += more;
	return more;
}

static void take_turn(struct account *account, struct turn *turn)
{
	const struct xb_guest_costs *costs = &turn->costs;
	struct xb_purse *purse = &account->purse;
	int64_t rest = (int64_t)(costs->overhead - costs->early) + turn->mapping, block = 0;

	turn->own = purse->own;
	purse->own -= (int64_t)(costs->tables + costs->early);
	if (costs->unpacked)
		block = (int64_t)1 << xb_order_for(costs->unpacked * XB_PAGE);
	turn->block_spare = block ? purse->own - block : INT64_MAX;
	purse->own -= (int64_t)costs->unpacked - (int64_t)costs->packed;
	turn->ram = xb_purse_left(purse, &turn->colours);
	turn->ram_spare = turn->ram - (int64_t)costs->ram;
	xb_purse_take(purse, &turn->colours, costs->ram);
	purse->own -= rest;
	turn->own_spare = purse->own - (int64_t)costs->tree;
}

static int64_t least_spare(const struct turn *turn)
{
	return lesser(turn->own_spare, lesser(turn->ram_spare, turn->block_spare));
}

static enum xb_guest_result result_of(const struct turn *turn)
{
	const struct xb_guest_costs *costs = &turn->costs;

	if (turn->own < (int64_t)(costs->tables + costs->early))
		return XB_GUEST_NO_TABLES;
	if (turn->block_spare < 0)
		return XB_GUEST_NO_UNPACKED;
	if (turn->ram_spare < 0)
		return XB_GUEST_NO_RAM;
	return turn->own_spare < 0 ? XB_GUEST_NO_REST : XB_GUEST_FITS;
}

/* In Xen 4.20 a guest without colours has those of the one before it: a variable is not set back. */
static const char *colours_of(const struct account *account, const struct xb_domain *domain,
			      const char *before)
{
	const struct xb_setting *word = xb_domain_word(account->boot, account->catalog, domain, "llc-colors");

	if (word)
		return word->value;
	return account->costs->release < XB_RELEASE(4, 21) ? before : NULL;
}

static void take_dom0(struct account *account, const struct xb_dom0_outlook *dom0)
{
	const struct xb_setting *word = xb_line_last(&account->boot->xen_line, "dom0-llc-colors");
	struct xb_colour_set colours = xb_colour_set_of(&account->purse, word ? word->value : NULL);
	int64_t pages = (int64_t)xb_dom0_pages(account->boot, account->costs);

	account->heap = xb_purse_sum(&account->purse);
	if (!xb_boot_dom0(account->boot))
		return;
	pages += (int64_t)xb_dom0_growth(account->boot);
	pages += grow_mapping(account, xb_boot_dom0(account->boot));
	account->purse.own -= pages;
	xb_purse_take(&account->purse, &colours, xb_pages(dom0->wanted));
	account->dom0 = pages + (int64_t)xb_pages(dom0->wanted);
}

/* TURNS has room for all. False: what Xen has is not known. */
static bool take_turns(struct account *account, const struct xb_dom0_outlook *dom0)
{
	const struct xb_boot *boot = account->boot;
	const char *colours = NULL;

	if (!xb_purse_fill(boot, account->costs, &account->purse))
		return false;
	take_dom0(account, dom0);
	for (size_t i = 0; i < boot->domain_count; i++) {
		const struct xb_domain *domain = &boot->domains[i];
		struct turn *turn = &account->turns[account->count];

		if (!domain->node)
			continue;
		account->count++;
		colours = colours_of(account, domain, colours);
		turn->costs = xb_guest_costs_of(boot, account->catalog, domain, account->costs);
		turn->colours = xb_colour_set_of(&account->purse, colours);
		turn->mapping = grow_mapping(account, domain);
		take_turn(account, turn);
	}
	return true;
}

/* ---- The largest memory -------------------------------------------------------------------------- */

/* What the turn INDEX could take more, without colour or (RAM) of its colours, so that it and those behind it
 * still work. */
static int64_t spare_of(const struct account *account, size_t index, bool ram)
{
	const struct turn *turn = &account->turns[index];
	int64_t spare = ram ? turn->ram_spare : turn->own_spare;

	for (size_t i = index + 1; i < account->count; i++) {
		const struct turn *later = &account->turns[i];

		if (!ram)
			spare = lesser(spare, lesser(later->own_spare, later->block_spare));
		else if (xb_colour_sets_meet(&turn->colours, &later->colours))
			spare = lesser(spare, later->ram_spare);
	}
	return spare;
}

static uint64_t at_least_none(int64_t pages)
{
	return pages > 0 ? (uint64_t)pages : 0;
}

/* In bytes, of a guest with RAM of its own whose forerunners work. */
static uint64_t largest(const struct account *account, size_t index, int64_t caution)
{
	const struct xb_guest_costs *costs = &account->turns[index].costs;
	int64_t tables = (int64_t)costs->tables + spare_of(account, index, false) - caution;
	int64_t ram = (int64_t)costs->ram;
	uint64_t most;

	if (!account->purse.colours)
		return xb_guest_ram_most(costs, at_least_none(ram + tables)) * XB_PAGE;
	most = xb_guest_ram_of_tables(costs, at_least_none(tables));
	ram += spare_of(account, index, true) - caution;
	return (at_least_none(ram) < most ? at_least_none(ram) : most) * XB_PAGE;
}

/* The heap of which dom0's largest memory is taken has the growth of its kernel taken out already. */
uint64_t xb_guests_memory_sum(const struct xb_boot *boot, const struct xb_catalog *catalog)
{
	size_t rows;
	const struct xb_costs *costs = xb_costs_of(boot, &rows);
	uint64_t pages = 0, mapping = 0;

	for (size_t i = 0; i < boot->domain_count; i++) {
		struct xb_guest_costs guest;

		if (!boot->domains[i].node)
			continue;
		guest = xb_guest_costs_of(boot, catalog, &boot->domains[i], costs);
		pages += guest.ram + guest.tables + guest.overhead;
		pages += at_least_none((int64_t)guest.unpacked - (int64_t)guest.packed);
		mapping += xb_mapping_pages(boot, &boot->domains[i]);
	}
	return pages ? (pages + mapping + xb_dom0_pages(boot, costs) + CAUTION) * XB_PAGE : 0;
}

/* ---- What comes of it ---------------------------------------------------------------------------- */

static uint64_t bytes_of(int64_t pages)
{
	return at_least_none(pages) * XB_PAGE;
}

/* allocate_memory: the first bank, then the rest; the panic names what is not there yet in whole banks. */
static uint64_t unallocated(const struct turn *turn)
{
	uint64_t bytes = turn->costs.ram * XB_PAGE, first = xb_guest_banks[0].size;

	return bytes > first && bytes_of(turn->ram) >= first ? bytes - first : bytes;
}

void xb_guest_ram(const struct xb_boot *boot, const struct xb_catalog *catalog, const struct xb_domain *domain,
		  struct xb_ranges *banks)
{
	uint64_t left = domain->memory.value;

	if (xb_domain_says(boot, catalog, domain, "direct-map", "true")) {
		for (size_t i = 0; i < domain->static_count; i++)
			xb_ranges_add(banks, xb_load_range(&boot->loads[domain->static_first + i]));
		return;
	}
	for (size_t i = 0; left && i < XB_GUEST_BANKS; i++) {
		struct xb_range bank = xb_guest_banks[i];

		bank.size = bank.size < left ? bank.size : left;
		left -= bank.size;
		xb_ranges_add(banks, bank);
	}
}

static struct xb_guest_memory guest_of(const struct account *account, size_t index,
				       const struct xb_domain *domain)
{
	const struct turn *turn = &account->turns[index];
	const struct xb_guest_costs *costs = &turn->costs;
	struct xb_guest_memory guest = {.domain = domain,
					.result = result_of(turn),
					.ram = costs->ram * XB_PAGE,
					.tables = costs->tables * XB_PAGE,
					.overhead = bytes_of((int64_t)costs->overhead + turn->mapping),
					.unpacked = bytes_of((int64_t)costs->unpacked -
							     (int64_t)costs->packed)};

	guest.left = bytes_of(account->purse.colours ? turn->ram : turn->own);
	guest.takes = guest.ram + guest.tables + guest.overhead;
	if (guest.result == XB_GUEST_NO_RAM)
		guest.unallocated = unallocated(turn);
	xb_guest_ram(account->boot, account->catalog, domain, &guest.banks);
	return guest;
}

/* Modules come back, but not to a static heap. One file may be a module of several domains. */
static uint64_t returned(const struct xb_boot *boot)
{
	struct xb_ranges modules = {0};
	uint64_t pages = 0;
	bool fixed = false;

	for (size_t i = 0; i < boot->load_count; i++) {
		const struct xb_load *load = &boot->loads[i];

		fixed = fixed || load->heap;
		if (load->use == XB_LOAD_MODULE && load != xb_boot_xen(boot) && load->size)
			xb_ranges_add(&modules, xb_load_range(load));
	}
	xb_ranges_merge(&modules);
	for (size_t i = 0; i < modules.count; i++)
		pages += xb_pages(modules.items[i].size);
	xb_ranges_clear(&modules);
	return fixed ? 0 : pages * XB_PAGE;
}

/* Does the memory of its vCPUs behind the first hang on how what is left lies? */
static bool needs_blocks(const struct account *account)
{
	for (size_t i = 0; i < account->count; i++)
		if (account->turns[i].costs.vcpus > 1)
			return true;
	return false;
}

static bool is_measured(const struct account *account)
{
	const struct xb_boot *boot = account->boot;
	const struct xb_devtree *tree = boot->edited ? boot->edited : boot->tree;

	return tree && tree->index->count && !account->purse.colours &&
	       xb_tree_is_compatible(tree->index->nodes, "linux,dummy-virt");
}

static int64_t caution_of(const struct account *account)
{
	int64_t pages = needs_blocks(account) ? account->purse.scattered : 0;

	return pages + (is_measured(account) ? CAUTION_MEASURED : CAUTION);
}

static void fill_in(const struct account *account, struct xb_guests_memory *guests)
{
	const struct xb_boot *boot = account->boot;
	int64_t caution = caution_of(account);
	int64_t left = xb_purse_sum(&account->purse) + (int64_t)xb_dom0_growth(boot);
	bool works = true;

	*guests = (struct xb_guests_memory){.known = true,
					    .heap = bytes_of(account->heap),
					    .dom0 = bytes_of(account->dom0),
					    .after = bytes_of(left) + returned(boot),
					    .coloured = account->purse.colours,
					    .caution = bytes_of(caution)};
	for (size_t i = 0; i < boot->domain_count; i++) {
		const struct turn *turn = &account->turns[guests->count];
		struct xb_guest_memory guest;

		if (!boot->domains[i].node)
			continue;
		guest = guest_of(account, guests->count, &boot->domains[i]);
		guest.tight = guest.result == XB_GUEST_FITS && least_spare(turn) < caution;
		if (works && guest.ram)
			guest.largest = largest(account, guests->count, caution) / MIB * MIB;
		works = works && guest.result == XB_GUEST_FITS;
		guests->after += guest.unpacked;
		guests->items = xb_grow(guests->items, &guests->capacity, guests->count,
					sizeof(*guests->items));
		guests->items[guests->count++] = guest;
	}
}

/* How much the least of all turns has to spare. */
static int64_t worst_of(const struct account *account)
{
	int64_t worst = INT64_MAX;

	for (size_t i = 0; i < account->count; i++)
		worst = lesser(worst, least_spare(&account->turns[i]));
	return worst;
}

static bool dom0_is_known(const struct xb_boot *boot, const struct xb_dom0_outlook *dom0)
{
	return !xb_boot_dom0(boot) ||
	       (dom0->wanted && (!dom0->simulated || dom0->memory.by_chance ||
				 dom0->memory.result == XB_DOM0_FITS));
}

struct xb_guests_memory xb_guests_memory_make(const struct xb_boot *boot, const struct xb_catalog *catalog,
					      const struct xb_dom0_outlook *dom0)
{
	struct xb_guests_memory guests = {0};
	int64_t worst = 0, best = 0;
	size_t rows;
	const struct xb_costs *costs = xb_costs_of(boot, &rows);
	struct turn *turns;

	if (!boot->domain_count || !dom0_is_known(boot, dom0))
		return guests;
	turns = xb_realloc(NULL, boot->domain_count, sizeof(*turns));
	for (size_t i = 0; i < rows; i++) {
		struct account account = {
			.boot = boot, .catalog = catalog, .costs = &costs[i], .turns = turns};
		int64_t spare;

		if (!take_turns(&account, dom0))
			break;
		if (account.dom0 > account.heap) {
			/* A heap of a few ranges: else dom0's own account has said so. */
			xb_guests_memory_clear(&guests);
			guests.heap = bytes_of(account.heap);
			guests.dom0 = bytes_of(account.dom0);
			break;
		}
		spare = worst_of(&account);
		best = i && best > spare ? best : spare;
		if (i && spare >= worst)
			continue;
		worst = spare;
		xb_guests_memory_clear(&guests);
		fill_in(&account, &guests);
	}
	guests.by_chance = guests.known && worst < 0 && best >= 0;
	free(turns);
	return guests;
}

void xb_guests_memory_clear(struct xb_guests_memory *guests)
{
	for (size_t i = 0; i < guests->count; i++)
		xb_ranges_clear(&guests->items[i].banks);
	free(guests->items);
	*guests = (struct xb_guests_memory){0};
}

const struct xb_guest_memory *xb_guests_memory_lack(const struct xb_guests_memory *guests)
{
	for (size_t i = 0; i < guests->count; i++)
		if (guests->items[i].result != XB_GUEST_FITS)
			return &guests->items[i];
	return NULL;
}

const char *xb_guest_result_panic(enum xb_guest_result result)
{
	/* The last two: 4.18 and later add "(rc = -12)". */
	static const char *const panics[] = {
		[XB_GUEST_FITS] = "",
		[XB_GUEST_NO_TABLES] = "Failed to allocate P2M pages",
		[XB_GUEST_NO_UNPACKED] = "Could not set up domain",
		[XB_GUEST_NO_RAM] = "Failed to allocate requested domain memory",
		[XB_GUEST_NO_REST] = "Could not set up domain",
	};

	return panics[result];
}
