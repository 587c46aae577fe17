import assert from 'assert';

/** What the tests use of `node:assert/strict`, which the package `assert` has for browsers in a way of its own. */
export const { deepEqual, doesNotMatch, equal, fail, match, notDeepEqual, notEqual, ok, rejects, throws } =
  assert.strict;
