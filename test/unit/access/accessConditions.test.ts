import assert from 'node:assert/strict';
import { conditions, findingsOf } from '../../../src/access/conditions.ts';
import { restricted, type Row } from './accessChanges.ts';
import {
  acme,
  briefly,
  type Change,
  database,
  explained,
  factsOnly,
  factsWith,
  now,
  robot,
  saml,
  troubles,
  verified,
} from './accessFacts.ts';
import { maskingRows } from './accessMasking.ts';
import { missingRows } from './accessMissing.ts';
import { settingRows } from './accessSettings.ts';

function describeRows(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    for (const [name, change, ...expected] of rows) {
      it(name, () => {
        assert.deepEqual(troubles(factsWith(change)), expected);
      });
    }
  });
}

describeRows('The conditions of a login', settingRows);
describeRows('Of two conditions of a login, one can hide the other', maskingRows);
describeRows('A missing fact leaves conditions of a login unknown', missingRows);

describe('The conditions that need one organization alone', () => {
  const applications = (...clients: readonly object[]) =>
    clients.map((client, at) => ({ client_id: `client${at}`, use_for_member_access: true, client }));
  const portal = { name: 'Portal', is_first_party: true, organization_usage: 'allow' };
  const partner = { ...portal, name: 'Partner', is_first_party: false };
  const pending = { ...verified, status: 'pending' };
  const expired = { id: 'uinv_1', expires_at: '2026-08-01T00:00:00.000Z' };
  const rows: readonly (readonly [title: string, change: Change, ...findings: string[]])[] = [
    ['nothing is known', {}],
    ['no connection', { connections: [] }, 'sure connectionsEnabled'],
    [
      'hidden connections',
      { connections: [{ ...saml, show_as_button: false }] },
      'passed connectionsEnabled',
      'likely connectionsVisible',
    ],
    [
      'a connection that is not enabled',
      { connections: [{ ...database, is_enabled: false }] },
      'sure connectionsEnabled',
    ],
    ['all is well', { connections: [database] }, 'passed connectionsEnabled', 'passed connectionsVisible'],
    ['domains pending', { discoveryDomains: [pending] }],
    ['invitations expired', { invitations: [expired] }],
    [
      'an application denies',
      { organization: restricted, applications: applications(portal, { ...portal, organization_usage: 'deny' }) },
      'passed organizationExists',
      'passed associatedApplications',
      'hint associatedUsage',
    ],
    [
      'all applications deny',
      { organization: restricted, applications: applications({ ...portal, organization_usage: 'deny' }) },
      'passed organizationExists',
      'passed associatedApplications',
      'sure associatedUsage',
    ],
    [
      'the usage of an application is not told',
      { organization: restricted, applications: applications({ ...portal, organization_usage: undefined }) },
      'passed organizationExists',
      'passed associatedApplications',
      'likely associatedUsage',
    ],
    [
      'the usage of one of several is not told',
      { organization: restricted, applications: applications(portal, { ...portal, organization_usage: undefined }) },
      'passed organizationExists',
      'passed associatedApplications',
      'hint associatedUsage',
    ],
    [
      'applications allow',
      { organization: restricted, applications: applications(portal, partner) },
      'passed organizationExists',
      'passed associatedApplications',
      'passed associatedUsage',
    ],
    [
      'no application',
      { organization: restricted, applications: [] },
      'passed organizationExists',
      'sure associatedApplications',
    ],
    [
      'no application that members use, and third parties that need no association',
      {
        organization: { ...restricted, third_party_client_access: 'allow' },
        applications: [{ client: portal, use_for_member_access: false }, ...applications(robot)],
      },
      'passed organizationExists',
      'likely associatedApplications',
    ],
    [
      'associations that have no effect',
      { organization: acme, applications: applications({ ...portal, organization_usage: 'deny' }, partner) },
      'passed organizationExists',
    ],
    ['no application where none is needed', { organization: acme, applications: [] }, 'passed organizationExists'],
  ];
  for (const [title, change, ...expected] of rows) {
    it(title, () => {
      const { organization } = change;
      const findings = findingsOf(factsOnly(change), now).map(briefly);
      // Without a request, nobody knows that the organization exists.
      assert.deepEqual(
        organization ? findings : findings.filter((finding) => !finding.includes('organizationExists')),
        expected,
      );
    });
  }
});

describe('A condition of a login', () => {
  it('has an ID of its own, a page that documents it, and sources', () => {
    assert.equal(new Set(conditions.map(({ id }) => id)).size, conditions.length);
    for (const { documentation, id, title } of conditions) {
      assert.match(documentation, /^[a-z][\w/-]+$/, id);
      assert.ok(title !== '', id);
    }
  });

  it('says what was read, why the login fails, and what to do', () => {
    for (const [name, change] of [...settingRows, ...maskingRows]) {
      for (const finding of explained(factsWith(change)).findings) {
        const title = `${name}: ${briefly(finding)}`;
        if (finding.result !== 'unknown') assert.match(finding.fact, /^[^{}]+\.$/, title);
        if (finding.result === 'failed') {
          assert.match(finding.remedy, /^[A-Z][^{}]+\.$/, title);
          assert.match(finding.reason, /^[a-z][^{}]+[^.{}]$/, title);
        }
      }
    }
  });

  it('states names as they are, but not at length', () => {
    const name = `<b>](command:x) $(pass) ${'x'.repeat(99)}`;
    const connections = [{ ...saml, connection: { name, strategy: 'samlp' } }];
    const { findings } = explained(factsWith({ connections }));
    const [finding] = findings;
    assert.ok(finding?.result === 'failed');
    assert.match(
      finding.fact,
      /^The user has acme-db\. Enabled for the organization: <b>\] \(command:x\) \$\(pass\) x+…\.$/,
    );
    assert.ok(finding.fact.length < 120);
  });
});
