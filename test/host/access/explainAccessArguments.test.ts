import * as assert from 'node:assert/strict';
import { applicationUri, explanationUri } from '../../../src/access/accessDocuments.ts';
import { loginArguments, loginIn } from '../../../src/access/loginArguments.ts';
import { listUri, organizationUri } from '../../../src/documents/documentUri.ts';
import { sectionAt } from '../../../src/sections/organizationSections.ts';
import type { Item } from '../../../src/sections/section.ts';
import { userUri } from '../../../src/users/userDocuments.ts';

const domain = 'acme.eu.auth0.com';
const organization = { id: 'org_aBcDeFgHiJkLmNoP', name: 'acme', display_name: 'Acme' };
const clientId = 'AbCdEfGhIjKlMnOpQrStUvWxYz012345';
const userId = 'auth0|64a0b1c2d3e4f5a6b700000c';

const row = (kind: string, path: readonly string[], item?: Item) => ({
  kind,
  domain,
  id: organization.id,
  path,
  organization,
  section: sectionAt(path),
  ...(item && { item }),
});
const document = (...path: readonly string[]) => organizationUri(domain, organization, path);

/** What is known of the organization, the application and the user. */
const cases: readonly (readonly [what: string, argument: unknown, known: readonly unknown[]])[] = [
  ['the row of a tenant', { kind: 'tenant', domain }, []],
  ['the row of an organization', { kind: 'organization', domain, organization }, [organization]],
  ['the row of a section', row('section', ['members']), [organization]],
  [
    'the row of a member',
    row('item', ['members', userId], { user_id: userId, name: 'Jane' }),
    [organization, undefined, { userId, name: 'Jane' }],
  ],
  [
    'the row of a role of a member',
    row('item', ['members', userId, 'roles', 'rol_1'], { id: 'rol_1', name: 'Reader' }),
    [organization, undefined, { userId }],
  ],
  [
    'the row of an application',
    row('item', ['clients', clientId], { client_id: clientId, client: { name: 'Portal' } }),
    [organization, { clientId, name: 'Portal' }],
  ],
  [
    'the row of a client grant',
    row('item', ['client-grants', 'cgr_1'], { id: 'cgr_1', client_id: clientId }),
    [organization, { clientId }],
  ],
  [
    'the row of an event',
    row('item', ['events', '9001'], { log_id: '9001', client_id: clientId, user_id: userId }),
    [organization, { clientId }, { userId }],
  ],
  [
    'the row of an event that names its application and its user',
    row('item', ['events', '9001'], {
      client_id: clientId,
      client_name: 'Portal',
      user_id: userId,
      user_name: 'jane@acme.example',
    }),
    [organization, { clientId, name: 'Portal' }, { userId, name: 'jane@acme.example' }],
  ],
  [
    'the row of an event of a login that sent a text in place of a client ID',
    row('item', ['events', '9001'], { log_id: '9001', client_id: '{yourClientId}', user_id: userId }),
    [organization, undefined, { userId }],
  ],
  [
    'the row of an event without an application and a user',
    row('item', ['events', '9001'], { log_id: '9001', client_id: '', user_id: null }),
    [organization],
  ],
  [
    'the row of an invitation',
    row('item', ['invitations', 'uinv_1'], {
      id: 'uinv_1',
      client_id: clientId,
      invitee: { email: 'joe@acme.example' },
    }),
    [organization, { clientId }, { invitationId: 'uinv_1', email: 'joe@acme.example' }],
  ],
  ['a list', listUri(domain), []],
  ['an organization', document(), [{ id: organization.id, name: 'acme' }]],
  ['all sections', document('everything'), [{ id: organization.id, name: 'acme' }]],
  ['a member', document('members', userId), [{ id: organization.id, name: 'acme' }, undefined, { userId }]],
  ['an application', document('clients', clientId), [{ id: organization.id, name: 'acme' }, { clientId }]],
  ['a user', userUri({ domain, userId, withAllRoles: true }), [undefined, undefined, { userId }]],
  ['an application of the tenant', applicationUri(domain, clientId), [undefined, { clientId }]],
  [
    'an explanation',
    explanationUri({ domain, organizationId: organization.id, clientId }, 'acme'),
    [{ id: organization.id, name: 'acme' }, { clientId }, null],
  ],
  [
    'an explanation for an invited person',
    explanationUri({ domain, organizationId: organization.id, invitationId: 'uinv_1' }, 'acme'),
    [{ id: organization.id, name: 'acme' }, null, { invitationId: 'uinv_1' }],
  ],
  [
    'an explanation for an address, which it does not name',
    explanationUri({ domain, organizationId: organization.id, email: 'joe@acme.example' }, 'acme'),
    [{ id: organization.id, name: 'acme' }, null],
  ],
  [
    'an invitation',
    document('invitations', 'uinv_1'),
    [{ id: organization.id, name: 'acme' }, undefined, { invitationId: 'uinv_1' }],
  ],
  ['a domain', domain, []],
  [
    'IDs',
    { domain, organizationId: organization.id, clientId, userId },
    [{ id: organization.id }, { clientId }, { userId }],
  ],
  ['IDs without an application', { domain, clientId: null, userId }, [undefined, null, { userId }]],
  ['IDs without a user', { domain, clientId, userId: '' }, [undefined, { clientId }, null]],
  ['what are no IDs', { domain, organizationId: 'acme', clientId: '../x', userId: 'jane', email: 'jane' }, []],
  [
    'an email address',
    { domain, clientId: null, email: 'Joe@acme.example' },
    [undefined, null, { email: 'Joe@acme.example' }],
  ],
  ['IDs, before an email address', { domain, userId, email: 'joe@acme.example' }, [undefined, undefined, { userId }]],
];

