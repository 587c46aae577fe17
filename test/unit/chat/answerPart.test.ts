import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ApiError } from '../../../src/api/apiError.ts';
import { backgroundContext } from '../../../src/api/requestContext.ts';
import { shortenedToFit } from '../../../src/chat/forModel.ts';
import {
  answerPart,
  limitedTo,
  LONGEST_ANSWER,
  type PagedAnswer,
  RequestsUsedUp,
  wholeReading,
} from '../../../src/chat/pagedAnswers.ts';
import { visibleJson } from '../../../src/text/json.ts';

interface Part {
  readonly items: readonly unknown[];
  readonly left_out?: number;
  readonly next?: string;
}

/** All parts of an answer, each of which fits. */
function partsOf(reading: PagedAnswer): readonly Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (;;) {
    const answer = answerPart(reading, from, (end) => `0123456789abcdef.${end}`);
    assert.ok(visibleJson(answer).length <= LONGEST_ANSWER);
    const part = answer as unknown as Part;
    parts.push(part);
    assert.equal(part.left_out !== undefined, part.next !== undefined);
    if (part.next === undefined) {
      return parts;
    }
    const end = Number(part.next.split('.')[1]);
    assert.equal(end, from + part.items.length);
    assert.ok(end > from);
    from = end;
  }
}

describe('An answer to a language model', () => {
  it('is whole if it fits, and has nothing to go on with', () => {
    const reading = wholeReading('items', [{ id: 1 }, { id: 2 }], () => ({ tenant: 'acme.eu.auth0.com' }));
    assert.deepEqual(
      answerPart(reading, 0, () => 'next'),
      { tenant: 'acme.eu.auth0.com', items: [{ id: 1 }, { id: 2 }] },
    );
  });

  it('ends at an item, and its parts have each item once, as it is', () => {
    const items = Array.from({ length: 1000 }, (_, id) => ({ id, text: 'é"\\\n'.repeat(id % 60) }));
    const parts = partsOf(wholeReading('items', items, ({ from, end }) => ({ from, end })));
    assert.ok(parts.length > 1);
    assert.deepEqual(
      parts.flatMap((part) => part.items),
      items,
    );
    // No part could have had one more.
    for (const [index, part] of parts.slice(0, -1).entries()) {
      const [following] = parts[index + 1]?.items ?? [];
      assert.ok(JSON.stringify(part).length + JSON.stringify(following).length > LONGEST_ANSWER - 100);
    }
  });

  it('says how many items are left, and has no more of them than are of use', () => {
    const reading = wholeReading('items', [1, 2, 3, 4, 5], () => ({}), { mostItems: 2 });
    assert.deepEqual(
      partsOf(reading).map(({ items, left_out: leftOut }) => [items, leftOut]),
      [
        [[1, 2], 3],
        [[3, 4], 1],
        [[5], undefined],
      ],
    );
  });

  it('goes on while more can be read, also from an empty page', () => {
    const reading = { ...wholeReading('items', [], () => ({})), hasEnded: false };
    assert.deepEqual(
      answerPart(reading, 0, (end) => `next ${end}`),
      { items: [], next: 'next 0' },
    );
  });

  it('shortens an item that is too long by itself, says so, and has the others as they are', () => {
    const items = [{ id: 1 }, { id: 2, text: 'x'.repeat(100_000) }, { id: 3 }];
    const [first, ...others] = partsOf(wholeReading('items', items, () => ({})));
    assert.deepEqual(others, []);
    const [one, two, three] = first?.items as readonly Readonly<Record<string, unknown>>[];
    assert.deepEqual([one, three], [{ id: 1 }, { id: 3 }]);
    assert.deepEqual([two?.['id'], two?.['text']], [2, `${'x'.repeat(2000)}…`]);
    assert.match(String(two?.['shortened']), /The whole has 100\d\d\d characters/);
  });

  it('leaves room for items beside fields of any length', () => {
    const fields = { organization: { id: 'org_1', display_name: 'x'.repeat(1_000_000) } };
    const [part] = partsOf(wholeReading('items', [{ id: 1 }], () => fields));
    assert.deepEqual(part?.items, [{ id: 1 }]);
  });

  it('fits and loses no item, whatever the items are', () => {
    const text = fc.string({ unit: 'binary', maxLength: 30_000, size: 'max' });
    const item = fc.record({
      id: fc.nat(),
      value: fc.oneof(text, fc.jsonValue()),
      list: fc.array(text, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 10 }), fc.jsonValue(), (items, field) => {
        const parts = partsOf(wholeReading('items', items, () => ({ field })));
        assert.equal(parts.flatMap((part) => part.items).length, items.length);
      }),
      { numRuns: 30 },
    );
  });
});

describe('The text of a value', () => {
  it('is JSON that says the same, in which nothing is invisible', () => {
    const tags = 'Acme\u{e0049}\u{e0067}\u202e\u200b\ufeff\u0007 株式会社 👩‍👩‍👧';
    const text = visibleJson({ [tags]: tags });
    assert.deepEqual(JSON.parse(text), { [tags]: tags });
    assert.match(text, /^\{"Acme(\\u[0-9a-f]{4}){8} 株式会社 👩‍👩‍👧":/);
  });
});

describe('A value that is fitted', () => {
  it('is the same if it is short enough', () => {
    const value = { a: [1, 'x'] };
    assert.equal(shortenedToFit(value, 100), value);
  });

  it('is never longer, whatever it is, and is well-formed', () => {
    const deep = (depth: number): unknown => (depth === 0 ? 'x'.repeat(500) : [deep(depth - 1), deep(depth - 1)]);
    const wide = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`key${index}`, index]));
    const emoji = { text: `${'x'.repeat(1999)}😀`.repeat(20) };
    for (const value of [
      deep(9),
      wide,
      emoji,
      'x'.repeat(99_999),
      Array(9999).fill(7),
      { [`k${'x'.repeat(9999)}`]: 1 },
    ]) {
      const short = shortenedToFit(value, 5000);
      assert.ok(visibleJson(short).length <= 5000);
      assert.match(JSON.stringify(short), /"shortened":"This is a part\. The whole has \d+ characters as JSON\."/);
      assert.ok(!JSON.stringify(short).includes('\\ud83d'));
    }
  });
});

describe('The requests of a call', () => {
  const attempts = (most: number) => {
    const made: unknown[] = [];
    const onAttempt = (failure?: ApiError) => made.push(failure);
    const limited = limitedTo(most, { ...backgroundContext(), onAttempt });
    return { made, attempt: (failure?: ApiError) => limited.onAttempt?.(failure) };
  };

  it('are no more than the person has agreed to, after which the last failure is told', () => {
    const failure = new ApiError('serverError', { status: 500 });
    const { made, attempt } = attempts(2);
    attempt();
    attempt(failure);
    assert.throws(() => attempt(), RequestsUsedUp);
    assert.throws(() => attempt(failure), failure);
    assert.deepEqual(made, [undefined, failure]);
  });

  it('are none where as many were made before, or more', () => {
    for (const most of [0, -1]) {
      const { made, attempt } = attempts(most);
      assert.throws(() => attempt(), RequestsUsedUp);
      assert.deepEqual(made, []);
    }
  });
});
