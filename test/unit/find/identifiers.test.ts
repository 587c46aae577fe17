import assert from 'node:assert/strict';
import { isOfMetadata, isRealUserId, usageOf, usedIn } from '../../../src/find/identifiers.ts';
import { readQuestion } from '../../../src/organizations/searchQuery.ts';

const clientId = 'MHy2uKcHF9alXCMcUjWlfVwseVdZgSFr';
const connectionId = 'con_0123456789abcdef';
const id = 'org_VGZx1ySGh6PrYv0Y';
const address = 'jane@acme.example';
const userId = 'auth0|5f7c8ec7c33c6c004bbafe82';

/** Whether a text is about metadata alone, where the organizations that are loaded have some keys. */
const isMetadata = (text: string, ...keys: readonly string[]) =>
  isOfMetadata(readQuestion(text), (key) => keys.includes(key));

describe('A text with a colon', () => {
  for (const text of [
    `billing_contact:${address}`,
    `billing_email:"${address}"`,
    `-email:${address}`,
    `plan:pro billing_contact:${address}`,
    `sso:${connectionId}`,
    `sso:"${connectionId}"`,
    `crm_id:${clientId}`,
    `parent:${id}`,
    'status: acme.example',
    `owner:${userId}`,
    `owner:${userId},`,
    `owner:'${address}'`,
    `owner:"Jane Doe <${address}>"`,
    `crm_id:'${clientId}'`,
    `sso:${connectionId},`,
    'website:acme.example',
    'website:https://acme.example',
    'website:https://acme.example/?tab=a|b',
    `crm:https://crm.example/users/${address}`,
    `owner:“${address}”`,
    'plan:*',
  ]) {
    it(`is about metadata: ${text}`, () => {
      assert.ok(isMetadata(text));
    });
  }

  for (const [text, used = text] of [
    [address],
    ['acme.example'],
    [id],
    [`mailto:${address}`, address],
    [`email:${address}`, address],
    [`email: ${address}`, address],
    [`"email":"${address}",`, address],
    [`  "requester": "${address}",`, address],
    [`{"email":"${address}"}`, address],
    ['user: bounce+a=b@acme.example', 'bounce+a=b@acme.example'],
    ['bounce+a=b@acme.example'],
    ['bounce+jane.mail=acme.example@lists.example'],
    ['jane=doe@acme.example'],
    [`TEST_USER=${address}`, address],
    [`please ask ${address}`],
    [`At 12:30 ${address} was refused`],
    [`2026-11-30T09:12:33Z login to ${id} failed`],
    [`email: o'brien@acme.example`, `o'brien@acme.example`],
    [`'email': 'o'brien@acme.example',`, `o'brien@acme.example`],
    [`<${address}>`, address],
    [`Jane Doe <${address}>,`, address],
    [`"${clientId}",`, clientId],
    [userId],
    [`user_id:${userId}`, userId],
    [`user_id: ${userId}`, userId],
    [`"user_id":"${userId}",`, userId],
    [`sub='${userId}'`, userId],
    ['customer: Acme|EU'],
    ['user_id: oidc|acme|issuer:jane@acme.example', 'oidc|acme|issuer:jane@acme.example'],
    ['oidc|acme|issuer:jane@acme.example'],
    [`https://acme.example/organizations/${id}`],
    [`https://${address}/`],
    [`AUTH0_CLIENT_ID=${clientId}`, clientId],
    [`"client_id": "${clientId}",`, clientId],
    [`"client_id":"${clientId}",`, clientId],
    [`client_id:${clientId}`, clientId],
    [`connection_id: ${connectionId}`, connectionId],
    [`org_id:${id}`],
    ['status:  jane@acme.example', 'jane@acme.example'],
    [`"azp": "${clientId}",`, clientId],
    [`NEXT_PUBLIC_AUTH0_CLIENT_ID: ${clientId}`, clientId],
    [`saml: ${connectionId}`, connectionId],
    [`default_organization: ${id}`],
    [`vscode://organization-inspector.organization-inspector/open?domain=acme.eu.auth0.com&organization=${id}`],
    [`auth0OrgId:${id}`],
    [`${id}::${connectionId}`, connectionId],
    [`.env:3:AUTH0_ORGANIZATION=${id}`],
    [`.env:4:AUTH0_CLIENT_ID=${clientId}`, clientId],
    [`--set=auth0.clientId=${clientId}`, clientId],
    [`-var="client_id=${clientId}"`, clientId],
    [`client_id==${clientId}`, clientId],
    [`client_id=${clientId}&scope=openid`, clientId],
    [`https://acme.eu.auth0.com/authorize?a=1&client_id=${clientId}&scope=openid`, clientId],
    [`user_id=${userId}&state=a`, userId],
    [`https://acme.example/callback?sub=${userId}&state=a&code=b`, userId],
    ['samlp|acme|a/b?c=d&e#f%20g'],
    [`mailto:${address}?subject=Login`, address],
    [`https://acme.eu.auth0.com/authorize?login_hint=${address}&scope=openid`, address],
    [`email=${address}`, address],
    [`https://manage.auth0.com/dashboard/eu/acme/applications/${clientId}/settings`, clientId],
    [`https://manage.auth0.com/dashboard/eu/acme/connections/database/${connectionId}/settings`, connectionId],
    [`https://acme.eu.auth0.com/api/v2/clients/${clientId}?fields=name`, clientId],
    [`https://acme.eu.auth0.com/api/v2/connections/${connectionId}`, connectionId],
    ['https://acme.eu.auth0.com/api/v2/users/auth0%7Cjane/roles', 'auth0|jane'],
    ['https://acme.eu.auth0.com/api/v2/users/samlp%7Cokta%7Cjane%40acme.example', 'samlp|okta|jane@acme.example'],
    [`https://acme.example/users/login?login_hint=${address}`, address],
    ['https://acme.eu.auth0.com/api/v2/users/%7'],
    [`ADMIN_EMAIL=${address}`, address],
    [`.env:3:ADMIN_EMAIL=${address}`, address],
    [`-var="admin_email=${address}"`, address],
    ['user: bounce+user=acme.example@lists.example', 'bounce+user=acme.example@lists.example'],
    [`login_hint=${address}`, address],
    [`?user.email=${address}`, address],
    [`“${address}”`, address],
    [`‘${address}’`, address],
    [`email: ‘${address}’,`, address],
    [`‘${userId}’`, userId],
    [`user_id: “${userId}”`, userId],
    [`«\u00a0${clientId}\u00a0»`, clientId],
    [`\`${connectionId}\``, connectionId],
    ['user_id: auth0|jane', 'auth0|jane'],
    ['sub: samlp|okta|jane', 'samlp|okta|jane'],
    ['note: foo|bar'],
    ['env=prod|staging'],
    // The dashboard shows the ID of a user percent-encoded, and then in Base64.
    [`https://manage.auth0.com/dashboard/eu/acme/users/${btoa(encodeURIComponent(userId))}`, userId],
    [
      `https://manage.auth0.com/#/users/${btoa(encodeURIComponent('github|ab')).replaceAll('=', '')}/roles`,
      'github|ab',
    ],
    ['https://manage.auth0.com/dashboard/eu/acme/users/YXV0aDAlN0NhYg%3D%3D', 'auth0|ab'],
    ['https://manage.auth0.com/dashboard/eu/acme/users/YWJj'],
    [
      `https://manage.auth0.com/dashboard/eu/acme/connections/enterprise/okta/${connectionId}/provisioning`,
      connectionId,
    ],
    [`https://manage.auth0.com/#/applications/${clientId}/settings`, clientId],
    [`Please go to 'https://manage.auth0.com/#/applications/${clientId}/settings' and make sure`, clientId],
    [`https://manage.auth0.com/dashboard/#/connections/database/${connectionId}/security`, connectionId],
    [`manage.auth0.com/dashboard/eu/acme/applications/${clientId}/settings`, clientId],
    [`<https://manage.auth0.com/dashboard/eu/acme/applications/${clientId}/settings>`, clientId],
    ['"https://acme.eu.auth0.com/api/v2/users/auth0%7Cjane",', 'auth0|jane'],
    ['GET /api/v2/users/auth0%7Cjane/organizations', 'auth0|jane'],
    ['/api/v2/users/auth0%7Cjane /api/v2/users/auth0%7Cjoe'],
    ['https://acme.eu.auth0.com/api/v2/users-by-email?email=jane%2Bx%40acme.example', 'jane+x@acme.example'],
    ['sub=auth0%7Cjane', 'auth0|jane'],
    [`${userId},${address},Jane`, userId],
    [`| ${userId} | ${address} |`, userId],
    [`${address}\tJane\t2026`, address],
    [`Jane;${address}`, address],
    [`"${address}","Jane"`, address],
    [`{"user_id":"${userId}","email":"${address}"}`, userId],
    [`{"client_id":"${clientId}","name":"Web"}`, clientId],
    [`${userId},google-oauth2|1234`],
    [`${address}, joe@acme.example`],
    [`${clientId},${connectionId}`],
    [`"clients": ["${clientId}"],`, clientId],
    [`- ${clientId}`, clientId],
    [`1. ${address}`, address],
    [`(${address})`, address],
    [`${address}.`, address],
    [`(${userId}).`, userId],
    [`${userId}:`, userId],
    [`The client ${clientId} is not authorized`, clientId],
    [`connection ${connectionId} of ${address}`, connectionId],
    [`user ${userId} cannot log in`, userId],
    [`${clientId} and ${connectionId}`],
    ['auth0|jane doe'],
  ] as const) {
    it(`is not about metadata, and names ${used}: ${text}`, () => {
      assert.ok(!isMetadata(text));
      assert.equal(usedIn(text), used);
    });
  }

  it('is the ID of a user alone, and no name with a bar', () => {
    const texts = [userId, 'google-oauth2|1234', 'Acme|EU', 'acme|eu', `${userId} and more`, `sub: ${userId}`];
    assert.deepEqual(texts.filter(isRealUserId), [userId, 'google-oauth2|1234']);
  });

  it('is about metadata where an organization that is loaded has its label as a key', () => {
    assert.ok(isMetadata(`email:${address}`, 'email'));
    assert.ok(isMetadata(`org_id:${id}`, 'org_id'));
    assert.ok(isMetadata(`dashboard:https://acme.example/organizations/${id}`, 'dashboard'));
    assert.ok(!isMetadata(`email:${address}`, 'plan'));
  });

  for (const [text, used] of [
    ['acme.example', 'acme.example'],
    ['ACME.Example', 'acme.example'],
    ['xn--kme-sna.example', 'xn--kme-sna.example'],
    ['köme.example', 'köme.example (xn--kme-sna.example)'],
    ['Ko\u0308me.example', 'Ko\u0308me.example (xn--kme-sna.example)'],
    ['jane@köme.example', 'köme.example (xn--kme-sna.example)'],
    ['@köme.example', 'köme.example (xn--kme-sna.example)'],
    ['faß.example', 'faß.example (xn--fa-hia.example)'],
    ['例え.テスト', '例え.テスト (xn--r8jz45g.xn--zckzah)'],
    ['مثال.example', '\u2068مثال\u2069.example (xn--mgbh0fb.example)'],
    // Cyrillic, full width, and a letter that is not seen.
    ['\u0430cme.example', '\u0430cme.example (xn--cme-5cd.example)'],
    ['ａｃｍｅ.example', 'ａｃｍｅ.example (acme.example)'],
    ['ac\u034fme.example', String.raw`ac\u034fme.example (acme.example)`],
  ] as const) {
    it(`leads to the organizations with the domain ${used}: ${text}`, () => {
      const { label = '', used: asked = '' } = usageOf(text) ?? {};
      assert.equal(label, `Find the organizations with the discovery domain ${used}`);
      assert.match(asked, /^[a-z\d.-]+$/);
      assert.ok(used.includes(asked));
    });
  }

  for (const text of [
    'köme',
    'köme..example',
    'köme.example/a',
    'köme.example:1',
    'kö me.example',
    '１９２.0.2.1',
    'xn--é.example',
  ]) {
    it(`leads to no domain: ${text}`, () => {
      assert.equal(usageOf(text), undefined);
    });
  }

  it('leads to the domain of an address', () => {
    assert.equal(usageOf(address)?.used, 'acme.example');
    assert.equal(usageOf(usedIn(`mailto:${address}`))?.used, 'acme.example');
    assert.equal(usageOf('plan:acme.example'), undefined);
  });
});