describe('The arguments of Explain Failed Login', () => {
  for (const [what, argument, [of, application, user]] of cases) {
    it(`are read from ${what}`, () => {
      const login = loginArguments(argument);
      const known = [login.domain, login.organization, login.application, login.user];
      assert.deepEqual(known, [domain, of, application, user]);
    });
  }

  const named = { application: { clientId }, user: { userId } };
  const event = { type: 'f', client_id: clientId, user_id: userId, organization_id: organization.id };
  for (const [what, text, known] of [
    ['a log event', JSON.stringify(event), named],
    ['a log event in lines', JSON.stringify(event, undefined, 2), named],
    ['a log event in a string of JSON', JSON.stringify({ message: JSON.stringify(event) }), named],
    ['an event of a log stream', JSON.stringify({ log_id: '9001', data: event }), named],
    ['keys and values', `INFO client_id=${clientId} user_id='${userId}'.`, named],
    ['a sentence', `The user_id: ${userId}.`, { user: { userId } }],
    [
      'an address',
      `https://a.example/authorize?client_id=${clientId}&organization=${organization.id}`,
      { application: { clientId } },
    ],
    ['an ID with spaces', '{"user_id":"acme|Jane Doe 1"}', { user: { userId: 'acme|Jane Doe 1' } }],
    ['an ID that a quote is in', String.raw`{"user_id":"acme|Jane \"1\" Doe"}`, {}],
    ['one ID twice', JSON.stringify({ ...event, details: { qs: { client_id: clientId } } }), named],
    [
      'two applications',
      JSON.stringify({ ...event, details: { qs: { client_id: `${clientId}x` } } }),
      { user: { userId } },
    ],
    [
      'the user of a sentence',
      `user ${userId} is not part of the ${organization.id} organization`,
      { user: { userId } },
    ],
    [
      'the user of a sentence on a connection',
      `access_denied: user samlp|acme|jane@acme.example belongs to connection acme that is not part of it`,
      { user: { userId: 'samlp|acme|jane@acme.example' } },
    ],
    ['the user of a sentence that is cut off', 'user auth0|64a0… is not part of it', {}],
    ['the user of a sentence beside another one', `user auth0|2 is not part of it, user_id=${userId}`, {}],
    ['a user of whom nothing is told', `user ${userId}`, {}],
    ['two people', JSON.stringify([event, { user_id: 'auth0|2' }]), { application: { clientId } }],
    ['IDs without keys', `${clientId} ${userId}`, {}],
    ['other keys', JSON.stringify({ azure_client_id: clientId, actor_user_id: userId }), {}],
    ['signs behind IDs', `<event client_id=${clientId} user_id=${userId}>`, named],
    ['a mark of a sentence', `client_id=${clientId}: user_id=${userId}!`, named],
    ['an ID that words follow', `client_id=${clientId} user_id=${userId}: failed here`, { application: { clientId } }],
    ['values in a row', `client_id=${clientId}|user_id=${userId}|${organization.id}`, {}],
    ['an ID with escapes beside another one', String.raw`{"user_id":"ad|ACME\\jane","u":{"user_id":"auth0|2"}}`, {}],
    ...[
      ['a client ID that is cut off', 'client_id=AbCdEfGhIjKlMnOpQrSt...'],
      ['a client ID that is cut off with one sign', 'client_id=AbCdEfGhIjKlMnOpQrSt… user'],
      ['a user ID that is cut off', 'user_id=auth0|64a0b1...'],
      ['a user ID in quotes that is cut off', '{"user_id":"auth0|64a0b1…"}'],
      ['a client ID that is cut off with brackets', 'client_id=AbCdEfGhIjKlMnOpQrSt[...]'],
      ['a user ID that is cut off with brackets', 'user_id=auth0|64a0b1(…)'],
      ['a user ID in quotes that is cut off with brackets', '{"user_id":"auth0|64a0b1[...]"}'],
      ['a client ID that is masked', 'client_id=AbCdEfGhIjKlMnOpQrSt***'],
      ['a user ID that is masked', 'user_id=auth0|64a0b1***'],
      ['a user ID in quotes that is masked', '{"user_id":"auth0|64a0b1***"}'],
      ['an apostrophe in quotes', "user_id='ad|O'Brien'"],
      ['an apostrophe without quotes', "user_id=samlp|acme|o'brien@acme.com ip=1"],
      ['an ampersand that begins no parameter', 'user_id=ad|R&D-bot ip=1'],
      ['a name behind a comma', 'user_id=ad|Smith, Jane'],
      ['a name behind a comma with an escape', String.raw`user_id=ad|Smith\, Jane`],
      ['a name that a colon ends', 'user_id=ad|Jane Doe: failed'],
    ].map(([what = '', text = '']) => [what, text, {}] as const),
    ['a quote that is not closed', `user_id='auth0|1, client_id='${clientId}'`, { application: { clientId } }],
    ['signs around an ID', '**user_id=auth0|64a0**', { user: { userId: 'auth0|64a0' } }],
    ['an element that is empty', '<event user_id=auth0|64a0/>', { user: { userId: 'auth0|64a0' } }],
    ['a bracket behind an ID', '{ user_id: auth0|64a0 }', { user: { userId: 'auth0|64a0' } }],
    ['signs between values', `user_id=${userId} | client_id=${clientId} - [failed]`, named],
    ['no IDs', '{"client_id":null,"clientId":"My Portal","user_id":"","userId":"64a0b1c2"}', {}],
  ] as const) {
    it(`have in a text what it names: ${what}`, () => {
      assert.deepEqual(loginIn(text), known);
    });
  }

  it('are read in time that grows with the text, whatever it repeats', () => {
    for (const sign of ['.', '*', '/', '!', '\\', ' ', '…']) {
      const begunMs = performance.now();
      loginIn(`user_id=auth0|${sign.repeat(50_000)}x`);
      assert.ok(performance.now() - begunMs < 500, sign);
    }
  });

  it('go before what the first argument says', () => {
    const { application, user } = loginArguments({ domain, clientId: null, userId }, clientId, null);
    assert.deepEqual([application, user], [{ clientId }, null]);
  });

  it('are nothing where a menu passes the selected rows or an editor group', () => {
    for (const argument of [undefined, null, 7, [], { groupId: 1 }]) {
      const login = loginArguments(argument, [], { groupId: 1 });
      assert.deepEqual(
        Object.values(login).filter((value) => value !== undefined),
        [],
      );
    }
  });
});
