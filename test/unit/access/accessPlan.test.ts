import assert from 'node:assert/strict';
import { MOST_REQUESTS, planOf } from '../../../src/access/factReader.ts';
import { loginQueries } from '../../../src/access/logEvidence.ts';
import { factNames, factRequests, sourceOf } from '../../../src/access/factRequests.ts';
import { namesOf } from '../../../src/access/events.ts';
import { loginScopes, logsScope, usersScope } from '../../../src/api/accessToken.ts';
import { failedEvents } from '../../../src/sections/eventWords.ts';
import { usedScopes } from '../../../src/sections/organizationSections.ts';
import { readScopes } from '../../tenant/scopes.ts';

const question = { domain: 'acme.eu.auth0.com', organizationId: 'org_1' };
const clientId = 'Portal';
const userId = 'auth0|1';
const without = (...scopes: readonly string[]) => readScopes.filter((scope) => !scopes.includes(scope));

describe('The plan of an explanation', () => {
  for (const [about, requests] of [
    [{ clientId, userId }, 20],
    [{ clientId }, 12],
    [{ userId }, 17],
    [{}, 9],
  ] as const) {
    it(`has ${requests} requests for ${Object.keys(about).join(' and ') || 'an organization alone'}`, () => {
      assert.deepEqual(planOf({ ...question, ...about }, readScopes, {}), {
        requests,
        attempts: requests * 3,
        lackedScopes: [],
      });
      assert.deepEqual(planOf({ ...question, ...about }, undefined, {}), {
        requests,
        attempts: requests * 3,
        lackedScopes: [],
      });
      assert.ok(requests <= MOST_REQUESTS);
    });
  }

  it('needs no scopes but those that people are told to give', () => {
    const needed = factNames.flatMap((name) => factRequests[name].scopes.flatMap(([first]) => first ?? []));
    const told: readonly string[] = [...usedScopes(), logsScope, usersScope, ...loginScopes];
    assert.deepEqual(
      needed.filter((scope) => !told.includes(scope)),
      [],
    );
    assert.deepEqual(
      loginScopes.filter((scope) => !needed.includes(scope)),
      [],
    );
  });

  it('does not count what is known or not allowed, nor what follows from it', () => {
    const whole = { ...question, clientId, userId };
    assert.equal(planOf(whole, readScopes, { profile: { user_id: userId } }).requests, 19);
    const partly = planOf(whole, without('read:users'), {});
    assert.deepEqual([partly.requests, partly.lackedScopes], [17, ['read:users']]);
    assert.deepEqual(planOf(whole, without('read:users'), { profile: { user_id: userId } }), {
      requests: 17,
      attempts: 51,
      lackedScopes: ['read:users'],
    });
    // Without the application, its connections, the association and the grants are not asked for.
    assert.deepEqual(planOf(whole, without('read:clients'), {}), {
      requests: 15,
      attempts: 45,
      lackedScopes: ['read:clients'],
    });
    assert.equal(planOf(whole, [...without('read:clients'), 'read:client_summary'], {}).requests, 16);
    assert.deepEqual(planOf(question, ['read:logs_users'], {}), {
      requests: 2,
      attempts: 6,
      lackedScopes: [
        'read:organizations',
        'read:organization_connections',
        'read:connections',
        'read:organization_clients',
        'read:tenant_settings',
      ],
    });
  });

  it('counts the grants of an application without users where they are more', () => {
    const scopes = ['read:clients', 'read:organization_client_grants'];
    assert.equal(planOf({ ...question, clientId, userId }, scopes, {}).requests, 3);
  });
});

