import assert from 'node:assert/strict';
import { maskEvent } from '../../../src/sections/eventSecrets.ts';
import { eventsWithOrganization, eventsWithoutOrganization } from '../../tenant/contents/eventSamples.ts';

const canary = 'SECRETcanary1';
const jsonWebToken = 'eyJhbGciOiJIUzI1NiJ9.eyJTRUNSRVRjYW5hcnkxIjoxfQ.SECRETcanary1';

describe('Secrets in log events', () => {
  for (const details of [
    { qs: { invitation: canary } },
    { qs: canary },
    { invitation: { ticket_id: canary } },
    { request: { body: [canary], query: { code: canary }, headers: { a: canary } }, response: { body: canary } },
    { request: { auth: { credentials: { jti: canary } } } },
    { error: { message: 'No', payload: { anything: canary } } },
    { code: canary, user_code: canary, bindingCode: canary, otp: canary, pin: canary },
    { accessToken: canary, 'x-refresh-token': canary, client_secret: canary, 'Set-Cookie': canary },
    { Authorization: canary, newPassword: canary, code_verifier: canary, apiKey: canary, recovery_key: canary },
    { client_assertion: canary, email_link: canary, resetLink: canary, passcode: canary, ticket: [canary] },
    { url: `https://acme.example/lo/reset?ticket=${canary}#${canary}`, other: `https://acme.example#${canary}` },
    { uri: `https://${canary}@acme.example/`, also: `com.acme.app://u:${canary}@callback/x?y` },
    { text: `See https://acme.example/a?b=${canary}, or /authorize?invitation=${canary}&x=y` },
    { text: `Bearer ${canary}`, basic: `Authorization: Basic ${canary}`, form: `a=b&password=${canary}` },
    { text: `{"a":"b","refresh_token": "${canary}"}`, escaped: `{\\"otp\\":\\"${canary}\\"}` },
    { text: `The token ${jsonWebToken} has expired`, encoded: `next%3Dtoken%3D${jsonWebToken}` },
    { text: `{"message":"{\\"password\\":\\"${canary}\\"}"}`, quote: `{"password":"a\\"${canary}"}` },
    { text: `{"otp": 12${canary}}`, program: `{ password: '${canary}' }`, named: `{'access token':'${canary}'}` },
    { text: `password="a ${canary}"`, spaced: `password = ${canary}`, comma: `password=a,${canary}` },
    { text: `{"password":"${'x'.repeat(20_000)}${canary}"}`, cutOff: `{"password":"${canary}` },
    { text: `{"body":{"a":"${canary}"}}`, list: `{"tokens":["${canary}"]}`, link: `https://acme.example?x='${canary}` },
    { sid: canary, session_id: canary, 'x-api-key': canary, userCode: canary, 'connect.sid': canary, csrf: canary },
    { actions: { executions: [{ consoleOut: `login\nclient_secret = my ${canary} words\n`, error: { msg: null } }] } },
    { error: { message: `Invalid device code ${canary}`, oauthError: `nonce ${canary}` } },
    { list: [{ key: 'password', value: canary }], headers: 1, more: [{ Name: 'X-Api-Key', Value: canary }] },
    {
      errors: [
        { param: 'password', msg: 'Invalid value', value: canary },
        { path: 'newPassword', value: canary },
      ],
    },
    {
      list: [
        ['cookie', `a=${canary}`],
        ['authorization', canary],
      ],
    },
    { path: 'a', name: 'password', value: canary, list: [[`token=${canary}`, 1]] },
    { invalid_token: canary, unknown_refresh_token: `${canary}.x` },
    { bindpw: canary, bindPW: canary, db_pass: canary, motdepasse: canary, pincode: 4839, '2fa_secret': canary },
    { OTPCode: canary, SMSCode: canary, authcode: canary, pass: canary, SAMLResponse: canary, signing_key: canary },
  ]) {
    it(`are masked: ${JSON.stringify(details)}`, () => {
      const text = JSON.stringify(maskEvent({ type: 'f', description: '', details }));
      assert.ok(!text.includes(canary), text);
      assert.ok(text.includes('••••••'));
    });
  }

  it('are masked in every event of the local tenant that has one', () => {
    const subject = { organizationId: 'org_1', userId: 'auth0|1', secret: () => canary };
    for (const event of [...eventsWithOrganization(subject), ...eventsWithoutOrganization(subject)]) {
      assert.ok(!JSON.stringify(maskEvent(event)).includes(canary), JSON.stringify(event));
    }
  });

  it('are not what tells a person what happened', () => {
    const event = {
      log_id: '900',
      error_code: 'AADSTS50105',
      date: '2026-08-01T09:00:00.000Z',
      type: 'f',
      description: 'user auth0|1 is not part of the org_1 organization',
      organization_name: 'acme',
      ip: '203.0.113.7',
      user_agent: 'Chrome 138.0.0 / Mac OS X 10.15.7',
      scope: ['openid', 'profile'],
      audience: 'https://api.acme.example/v1',
      location_info: { country_code: 'SE', country_code3: 'SWE' },
      details: {
        error: {
          message: 'invalid invitation ticket (client_id mismatch)',
          oauthError: 'access_denied',
          error_code: 1,
          code: 'ECONNREFUSED',
        },
        response: { statusCode: 400, status_code: 400 },
        invitation: { id: 'uinv_1', invitee: { email: 'a+b=c@acme.example' } },
        request: { method: 'post', path: '/api/v2/organizations', auth: { user: { email: 'jane@acme.example' } } },
        n: null,
        accessedSecrets: ['client_secret'],
        subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
        passwordless: 'email',
        list: [{ key: 'password', value: '' }, { path: '/oauth/token', value: 'a' }, ['password', 'email']],
        invalid_token: 'jwt expired',
        password: null,
        token: '',
        password_changed: true,
        notes: [
          'Missing basic authentication.',
          'Bearer token is missing',
          'invalid_token: jwt expired',
          'response_type=code&code_challenge_method=S256',
        ],
      },
    };
    assert.deepEqual(maskEvent(event), event);
  });
});
