import assert from 'node:assert/strict';
import { UnsecuredJWT } from 'jose';
import { assertUsable, readAccessToken, writingScopes } from '../../../src/api/accessToken.ts';
import { tokenInText } from '../../../src/api/tokenEndpoint.ts';
import { ApiError, type Reason } from '../../../src/api/apiError.ts';

const domain = 'acme.eu.auth0.com';
const nowMs = 1_800_000_000_000;
const usable = {
  iss: `https://${domain}/`,
  aud: `https://${domain}/api/v2/`,
  exp: nowMs / 1000 + 60,
  scope: 'read:clients read:organizations',
};

/** A token with these claims; nobody here can check a signature, so any will do. */
function tokenOf(claims: Readonly<Record<string, unknown>>): string {
  return `${new UnsecuredJWT(claims).encode()}c2ln`;
}

function problemOf(token: string): { readonly reason: Reason } | undefined {
  try {
    assertUsable(token, domain, nowMs);
    return undefined;
  } catch (error) {
    assert.ok(error instanceof ApiError);
    return { reason: error.reason, ...error.details };
  }
}

describe('Access tokens', () => {
  it('are found in what people copy with them', () => {
    for (const text of [
      'a.b.c',
      ' a.b.c\n',
      'Bearer a.b.c',
      'Authorization: Bearer a.b.c',
      '"a.b.c"',
      "'Bearer a.b.c'",
      '"authorization": "Bearer a.b.c",',
      'Bearer "a.b.c"',
      '{"access_token":"a.b.c","scope":"read:organizations","expires_in":86400,"token_type":"Bearer"}',
      // Terminals break long lines, and an input box makes a space of each end of a line.
      'Bearer a.b\n .c',
      'a. b.c',
    ]) {
      assert.equal(tokenInText(text), 'a.b.c', text);
    }
    assert.equal(tokenInText('bearer'), 'bearer');
  });

  it('are found in code, commands and quotes of mails, if there is one', () => {
    const token = tokenOf(usable);
    for (const text of [
      `export TOKEN=${token}`,
      `AUTH0_MGMT_TOKEN="${token}"`,
      `access_token: ${token}`,
      `curl --header 'authorization: Bearer ${token}' https://${domain}/api/v2/organizations`,
      `{'access_token': '${token}'}`,
      String.raw`{\"access_token\":\"${token}\"}`,
      `“${token}”`,
      `«\u00a0${token}\u00a0»`,
      `${token}.`,
      `TOKEN=${token}; echo ${token}`,
      `TOKEN=${token}\nDOMAIN=${domain}`,
      `VALID_TOKEN=${token}`,
      `const androidToken = '${token}';`,
      `the error invalid_token: ${token}`,
    ]) {
      assert.equal(tokenInText(text), token, text);
    }
    for (const text of [
      `{"access_token":"opaque","id_token":"${token}"}`,
      `{'access_token': 'opaque', 'id_token': '${token}'}`,
      `AUTH0_ID_TOKEN=${token}`,
      `const userIdToken = '${token}';`,
      `ID token: ${token}`,
    ]) {
      assert.equal(readAccessToken(tokenInText(text)), undefined, text);
    }
    const two = `ID_TOKEN=${tokenOf({ ...usable, aud: 'portal' })} TOKEN=${token}`;
    assert.equal(readAccessToken(tokenInText(two)), undefined);
  });

  it('are read without their key', () => {
    assert.deepEqual(readAccessToken(tokenOf({ ...usable, aud: [usable.aud, `https://${domain}/userinfo`] })), {
      expiresAt: usable.exp,
      hosts: [domain, domain],
      scopes: ['read:clients', 'read:organizations'],
    });
  });

  it('have no end that no date can be', () => {
    for (const exp of [1e300, 8.65e12, -1e300]) {
      assert.equal(readAccessToken(tokenOf({ ...usable, exp }))?.expiresAt, undefined);
      assert.equal(problemOf(tokenOf({ ...usable, exp })), undefined);
    }
    assert.equal(readAccessToken(tokenOf({ ...usable, exp: 8.64e12 }))?.expiresAt, 8.64e12);
  });

  it('are usable for their own tenant', () => {
    assert.equal(problemOf(tokenOf(usable)), undefined);
  });

  it('are usable with the audience of the tenant though somebody else issued them, as for the Auth0 CLI', () => {
    assert.equal(problemOf(tokenOf({ ...usable, iss: 'https://auth0.auth0.com/' })), undefined);
  });

  it('are usable with only the summary scope, and where they list no scopes', () => {
    assert.equal(problemOf(tokenOf({ ...usable, scope: 'read:organizations_summary' })), undefined);
    assert.equal(problemOf(tokenOf({ ...usable, scope: undefined })), undefined);
  });

  it('are refused when they are no JSON Web Tokens', () => {
    const jwe = `${tokenOf(usable)}.aaaa.bbbb`;
    const notText = `${tokenOf(usable)}\n`;
    for (const token of ['', 'abc', 'a.b.c', 'eyJhbGciOiJub25lIn0.bnVsbA.c2ln', 'kPZ8_client-secret', jwe, notText]) {
      assert.deepEqual(problemOf(token), { reason: 'malformedToken' }, token);
    }
  });

  it('are refused from the second in which they expire', () => {
    assert.deepEqual(problemOf(tokenOf({ ...usable, exp: nowMs / 1000 })), { reason: 'expiredToken' });
    assert.equal(problemOf(tokenOf({ ...usable, exp: nowMs / 1000 + 1 })), undefined);
  });

  it('are refused for another tenant, which is named, also where Auth0 issued them for it', () => {
    for (const iss of ['https://other.us.auth0.com/', 'https://auth0.auth0.com/']) {
      const token = tokenOf({ ...usable, iss, aud: ['https://other.us.auth0.com/api/v2/'] });
      assert.deepEqual(problemOf(token), { reason: 'otherTenant', tokenHost: 'other.us.auth0.com' }, iss);
    }
  });

  it('are refused without a scope that allows reading organizations', () => {
    assert.deepEqual(problemOf(tokenOf({ ...usable, scope: 'read:clients create:organizations' })), {
      reason: 'insufficientScope',
      scopes: ['read:organizations', 'read:organizations_summary'],
    });
  });

  it('name no host for what is no address, and no scope for spaces', () => {
    const claims = { iss: 'acme', aud: [7, 'urn:acme', `https://${domain}/api/v2/users`], scope: ' read:clients  ' };
    assert.deepEqual(readAccessToken(tokenOf(claims)), { hosts: [], scopes: ['read:clients'] });
    assert.equal(problemOf(tokenOf({ aud: `https://${domain}/api/v2` })), undefined);
  });

  it('allow more than reading by each scope of the API that is not for reading', () => {
    const writing = ['update:organizations', 'delete:users', 'create:read:things'];
    // The Auth0 CLI asks for `openid` first.
    assert.deepEqual(writingScopes(['openid', 'read:organizations', ...writing, 'read:users', 'profile']), writing);
  });
});
