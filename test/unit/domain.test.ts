import assert from 'node:assert/strict';
import {
  baseUrl,
  dashboardUrl,
  parseDomain,
  type DomainKind,
  type DomainProblem,
} from '../../src/management/domain.ts';

const accepted: readonly (readonly [input: string, domain: string, kind: DomainKind])[] = [
  ['acme.eu.auth0.com', 'acme.eu.auth0.com', 'auth0'],
  ['  ACME.EU.auth0.com ', 'acme.eu.auth0.com', 'auth0'],
  ['https://acme.eu.auth0.com', 'acme.eu.auth0.com', 'auth0'],
  ['https://acme.eu.auth0.com/', 'acme.eu.auth0.com', 'auth0'],
  ['https://acme.eu.auth0.com/api/v2/', 'acme.eu.auth0.com', 'auth0'],
  ['acme.eu.auth0.com/api/v2', 'acme.eu.auth0.com', 'auth0'],
  ['acme.auth0.com', 'acme.auth0.com', 'auth0'],
  ['dev-1ab2.us.auth0.com', 'dev-1ab2.us.auth0.com', 'auth0'],
  ['https://manage.auth0.com/dashboard/eu/acme/organizations/org_1/overview', 'acme.eu.auth0.com', 'auth0'],
  ['https://manage.auth0.com/dashboard/us/acme', 'acme.us.auth0.com', 'auth0'],
  ['acme.prod.auth0app.com', 'acme.prod.auth0app.com', 'privateCloud'],
  ['login.example.com', 'login.example.com', 'custom'],
  ['auth0.example.com', 'auth0.example.com', 'custom'],
  ['127.0.0.1:4000', '127.0.0.1:4000', 'loopback'],
  ['http://localhost:3000/', 'localhost:3000', 'loopback'],
  ['[::1]:3000', '[::1]:3000', 'loopback'],
];

const refused: readonly (readonly [input: string, problem: DomainProblem])[] = [
  ['', 'empty'],
  ['   ', 'empty'],
  ['https://', 'notAHost'],
  ['acme corp', 'notAHost'],
  ['acme_.eu.auth0.com', 'notAHost'],
  ['-acme.eu.auth0.com', 'notAHost'],
  ['acme..auth0.com', 'notAHost'],
  ['acme.eu.auth0.com.', 'notAHost'],
  [`${'a'.repeat(64)}.eu.auth0.com`, 'notAHost'],
  ['http://acme.eu.auth0.com', 'plainHttp'],
  ['https://acme.eu.auth0.com/authorize', 'path'],
  ['acme.eu.auth0.com/api/v2/organizations', 'path'],
  ['acme.eu.auth0.com?x=1', 'path'],
  ['acme.eu.auth0.com\\@evil.example', 'path'],
  ['acme.auth0.com@evil.example', 'credentials'],
  ['https://user:pass@acme.auth0.com', 'credentials'],
  ['acme.eu.auth0.com:8443', 'port'],
  ['acme.eu.auth0.com:', 'port'],
  ['192.168.1.1', 'ipAddress'],
  ['127.0.0.2', 'ipAddress'],
  ['127.1', 'ipAddress'],
  ['2130706433', 'ipAddress'],
  ['0x7f000001', 'ipAddress'],
  ['0x7f.1', 'ipAddress'],
  ['[::ffff:7f00:1]', 'ipAddress'],
  ['acme', 'tenantNameOnly'],
  ['аcme.auth0.com', 'notAscii'],
  ['xn--cme-7cd.auth0.com', 'notAscii'],
  ['evilauth0.com', 'lookalike'],
  ['acme.auth0.com.evil.example', 'lookalike'],
  ['auth0.co', 'lookalike'],
  ['manage.auth0.com', 'notATenant'],
  ['auth0.auth0.com', 'notATenant'],
  ['login.us.auth0.com', 'notATenant'],
  ['cdn.eu.auth0.com', 'notATenant'],
  ['acme.guardian.eu.auth0.com', 'notATenant'],
  ['auth0.com', 'notATenant'],
];

describe('Domains', () => {
  for (const [input, domain, kind] of accepted) {
    it(`accepts "${input}"`, () => {
      assert.deepEqual(parseDomain(input), { domain, kind });
    });
  }

  for (const [input, problem] of refused) {
    it(`refuses "${input}"`, () => {
      assert.deepEqual(parseDomain(input), { problem });
    });
  }

  it('are reached over HTTPS but for this machine', () => {
    assert.equal(baseUrl('acme.eu.auth0.com'), 'https://acme.eu.auth0.com');
    assert.equal(baseUrl('localhost.example.com'), 'https://localhost.example.com');
    assert.equal(baseUrl('127.0.0.1:4000'), 'http://127.0.0.1:4000');
  });

  it('have a dashboard where it is known', () => {
    const overview = 'organizations/org_1/overview';
    assert.equal(dashboardUrl('acme.eu.auth0.com', 'org_1'), `https://manage.auth0.com/dashboard/eu/acme/${overview}`);
    assert.equal(dashboardUrl('acme.auth0.com', 'org_1'), `https://manage.auth0.com/dashboard/us/acme/${overview}`);
    assert.equal(dashboardUrl('login.example.com', 'org_1'), undefined);
    assert.equal(dashboardUrl('acme.prod.auth0app.com', 'org_1'), undefined);
  });
});
