import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { exportColumns } from '../../../src/export/exportColumns.ts';
import { type Part, partEncoder, partsOf, type ExportFormat } from '../../../src/export/exportFormats.ts';
import { requestedSections } from '../../../src/sections/organizationSections.ts';
import type { Item } from '../../../src/sections/section.ts';
import { foreignNames, hostileNames } from '../../tenant/sampleText.ts';
import { hostileTexts } from '../text/hostileTexts.ts';

describe('The columns of an exported table', () => {
  it('are there for each section that is exported', () => {
    assert.deepEqual(Object.keys(exportColumns).toSorted(), requestedSections.toSorted());
  });
});

const acme = { id: 'org_1', name: 'acme', display_name: 'Acme' };

/** What is read of a part: pages of items, and how it ended. */
interface ReadPart {
  readonly part: Part;
  readonly pages: readonly (readonly Item[])[];
  readonly complete: boolean;
  readonly error?: { readonly message: string };
}

function textOf(format: ExportFormat, section: string, read: readonly ReadPart[]) {
  const encoder = partEncoder(format, section, 'cut off');
  const texts = read.flatMap(({ part, pages, ...outcome }) => [
    encoder.beginPart(part),
    ...pages.map((page) => encoder.items(part, page)),
    encoder.endPart(part, outcome),
  ]);
  return [encoder.begin, ...texts, encoder.end].join('');
}

function rowsOf(section: string, ...items: readonly Item[]): readonly Readonly<Record<string, string>>[] {
  const read = partsOf([{ organization: acme, sections: [section] }]).map((part) => ({
    part,
    pages: [items],
    complete: true,
  }));
  return parse(textOf('csv', section, read), { bom: true, columns: true, record_delimiter: '\r\n' });
}

/** A row of each section, without the columns of the organization. */
const rows: readonly (readonly [section: string, item: Item, cells: Readonly<Record<string, string>>])[] = [
  [
    'members',
    {
      user_id: 'auth0|1',
      name: 'Jane',
      email: 'j@acme.example',
      roles: [{ id: 'rol_1', name: 'A,B' }, { id: 'rol_2' }],
    },
    {
      user_id: 'auth0|1',
      name: 'Jane',
      email: 'j@acme.example',
      picture: '',
      role_ids: 'rol_1; rol_2',
      role_names: 'A,B; rol_2',
    },
  ],
  ['members', { user_id: 'auth0|1', roles: [] }, { name: '', role_ids: '(none)', role_names: '(none)' }],
  ['members', { user_id: 'auth0|1' }, { role_ids: '', role_names: '' }],
  // A role in another form is not left out, as if there were none.
  ['members', { user_id: 'auth0|1', roles: ['A', null] }, { role_ids: '["A",null]', role_names: '["A",null]' }],
  [
    'connections',
    { connection_id: 'con_1', is_enabled: false, show_as_button: true, connection: { name: 'x', strategy: 'ad' } },
    {
      connection_id: 'con_1',
      connection_name: 'x',
      strategy: 'ad',
      organization_connection_name: '',
      is_enabled: 'false',
      assign_membership_on_login: '',
      show_as_button: 'true',
      is_signup_enabled: '',
      organization_access_level: '',
    },
  ],
  ['connections', { connection_id: 'con_1', connection: null }, { connection_name: '', strategy: '' }],
  [
    'invitations',
    {
      id: 'uinv_1',
      invitee: { email: 'j@acme.example' },
      inviter: { name: 'Joe' },
      roles: ['rol_1'],
      app_metadata: { plan: 'pro' },
      invitation_url: 'https://acme.example/login?invitation=x',
      ticket_id: 'x',
    },
    {
      id: 'uinv_1',
      invitee_email: 'j@acme.example',
      inviter_name: 'Joe',
      client_id: '',
      connection_id: '',
      roles: '["rol_1"]',
      created_at: '',
      expires_at: '',
      app_metadata: '{"plan":"pro"}',
      user_metadata: '',
    },
  ],
  [
    'discovery-domains',
    { id: 'ord_1', domain: 'acme.example', status: 'verified', use_for_organization_discovery: true },
    {
      id: 'ord_1',
      domain: 'acme.example',
      status: 'verified',
      use_for_organization_discovery: 'true',
      verification_host: '',
      verification_txt: '',
    },
  ],
  [
    'client-grants',
    { id: 'cgr_1', client_id: 'c', audience: 'urn:a', scope: ['read:a', 'read:b'], allow_any_organization: false },
    {
      id: 'cgr_1',
      client_id: 'c',
      audience: 'urn:a',
      scope: '["read:a","read:b"]',
      organization_usage: '',
      allow_any_organization: 'false',
    },
  ],
  ['groups', { id: 'grp_1', name: 'Staff', external_id: null }, { id: 'grp_1', name: 'Staff', external_id: '' }],
  ['roles', { id: 'rol_1', name: 'A', type: 'organization', owner_id: 'org_1' }, { id: 'rol_1', owner_id: 'org_1' }],
  [
    'clients',
    { client_id: 'c', use_for_member_access: true, client: { name: 'Portal', app_type: 'spa', is_first_party: true } },
    {
      client_id: 'c',
      client_name: 'Portal',
      app_type: 'spa',
      is_first_party: 'true',
      organization_usage: '',
      use_for_member_access: 'true',
    },
  ],
  ['organization-templates', { id: 'otmpl_1', is_default: true }, { id: 'otmpl_1', name: '', is_default: 'true' }],
];

