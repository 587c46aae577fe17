import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Sha256 as BrowserSha256 } from '../../../src/host/browser/sha256.ts';
import { Sha256 as NodeSha256 } from '../../../src/host/node/sha256.ts';
import { connections, hashOf, organizations, problemOf, read, refused, written } from './snapshotSteps.ts';

describe('Snapshots that were damaged', function () {
  this.timeout(60_000);
  let text: string;
  let bytes: Uint8Array;

  before(async () => {
    text = await written(organizations, { connections, clients: refused }, true);
    bytes = new TextEncoder().encode(text);
  });

  it('are refused with any bit changed, and say where it is no JSON any more', async () => {
    const bits = bytes.length * 8;
    let nth = 0;
    for (let flip = 0; flip < 2000; flip += 1) {
      // All bits of a short file, or as many of a longer one, in no order.
      nth = (nth + 7919) % bits;
      const damaged = bytes.slice();
      const place = Math.floor(nth / 8);
      damaged[place] = (bytes[place] ?? 0) ^ (1 << (nth % 8));
      const problem = await problemOf(damaged);
      const line = text.slice(0, place).split('\n').length;
      if (problem.kind === 'notJson' || problem.kind === 'notUtf8') {
        assert.ok(problem.line === line || bytes[place] === 0x0a, `byte ${place}, bit ${nth % 8}`);
      }
    }
  });

  it('are refused where they are cut at any byte but the last line break', async () => {
    for (let length = 0; length < bytes.length - 1; length += 1) {
      const { kind } = await problemOf(bytes.subarray(0, length));
      assert.ok(['empty', 'noSnapshot', 'cutOff', 'noEnd'].includes(kind), `${length} bytes: ${kind}`);
    }
    assert.equal((await read(bytes.subarray(0, -1))).organizations.length, organizations.length);
  });

  it('are refused with a value in place of another, without the hash, or with another one', async () => {
    const changed = text.replace('"name":"b"', '"name":"x"');
    assert.notEqual(changed, text);
    for (const other of [
      changed,
      text.replace(/,"sha256":"\w+"/, ''),
      text.replace(hashOf(text), '0'.repeat(64)),
      text.replace(hashOf(text), hashOf(text).toUpperCase()),
      text.replace('"complete":false,"sha256"', '"complete":true,"sha256"'),
    ]) {
      assert.deepEqual(await problemOf(other), { kind: 'otherHash' });
    }
  });

  it('are read without a hash in version 1, and are refused with one that does not fit', async () => {
    const old = text.replace('"version":2', '"version":1');
    assert.deepEqual((await read(old.replace(/,"sha256":"\w+"/, ''))).organizations, organizations);
    assert.deepEqual(await problemOf(old), { kind: 'otherHash' });
  });
});

describe('SHA-256', () => {
  it('is the same in a browser and in Node', async () => {
    for (const texts of [[], ['', 'é€\u{1f600}\n'], ['a'.repeat(100), '\u2028', 'b'.repeat(10_000)]]) {
      const [node, browser] = [new NodeSha256(), new BrowserSha256()];
      for (const text of texts) {
        node.add(text);
        browser.add(text);
      }
      const expected = createHash('sha256').update(texts.join('')).digest('hex');
      assert.deepEqual([await node.digest(), await browser.digest()], [expected, expected]);
    }
  });
});
