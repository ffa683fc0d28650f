/* SPDX-License-Identifier: MIT */
/*
 * panic-texts XEN: the texts that Xen's arm64 image hands to panic(), one a line, as tests/unit/diagnose/
 * panics.tsv has them: a conversion as %d, %x, %s, %D or %V, a line's end as \n. It knows nothing of Xen's sources:
 * panic is the function that prints "Panic on CPU %d:", and each call of it is looked at for the string
 * in x0 (adrp and add, or adr). Calls whose text is made elsewhere are counted on standard error.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util.h"

struct image {
	const unsigned char *bytes;
	size_t length;
};
/* What an instruction before the call puts into the register that is followed. */
enum step { STEP_OTHER, STEP_PAGE, STEP_OFFSET, STEP_ADDRESS, STEP_MOVE };
enum { FAR_BACK = 64 /* instructions */ };

static uint32_t word_at(const struct image *image, size_t at)
{
	const unsigned char *bytes = image->bytes + at;

	return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
	       (uint32_t)bytes[3] << 24;
}

/* VALUE's lowest BITS as a signed number. */
static int64_t sign_extend(uint64_t value, unsigned bits)
{
	uint64_t sign = (uint64_t)1 << (bits - 1);

	return (int64_t)((value & (2 * sign - 1)) ^ sign) - (int64_t)sign;
}

static bool is_call(uint32_t word)
{
	return word >> 26 == 0x25; /* bl */
}

static size_t call_target(uint32_t word, size_t at)
{
	return at + (size_t)(4 * sign_extend(word, 26));
}

static int64_t adr_offset(uint32_t word)
{
	return sign_extend((word >> 5 & 0x7ffff) << 2 | (word >> 29 & 3), 21);
}

/* What WORD at AT does for REGISTER: *number is the address, the part of one, or the other register. */
static enum step step_of(uint32_t word, size_t at, unsigned reg, uint64_t *number)
{
	if ((word & 31) != reg)
		return STEP_OTHER;
	if ((word & 0x9f000000) == 0x90000000) { /* adrp */
		*number = (at & ~(uint64_t)4095) + (uint64_t)(adr_offset(word) * 4096);
		return STEP_PAGE;
	}
	if ((word & 0x9f000000) == 0x10000000) { /* adr */
		*number = at + (uint64_t)adr_offset(word);
		return STEP_ADDRESS;
	}
	if ((word & 0xffc00000) == 0x91000000) { /* add x, x, #number */
		*number = word >> 10 & 0xfff;
		return STEP_OFFSET;
	}
	if ((word & 0xffe0ffe0) == 0xaa0003e0) { /* mov x, x */
		*number = word >> 16 & 31;
		return STEP_MOVE;
	}
	return STEP_OTHER;
}

/* The address in REGISTER before the instruction at AT; 0: it is not made in the lines before. */
static uint64_t address_in(const struct image *image, size_t at, unsigned reg)
{
	uint64_t offset = 0, number;

	for (int i = 0; i < FAR_BACK && at >= 4; i++) {
		uint32_t word = word_at(image, at -= 4);

		switch (step_of(word, at, reg, &number)) {
		case STEP_PAGE:
		case STEP_ADDRESS:
			return number + offset;
		case STEP_OFFSET:
			offset += number;
			reg = word >> 5 & 31;
			break;
		case STEP_MOVE:
			reg = (unsigned)number;
			break;
		case STEP_OTHER:
			break;
		}
	}
	return 0;
}

static const char *string_at(const struct image *image, uint64_t address)
{
	if (!address || address >= image->length ||
	    !memchr(image->bytes + address, '\0', image->length - address))
		return NULL;
	return (const char *)image->bytes + address;
}

/* Where the string TEXT begins; 0: nowhere. */
static size_t find_string(const struct image *image, const char *text)
{
	size_t length = strlen(text) + 1;

	for (size_t at = 1; at + length <= image->length; at++)
		if (!image->bytes[at - 1] && memcmp(image->bytes + at, text, length) == 0)
			return at;
	return 0;
}

/* The last call target that is not behind AT: the function that AT is in. */
static size_t function_of(const struct image *image, size_t at)
{
	size_t best = 0;

	for (size_t i = 0; i + 4 <= image->length; i += 4) {
		uint32_t word = word_at(image, i);
		size_t target = is_call(word) ? call_target(word, i) : 0;

		if (target <= at && target > best)
			best = target;
	}
	return best;
}

static size_t find_panic(const struct image *image)
{
	size_t text = find_string(image, "Panic on CPU %d:\n");

	for (size_t at = 0; text && at + 4 <= image->length; at += 4)
		if (is_call(word_at(image, at)) && address_in(image, at, 0) == text)
			return function_of(image, at);
	return 0;
}

/* %p and its like: %pd is a domain to Xen, %pv a vCPU, some others are names. */
static const char *skip_pointer(const char *at, char *kind)
{
	static const char extensions[] = "dvpsSbh";
	const char *found = at[1] ? strchr(extensions, at[1]) : NULL;

	*kind = !found ? 'x' : *found == 'd' ? 'D' : *found == 'v' ? 'V' : 's';
	return at + 1 + (found != NULL);
}

/* Behind the conversion at AT, a %; *kind is what panics.tsv has for it. */
static const char *skip_conversion(const char *at, char *kind)
{
	at += 1 + strspn(at + 1, "-+ #0123456789.*hlzjt");
	if (*at == 'p')
		return skip_pointer(at, kind);
	*kind = *at == '%' ? '%' : 's';
	if (*at && strchr("diu", *at))
		*kind = 'd';
	if (*at && strchr("xX", *at))
		*kind = 'x';
	return *at ? at + 1 : at;
}

static void put_text(const char *text)
{
	while (*text) {
		char kind;

		if (*text == '\n') {
			fputs("\\n", stdout);
			text++;
		} else if (*text != '%') {
			putchar(*text++);
		} else {
			bool prefixed = text[1] == '#';

			text = skip_conversion(text, &kind);
			printf("%s%%%c", prefixed && kind == 'x' ? "0x" : "", kind);
		}
	}
	putchar('\n');
}

int main(int argc, char **argv)
{
	struct image image;
	size_t panic, calls = 0, lost = 0;

	if (argc != 2)
		die("usage: panic-texts XEN");
	image.bytes = (const unsigned char *)read_file(argv[1], &image.length);
	panic = find_panic(&image);
	if (!panic)
		die("%s: no function prints \"Panic on CPU %%d:\"", argv[1]);
	for (size_t at = 0; at + 4 <= image.length; at += 4) {
		const char *text;

		if (!is_call(word_at(&image, at)) || call_target(word_at(&image, at), at) != panic)
			continue;
		calls++;
		text = string_at(&image, address_in(&image, at, 0));
		if (text)
			put_text(text);
		else
			lost++;
	}
	fprintf(stderr, "%zu calls, %zu of them with a text from elsewhere\n", calls, lost);
	return 0;
}
