import assert from 'node:assert/strict';
import {
  baseUrl,
  dashboardUrl,
  type DomainKind,
  type DomainProblem,
  hasDashboard,
  isCustomDomain,
  isTenantDomain,
  parseDomain,
} from '../../../src/api/tenantDomain.ts';

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
  ['manage.auth0.com/dashboard/eu/acme/', 'acme.eu.auth0.com', 'auth0'],
  ['acme.prod.auth0app.com', 'acme.prod.auth0app.com', 'privateCloud'],
  ['login.example.com', 'login.example.com', 'custom'],
  ['auth0.example.com', 'auth0.example.com', 'custom'],
  ['0xproject.eu.auth0.com', '0xproject.eu.auth0.com', 'auth0'],
  ['\ufeffacme.eu.auth0.com\n', 'acme.eu.auth0.com', 'auth0'],
  ['\u2060acme.eu.auth0.com\u200b ', 'acme.eu.auth0.com', 'auth0'],
  ['auth0.company.example', 'auth0.company.example', 'custom'],
  ['author.example.com', 'author.example.com', 'custom'],
  ['localhost.evil.example', 'localhost.evil.example', 'custom'],
  ['127.0.0.1.evil.example', '127.0.0.1.evil.example', 'custom'],
  [`${'a'.repeat(63)}.example.com`, `${'a'.repeat(63)}.example.com`, 'custom'],
  ['localhost', 'localhost', 'loopback'],
  ['127.0.0.1:4000', '127.0.0.1:4000', 'loopback'],
  ['127.0.0.1:80', '127.0.0.1', 'loopback'],
  ['localhost:443', 'localhost:443', 'loopback'],
  ['https://localhost:443', 'localhost:443', 'loopback'],
  ['localhost:1', 'localhost:1', 'loopback'],
  ['localhost:65535', 'localhost:65535', 'loopback'],
  ['http://localhost:3000/', 'localhost:3000', 'loopback'],
  ['LOCALHOST:3000', 'localhost:3000', 'loopback'],
  ['[::1]', '[::1]', 'loopback'],
  ['[::1]:3000', '[::1]:3000', 'loopback'],
  ['[::1]:80', '[::1]', 'loopback'],
];

