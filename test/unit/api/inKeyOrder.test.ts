import assert from 'node:assert/strict';
import { withSortedKeys } from '../../../src/api/jsonFields.ts';

const text = (value: unknown) => JSON.stringify(withSortedKeys(value));

describe('The keys of what is compared', () => {
  it('stand in one order, however deep', () => {
    const one = { name: 'a', id: 'org_1', metadata: { z: '1', a: { y: null, b: true } } };
    const other = { metadata: { a: { b: true, y: null }, z: '1' }, id: 'org_1', name: 'a' };
    assert.equal(text(one), '{"id":"org_1","metadata":{"a":{"b":true,"y":null},"z":"1"},"name":"a"}');
    assert.equal(text(one), text(other));
  });

  it('are ordered inside of lists, which keep their own order', () => {
    assert.equal(text([{ b: 1, a: 2 }, 'z', ['y', 'x']]), '[{"a":2,"b":1},"z",["y","x"]]');
  });

  it('are all kept, and nothing is changed', () => {
    const value: unknown = JSON.parse('{"z":1,"__proto__":{"b":"","a":0},"constructor":null,"A":[],"ä":{}}');
    assert.deepEqual(withSortedKeys(value), value);
    assert.equal(text(value), '{"A":[],"__proto__":{"a":0,"b":""},"constructor":null,"z":1,"ä":{}}');
    assert.equal(text(null), 'null');
    assert.equal(text('org_1'), '"org_1"');
  });
});
