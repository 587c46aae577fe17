import assert from 'node:assert/strict';
import { maskEvent } from '../../../src/sections/eventSecrets.ts';
import { maskInvitation } from '../../../src/sections/maskFields.ts';
import { mask } from '../../../src/text/plainText.ts';
import { maskText } from '../../../src/text/secrets.ts';
import { harmlessMessages, secretMessages } from './secretMessages.ts';

const withoutMarks = (text: string) => text.replace(/[⟦⟧]/g, '');
const masked = (text: string) => text.replace(/⟦[^⟧]*⟧/g, mask);
const secret = 'Kq7SECRETcanary1';

describe('Secrets in messages of others', () => {
  for (const text of secretMessages) {
    it(`are masked, and nothing else: ${JSON.stringify(text)}`, () => {
      assert.ok(text.includes('⟦'));
      const shown = maskText(withoutMarks(text));
      assert.equal(shown, masked(text));
      assert.equal(maskText(shown), shown);
    });
  }

  it('are masked behind and before messages without a secret', () => {
    for (const [index, text] of secretMessages.entries()) {
      // Each message meets every sixth of the others, from another one on.
      for (const harmless of harmlessMessages.filter((_, at) => at % 6 === index % 6)) {
        for (const whole of [`${harmless}\n${text}`, `${text}\n${harmless}`]) {
          const shown = maskText(withoutMarks(whole));
          for (const [, value = ''] of text.matchAll(/⟦([^⟧]{12,})⟧/g)) {
            assert.ok(!shown.includes(value), `${whole} is ${shown}`);
          }
        }
      }
    }
  });

  for (const text of harmlessMessages) {
    it(`are not in ${JSON.stringify(text)}`, () => {
      assert.equal(maskText(text), text);
    });
  }

  for (const details of [
    { state: secret },
    { RelayState: secret },
    { session: secret, PHPSESSID: secret },
    { 'x-functions-key': secret, 'Ocp-Apim-Subscription-Key': secret, AccountKey: secret, STRIPE_KEY: secret },
    { totp: secret, hmac: secret, sig: secret, wresult: secret },
    { motDePasse: secret, mot_de_passe: secret, passwort: secret, kennwort: secret, jeton: secret },
    { list: [{ name: 'x-api-key', value: secret }] },
    {
      errors: [
        { loc: ['body', 'password'], input: secret },
        { parameter: 'token', value: secret },
      ],
    },
    { codes: [secret, 'invalid_grant'] },
    { message: '837465 is your verification code for Acme', text: 'Your code is: 837465', code: 837465, pin: 8374 },
    { password: 123, authorization_code: secret },
  ]) {
    it(`are masked in a log event: ${JSON.stringify(details)}`, () => {
      assert.doesNotMatch(JSON.stringify(maskEvent({ type: 'f', details })), /canary|8374|123/);
    });
  }

  it('are not what an event tells of passwords, tokens, secrets and codes', () => {
    const details = {
      password_history: 5,
      password_strength: 'excellent',
      passwordChangedAt: '2026-11-02T10:00:00.000Z',
      last_password_reset: '2026-11-02T10:00:00.000Z',
      breachedPasswordDetection: { shields: ['block'] },
      tokens: 2,
      max_tokens: 4096,
      token_expires_at: 1767225600,
      access_token_expires_in: 7200,
      token_lifetime_for_web: 7200,
      token_dialect: 'rfc9068_profile',
      token_exchange_profile_id: 'tep_0123456789abcdef',
      token_issuer: 'https://acme.eu.auth0.com/',
      secret_names: ['SENDGRID_API_KEY'],
      secret_version: 2,
      credential_id: 'cred_x9y8z7w6v5',
      signing_key_id: 'abc1234567',
      cookieMode: 'persistent',
      links_count: 2,
      body_size: 4096,
      query_duration_ms: 12,
      exitCode: 1,
      sqlCode: 1045,
      ldapCode: 49,
      sub_code: '52e',
      twilio_code: 21211,
      failureCode: 'AUTH_ERROR_1001',
      zipCode: '75011',
      oauth_code: 'invalid_grant',
      state: 'active',
      session: { id: null },
      list: [{ name: 'host', value: 'acme.example' }],
    };
    assert.deepEqual(maskEvent({ type: 'f', details }), { type: 'f', details });
  });

  it('are masked in a link of an invitation whose sign is encoded, or with a capital', () => {
    const links = ['https://a.example/?invitation&#61;', 'https://a.example/?invitation&#x3D;', '/login?Invitation='];
    const metadata = (end: string) => ({ app_metadata: { links: links.map((link) => `${link}${end}`) } });
    assert.deepEqual(maskInvitation(metadata(secret)), metadata(mask));
  });
});