const refused: readonly (readonly [input: string, problem: DomainProblem])[] = [
  ['', 'empty'],
  ['   ', 'empty'],
  [' \u200b', 'empty'],
  ['acme.eu\u200b.auth0.com', 'notAscii'],
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
  ...['accounts', 'auth0', 'community', 'login', 'manage', 'support', 'www'].map(
    (service) => [`${service}.auth0.com`, 'notATenant'] as const,
  ),
  ['login.us.auth0.com', 'notATenant'],
  ['cdn.eu.auth0.com', 'notATenant'],
  ['acme.guardian.eu.auth0.com', 'notATenant'],
  ['acme.eu-12.auth0.com', 'notATenant'],
  ['acme.guardian.auth0.com', 'notATenant'],
  ['auth0.com', 'notATenant'],
  ['auth0app.com', 'notATenant'],
  ['eu.auth0.com', 'notATenant'],
  ['javascript:alert(1)', 'notAHost'],
  ['vscode:extension/evil', 'notAHost'],
  ['vscode://evil.extension/path', 'notAHost'],
  ['ftp://acme.auth0.com', 'notAHost'],
  ['file:///etc/passwd', 'notAHost'],
  ['data:text/html,x', 'notAHost'],
  ['blob:https://acme.auth0.com', 'notAHost'],
  ['https:acme.auth0.com', 'notAHost'],
  ['https:/acme.auth0.com', 'notAHost'],
  ['https:\\\\acme.auth0.com', 'notAHost'],
  ['https://https://acme.auth0.com', 'notAHost'],
  ['//acme.auth0.com', 'notAHost'],
  ['\\\\acme.auth0.com', 'notAHost'],
  ['/acme.auth0.com', 'notAHost'],
  ['auth0.com.', 'notAHost'],
  ['acme.auth0.com..', 'notAHost'],
  ['.auth0.com', 'notAHost'],
  ['acme%2eauth0.com', 'notAHost'],
  ['acme.auth0.com%00.evil.example', 'notAHost'],
  ['acme.auth0.com%40evil.example', 'notAHost'],
  ['acme\tcorp.auth0.com', 'notAHost'],
  ['acme.auth0.com\n.evil.example', 'notAHost'],
  ['acme.auth0.com\r\nHost: evil.example', 'notAHost'],
  ['acme\0.auth0.com', 'notAHost'],
  ['acme.auth0.com evil.example', 'notAHost'],
  ['acme.auth0.com,evil.example', 'notAHost'],
  ['acme.auth0.com;evil.example', 'notAHost'],
  ['*.auth0.com', 'notAHost'],
  ['foo.localhost', 'notAHost'],
  ['acme.auth0.com.localhost', 'notAHost'],
  ['localhost.localdomain', 'notAHost'],
  ['localhost.', 'notAHost'],
  ['localhost:3000.evil.example', 'notAHost'],
  [`${'a.'.repeat(125)}com.example`, 'notAHost'],
  ['http://localhost.evil.example', 'plainHttp'],
  ['HTTP://acme.eu.auth0.com', 'plainHttp'],
  ['acme.auth0.com\\.evil.example', 'path'],
  ['acme.auth0.com/@evil.example', 'path'],
  ['acme.auth0.com#@evil.example', 'path'],
  ['acme.auth0.com/\n.evil.example', 'path'],
  ['acme.auth0.com/api/v2/../../x', 'path'],
  ['localhost#.evil.example', 'path'],
  ['https://acme.auth0.com:443@evil.example', 'credentials'],
  ['https://acme.auth0.com@evil.example', 'credentials'],
  ['https://@acme.auth0.com', 'credentials'],
  ['localhost:3000@evil.example', 'credentials'],
  ['127.0.0.1@evil.example', 'credentials'],
  ['acme.eu.auth0.com:443', 'port'],
  ['localhost:0', 'port'],
  ['localhost:65536', 'port'],
  ['localhost:99999', 'port'],
  ['localhost:4000000', 'port'],
  ['localhost:04000', 'port'],
  ['localhost:080', 'port'],
  ['127.0.0.1:', 'port'],
  ['[::1]:0', 'port'],
  ['[::1]:70000', 'port'],
  ['0', 'ipAddress'],
  ['0.0.0.0', 'ipAddress'],
  ['0:80', 'ipAddress'],
  ['127.0.0.1.', 'ipAddress'],
  ['127.0.0.1.:80', 'ipAddress'],
  ['0177.0.0.1', 'ipAddress'],
  ['0x7f.0.0.1', 'ipAddress'],
  ['0x7F000001:80', 'ipAddress'],
  ['0x', 'ipAddress'],
  ['acme.auth0.com.1', 'ipAddress'],
  ['acme.auth0.com.0x7f', 'ipAddress'],
  ['::1', 'ipAddress'],
  ['::', 'ipAddress'],
  ['[::]', 'ipAddress'],
  ['[::1%25lo]', 'ipAddress'],
  ['[0:0:0:0:0:0:0:1]', 'ipAddress'],
  ['[0000::0001]:3000', 'ipAddress'],
  ['[::ffff:127.0.0.1]', 'ipAddress'],
  ['::ffff:127.0.0.1', 'ipAddress'],
  ['fe80::1%lo', 'ipAddress'],
  ['[::1].evil.example', 'ipAddress'],
  ['xn--auth0-abc.com', 'notAscii'],
  ['acme.XN--80ak6aa92e.com', 'notAscii'],
  ['acme.auth\u043e.com', 'notAscii'],
  ['ac\u212ae.auth0.com', 'notAscii'],
  ['\uff41cme.auth0.com', 'notAscii'],
  ['acme.auth\uff10.com', 'notAscii'],
  ['acme\u3002auth0.com', 'notAscii'],
  ['acme\uff0eauth0\uff61com', 'notAscii'],
  ['acme\u200b.auth0.com', 'notAscii'],
  ['acme.au\u00adth0.com', 'notAscii'],
  ['\u202emoc.0htua.emca', 'notAscii'],
  ['acme.auth0.com\u2215.evil.example', 'notAscii'],
  ['acme.auth0.com\uff20evil.example', 'notAscii'],
  ['\uff4cocalhost', 'notAscii'],
  ['127\u30020.0.1', 'notAscii'],
  ['acme-auth0.com', 'lookalike'],
  ['acme.evilauth0app.com', 'lookalike'],
  ['acme.auth0.com-evil.example', 'lookalike'],
  ['acme.auth0-com.evil.example', 'lookalike'],
  ['acme.auth0com.evil.example', 'lookalike'],
  ['acme.auth0app.com.evil.example', 'lookalike'],
  ['acme.autho.com', 'lookalike'],
  ['acme.auth0.com.au', 'lookalike'],
  ['acme.auth0.co.uk', 'lookalike'],
  ['acme.auth0.dev', 'lookalike'],
];

