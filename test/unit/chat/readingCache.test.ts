import assert from 'node:assert/strict';
import { ReadingCache, wholeReading } from '../../../src/chat/pagedAnswers.ts';

const reading = wholeReading('items', [1, 2, 3], () => ({}));
const requests = 4;
const keep = (kept: ReadingCache, question = 'q', domains: readonly string[] = ['a.auth0.com']) =>
  kept.begin({ question, domains, reading }).nextAfter(2);

describe('What tools have read', () => {
  it('is found again at the place that the model was given, as often as it asks', () => {
    const kept = new ReadingCache();
    const next = keep(kept);
    for (const place of [kept.find(next, 'q', requests), kept.find(next, 'q', requests)]) {
      assert.deepEqual([place.reading, place.from, place.nextAfter(3)], [reading, 2, next.replace(/2$/, '3')]);
    }
  });

  it('is not found with what a model makes up', () => {
    const kept = new ReadingCache();
    const next = keep(kept);
    const [id = ''] = next.split('.');
    for (const wrong of [
      id,
      `${id}.`,
      `${id}.4`,
      `${id}.-1`,
      `${id}.1e0`,
      `${id}.1.0`,
      ` ${next}`,
      `${next}\n`,
      2,
      {},
      [next],
    ]) {
      assert.throws(() => kept.find(wrong, 'q', requests), /leads nowhere.* about 4\.$/, JSON.stringify(wrong));
    }
    assert.throws(
      () => kept.find(next, 'another question', requests),
      /belongs to an answer to other input or tenants.* about 4\.$/,
    );
  });

  it('is kept for the last questions, and those that the model goes on with', () => {
    const kept = new ReadingCache();
    const [first, second] = [keep(kept), keep(kept)];
    for (let count = 0; count < 19; count += 1) {
      kept.find(first, 'q', requests);
      keep(kept);
    }
    assert.equal(kept.find(first, 'q', requests).from, 2);
    assert.throws(() => kept.find(second, 'q', requests), /leads nowhere/);
  });

  it('takes no place where nothing is left to go on with', () => {
    const kept = new ReadingCache();
    const first = keep(kept);
    for (let count = 0; count < 20; count += 1) {
      kept.begin({ question: 'q', domains: [], reading });
    }
    assert.equal(kept.find(first, 'q', requests).from, 2);
  });

  it('is dropped with any of its tenants', () => {
    const kept = new ReadingCache();
    const [one, both] = [keep(kept), keep(kept, 'q', ['a.auth0.com', 'b.auth0.com'])];
    kept.drop('b.auth0.com');
    assert.equal(kept.find(one, 'q', requests).from, 2);
    assert.throws(() => kept.find(both, 'q', requests), /leads nowhere/);
  });
});
