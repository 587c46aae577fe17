import assert from 'node:assert/strict';
import { endOf, isAbout, namesOf } from '../../../src/access/events.ts';
import type { Item } from '../../../src/sections/section.ts';
import { acme, billing, type Change, factsWith, jane, saml } from './accessFacts.ts';

describe('The text of an event', () => {
  for (const [text, ...conditions] of [
    ['Please verify your email before logging in.', 'emailVerified'],
    ['Email address not verified', 'emailVerified'],
    ['Audience is invalid. Configured: urn:auth0:acme', 'samlAudience'],
    ['Assertion has expired.', 'samlTime'],
    ['Assertion is not yet valid', 'samlTime'],
    ['invalid thumbprint (configured: AB, calculated: CD)', 'samlCertificate'],
    ['Unable to verify the signature', 'samlCertificate'],
    ['AADSTS50105: The user is not assigned to the client application Portal', 'assignment'],
    ['no connections enabled for the client', 'applicationConnections'],
    ['the connection is not enabled', 'connectionRequested'],
    ['access_denied (user is blocked)'],
    ['unauthorized: user  is\nblocked', 'userBlocked'],
    ['The user is blocked'],
  ] as const) {
    it(`names ${conditions.join(', ') || 'nothing'}: ${text}`, () => {
      assert.deepEqual(
        namesOf({ type: 'f', description: text }).map(({ condition }) => condition),
        conditions,
      );
    });
  }

  for (const [event, subject] of [
    [{ type: 'f', description: 'the organization you entered is invalid' }, 'request'],
    [{ type: 'f', description: 'Assertion has expired.' }, 'connection'],
    [{ type: 'limit_mu' }, 'account'],
    [{ type: 'fp' }, 'credentials'],
    [{ type: 'ferrt' }, 'factor'],
    [{ type: 'api_limit' }, 'tenant'],
  ] as const) {
    it(`is about one thing: ${JSON.stringify(event)}`, () => {
      const subjects = ['request', 'connection', 'account', 'credentials', 'factor', 'tenant'] as const;
      assert.deepEqual(
        subjects.filter((one) => isAbout(event, one)),
        [subject],
      );
    });
  }
});

