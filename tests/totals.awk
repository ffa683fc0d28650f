# SPDX-License-Identifier: MIT
# For totals.sh: result lines, and "COUNT passed failed skipped", of one test from its .trs and .log.
function say(word, text) {
	if (!said[word, text]++)
		print word " " test ": " text
}
FILENAME ~ /\.trs$/ {
	if ($1 == ":test-result:")
		result = $2
	next
}
# The harness puts a line of its own at the end, about the whole test.
/ \(exit status: [0-9]+\)$/ { next }
/^\[  PASSED  \] [0-9]+ test\(s\)/ { passed += $4; next }
/^\[  FAILED  \] [0-9]+ test\(s\)/ { failed += $4; next }
/^\[  SKIPPED \] [0-9]+ test\(s\)/ { skipped += $4; next }
/^\[  FAILED  \] / { say("FAIL", substr($0, 14)); next }
/^\[  SKIPPED \] / { say("SKIP", substr($0, 14)); next }
/^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$/ { passed += $1; failed += $3; skipped += $5; next }
/^FAIL / { say("FAIL", substr($0, 6)); next }
/^SKIP / { say("SKIP", substr($0, 6)); next }
/[^ ]/ { last = $0 }
END {
	if (result == "SKIP") {
		skipped++
		say("SKIP", last)
	} else if (result != "PASS" && failed == 0) {
		failed++
		say("FAIL", "see " test ".log")
	} else if (passed + failed + skipped == 0) {
		passed++
	}
	print "COUNT", passed + 0, failed + 0, skipped + 0
}
