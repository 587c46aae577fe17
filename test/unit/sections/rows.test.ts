import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { failedEvents, noticedEvents, succeededEvents } from '../../../src/sections/eventWords.ts';
import { presentEvent, relativeTime } from '../../../src/sections/eventRow.ts';
import { allSections, organizationSections } from '../../../src/sections/organizationSections.ts';
import type { Item, ItemPresentation } from '../../../src/sections/section.ts';
import { repository } from '../../vscode/folders.ts';

const connection = { connection_id: 'con_1', connection: { name: 'saml', strategy: 'samlp' }, is_enabled: true };
const member = { user_id: 'auth0|1', email: 'ada@acme.example', name: 'Ada' };
const grant = { id: 'cgr_1', client_id: 'AbCdEfGhIjKl', audience: 'https://api.acme.example', scope: ['read:a', 'b'] };
const role = { id: 'rol_1', name: 'Admin', description: 'May do all' };
const later = '2100-02-03T10:30:00.000Z';
const invitation = {
  id: 'uinv_1',
  invitee: { email: 'bob@acme.example' },
  inviter: { name: 'Ada' },
  expires_at: later,
};

/** The rows of items, as a person reads them in English. */
const rows: readonly (readonly [section: string, item: Item, row: ItemPresentation])[] = [
  ['members', member, { label: 'Ada', description: 'ada@acme.example', tooltip: ['ada@acme.example', 'auth0|1'] }],
  [
    'members',
    { ...member, name: ' ', roles: [role, { id: 'rol_2' }] },
    { label: 'ada@acme.example', description: 'Admin, rol_2', tooltip: ['', 'auth0|1', 'Roles: Admin, rol_2'] },
  ],
  [
    'members',
    { ...member, roles: [] },
    {
      label: 'Ada',
      description: 'ada@acme.example',
      tooltip: ['ada@acme.example', 'auth0|1', 'No direct roles'],
    },
  ],
  [
    'members',
    { ...member, name: member.email, roles: [role] },
    { label: 'ada@acme.example', description: 'Admin', tooltip: ['', 'auth0|1', 'Roles: Admin'] },
  ],
  [
    'members',
    { user_id: 'auth0|1', roles: ['rol_1'] },
    { label: 'auth0|1', description: '', tooltip: ['', 'auth0|1'] },
  ],
  ['members', { user_id: 'auth0|1' }, { label: 'auth0|1', description: '', tooltip: ['', 'auth0|1'] }],
  ['members/roles', role, { label: 'Admin', description: 'May do all' }],
  ['members/roles', { id: 'rol_1', name: '' }, { label: 'rol_1', description: '' }],
  [
    'members/effective-roles',
    { ...role, sources: ['direct', 'groups'] },
    { label: 'Admin', description: 'direct, groups' },
  ],
  ['members/effective-roles/groups', { id: 'grp_1' }, { label: 'grp_1', description: '' }],
  [
    'members/organizations',
    { id: 'org_1', name: 'acme', display_name: 'Acme' },
    { label: 'Acme', description: 'acme' },
  ],
  ['members/organizations', { id: 'org_1' }, { label: 'org_1', description: '' }],
  ['connections', connection, { label: 'saml', description: 'samlp', tooltip: ['con_1'] }],
  [
    'connections',
    {
      ...connection,
      is_enabled: false,
      organization_connection_name: 'staff',
      organization_access_level: 'limited',
      assign_membership_on_login: true,
      show_as_button: false,
    },
    {
      label: 'saml',
      description: 'samlp · staff · not enabled',
      tooltip: [
        'con_1',
        'Not enabled in this organization',
        'Called staff in this organization',
        'Users become members when they log in',
        'Not shown in the login prompt',
        'Access level in the My Organization API: limited',
      ],
      icon: 'debug-disconnect',
    },
  ],
  ['connections', { connection_id: 'con_1' }, { label: 'con_1', description: '', tooltip: ['con_1'] }],
  [
    'invitations',
    invitation,
    { label: 'bob@acme.example', description: 'until 2/3/2100', tooltip: ['until 2/3/2100', 'Invited by Ada'] },
  ],
  [
    'invitations',
    { ...invitation, expires_at: '2020-02-03T10:30:00.000Z', roles: ['rol_1', 'rol_2'], invitee: {} },
    {
      label: 'uinv_1',
      description: 'expired on 2/3/2020',
      icon: 'circle-slash',
      tooltip: ['expired on 2/3/2020', 'Invited by Ada', 'Roles: rol_1, rol_2'],
    },
  ],
  ['invitations', { id: 'uinv_1', expires_at: 'soon' }, { label: 'uinv_1', description: '', tooltip: ['', ''] }],
  [
    'discovery-domains',
    { id: 'org_dom_1', domain: 'acme.example', status: 'verified' },
    { label: 'acme.example', description: 'verified', icon: 'verified' },
  ],
  ['discovery-domains', { id: 'a', status: 'pending' }, { label: 'a', description: 'pending', icon: 'circle-outline' }],
  [
    'client-grants',
    grant,
    {
      label: 'https://api.acme.example',
      description: 'AbCdEfGh… · read:a b',
      tooltip: ['Application AbCdEfGhIjKl', 'read:a', 'b'],
    },
  ],
  [
    'client-grants',
    { id: 'cgr_1', client_id: '12345678' },
    { label: 'cgr_1', description: '12345678', tooltip: ['Application 12345678'] },
  ],
  [
    'client-grants',
    { id: 'cgr_1', client_id: 'portal' },
    { label: 'cgr_1', description: 'Portal', tooltip: ['Application Portal (portal)'] },
  ],
  ['client-grants/organizations', { id: 'org_1', name: 'acme' }, { label: 'acme', description: 'acme' }],
  ['groups', { id: 'grp_1', name: 'Staff', external_id: 'ad-7' }, { label: 'Staff', description: 'ad-7' }],
  ['groups/roles', role, { label: 'Admin', description: 'May do all' }],
  ['roles', { ...role, type: 'organization' }, { label: 'Admin', description: 'of this organization · May do all' }],
  ['roles', { ...role, type: 'tenant' }, { label: 'Admin', description: 'of the tenant · May do all' }],
  ['roles', { id: 'rol_1' }, { label: 'rol_1', description: '' }],
  [
    'roles/members',
    member,
    { label: 'Ada', description: 'ada@acme.example', tooltip: ['ada@acme.example', 'auth0|1'] },
  ],
  ['roles/groups', { id: 'grp_1', name: 'Staff' }, { label: 'Staff', description: '' }],
  [
    'clients',
    { client_id: 'portal', client: { name: 'Portal', app_type: 'spa' } },
    { label: 'Portal', description: 'spa', tooltip: ['portal'] },
  ],
  ['clients', { client_id: 'portal' }, { label: 'portal', description: '', tooltip: ['portal'] }],
  [
    'organization-templates',
    { id: 'otm_1', name: 'B2B', is_default: true, allowed_strategies: ['samlp', 'oidc'] },
    {
      label: 'B2B',
      description: 'default of the tenant',
      tooltip: ['otm_1', 'Allowed strategies of connections: samlp, oidc'],
    },
  ],
  ['organization-templates', { is_default: false }, { label: 'Template', description: '', tooltip: [''] }],
  ['metadata', { key: 'plan', value: 'gold' }, { label: 'plan', description: 'gold' }],
  ['branding', { key: 'primary', value: '#000' }, { label: 'primary', description: '#000', icon: { colour: '#000' } }],
  [
    'branding',
    { key: 'logo_url', value: 'https://a' },
    { label: 'logo_url', description: 'https://a', icon: 'file-media' },
  ],
];

