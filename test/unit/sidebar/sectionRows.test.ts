import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import { PagedList } from '../../../src/organizations/pagedList.ts';
import { maskFields } from '../../../src/sections/maskFields.ts';
import { type Item, type Section, sectionKey } from '../../../src/sections/section.ts';
import { itemRows, loadedItemRows, type SectionRow } from '../../../src/sidebar/rows.ts';

const row: SectionRow = {
  kind: 'section',
  domain: 'acme.eu.auth0.com',
  id: 'org_1',
  path: ['members'],
  organization: { id: 'org_1' },
  section: {
    name: 'members',
    title: 'Members',
    icon: 'person',
    source: { containedItems: () => [] },
    keyOf: ({ key }) => (typeof key === 'string' ? key : ''),
    present: () => ({ label: '' }),
  },
};

describe('The rows below a section', () => {
  for (const keys of [
    ['a', 'a', 'a'],
    ['', '', ''],
    ['#', '##0', '', '#0', '#', '##0#1'],
    ['a#1', 'a', 'a', 'a#1#3', 'a'],
    ['a/b', 'a', 'b', '..', '%2F'],
  ]) {
    it(`have an ID each, whatever their keys are: ${JSON.stringify(keys)}`, () => {
      const rows = itemRows(
        row,
        keys.map((key): Item => ({ key })),
      );
      assert.equal(new Set(rows.map(sectionKey)).size, keys.length);
      // The first item with a key has it.
      for (const key of new Set(keys.filter((each) => each !== '' && each !== '#'))) {
        assert.ok(rows.some((each) => each.path.at(-1) === key));
      }
    });
  }

  it('have no ID that a row elsewhere has, whatever the organization is called', () => {
    const inside = sectionKey({ domain: 'a', id: 'b', path: ['members'] });
    assert.notEqual(sectionKey({ domain: 'a', id: 'b/members', path: [] }), inside);
  });
});

describe('What is said about a section', () => {
  const notesOf = async (section: Partial<Section>, answer: () => Promise<readonly Item[]>) => {
    const list = new PagedList(
      async () => ({ items: await answer() }),
      ({ key }) => String(key),
    );
    await list.load({ signal: new AbortController().signal, priority: 'person' }).catch(() => undefined);
    const rows = loadedItemRows({ ...row, section: { ...row.section, ...section } }, list);
    return rows.map((each) => (each.kind === 'note' ? each.note : each.kind));
  };
  const remark = 'Not here: …';

  it('stands above its items, and also where there are none', async () => {
    assert.deepEqual(await notesOf({ remark }, () => Promise.resolve([{ key: 'a' }])), ['remark', 'item']);
    assert.deepEqual(await notesOf({ remark }, () => Promise.resolve([])), ['remark']);
    assert.deepEqual(await notesOf({ remark, emptyRemark: '…' }, () => Promise.resolve([])), ['remark', 'empty']);
  });

  it('is nothing where there is nothing', async () => {
    assert.deepEqual(await notesOf({}, () => Promise.resolve([])), []);
  });

  it('is not said where the section could not be read', async () => {
    assert.deepEqual(await notesOf({ remark }, () => Promise.reject(new ApiError('timeout'))), ['failure']);
  });
});

describe('Live secrets', () => {
  const isSecret = (field: string) => ['invitation_url', 'ticket_id'].includes(field);
  const secret = 'https://acme.example/?ticket=SECRET';

  for (const sent of [
    { invitation_url: secret, ticket_id: secret },
    { invitation_url: [secret], ticket_id: { a: secret } },
    { data: [{ invitation: { invitation_url: secret } }], more: [[{ ticket_id: secret }]] },
    [{ ticket_id: secret }],
  ]) {
    it(`are masked wherever they stand: ${JSON.stringify(sent)}`, () => {
      const text = JSON.stringify(maskFields<unknown>(sent, isSecret));
      assert.ok(!text.includes('SECRET'), text);
      assert.deepEqual(Object.keys(maskFields(sent, isSecret)), Object.keys(sent));
    });
  }

  it('leave the rest as it was sent', () => {
    const sent = { id: 'uinv_1', inviter: { name: 'Jane' }, roles: ['rol_1'], n: null, ticket_id: 'x' };
    assert.deepEqual(maskFields(sent, isSecret), { ...sent, ticket_id: '••••••' });
    const nothing = [{ ticket_id: null }, { ticket_id: '' }, { ticket_id: false }];
    assert.deepEqual(maskFields(nothing, isSecret), nothing);
  });
});
