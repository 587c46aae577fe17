import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { asSent, type Organization } from '../../../src/api/organization.ts';
import { organizationPages } from '../../../src/api/organizationsClient.ts';
import { linesOf, sectionsAt, SnapshotError, type SnapshotProblem } from '../../../src/snapshots/readSnapshot.ts';
import {
  connections,
  hashed,
  hashOf,
  header,
  organizations,
  problemOf,
  read,
  refused,
  textOf,
  written,
} from './snapshotSteps.ts';

describe('Snapshots', () => {
  it('have a line for what they are, one for each organization, and one for their end', async () => {
    const text = await written(organizations, { connections });
    const lines = text.split('\n').map((line): unknown => line && JSON.parse(line));
    assert.deepEqual(lines, [
      {
        snapshot: {
          format: 'organization-inspector',
          version: 2,
          domain: header.domain,
          createdAt: header.createdAt,
          sections: { connections: { matchedBy: ['connection.name'] } },
        },
      },
      ...organizations.map((organization) => ({ organization, sections: { connections } })),
      { end: { organizations: 3, sha256: hashOf(text) } },
      '',
    ]);
  });

  it('are read as they were written, in pieces of any size', async () => {
    const text = await written(organizations, { connections, clients: refused });
    const bytes = new TextEncoder().encode(text);
    for (const size of [1, 2, 7, 100, bytes.length]) {
      const { header: found, organizations: saved, places } = await read(bytes, size);
      assert.deepEqual(found, { ...header, sections: ['connections', 'clients'] });
      assert.deepEqual(saved, organizations);
      for (const { id } of organizations) {
        const { start = 0, length = 0 } = places.get(id) ?? {};
        const sections = sectionsAt(bytes.subarray(start, start + length), id, found.sections);
        assert.deepEqual(sections, { connections, clients: refused });
      }
    }
  });

  it('hold what the API sent, whatever that is', async () => {
    const json = fc.json({ maxDepth: 4 }).map((text) => JSON.parse(text) as unknown);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.dictionary(fc.string(), json), { maxLength: 5 }), async (contents) => {
        const sent = contents.map((content, place): Organization => ({ ...content, id: `org_${place}` }));
        const { organizations: saved } = await read(await written(sent.map(toRead)), 100);
        assert.deepEqual(saved.map(asSent), JSON.parse(JSON.stringify(sent)));
      }),
    );
    function toRead(organization: Organization): Organization {
      return JSON.parse(JSON.stringify(organization)) as Organization;
    }
  });

  it('keep keys that are special in JavaScript, and line separators in texts', async () => {
    const special = JSON.parse('{"id":"org_a","metadata":{"__proto__":"x","constructor":"\u2028"}}') as Organization;
    const { organizations: saved } = await read(await written([special]));
    assert.equal(JSON.stringify(saved), JSON.stringify([special]));
    assert.equal(Object.getPrototypeOf(saved[0]?.metadata), Object.prototype);
  });

  it('are read although an editor has added a byte order mark, line breaks of Windows or none at the end', async () => {
    const text = await written();
    for (const changed of [`\ufeff${text}`, text.replaceAll('\n', '\r\n'), text.trimEnd(), `${text}\n\n`]) {
      assert.deepEqual((await read(changed)).organizations, organizations);
    }
  });

  it('are read with fields that this version does not know', async () => {
    const text = await written();
    const other = '"end":{"organizations":1},"new":1';
    const changed = text
      .replace('{"organization":', `{${other},"organization":`)
      .replace('"version"', '"new":1,"version"');
    assert.notEqual(changed, text);
    assert.deepEqual((await read(hashed(changed))).organizations, organizations);
  });

  it('say what is wrong with any other file, and where', async () => {
    const text = await written(organizations, { connections });
    const lines = text.split('\n');
    const [first = '', second = '', third = '', , last = ''] = lines;
    const changed = (...replaced: readonly string[]) => [...replaced, ''].join('\n');
    const withHeader = (change: object) => {
      const { snapshot } = JSON.parse(first) as { readonly snapshot: object };
      return text.replace(first, JSON.stringify({ snapshot: { ...snapshot, ...change } }));
    };
    const bytes = new TextEncoder().encode(text);
    const tables: readonly (readonly [string, Uint8Array | string, SnapshotProblem])[] = [
      ['nothing', '', { kind: 'empty' }],
      ['blank lines', '\n \r\n', { kind: 'empty' }],
      ['another text', 'Hello\n', { kind: 'noSnapshot' }],
      ['an export', `${JSON.stringify(organizations[0])}\n`, { kind: 'noSnapshot' }],
      ['a list', '[]\n', { kind: 'noSnapshot' }],
      ['a null', 'null\n', { kind: 'noSnapshot' }],
      ['formatted JSON', JSON.stringify(JSON.parse(first), undefined, 2), { kind: 'noSnapshot' }],
      ['another format', withHeader({ format: 'other' }), { kind: 'noSnapshot' }],
      ['a header of a prototype', '{"__proto__":{"snapshot":{}}}\n', { kind: 'noSnapshot' }],
      ['a newer version', withHeader({ version: 3 }), { kind: 'newer', version: 3 }],
      [
        'a newer version without what this one needs',
        withHeader({ version: 3, domain: 1 }),
        { kind: 'newer', version: 3 },
      ],
      [
        'a newer version with a field before it',
        text.replace('{"snapshot":', '{"new":1,"snapshot":').replace('"version":2', '"version":3'),
        { kind: 'newer', version: 3 },
      ],
      ['no version', withHeader({ version: undefined }), { kind: 'badHeader' }],
      ['half a version', withHeader({ version: 0.5 }), { kind: 'badHeader' }],
      ['no domain', withHeader({ domain: 'a/b@c' }), { kind: 'badHeader' }],
      ['no time', withHeader({ createdAt: '2026-13-27T10:00:00.000Z' }), { kind: 'badHeader' }],
      ['a short time', withHeader({ createdAt: '2026' }), { kind: 'badHeader' }],
      ['more than a time', withHeader({ createdAt: `${header.createdAt} or so` }), { kind: 'badHeader' }],
      ['a list of sections', withHeader({ sections: ['connections'] }), { kind: 'badHeader' }],
      [
        'a strange section',
        text.replace('"connections":{"matchedBy', '"__proto__":{"matchedBy'),
        { kind: 'badHeader' },
      ],
      ['a section of two lines', withHeader({ sections: { 'connections\nclients': {} } }), { kind: 'badHeader' }],
      ['a damaged header', text.replace(',', ''), { kind: 'notJson', line: 1 }],
      ['half a header', first.slice(0, 60), { kind: 'cutOff', line: 1 }],
      ['half a line', text.slice(0, first.length + 20), { kind: 'cutOff', line: 2 }],
      ['half of the end', text.slice(0, -5), { kind: 'cutOff', line: 5 }],
      ['no end', changed(first, second, third), { kind: 'noEnd', line: 3 }],
      ['a header alone', changed(first), { kind: 'noEnd', line: 1 }],
      ['no JSON', changed(first, second, 'third', last), { kind: 'notJson', line: 3 }],
      ['a number', changed(first, second, '3', last), { kind: 'noOrganization', line: 3 }],
      ['a second header', changed(first, first, last), { kind: 'noOrganization', line: 2 }],
      ['a damaged ID', text.replace('"org_b"', '"org_/../b"'), { kind: 'noOrganization', line: 3 }],
      [
        'no section',
        text.replace('"sections":{"connections":{"items"', '"sections":{"x":{"items"'),
        { kind: 'noOrganization', line: 2 },
      ],
      ['a text as a section', text.replace('{"items":[', '"","x":{"items":['), { kind: 'noOrganization', line: 2 }],
      [
        'neither whole nor cut off',
        text.replace('"complete":true', '"complete":1'),
        { kind: 'noOrganization', line: 2 },
      ],
      ['no items', text.replace('"items":[', '"things":['), { kind: 'noOrganization', line: 2 }],
      ['texts as items', text.replace('"items":[{', '"items":["",{'), { kind: 'noOrganization', line: 2 }],
      [
        'deep values',
        text.replace('"name":"a"', `"name":${'['.repeat(9999)}${']'.repeat(9999)}`),
        { kind: 'noOrganization', line: 2 },
      ],
      [
        'one twice',
        changed(first, second, third, second, last),
        { kind: 'duplicate', line: 4, firstLine: 2, id: 'org_a' },
      ],
      ['one too few', changed(first, second, third, last), { kind: 'otherCount', found: 2, expected: 3 }],
      ['two files', text + text, { kind: 'afterEnd', line: 6 }],
      ['Latin 1', Buffer.from(text.replace('"name":"b"', '"name":"ü"'), 'latin1'), { kind: 'notUtf8', line: 3 }],
      ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le'), { kind: 'notUtf8', line: 1 }],
      ['half a character', Buffer.concat([bytes.subarray(0, 300), Buffer.from([0xc3])]), { kind: 'notUtf8', line: 2 }],
    ];
    for (const [what, content, problem] of tables) {
      assert.deepEqual(await problemOf(content), problem, what);
    }
  });

  it('say which sections the tenant refused for every organization', async () => {
    const text = await written(organizations, { connections, clients: refused, groups: refused });
    const refusedGroups = JSON.stringify({ groups: refused }).slice(1, -1);
    const failedGroups = refusedGroups.replace('insufficientScope', 'serverError');
    const changedIn = (name: string) => {
      const line = text.split('\n').find((each) => each.includes(`"id":"${name}"`)) ?? '';
      return hashed(text.replace(line, line.replace(refusedGroups, failedGroups)));
    };
    for (const [file, names] of [
      [text, ['clients', 'groups']],
      [changedIn('org_a'), ['clients']],
      [changedIn('org_c'), ['clients']],
    ] as const) {
      assert.deepEqual([...(await read(file)).refused], names);
    }
  });

  it('are read no further than a cancellation', async () => {
    let lines = 0;
    const reading = read(await written(), 7, () => {
      lines += 1;
      if (lines === 2) throw new Error('cancelled');
    });
    await assert.rejects(reading, { message: 'cancelled' });
  });

  it('have no line that takes all memory', async () => {
    let taken = 0;
    const endless = async function* () {
      for (;;) {
        taken += 1;
        yield await Promise.resolve(new Uint8Array(10).fill(0x20));
      }
    };
    const lines = linesOf(endless(), 100);
    const error = await (async () => {
      for await (const line of lines) assert.fail(String(line.number));
    })().catch((thrown: unknown) => thrown);
    assert.deepEqual(error instanceof SnapshotError && error.problem, { kind: 'tooLong', line: 1 });
    assert.equal(taken, 11);
  });

  it('say that the list of organizations was cut off', async () => {
    assert.equal((await read(await written(organizations))).isCutOff, false);
    const text = await written(organizations, {}, true);
    assert.match(text, /\n\{"end":\{"organizations":3,"complete":false,"sha256":"[0-9a-f]{64}"\}\}\n$/);
    assert.equal((await read(text)).isCutOff, true);
  });

  it('say that a token was not sent all fields of organizations, for any of their pages', async () => {
    const { isOfSummaries } = await read(await written());
    assert.equal(isOfSummaries, false);
    // Before and after each of two pages.
    for (const place of [1, 2, 3, 4]) {
      let asked = 0;
      const text = await textOf({
        header,
        pages: organizationPages(
          {
            list: (from) =>
              Promise.resolve(
                from ? { items: organizations.slice(2) } : { items: organizations.slice(0, 2), next: 'p2' },
              ),
          },
          () => Promise.resolve((asked += 1) === place),
        ),
        readSection: () => Promise.resolve(connections),
      });
      assert.match(text, /\n\{"end":\{"organizations":3,"summaries":true,"sha256":"[0-9a-f]{64}"\}\}\n$/);
      assert.equal((await read(text)).isOfSummaries, true);
    }
  });

  it('are not mistaken for what has taken their place', async () => {
    const text = await written(organizations, { connections });
    const { places } = await read(text);
    const { start = 0, length = 0 } = places.get('org_b') ?? {};
    const changes = [text.replaceAll('org_b', 'org_x'), ` ${text}`, text.slice(0, start + 5), ''];
    const inLatin1 = Buffer.from(text.replace('"name":"b"', '"name":"ü"'), 'latin1');
    for (const changed of [...changes.map((change) => new TextEncoder().encode(change)), inLatin1]) {
      const bytes = changed.subarray(start, start + length);
      assert.throws(() => sectionsAt(bytes, 'org_b', ['connections']), { message: /changed/ });
    }
  });
});