/** For the name of a test, with escapes for what cannot be seen. */
function shortened(input: string): string {
  return JSON.stringify(input.length > 60 ? `${input.slice(0, 60)}…` : input);
}

/** What can turn one host into another, where `URL` or a person reads it. */
const tricks = [
  ...['@', ':', '/', '?', '#', '\\', '.', '%', '[', ']', '-', '_', ' ', '\t', '\n', '\r', '\0', '\u212a', '\u017f'],
  ...['\u00ad', '\u200b', '\u202e', '\u3002', '\uff0e', '\uff10', '\u0430'],
  ...['0', '1', ':80', ':080', ':443', '%2e', '%40', '//', 'https:', 'http://', 'xn--', '0x'],
  ...['.evil.example', '/api/v2'],
];

/** Texts near those that are accepted: with a trick put in at each place, in place of a character too. */
function* variations(): Generator<string> {
  for (const [input] of accepted) {
    for (let at = 0; at <= input.length; at++) {
      for (const trick of tricks) {
        yield `${input.slice(0, at)}${trick}${input.slice(at)}`;
        yield `${input.slice(0, at)}${trick}${input.slice(at + 1)}`;
      }
    }
  }
}

const isLoopback = (hostname: string) => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

describe('Domains', () => {
  for (const [input, domain, kind] of accepted) {
    it(`accepts ${shortened(input)}`, () => {
      assert.deepEqual(parseDomain(input), { domain, kind });
      assert.equal(isTenantDomain(input), input === domain);
      assert.equal(isCustomDomain(domain), kind === 'custom');
      assert.equal(hasDashboard(domain), kind === 'auth0');
    });
  }

  for (const [input, problem] of refused) {
    it(`refuses ${shortened(input)}`, () => {
      assert.deepEqual(parseDomain(input), { problem });
      assert.deepEqual([isTenantDomain(input), isCustomDomain(input)], [false, false]);
    });
  }

  it('are where requests go, whatever was typed', () => {
    let count = 0;
    for (const input of [...accepted.map(([text]) => text), ...variations()]) {
      const parsed = parseDomain(input);
      if ('problem' in parsed) continue;
      const { host, hostname, protocol, href } = new URL(baseUrl(parsed.domain));
      count += 1;
      assert.equal(host, parsed.domain, input);
      assert.equal(href, `${protocol}//${parsed.domain}/`, input);
      assert.equal(protocol, isLoopback(hostname) ? 'http:' : 'https:', input);
      assert.equal(parsed.kind === 'loopback', isLoopback(hostname), input);
    }
    assert.ok(count > 1000, `${count} of the variations are accepted`);
  });

  it('are the ones that a browser would go to', () => {
    for (const input of variations()) {
      const parsed = parseDomain(input);
      // The dashboard is another host on purpose, and of this machine only HTTP is asked.
      if ('problem' in parsed || parsed.kind === 'loopback' || input.includes('/dashboard/')) continue;
      const seen = input.replaceAll(/^[\s\p{Cf}\u3164]+|[\s\p{Cf}\u3164]+$/gu, '');
      const address = /^https:/i.test(seen) ? seen : `https://${seen}`;
      assert.equal(new URL(address).host, parsed.domain, input);
    }
  });

  it('are judged at once, however long the text is', () => {
    const length = 1_000_000;
    const [letters, dots, colons] = ['a', '.', ':'].map((character) => character.repeat(length));
    for (const input of [
      ...[letters, dots, colons, '-'.repeat(length), '1'.repeat(length), '0x'.repeat(length), '@'.repeat(length)],
      ...[`${letters}/\n`, `a.${dots}\n`, `${'a.'.repeat(length)}com`, `${'auth0-'.repeat(length)}.com`],
      ...[`[${colons}`, `a:${'1'.repeat(length)}x`, ' '.repeat(length) + 'x', `x${' '.repeat(length)}x`],
      `https://manage.auth0.com/dashboard/eu/${letters}!`,
    ]) {
      assert.ok('problem' in parseDomain(input ?? ''));
    }
  });

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
