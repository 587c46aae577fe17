import assert from 'node:assert/strict';
import {
  answerAbout,
  FactReader,
  inParts,
  joined,
  ListCutOff,
  RequestLimitReached,
} from '../../../src/access/factReader.ts';
import { isInOrganization, kindOf, lackedScopes, pathOf, reasonNotToAsk } from '../../../src/access/factRequests.ts';
import type { Fact, FactName, Missing } from '../../../src/access/facts.ts';
import { ApiError, type Reason } from '../../../src/api/apiError.ts';
import type { RequestContext } from '../../../src/api/requestContext.ts';
import { type Item, textField } from '../../../src/sections/section.ts';
import { askingByEmail, restricted } from './accessChanges.ts';
import { acme, billing, lacking, question, robot } from './accessFacts.ts';
import { factsWith } from './explanations.ts';

const context: RequestContext = { signal: new AbortController().signal, priority: 'person' };
const reader = (tokenScopes?: readonly string[], most = 100) => new FactReader(context, tokenScopes, most);

/** What is missing after a request for a fact that fails. */
async function missingAfter(name: FactName, error: Error): Promise<Missing | undefined> {
  const fact = await reader().read(name, () => Promise.reject(error));
  return 'missing' in fact ? fact.missing : undefined;
}

describe('A fact whose request fails', () => {
  const noOrganization = { status: 404, serverMessage: 'No organization found by that id or name' };
  const noPath = { status: 404, serverMessage: 'Not Found' };
  const noClient = { status: 404, serverMessage: 'The client does not exist.' };
  const unreadable = {
    serverMessage: 'Some fields cannot be read with the permissions granted by the bearer token scopes.',
  };
  const feature = { kind: 'feature' } as const;
  const notFound = { kind: 'notFound' } as const;
  const failed = { kind: 'failed', reason: 'notFound', status: 404, message: 'Not Found' } as const;
  const rows: readonly (readonly [FactName, Reason, ApiError['details'], Missing])[] = [
    ['connections', 'insufficientScope', { scopes: ['read:x'] }, { kind: 'scope', scopes: ['read:x'] }],
    ['connections', 'insufficientScope', {}, { kind: 'scope', scopes: ['read:organization_connections'] }],
    ['connections', 'forbidden', { status: 403 }, { kind: 'failed', reason: 'forbidden', status: 403 }],
    ['application', 'forbidden', unreadable, { kind: 'scope', scopes: ['read:clients'] }],
    ['application', 'forbidden', { status: 403 }, { kind: 'failed', reason: 'forbidden', status: 403 }],
    ['application', 'notFound', noClient, notFound],
    ['application', 'notFound', noPath, failed],
    ['organization', 'notFound', noOrganization, notFound],
    ['organization', 'notFound', noPath, failed],
    ['connections', 'notFound', noOrganization, notFound],
    ['connections', 'notFound', noPath, failed],
    ['applicationConnections', 'notFound', noClient, notFound],
    ['applicationConnections', 'notFound', noPath, feature],
    [
      'user',
      'notFound',
      noOrganization,
      { kind: 'failed', reason: 'notFound', status: 404, message: noOrganization.serverMessage },
    ],
    ['discoveryDomains', 'badRequest', {}, feature],
    ['connections', 'missingFeature', {}, feature],
    ['discoveryDomains', 'serverError', { status: 500 }, { kind: 'failed', reason: 'serverError', status: 500 }],
    ['connections', 'timeout', {}, { kind: 'failed', reason: 'timeout' }],
  ];
  for (const [name, reason, details, missing] of rows) {
    it(`is missing for what the failure says: ${name}, ${reason}, ${JSON.stringify(details)}`, async () => {
      assert.deepEqual(await missingAfter(name, new ApiError(reason, details)), missing);
    });
  }

  it('is missing for a list that is cut off, and for want of further requests', async () => {
    assert.deepEqual(await missingAfter('connections', new ListCutOff()), { kind: 'cutOff' });
    assert.deepEqual(await missingAfter('connections', new RequestLimitReached()), { kind: 'limit' });
  });

  it('is read without taking from the reserve', async () => {
    let leavesReserve: boolean | undefined;
    await reader().read('connections', (given) => {
      ({ leavesReserve } = given);
      return Promise.resolve([]);
    });
    assert.equal(leavesReserve, true);
  });

  it('ends the reading if it was cancelled, or if the failure is no answer', async () => {
    for (const error of [new ApiError('cancelled'), new TypeError('a defect')]) {
      await assert.rejects(missingAfter('connections', error), error);
    }
  });
});

