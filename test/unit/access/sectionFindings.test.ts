import assert from 'node:assert/strict';
import { sectionFindings } from '../../../src/access/conditions.ts';
import type { Organization } from '../../../src/api/organization.ts';
import type { Page } from '../../../src/api/pageReader.ts';
import { PagedList } from '../../../src/organizations/pagedList.ts';
import type { Item } from '../../../src/sections/section.ts';
import { restricted } from './accessChanges.ts';
import { acme, billing, database, now, robot, saml, verified } from './accessFacts.ts';

const pending: Item = { id: 'ord_2', domain: 'acme.org.example', status: 'pending' };
const expired: Item = { id: 'uinv_1', expires_at: '2026-08-19T12:00:00.000Z' };
const open: Item = { id: 'uinv_2', expires_at: '2026-08-21T12:00:00.000Z' };
const partner: Item = { ...billing, name: 'Partner', is_first_party: false };
const associated = (client: Item, more: Item = {}): Item => ({ client_id: client['client_id'], client, ...more });

type Pages = readonly Page<Item>[];
type Sections = Readonly<Record<string, readonly Item[] | Pages>>;

/** Sections of which the first page is loaded. Those with items alone have one page. */
async function findingsOf(sections: Sections, organization: Organization = acme) {
  const lists = new Map<string, PagedList<Item>>();
  for (const [name, given] of Object.entries(sections)) {
    const [page = { items: [] }] = given.some((one) => 'items' in one)
      ? (given as Pages)
      : [{ items: given as Item[] }];
    const list = new PagedList(() => Promise.resolve(page), JSON.stringify);
    await list.load({ signal: new AbortController().signal, priority: 'person' });
    lists.set(name, list);
  }
  return sectionFindings(organization, (name) => lists.get(name), now);
}

type Row = readonly [title: string, sections: Sections, expected: readonly string[], organization?: Organization];

const rows: readonly Row[] = [
  ['no section', {}, []],
  ['sections that tell nothing about logins', { members: [], roles: [], groups: [], 'client-grants': [] }, []],
  ['no connection', { connections: [] }, ['sure: no connection enabled']],
  ['no enabled connection', { connections: [{ ...saml, is_enabled: false }] }, ['sure: no connection enabled']],
  ['a connection', { connections: [saml, { ...database, is_enabled: false }] }, []],
  [
    'hidden connections',
    { connections: [{ ...saml, show_as_button: false }] },
    ['likely: no connection on the login page'],
  ],
  ['no domain', { 'discovery-domains': [] }, []],
  ['pending domains', { 'discovery-domains': [pending] }, []],
  ['a verified domain', { 'discovery-domains': [pending, verified] }, []],
  ['no invitation', { invitations: [] }, []],
  ['expired invitations', { invitations: [expired] }, []],
  ['an open invitation', { invitations: [expired, open] }, []],
  ['no application', { clients: [] }, []],
  [
    'no application where applications are restricted',
    { clients: [] },
    ['sure: no application for members'],
    restricted,
  ],
  ['an application', { clients: [associated(billing)] }, []],
  [
    'an application without organizations',
    { clients: [associated({ ...billing, organization_usage: 'deny' })] },
    ['sure: application without organizations'],
    restricted,
  ],
  [
    'an application without organizations where applications are not restricted',
    { clients: [associated({ ...billing, organization_usage: 'deny' })] },
    [],
  ],
  ['an application without users', { clients: [associated(robot)] }, []],
  ['an application that members may not use', { clients: [associated(partner, { use_for_member_access: false })] }, []],
  ['a third-party application', { clients: [associated(partner)] }, []],
  [
    'a third-party application that is allowed',
    { clients: [associated(partner)] },
    [],
    { ...acme, third_party_client_access: 'allow' },
  ],
  [
    // The sources disagree: it is allowed perhaps.
    'a third-party application where applications are allowed one by one',
    { clients: [associated(partner)] },
    [],
    { ...acme, is_app_entitlement_active: true },
  ],
  [
    'several findings, certain ones first',
    {
      connections: [{ ...saml, show_as_button: false }],
      clients: [associated({ ...billing, organization_usage: 'deny' })],
    },
    ['sure: application without organizations', 'likely: no connection on the login page'],
    restricted,
  ],
];

/** The beginnings of lists, which would be findings if the lists were whole. */
const beginnings: Sections = {
  connections: [{ items: [{ ...saml, show_as_button: false }], next: '1' }],
  clients: [{ items: [associated(robot)], isCutOff: true }],
};

describe('What the sections of an organization tell about logins', () => {
  for (const [title, sections, expected, organization] of rows) {
    it(title, async () => {
      const findings = await findingsOf(sections, organization);
      assert.deepEqual(
        findings.map(({ certainty, label }) => `${certainty}: ${label}`),
        expected,
      );
    });
  }

  for (const [name, pages] of Object.entries(beginnings)) {
    it(`is nothing as long as not all of it is loaded: ${name}`, async () => {
      assert.deepEqual(await findingsOf({ [name]: pages }, restricted), []);
      const items = (pages as Pages).flatMap((page) => page.items);
      assert.equal((await findingsOf({ [name]: items }, restricted)).length, 1);
    });
  }

  it('names the fact and what would change it', async () => {
    const [finding] = await findingsOf({ clients: [] }, restricted);
    assert.equal(
      finding?.fact,
      'Per-application access is on (is_app_entitlement_active), and no application is associated for members.',
    );
    assert.match(finding.remedy, /^Add an application to the organization/);
  });
});