describe('The end of a failure', () => {
  const at = (time: string) => `2026-08-20T${time}:00.000Z`;
  const here = { organization_id: acme.id, client_id: 'billing' };
  const failed: Item = {
    type: 'f',
    ...here,
    user_id: jane.user_id,
    date: at('10:00'),
    connection: 'acme-db',
    ip: '::1',
  };
  const login: Item = { ...failed, type: 's', date: at('11:00') };
  const several = { ...jane, identities: [...jane.identities, { connection: 'acme-saml', provider: 'samlp' }] };
  const nobody = { ...failed, user_id: '', user_name: '' };
  const url = 'https://a.example/callback';
  const mismatch = {
    ...failed,
    description: `Callback URL mismatch. ${url} is not in the list of allowed callback URLs`,
  };
  const ofSubdomain = (name: string) => ({
    ...failed,
    description: `Callback URL mismatch. https://${name}.example/callback is not in the list of allowed callback URLs`,
  });
  const placeholder = { ...billing, callbacks: ['https://{organization_name}.example/callback'] };
  const ungranted = { ...failed, type: 'feccft', description: 'Client is not authorized to access "urn:api".' };
  const grant = { client_id: 'billing', audience: 'urn:api', organization_usage: 'allow' };
  const token = { ...login, type: 'seccft', user_id: '', audience: 'urn:api' };
  const blocked = { ...failed, type: 'limit_wc' };

  type Row = readonly [what: string, condition: string | undefined, event: Item, change: Change, end: unknown];
  const rows: readonly Row[] = [
    ['nothing since', 'member', failed, {}, undefined],
    ['a login', 'member', failed, { events: [login] }, login],
    ['a login, of what names nothing', undefined, failed, { events: [login] }, login],
    ['a login at the same time', 'member', failed, { events: [{ ...login, date: failed['date'] }] }, undefined],
    ['a login before', 'member', failed, { events: [{ ...login, date: at('09:00') }] }, undefined],
    ['a login without a time', 'member', failed, { events: [{ ...login, date: null }] }, undefined],
    ['another failure', 'member', failed, { events: [{ ...login, type: 'f' }] }, undefined],
    ['a login of another person', 'member', failed, { events: [{ ...login, user_id: 'auth0|2' }] }, undefined],
    [
      'a login to another organization',
      'member',
      failed,
      { events: [{ ...login, organization_id: 'org_2' }] },
      undefined,
    ],
    ['a login to another application', 'member', failed, { events: [{ ...login, client_id: 'other' }] }, undefined],
    [
      'a login, of an event without an application',
      'member',
      { ...failed, client_id: null },
      { events: [login] },
      login,
    ],
    // Credentials
    ['a login that the profile tells of', 'password', failed, { user: { ...jane, last_login: at('11:00') } }, 'login'],
    ['an earlier login of the profile', 'password', failed, { user: { ...jane, last_login: at('09:00') } }, undefined],
    [
      'a login of the profile, by one of several',
      'password',
      failed,
      { user: { ...several, last_login: at('11:00') } },
      undefined,
    ],
    [
      'a login of the profile, of a block',
      'accountBlocked',
      blocked,
      { user: { ...jane, last_login: at('11:00') } },
      undefined,
    ],
    [
      'a login elsewhere, after a wrong password',
      'password',
      failed,
      { events: [{ ...login, organization_id: '', ip: '::2' }] },
      { ...login, organization_id: '', ip: '::2' },
    ],
    [
      'a login by another connection',
      'password',
      failed,
      { user: several, events: [{ ...login, connection: 'acme-saml' }] },
      undefined,
    ],
    ['a new password', 'password', failed, { events: [{ ...login, type: 'scp' }] }, { ...login, type: 'scp' }],
    ['a new password, of something else', 'member', failed, { events: [{ ...login, type: 'scp' }] }, undefined],
    ['a verified address', 'emailVerified', failed, { events: [{ ...login, type: 'sv' }] }, { ...login, type: 'sv' }],
    [
      'a released block',
      'accountBlocked',
      blocked,
      { events: [{ ...login, type: 'ublkdu' }] },
      { ...login, type: 'ublkdu' },
    ],
    [
      'a new password, of a block',
      'accountBlocked',
      blocked,
      { events: [{ ...login, type: 'scp' }] },
      { ...login, type: 'scp' },
    ],
    [
      'a new password, of one from a breach',
      'breachedPassword',
      failed,
      { events: [{ ...login, type: 'scp' }] },
      { ...login, type: 'scp' },
    ],
    // A block is of the address, too
    ['a login from the same address', 'accountBlocked', blocked, { events: [login] }, login],
    ['a login from another address', 'accountBlocked', blocked, { events: [{ ...login, ip: '::2' }] }, undefined],
    [
      'a login from an unknown address',
      'accountBlocked',
      blocked,
      { events: [{ ...login, ip: null }] },
      { ...login, ip: null },
    ],
    // A connection
    ['a login by the same connection', 'samlTime', failed, { events: [login] }, login],
    [
      'a login by another connection, of the first',
      'samlTime',
      failed,
      { events: [{ ...login, connection: 'acme-saml' }] },
      undefined,
    ],
    // Nobody
    [
      'a login of anybody by the connection',
      'samlTime',
      nobody,
      { events: [{ ...login, user_id: 'auth0|2' }] },
      { ...login, user_id: 'auth0|2' },
    ],
    [
      'a login of anybody by another one',
      'samlTime',
      nobody,
      { events: [{ ...login, user_id: 'auth0|2', connection: 'acme-saml' }] },
      undefined,
    ],
    [
      'a login of anybody, of no connection',
      'samlTime',
      { ...nobody, connection: '' },
      { events: [{ ...login, user_id: 'auth0|2', connection: '' }] },
      undefined,
    ],
    [
      'a login of anybody, of what was typed',
      'samlTime',
      { ...nobody, user_name: 'joe' },
      { events: [{ ...login, user_id: 'auth0|2' }] },
      undefined,
    ],
    // Factors
    [
      'a factor that was passed',
      'mfa',
      { ...failed, type: 'gd_auth_rejected' },
      { events: [{ ...login, type: 'gd_auth_succeed', organization_id: null, client_id: null }] },
      { ...login, type: 'gd_auth_succeed', organization_id: null, client_id: null },
    ],
    [
      'a factor that another person has passed',
      'mfa',
      { ...failed, type: 'gd_auth_rejected' },
      { events: [{ ...login, type: 'gd_auth_succeed', user_id: 'auth0|2' }] },
      undefined,
    ],
    ['a factor that was passed', 'member', failed, { events: [{ ...login, type: 'gd_auth_succeed' }] }, undefined],
    // Settings
    [
      'a URL that is allowed now',
      'callbackUrl',
      mismatch,
      { application: { ...billing, callbacks: ['https://b.example', url] } },
      'setting',
    ],
    [
      'a URL that a wildcard allows',
      'callbackUrl',
      mismatch,
      { application: { ...billing, callbacks: ['https://*.example/callback'] } },
      'setting',
    ],
    [
      'a URL that is not allowed',
      'callbackUrl',
      mismatch,
      { application: { ...billing, callbacks: [`${url}/2`] }, events: [login] },
      undefined,
    ],
    [
      'a URL that the placeholder for the organization allows',
      'callbackUrl',
      ofSubdomain('acme'),
      { application: placeholder },
      'setting',
    ],
    [
      'a URL of another organization than that of the placeholder',
      'callbackUrl',
      ofSubdomain('globex'),
      { application: placeholder },
      undefined,
    ],
    [
      'a URL with a placeholder, without an organization in the request',
      'callbackUrl',
      { ...ofSubdomain('acme'), organization_id: null },
      { application: placeholder },
      undefined,
    ],
    ['a grant that is there now', 'clientGrants', ungranted, { clientGrants: [grant] }, 'setting'],
    [
      'a grant of another API',
      'clientGrants',
      ungranted,
      { clientGrants: [{ ...grant, audience: 'urn:b' }] },
      undefined,
    ],
    [
      'a grant of another application',
      'clientGrants',
      ungranted,
      { clientGrants: [{ ...grant, client_id: 'b' }] },
      undefined,
    ],
    [
      'a grant that is denied',
      'clientGrants',
      ungranted,
      { clientGrants: [{ ...grant, organization_usage: 'deny' }] },
      undefined,
    ],
    ['a token for the same API', 'clientGrants', { ...ungranted, audience: 'urn:api' }, { events: [token] }, token],
    ['a token for another API', 'clientGrants', { ...ungranted, audience: 'urn:b' }, { events: [token] }, undefined],
  ];
  for (const [what, condition, event, change, end] of rows) {
    it(`${end === undefined ? 'is not' : 'is'} ${what}`, () => {
      assert.deepEqual(endOf(condition, event, factsWith({ connections: [saml], ...change }), jane.user_id), end);
    });
  }
});