describe('The row of an item', () => {
  const sections = new Map(allSections().map(({ names, section }) => [names.join('/'), section]));

  for (const [name, item, row] of rows) {
    it(`in ${name}: ${row.label}${row.description ? `, ${row.description}` : ''}`, async () => {
      const section = sections.get(name) ?? assert.fail(`there is no ${name}`);
      const nameOf = (clientId: string) => (clientId === 'portal' ? 'Portal' : '');
      assert.deepEqual(await section.present(item, 'en-US', nameOf), row);
    });
  }

  it('holds text of the tenant, which each section copies and keeps as its key', () => {
    const contained = organizationSections.flatMap(({ source }) =>
      'containedItems' in source
        ? source.containedItems({
            id: 'org_1',
            metadata: { plan: 'gold', old: null },
            branding: { logo_url: 'https://a', colors: { primary: '#000' } },
          })
        : [],
    );
    assert.deepEqual(
      contained.map(({ key, value }) => [key, value]),
      [
        ['plan', 'gold'],
        ['old', 'null'],
        ['logo_url', 'https://a'],
        ['primary', '#000'],
      ],
    );
    for (const name of ['metadata', 'branding']) {
      const { keyOf, copiedText } = sections.get(name) ?? assert.fail(`there is no ${name}`);
      assert.deepEqual([keyOf({ key: 'a', value: 'b' }), copiedText?.({ key: 'a', value: 'b' })], ['a', 'b']);
    }
  });
});