describe('A reader of facts', () => {
  it('makes no request for which the token lacks a scope', async () => {
    const fact = await reader(['read:organizations']).read('connections', () => assert.fail());
    assert.deepEqual(fact, { missing: { kind: 'scope', scopes: ['read:organization_connections'] } });
  });

  it('knows that a smaller scope may hide fields', async () => {
    const value = { id: 'org_1' };
    const read = (...scopes: readonly string[]) => reader(scopes).read('organization', () => Promise.resolve(value));
    const partly = { kind: 'scope', scopes: ['read:organizations'] };
    assert.deepEqual(await read('read:organizations_summary'), { value, partly });
    assert.deepEqual(await read('read:organizations_summary', 'read:organizations'), { value });
  });

  it('counts every attempt, and makes none beyond the limit', async () => {
    const limited = reader(undefined, 2);
    const failed = new ApiError('serverError');
    const read = (failure?: ApiError) =>
      limited.read('connections', (within) => {
        within.onAttempt?.(failure);
        return Promise.resolve([]);
      });
    assert.deepEqual([await read(), await read(), limited.requests], [{ value: [] }, { value: [] }, 2]);
    assert.deepEqual(await read(), { missing: { kind: 'limit' } });
    assert.deepEqual(await read(failed), { missing: { kind: 'failed', reason: 'serverError' } });
    assert.equal(limited.requests, 2);
  });

  for (const [what, reasons, expected] of [
    ['the token', ['expiredToken', 'expiredToken'], 'expiredToken'],
    ['the network, once', ['unreachable'], 'unreachable'],
    ['two things', ['unreachable', 'timeout'], undefined],
    ['nothing', [], undefined],
    ['something, beside an answer', ['unreachable', undefined, 'unreachable'], undefined],
    ...(
      [
        'pagingLimit',
        'badQuery',
        'badRequest',
        'insufficientScope',
        'forbidden',
        'missingFeature',
        'notFound',
        'gone',
        'notLoaded',
        'queryTimeout',
        'unexpectedAnswer',
        'tooLarge',
      ] as const
    ).map((reason) => ['each request alone', [reason, reason], undefined] as const),
  ] satisfies readonly (readonly [string, readonly (Reason | undefined)[], Reason | undefined])[]) {
    it(`has ${expected ? 'a' : 'no'} failure of all requests where they fail for ${what}: ${reasons.join(', ')}`, async () => {
      const used = reader();
      for (const reason of reasons) {
        await used.read('connections', () => (reason ? Promise.reject(new ApiError(reason)) : Promise.resolve([])));
      }
      assert.equal(used.commonFailure?.reason, expected);
    });
  }
});

describe('An answer', () => {
  it('counts if it is about what was asked for', () => {
    assert.deepEqual(answerAbout({ id: 'org_1', name: 'acme' }, { id: 'org_1' }), { id: 'org_1', name: 'acme' });
    assert.deepEqual(answerAbout({}), {});
    for (const [answer, expected] of [
      [{ id: 'org_2' }, { id: 'org_1' }],
      [
        { id: 'org_1', name: 'b' },
        { id: 'org_1', name: 'a' },
      ],
      [[], {}],
      [null, {}],
      ['x', {}],
    ]) {
      assert.throws(() => answerAbout<unknown>(answer, expected as Item), {
        reason: 'unexpectedAnswer',
        details: { status: 200 },
      });
    }
  });
});

describe('Parts of a fact', () => {
  const missing = { kind: 'limit' } as const;
  const older = { log_id: '1', date: '2026-08-20T11:00:00.000Z' };
  const newer = { log_id: '2', date: '2026-08-20T12:00:00.000Z' };
  const undated = { type: 'f' };

  for (const [what, parts, expected] of [
    ['all of them', [{ value: [older] }, { value: [newer, older] }], { value: [newer, older] }],
    ['no time, at the end', [{ value: [undated, older] }, { value: [undated] }], { value: [older, undated] }],
    ['none that is known', [{ missing }, { missing: { kind: 'feature' } }], { missing }],
    ['some, and why others are missing', [{ missing }, { value: [older] }], { value: [older], partly: missing }],
    ['nothing, and why others are missing', [{ missing }, { value: [] }], { value: [], partly: missing }],
    ['nothing', [], { value: [] }],
  ] satisfies readonly (readonly [string, readonly Fact<readonly Item[]>[], Fact<readonly Item[]>])[]) {
    it(`are one fact, each event once, newest first: ${what}`, () => {
      assert.deepEqual(joined(parts), expected);
    });
  }

  it('are told of facts that are there', () => {
    const facts = factsWith({ connections: { value: [] } });
    const { connections, user } = inParts(facts, { connections: missing, user: missing });
    assert.deepEqual([connections, user], [{ value: [], partly: missing }, facts.user]);
  });
});