describe('The source of a fact', () => {
  it('is a request, and a document if there is one', () => {
    const whole = { ...question, clientId, userId };
    assert.deepEqual(Object.fromEntries(factNames.map((name) => [name, sourceOf(name, whole).document])), {
      organization: { path: [] },
      connections: { path: ['connections'] },
      discoveryDomains: { path: ['discovery-domains'] },
      invitations: { path: ['invitations'] },
      application: { clientId },
      applicationConnections: { clientId },
      association: { path: ['clients', clientId] },
      applications: { path: ['clients'] },
      clientGrants: { path: ['client-grants'] },
      connectionDetails: undefined,
      openApplications: undefined,
      invitedApplication: undefined,
      namesakes: undefined,
      tenantSettings: undefined,
      user: { userId },
      memberships: { userId },
      events: { path: ['members', userId, 'events'] },
    });
    assert.equal(sourceOf('connections', question).request, 'GET /api/v2/organizations/{id}/enabled_connections');
  });

  it('has no document of what the question leaves out', () => {
    assert.deepEqual(
      factNames.filter((name) => !sourceOf(name, question).document),
      [
        'application',
        'applicationConnections',
        'connectionDetails',
        'association',
        'openApplications',
        'tenantSettings',
        'invitedApplication',
        'user',
        'namesakes',
        'memberships',
      ],
    );
    assert.deepEqual(sourceOf('events', question).document, { path: ['events'] });
  });
});

describe('The search for failed logins', () => {
  const subjects = (...asked: Parameters<typeof loginQueries>) =>
    loginQueries(...asked).map(({ q }) => String(q).split(' AND type:')[0]);
  const anywhere = '(organization_id:"org_1" OR type:api_limit)';

  it('quotes what people can choose', () => {
    const names = ['A"b\\c@acme.example', 'jane', '+331'];
    assert.deepEqual(subjects({ ...question, clientId }, names, 'users', 'auth0|x" OR user_id:*'), [
      '(user_id:"auth0|x\\" OR user_id:*" OR user_name:"A\\"b\\\\c@acme.example" OR user_name:"a\\"b\\\\c@acme.example" OR user_name:"A\\"B\\\\C@ACME.EXAMPLE" OR user_name:"jane" OR user_name:"Jane" OR user_name:"JANE" OR user_name:"+331")',
      '(organization_id:"org_1" OR type:api_limit OR (client_id:"Portal" AND (NOT organization_id:org_* OR description:*parameter\\ organization*)) OR description:*Callback\\ URL\\ mismatch*)',
      '(organization_id:"org_1" AND client_id:"Portal")',
    ]);
  });

  it('is about the person also without a profile, and not for an application without users', () => {
    assert.deepEqual(subjects(question, [], 'users', userId), [
      '(user_id:"auth0|1")',
      anywhere,
      '(organization_id:"org_1")',
    ]);
    assert.deepEqual(subjects(question, ['a@b.example'], 'users'), [
      '(user_name:"a@b.example" OR user_name:"A@b.example" OR user_name:"A@B.EXAMPLE")',
      anywhere,
      '(organization_id:"org_1")',
    ]);
    assert.deepEqual(subjects({ ...question, clientId }, ['a@b.example'], 'machines', userId), [
      '(organization_id:"org_1" OR type:api_limit OR (client_id:"Portal" AND (NOT organization_id:org_* OR description:*parameter\\ organization*)))',
      '(organization_id:"org_1" AND client_id:"Portal")',
    ]);
  });

  it('takes each type of event that names a condition, of users or of machines', () => {
    const typesFor = (kind: 'users' | 'machines') =>
      /type:\(([^)]*)\)/.exec(String(loginQueries(question, [], kind)[0]?.['q']))?.[1]?.split(' OR ') ?? [];
    const machines = ['organization_access_denied', 'actions_execution_failed', 'api_limit', 'feccft'];
    assert.deepEqual(typesFor('machines').toSorted(), machines.toSorted());
    const naming = Object.keys(failedEvents).filter((type) =>
      ['user is blocked', ''].some((description) => namesOf({ type, description }).length > 0),
    );
    assert.deepEqual(
      naming.filter((type) => !typesFor('users').includes(type)),
      ['feccft'],
    );
  });
});
