import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { idAt, idsIn } from '../../../src/organizations/organizationIds.ts';
import { processorMs } from '../../processorTime.ts';
import { sampleOrganizations } from '../../tenant/sampleData.ts';
import { repository } from '../../vscode/folders.ts';

const ids = (text: string) => idsIn(text).map(({ id }) => id);

/** Bytes that are the same in each run. */
function bytes(seed: string, length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, block) =>
    createHash('sha256').update(`${seed}${block}`).digest(),
  );
  return Buffer.concat(blocks).subarray(0, length);
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const randomIds = Array.from(
  { length: 20_000 },
  (_, seed) => `org_${Array.from(bytes(`id ${seed}`, 16), (byte) => alphabet[byte % alphabet.length]).join('')}`,
);

describe('Organization IDs in a text', () => {
  const one = 'org_9makbo2zcjnb6scn';
  const other = 'org_IFdbJRo6UmpbARM5';

  it('are found with their places', () => {
    assert.deepEqual(idsIn(`a=${one}\r\n\n"${other}", org_responsibilities, ${one}`), [
      { line: 0, character: 2, id: one },
      { line: 2, character: 1, id: other },
      { line: 2, character: 46, id: one },
    ]);
  });

  it('are known to be in a web address, which has a link of its own', () => {
    const inUrls = [
      `https://manage.auth0.com/organizations/${one}/overview`,
      `see <HTTP://x.example/?organization=${one}&a=b>`,
      `"http://127.0.0.1:4000/#${one}"`,
    ];
    const others = [
      `https://x.example/ ${one}`,
      `https:// "${one}"`,
      `//x.example/${one}`,
      `ftp://x/${one}`,
      `'https://x' ${one}`,
    ];
    const isInUrl = (text: string) => idsIn(`\n${text}`).map((found) => found.isInUrl ?? false);
    assert.deepEqual(inUrls.flatMap(isInUrl), [true, true, true]);
    assert.deepEqual(others.flatMap(isInUrl), [false, false, false, false, false]);
  });

  it('are known to be in a web address beside any others', () => {
    const parts = fc.constantFrom(
      ...[
        ` ${one} `,
        `/${one}/`,
        `"${other}"`,
        `%22${one}`,
        'org_responsibilities',
        'http://',
        'HTTPS://x/',
        'xhttp://',
      ],
      ...['ftp://', '//', '/', ' ', '"', "'", '`', '<', '>', '\n', '\r', '\u2028', '.', 'a', 'http://'.repeat(300)],
    );
    const reference = (line: string, character: number) =>
      /\bhttps?:\/\/[^\s"'`<>]*$/i.test(line.slice(Math.max(0, character - 2000), character));
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 40 }), (chosen) => {
        const lines = chosen.join('').split('\n');
        for (const { line, character, isInUrl = false } of idsIn(chosen.join(''))) {
          assert.equal(isInUrl, reference(lines[line] ?? '', character));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('are found in a moment in one line of web addresses, whatever its order', () => {
    const unit = `${'http://'.repeat(140)} ${`"${one}"`.repeat(45)}`;
    let found = 0;
    const took = processorMs(() => {
      found = ids(unit.repeat(500)).length;
    });
    assert.equal(found, 45 * 500);
    // Some 30 ms. It was 4 s when each ID looked at each beginning of an address before it.
    assert.ok(took < 1000, `${took} ms`);
  });

  for (const around of [
    '"$"',
    "'$'",
    '`$`',
    '($)',
    '=$&',
    '/$/',
    ':$,',
    '[$]',
    '>$<',
    '\t$\r',
    '%22$%22',
    'organization%3D$%26',
    'organization%3d$%2c',
    '%253D$%2526',
    'https%25253A%25252F%25252Fx.example%25252F$',
    '${AUTH0_ORGANIZATION:-$}',
    '<!--$-->',
    '"IDs:\\n$\\n"',
    '\\t$\\r',
    '\\u0022$\\u0022',
    '\\x27$\\x27',
    '$-->a',
    '😀$é',
    '.$.',
  ]) {
    it(`are found in ${JSON.stringify(around)}`, () => {
      const text = around.replace(/\$(?!\{)/, one);
      assert.deepEqual(ids(text), [one]);
      assert.equal(idAt(text, text.indexOf(one) + one.length)?.id, one);
    });
  }

  it('are found when they are random, but for one in thousands that reads like a name', () => {
    const found = new Set(ids(randomIds.join('\n')));
    const missed = randomIds.filter((id) => !found.has(id));
    assert.ok(missed.length <= 5, missed.join(' '));
  });

  it('are found when they are those of the local tenants', () => {
    const organizations = sampleOrganizations(2000);
    assert.equal(ids(organizations.map(({ id }) => id).join(',')).length, organizations.length);
  });

  const corpus: readonly (readonly [what: string, text: string])[] = [
    ['columns and variables', 'org_member org_client org_slug org_test org_id ORG_ID org_ org_members_only'],
    [
      'names of 16 letters',
      'row.org_responsibilities, org_billingAddressId, org_customerAccounts, org_accountOwnersId',
    ],
    ['other lengths', `org_${'a1'.repeat(7)}b org_${'a1'.repeat(8)}b org_${'a1'.repeat(23)}`],
    ['other cases', `ORG_9MAKBO2ZCJNB6SCN Org_9makbo2zcjnb6scn`],
    ['parts of names', `my_${one} x${one} ${one}_x ${one}-x -${one} ${one}${one} ${one}-> ${one}--x n${one} \\_${one}`],
    ['signs inside', 'org_9makbo2z-jnb6scn org_9makbo2zcjnb6sc! org_9makbö2zcjnb6scn'],
    ['letters of other scripts', 'org_９makbo2zcjnb6scn'],
    ['Base64', bytes('base64', 300_000).toString('base64')],
    ['Base64 for URLs', bytes('base64url', 300_000).toString('base64url')],
    ['Base64 for URLs that holds one', `aGVsbG8${one}d29ybGQ aGVsbG8-${one}-d29ybGQ`],
    [
      'JSON Web Tokens',
      Array.from({ length: 500 }, (_, seed) =>
        [bytes(`h${seed}`, 30), bytes(`p${seed}`, 300), bytes(`s${seed}`, 256)]
          .map((part) => part.toString('base64url'))
          .join('.'),
      ).join('\n'),
    ],
    ['hashes', Array.from({ length: 500 }, (_, seed) => `org_${bytes(`x${seed}`, 32).toString('hex')}`).join('\n')],
    ['minified code', readFileSync(join(repository, 'node_modules/playwright-core/lib/utilsBundle.js'), 'utf8')],
    [
      'minified code about organizations',
      'function q(e){return e.org_member?e.org_client:t.ORG_ID}var org_a=1,org_b={org_c:"org_d"};'.repeat(2000),
    ],
  ];

  for (const [what, text] of corpus) {
    it(`are not seen in ${what}`, () => {
      assert.ok(text.length > 0);
      assert.deepEqual(ids(text), []);
    });
  }

  it('are found at each of their characters and right behind them, not beyond', () => {
    const line = `${other}, ${one}.`;
    const start = line.indexOf(one);
    const found = Array.from(line, (_, character) => idAt(line, character)?.id);
    assert.deepEqual(found.slice(0, 21), Array(21).fill(other));
    assert.equal(found[21], undefined);
    assert.deepEqual(found.slice(start, start + 21), Array(21).fill(one));
    assert.equal(idAt(line, line.length), undefined);
    assert.equal(idAt(`%22${one}`, 23)?.id, one);
    assert.deepEqual(idAt(line, start + 3), { character: start, id: one });
  });

  it('are not found at a place where they are a part of something longer', () => {
    const line = `${'x'.repeat(100)}${one} ${one}x${one}`;
    assert.deepEqual(Array.from(line, (_, character) => idAt(line, character)).filter(Boolean), []);
  });

  it('are found in the middle of a very long line', () => {
    const half = 'var org_a=1;'.repeat(50_000);
    assert.equal(idAt(`${half}"${one}"${half}`, half.length + 5)?.id, one);
  });
});