describe('The row of a section', () => {
  for (const { names, section } of allSections()) {
    it(`has a title, an icon, a page of the API and a schema of its items: ${names.join('/')}`, () => {
      const { title, icon, source, schema } = section;
      assert.match(title, /^[A-Z]/);
      assert.match(icon, /^[a-z-]+$/);
      if ('containedItems' in source) return;
      assert.match(source.documentation, /^[a-z-]+/);
      assert.ok(existsSync(join(repository, 'schemas', 'en', `${schema}.schema.json`)), schema);
    });
  }
});

describe('The row of a log event', () => {
  const nowMs = Date.parse('2026-11-29T12:00:00.000Z');
  const event = {
    type: 'fp',
    date: '2026-11-29T10:30:00.000Z',
    description: 'Wrong email or password.',
    user_id: 'auth0|1',
    user_name: 'ada@acme.example',
    client_name: 'Portal',
    connection: 'saml',
  };

  it('says what happened, when and to whom, and never from which address', () => {
    const { label, icon, description, tooltip = [] } = presentEvent({ ...event, ip: '192.0.2.7' }, 'en-US', nowMs);
    assert.deepEqual(
      [label, icon, description],
      ['Failed login: wrong password', 'error', '1 hour ago · ada@acme.example'],
    );
    assert.match(tooltip[0] ?? '', /^Sunday, November 29, 2026/);
    assert.deepEqual(tooltip.slice(1), [
      'Wrong email or password.',
      'User ada@acme.example · auth0|1',
      'Application Portal',
      'Connection saml',
      'Type fp',
    ]);
  });

  it('tells success, failure and others apart, and shows the code of what it does not know', () => {
    const icons = ['s', 'f', 'limit_wc', 'unheard_of'].map((type) => {
      const { icon, label } = presentEvent({ type }, 'en-US', nowMs);
      return [icon, label === type];
    });
    assert.deepEqual(icons, [
      ['pass', false],
      ['error', false],
      ['error', false],
      ['circle-outline', true],
    ]);
  });

  it('has words of its own for each type that is known', () => {
    const types = [failedEvents, noticedEvents, succeededEvents].flatMap((words) => Object.keys(words));
    const labels = types.map((type) => presentEvent({ type }, 'en-US', nowMs).label);
    assert.deepEqual(
      labels.filter((label) => !/^[A-Z]\w{2}/.test(label)),
      [],
    );
    assert.deepEqual(
      labels.filter((label, place) => labels.indexOf(label) !== place),
      [],
    );
    assert.ok(types.every((type) => /^[a-z\d_-]+$/.test(type)));
  });

  it('has the description only where it alone tells how a login failed, and no time in the future', () => {
    const soon = { type: 'f', description: 'Unknown organization', date: '2026-11-29T12:05:00.000Z' };
    assert.equal(presentEvent(soon, 'en-US', nowMs).description, 'now · Unknown organization');
    assert.deepEqual(presentEvent({ type: 'f' }, 'en-US', nowMs).tooltip, ['', '', 'Type f']);
  });

  it('has its time in the largest unit that is over', () => {
    for (const [ms, text] of [
      [-1000, 'now'],
      [-60_000, '1 minute ago'],
      [-3_599_000, '59 minutes ago'],
      [-3_600_000, '1 hour ago'],
      [-36 * 3_600_000, '1 day ago'],
    ] as const) {
      assert.equal(relativeTime(ms, 'en-US'), text);
    }
  });
});