describe('The reason not to ask for a fact', () => {
  const of = (name: FactName, application: Item | Missing['kind'], organization: Item | Missing['kind'] = restricted) =>
    reasonNotToAsk(name, question, {
      organization: (typeof organization === 'string' ? lacking(organization) : { value: organization }) as Fact<
        typeof acme
      >,
      application: typeof application === 'string' ? lacking(application) : { value: application },
    })?.kind;
  const reached = { ...billing, initiate_login_uri: ' ' };
  const rows: readonly (readonly [FactName, Item | Missing['kind'], (Item | Missing['kind'])?, string?])[] = [
    ['connections', billing],
    ['connections', billing, 'notFound', 'notFound'],
    ['user', billing, 'notFound', 'unneeded'],
    ['user', billing, 'failed'],
    ['user', robot, acme, 'unneeded'],
    ['user', 'scope'],
    ['discoveryDomains', 'notFound', acme, 'notFound'],
    ['memberships', 'notFound', acme],
    ['association', billing],
    ['association', billing, acme, 'unneeded'],
    ['association', billing, 'failed', 'failed'],
    ['association', 'scope', restricted, 'scope'],
    ['discoveryDomains', billing, acme, 'unneeded'],
    ['applicationConnections', billing, acme, 'unneeded'],
    ['discoveryDomains', askingByEmail],
    ['applicationConnections', askingByEmail],
    ['discoveryDomains', 'scope'],
    ['tenantSettings', billing, acme, 'unneeded'],
    ['tenantSettings', reached],
    ['tenantSettings', robot, acme, 'unneeded'],
    ['tenantSettings', 'scope'],
    ['tenantSettings', 'notFound', acme, 'unneeded'],
    ['clientGrants', robot],
    ['clientGrants', billing, acme, 'unneeded'],
    ['clientGrants', 'failed', acme, 'failed'],
    ['openApplications', 'scope', acme, 'scope'],
    ['applications', billing, acme, 'leftOut'],
  ];
  for (const [name, application, organization, expected] of rows) {
    const about = [application, organization].map((one) =>
      typeof one === 'string' ? one : textField(one ?? {}, 'name'),
    );
    it(`is ${expected ?? 'none'} for ${name} with ${about.join(' and ')}`, () => {
      assert.equal(of(name, application, organization), expected);
    });
  }

  it('leaves out what the question is not about', () => {
    const first = { organization: { value: acme }, application: lacking('leftOut') } as const;
    const asked = { domain: question.domain, organizationId: acme.id };
    const reasonFor = (name: FactName) => reasonNotToAsk(name, asked, first)?.kind;
    assert.deepEqual(
      (['application', 'association', 'user', 'invitations', 'applications', 'connections'] as const).map(reasonFor),
      ['leftOut', 'leftOut', 'leftOut', 'leftOut', undefined, undefined],
    );
  });

  it('takes an application for one without users if it has their only grant, and no other', () => {
    const kinds = [
      { grant_types: [] },
      { grant_types: ['client_credentials'] },
      { grant_types: ['client_credentials', 'implicit'] },
      {},
    ];
    assert.deepEqual(
      kinds.map((value) => kindOf({ value })),
      ['users', 'machines', 'users', 'users'],
    );
    assert.equal(kindOf(lacking('scope')), 'users');
  });
});

describe('The request of a fact', () => {
  it('has the IDs of the question in its path', () => {
    assert.equal(pathOf('association', { ...question, clientId: 'a/b' }), `/organizations/${acme.id}/clients/a%2Fb`);
    assert.equal(pathOf('memberships', question), '/users/auth0%7C1/organizations');
    assert.equal(pathOf('memberships', { domain: '', organizationId: '' }), '/users//organizations');
    assert.deepEqual(
      (['organization', 'connections', 'user'] as const).map((name) => isInOrganization(name)),
      [false, true, false],
    );
  });

  it('takes one scope of each group, if the token lists its scopes', () => {
    assert.deepEqual(lackedScopes('applicationConnections', undefined), []);
    assert.deepEqual(lackedScopes('applicationConnections', []), ['read:connections', 'read:clients']);
    assert.deepEqual(lackedScopes('applicationConnections', ['read:client_summary']), ['read:connections']);
  });
});