describe('Exporting sections as CSV', () => {
  for (const [section, item, cells] of rows) {
    it(`has a row for ${section}, such as ${JSON.stringify(item).slice(0, 40)}`, () => {
      const [row = {}, ...others] = rowsOf(section, item);
      assert.deepEqual(others, []);
      const { organization_id: id, organization_name: name, ...rest } = row;
      assert.deepEqual([id, name], ['org_1', 'acme']);
      assert.deepEqual(Object.keys(rest), [...Object.keys(exportColumns[section] ?? {}), 'not_read']);
      assert.deepEqual({ ...rest, ...cells }, rest);
    });
  }

  it('has a header without items, and the same one with any items', () => {
    for (const section of Object.keys(exportColumns)) {
      const none = textOf('csv', section, []);
      assert.match(none, /^\ufefforganization_id,organization_name,[\w,]+\r\n$/);
      const read = partsOf([{ organization: acme, sections: [section] }]).map((part) => ({
        part,
        pages: [[{ anything: 1 }]],
        complete: false,
      }));
      assert.ok(textOf('csv', section, read).startsWith(none));
    }
  });

  it('has a row for what was not read, which is not none', () => {
    const organizations = ['a', 'b', 'c', 'd'].map((name) => ({
      organization: { id: `org_${name}`, name },
      sections: ['roles'],
    }));
    const [a, b, c, d] = partsOf(organizations);
    assert.ok(a && b && c && d);
    const text = textOf('csv', 'roles', [
      { part: a, pages: [[{ id: 'rol_1' }], []], complete: true },
      { part: b, pages: [], complete: false, error: { message: 'Refused.' } },
      { part: c, pages: [[{ id: 'rol_2' }]], complete: false },
      { part: d, pages: [[]], complete: true },
    ]);
    const read: readonly Readonly<Record<string, string>>[] = parse(text, { bom: true, columns: true });
    assert.deepEqual(
      read.map(({ organization_name: name, id, not_read: why }) => [name, id, why]),
      [
        ['a', 'rol_1', ''],
        ['b', '', 'Refused.'],
        ['c', 'rol_2', ''],
        ['c', '', 'cut off'],
      ],
    );
  });

  it('leaves numbers as they are, also with a minus', () => {
    const numbers = [-5, -0.5, 0, 7, 1e21, -1e-9];
    const rows = rowsOf('members', ...numbers.map((name) => ({ user_id: 'auth0|1', name })));
    assert.deepEqual(
      rows.map(({ name }) => name),
      numbers.map(String),
    );
  });

  it('gives every text back, and runs none of them', () => {
    const texts = [...foreignNames, ...hostileNames, '\u2028', '"', "'", ',', '\u0000'];
    const members = texts.map((name) => ({ user_id: 'auth0|1', name, roles: [{ id: 'rol_1', name }] }));
    assert.deepEqual(
      rowsOf('members', ...members).map(({ name, role_names: roles = '' }) => [name, roles]),
      texts.map((name) => [name, name]),
    );
    const formulas = ['=1+1', '+1', '-1', '@A1', '\t=1', 'a;=1', 'a\n=1', '＝1'];
    const risky = formulas.map((text) => ({ user_id: text, name: text, roles: [{ id: text, name: text }] }));
    for (const row of rowsOf('members', ...risky)) {
      for (const cell of Object.values(row)) {
        assert.doesNotMatch(cell, /^[=+\-@\t\r＝]|[;|\t\r\n]"*[=+\-@＝]/);
      }
    }
  });
});

/** Parts of several organizations with several sections, in pages of any size. */
const anyParts = fc
  .array(
    fc.record({
      name: fc.option(hostileTexts, { nil: undefined }),
      sections: fc.uniqueArray(fc.constantFrom(...Object.keys(exportColumns)), { minLength: 1 }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .chain((organizations) => {
    const parts = partsOf(
      organizations.map(({ name, sections }, place) => ({
        organization: { id: `org_${place}`, ...(name !== undefined && { name }) },
        sections,
      })),
    );
    const item = fc.dictionary(hostileTexts, fc.oneof(hostileTexts, fc.jsonValue({ maxDepth: 2 })), { maxKeys: 3 });
    const read = fc.record({
      pages: fc.array(fc.array(item, { maxLength: 3 }), { maxLength: 3 }),
      error: fc.option(fc.record({ reason: fc.constant('forbidden'), message: hostileTexts }), { nil: undefined }),
    });
    return fc.tuple(
      ...parts.map((part) =>
        read.map(({ error, pages }) => ({ part, pages, complete: !error, ...(error && { error }) })),
      ),
    );
  });

/** A value as JSON gives it back. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('Exporting sections as JSON and NDJSON', () => {
  it('writes indented JSON to the byte, whatever comes in whatever pages', () => {
    fc.assert(
      fc.property(anyParts, (read) => {
        const text = textOf('json', '', read);
        const content: unknown = JSON.parse(text);
        assert.equal(text, `${JSON.stringify(content, undefined, 2)}\n`);
        const organizations: { organization: unknown; sections: Record<string, unknown> }[] = [];
        for (const { part, pages, complete, ...rest } of read) {
          const { organization, section, isFirst } = part;
          if (isFirst) organizations.push({ organization, sections: {} });
          Object.assign(organizations.at(-1)?.sections ?? {}, {
            [section]: { items: pages.flat(), complete, ...rest },
          });
        }
        assert.deepEqual(content, asJson({ organizations }));
      }),
    );
  });

  it('writes a line for each item, and for each part that is not complete', () => {
    fc.assert(
      fc.property(anyParts, (read) => {
        const lines = textOf('ndjson', '', read).split('\n');
        assert.equal(lines.pop(), '');
        const expected = read.flatMap(({ part: { organization, section }, pages, ...outcome }) => [
          ...pages.flat().map((item) => ({ organization, section, item })),
          ...(outcome.complete ? [] : [{ organization, section, ...outcome }]),
        ]);
        assert.deepEqual(
          lines.map((line) => JSON.parse(line) as unknown),
          asJson(expected),
        );
      }),
    );
  });
});
