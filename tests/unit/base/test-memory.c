/* SPDX-License-Identifier: MIT */
#include "unit/support.h"
#include "xenboot/base.h"

#include <stdalign.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static jmp_buf exhausted;

static void jump_out(void)
{
	longjmp(exhausted, 1);
}

static void a_size_that_overflows(void)
{
	free(xb_realloc(NULL, SIZE_MAX / 2 + 1, 2));
}

static void a_vector_over_all_memory(void)
{
	size_t capacity = 0;

	free(xb_grow(NULL, &capacity, SIZE_MAX - 1, 1));
}

static void an_arena_over_all_memory(void)
{
	struct xb_arena arena = {0};

	xb_arena_alloc(&arena, SIZE_MAX);
	xb_arena_clear(&arena);
}

static void too_much_is_refused_in_one_place(void **state)
{
	static void (*const demands[])(void) = {
	    a_size_that_overflows,
	    a_vector_over_all_memory,
	    an_arena_over_all_memory,
	};

	(void)state;
	xb_memory_on_exhaustion(jump_out);
	for (volatile size_t i = 0; i < XB_COUNT(demands); i++) {
		if (setjmp(exhausted) != 0)
			continue;
		demands[i]();
		fail_msg("demand %zu was met", (size_t)i);
	}
	xb_memory_on_exhaustion(NULL);
}

static void the_default_says_so_and_exits_3(void **state)
{
	char said[100] = "";
	int ends[2], status;
	pid_t child;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		a_size_that_overflows();
		_exit(0);
	}
	close(ends[1]);
	assert_true(read(ends[0], said, sizeof(said) - 1) > 0);
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	check_int("exit status", WEXITSTATUS(status), 3);
	check_text("message", said, "xenboot: memory exhausted\n");
}

static void new_memory_is_zero(void **state)
{
	struct xb_arena arena = {0};

	(void)state;
	for (size_t size = 0; size < 200; size += 7) {
		unsigned char *heap = xb_alloc(size);
		unsigned char *pooled = xb_arena_alloc(&arena, size);

		for (size_t i = 0; i < size; i++)
			check_int("zero", heap[i] | pooled[i], 0);
		memset(heap, 0xff, size);
		memset(pooled, 0xff, size);
		free(heap);
	}
	xb_arena_clear(&arena);
}

static void strings(void **state)
{
	static const char four[4] = {'a', 'b', 'c', 'd'}; /* no NUL */
	char *text = xb_strndup(four, sizeof(four));

	(void)state;
	check_text("whole", text, "abcd");
	free(text);
	text = xb_strndup("abcd", 2);
	check_text("cut", text, "ab");
	free(text);
	text = xb_strndup("ab", 100);
	check_text("shorter than said", text, "ab");
	free(text);
	text = xb_strdup("");
	check_text("empty", text, "");
	free(text);
	text = xb_format("0x%x %s", 0xC00000U, "boot.scr");
	check_text("format", text, "0xc00000 boot.scr");
	free(text);
}

static void a_vector_keeps_its_items(void **state)
{
	size_t capacity = 0;
	uint64_t *items = NULL;

	(void)state;
	for (size_t count = 0; count < 1000; count++) {
		items = xb_grow(items, &capacity, count, sizeof(*items));
		assert_true(capacity > count);
		items[count] = count * 3;
	}
	for (size_t i = 0; i < 1000; i++)
		check_u64("item", items[i], i * 3);
	assert_true(capacity <= 2048);
	free(items);
}

static void an_arena_keeps_what_it_gave(void **state)
{
	struct xb_arena arena = {0};
	char *texts[2000], *large;

	(void)state;
	large = xb_arena_alloc(&arena, 100000);
	memset(large, 'L', 100000);
	for (size_t i = 0; i < XB_COUNT(texts); i++) {
		texts[i] = xb_arena_format(&arena, "text %zu", i);
		check_u64("aligned", (uintptr_t)texts[i] % alignof(max_align_t), 0);
		if (i % 500 == 0)
			memset(xb_arena_alloc(&arena, 5000), 'M', 5000);
	}
	for (size_t i = 0; i < XB_COUNT(texts); i++) {
		char *want = xb_format("text %zu", i);

		check_text("kept", texts[i], want);
		free(want);
	}
	check_text("strdup", xb_arena_strdup(&arena, "abc"), "abc");
	check_text("strndup", xb_arena_strndup(&arena, "abc", 1), "a");
	check_text("empty format", xb_arena_format(&arena, "%s", ""), "");
	check_int("large", large[99999], 'L');
	xb_arena_clear(&arena);
	assert_null(arena.blocks);
	check_text("again", xb_arena_strdup(&arena, "abc"), "abc");
	xb_arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(too_much_is_refused_in_one_place),
	    cmocka_unit_test(the_default_says_so_and_exits_3),
	    cmocka_unit_test(new_memory_is_zero),
	    cmocka_unit_test(strings),
	    cmocka_unit_test(a_vector_keeps_its_items),
	    cmocka_unit_test(an_arena_keeps_what_it_gave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
