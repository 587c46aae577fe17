import assert from 'node:assert/strict';
import { describeMissing } from '../../../src/access/explanationReport.ts';
import type { Missing } from '../../../src/access/facts.ts';

describe('The reason why a fact is missing', () => {
  const kinds: readonly (readonly [Missing, string])[] = [
    [{ kind: 'leftOut' }, 'The question leaves it out.'],
    [{ kind: 'unneeded' }, 'It was not needed.'],
    [{ kind: 'scope', scopes: ['read:users'] }, 'The access token lacks the scope read:users.'],
    [{ kind: 'scope', scopes: ['read:a', 'read:b'] }, 'The access token lacks the scopes read:a, read:b.'],
    [{ kind: 'feature' }, 'The tenant refuses it, or lacks the feature.'],
    [{ kind: 'notFound' }, 'The tenant does not have it.'],
    [{ kind: 'cutOff' }, 'Only the beginning of the list was read, which does not decide.'],
    [{ kind: 'absent' }, 'The answer lacks a field that decides.'],
    [{ kind: 'limit' }, 'It was not read: the most requests of an explanation were made before.'],
    [{ kind: 'failed', reason: 'timeout' }, 'The request failed (timeout).'],
    [{ kind: 'failed', reason: 'forbidden', status: 403, message: 'No' }, 'The request failed (403 forbidden): No'],
  ];
  for (const [missing, text] of kinds) {
    it(`is said: ${text}`, () => {
      assert.equal(describeMissing(missing), text);
    });
  }
});
