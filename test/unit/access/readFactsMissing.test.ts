import assert from 'node:assert/strict';
import { factNames, factRequests } from '../../../src/access/factRequests.ts';
import { type FactName, valueOf } from '../../../src/access/facts.ts';
import type { FeatureState } from '../../tenant/features.ts';
import { readScopes } from '../../tenant/scopes.ts';
import { FactReading, missingBy, ofOrganization, there, whyMissing } from './factReading.ts';

/** What is asked for only where other facts tell that it is needed. */
const notAsked: readonly FactName[] = [
  'applications',
  'connectionDetails',
  'openApplications',
  'invitedApplication',
  'namesakes',
];

describe('The facts of a login', () => {
  let reading: FactReading;
  beforeEach(async () => {
    reading = await FactReading.start();
  });
  afterEach(() => reading.tenant.close());

  describe('that the token does not allow', () => {
    it('cost no request if the token lists its scopes', async () => {
      await reading.useToken({ scope: 'read:roles' });
      const question = await reading.aboutAll();
      assert.deepEqual(
        missingBy(await reading.read(question), 'scope'),
        factNames.filter((name) => !notAsked.includes(name)),
      );
      assert.deepEqual(reading.tenant.requests, []);
    });

    // What follows from a fact that may not be read is missing as well.
    const lostWithout: readonly (readonly [scope: string, ...FactName[]])[] = [
      ['read:organizations', 'organization', 'association'],
      ['read:organization_connections', 'connections'],
      ['read:organization_discovery_domains'],
      ['read:organization_invitations', 'invitations'],
      ['read:clients', 'application', 'applicationConnections', 'association', 'clientGrants'],
      ['read:connections'],
      ['read:organization_clients', 'association'],
      ['read:organization_client_grants'],
      ['read:tenant_settings', 'tenantSettings'],
      ['read:users', 'user'],
      ['read:logs', 'events'],
    ];
    for (const [scope, ...lost] of lostWithout) {
      it(`are missing without ${scope}, and no others`, async () => {
        await reading.useToken({ scope: readScopes.filter((each) => each !== scope).join(' ') });
        const question = await reading.aboutAll();
        const facts = await reading.read(question);
        assert.deepEqual(missingBy(facts, 'scope'), lost);
        for (const name of lost) {
          assert.deepEqual(whyMissing(facts, name), { kind: 'scope', scopes: [scope] });
          assert.ok(!reading.paths(question).includes(factRequests[name].path), name);
        }
        // Other accounts are looked for by the user and the log.
        const left =
          10 -
          lost.filter((name) => name !== 'clientGrants' && name !== 'applicationConnections').length -
          (lost.includes('user') || lost.includes('events') ? 1 : 0);
        // Nobody knows whether an application that may not be read needs the domains.
        assert.equal(there(facts).length, lost.includes('application') ? left + 1 : left);
      });
    }

    it('are missing with the scopes of the answer if the token does not list them', async () => {
      await reading.useToken({ scope: 'read:roles', hidesScope: true });
      const facts = await reading.read(await reading.aboutAll());
      assert.deepEqual(
        missingBy(facts, 'scope'),
        factNames.filter((name) => !notAsked.includes(name)),
      );
      assert.deepEqual(whyMissing(facts, 'connections'), { kind: 'scope', scopes: ['read:organization_connections'] });
      assert.deepEqual(whyMissing(facts, 'applicationConnections'), {
        kind: 'scope',
        scopes: ['read:connections', 'read:clients', 'read:client_summary'],
      });
      // Without the organization, nobody knows whether it is needed.
      assert.deepEqual(whyMissing(facts, 'association'), whyMissing(facts, 'organization'));
    });

    it('include an application of which only the name may be read', async () => {
      await reading.useToken({
        scope: [...readScopes, 'read:client_summary'].filter((each) => each !== 'read:clients').join(' '),
        hidesScope: true,
      });
      const facts = await reading.read(await reading.aboutAll());
      assert.deepEqual(whyMissing(facts, 'application'), { kind: 'scope', scopes: ['read:clients'] });
      assert.ok(valueOf(facts.applicationConnections));
      assert.deepEqual(whyMissing(facts, 'association'), whyMissing(facts, 'application'));
      assert.deepEqual(whyMissing(facts, 'clientGrants'), whyMissing(facts, 'application'));
    });
  });

  describe('of a tenant without a feature', () => {
    const states: readonly FeatureState[] = [
      'insufficient_entitlement',
      'insufficient_scope',
      'feature_not_enabled',
      'badRequest',
      'notFound',
      'notImplemented',
    ];
    for (const state of states) {
      it(`say that the feature is missing, and do without (${state})`, async () => {
        const question = await reading.aboutAll();
        for (const feature of ['discoveryDomains', 'clientGrants', 'clients'] as const) {
          await reading.tenant.setFeature(feature, state);
        }
        assert.deepEqual(missingBy(await reading.read(question), 'feature'), ['association']);
        assert.deepEqual(missingBy(await reading.read(reading.about()), 'feature'), ['applications']);
        const ofMachine = await reading.read(reading.about({ clientId: reading.application('Nightly Export') }));
        assert.deepEqual(missingBy(ofMachine, 'feature'), ['clientGrants']);
      });
    }

    it('say that a feature is missing of the connections of applications, and of what every tenant has', async () => {
      const fail = (match: string, status: number, error: string, message: string) =>
        reading.tenant.inject({ match, answer: { status, body: { statusCode: status, error, message } } });
      await fail('/clients/[^/]+/connections', 404, 'Not Found', 'Not Found');
      await fail('/logs', 403, 'Forbidden', 'Please upgrade your subscription to use logs');
      await fail('/settings', 400, 'Bad Request', 'Odd');
      const facts = await reading.read(await reading.aboutAll());
      assert.deepEqual(missingBy(facts, 'feature'), ['events']);
      assert.deepEqual(missingBy(facts, 'failed'), ['tenantSettings']);
    });
  });

  describe('about something that is not there', () => {
    it('are not requested for an organization', async () => {
      const question = { ...(await reading.aboutAll()), organizationId: 'org_0000000000000000' };
      const facts = await reading.read(question);
      assert.deepEqual(reading.paths(question), ['/clients/{client_id}', '/organizations/{id}']);
      assert.deepEqual(missingBy(facts, 'notFound'), [
        ...ofOrganization,
        'discoveryDomains',
        'invitations',
        'association',
        'clientGrants',
      ]);
      assert.deepEqual(missingBy(facts, 'unneeded'), [
        'applicationConnections',
        'connectionDetails',
        'openApplications',
        'tenantSettings',
        'invitedApplication',
        'user',
        'namesakes',
        'memberships',
        'events',
      ]);
    });

    for (const clientId of ['AbsentApplication000000000000001', '../users']) {
      it(`are not requested for the application ${clientId}`, async () => {
        const question = { ...(await reading.aboutAll()), clientId };
        const facts = await reading.read(question);
        assert.deepEqual(missingBy(facts, 'notFound'), [
          'discoveryDomains',
          'application',
          'applicationConnections',
          'association',
          'clientGrants',
        ]);
        assert.equal(whyMissing(facts, 'tenantSettings').kind, 'unneeded');
        assert.deepEqual(there(facts), [
          ...ofOrganization,
          'invitations',
          'user',
          'namesakes',
          'memberships',
          'events',
        ]);
        assert.ok(!reading.paths(question).some((path) => path.includes('/connections') || path.includes('/settings')));
      });
    }

    it('are not requested for a user', async () => {
      const question = { ...(await reading.aboutAll()), userId: 'auth0|nobody' };
      const facts = await reading.read(question);
      assert.deepEqual(facts.user, { value: null });
      assert.equal(whyMissing(facts, 'memberships').kind, 'unneeded');
      assert.ok(!reading.paths(question).includes('/users/{user_id}/organizations'));
      assert.ok(valueOf(facts.events));
    });

    it('are not known to be without a user where the answer does not say so, as that of a proxy', async () => {
      const body = { statusCode: 404, error: 'Not Found', message: 'Not Found' };
      await reading.tenant.inject({ match: '/users/', answer: { status: 404, body } });
      const missing = whyMissing(await reading.read(await reading.aboutAll()), 'user');
      assert.deepEqual(missing, { kind: 'failed', reason: 'notFound', status: 404, message: 'Not Found' });
    });

    it('are gone with what is deleted meanwhile', async () => {
      const disappear = (match: string, message: string) =>
        reading.tenant.inject({
          match,
          answer: { status: 404, body: { statusCode: 404, error: 'Not Found', message } },
        });
      await disappear('/enabled_connections', 'No organization found by that id or name');
      await disappear('/clients/[^/]+/connections', 'Client does not exist.');
      const facts = await reading.read(await reading.aboutAll());
      assert.deepEqual(missingBy(facts, 'notFound'), ['connections']);
    });
  });

  describe('in long lists', () => {
    const userId = 'auth0|busy';
    const startLarge = async () => {
      await reading.tenant.close();
      reading = await FactReading.start({ organizations: 260 });
    };

    it('are the organizations of a user up to the one of the question', async () => {
      await startLarge();
      const membershipsAt = async (place: number) => {
        const question = { ...(await reading.aboutAll(place)), userId };
        const memberships = valueOf((await reading.read(question)).memberships);
        const pages = reading.paths(question).filter((path) => path === '/users/{user_id}/organizations');
        return [pages.length, memberships?.items.length, memberships?.complete];
      };
      const joinTo = async (first: number, end: number) => {
        for (const { id } of reading.tenant.organizations.slice(first, end)) {
          await reading.tenant.addMember(id, { user_id: userId, email: 'busy@acme.example' });
        }
      };
      await joinTo(0, 140);
      assert.deepEqual(await membershipsAt(1), [1, 100, false]);
      assert.deepEqual(await membershipsAt(139), [2, 140, true]);
      assert.equal(reading.tenant.requests.length, 13);
      // Repetitions do not keep the second page from being read.
      await reading.tenant.inject({ match: '/organizations/[^/]+$', times: 2, answer: { status: 500, body: {} } });
      assert.deepEqual(await membershipsAt(139), [2, 140, true]);
      await joinTo(150, 250);
      assert.deepEqual(await membershipsAt(259), [2, 200, false]);
    });
  });
});
