import assert from 'node:assert/strict';
import { vscodeLink, searchLink } from '../../../src/documents/vscodeLink.ts';
import { type LinkProblem, parseLink } from '../../../src/links/parseLink.ts';

const domain = 'acme.eu.auth0.com';
const id = 'org_VGZx1ySGh6PrYv0Y';

const wrong: readonly (readonly [query: string, problem: LinkProblem])[] = [
  ['', 'otherLink'],
  [`domain=${domain}`, 'otherLink'],
  [`domain=${domain}&id=`, 'otherLink'],
  [`domain=${domain}&id=acme`, 'otherLink'],
  [`domain=${domain}&id=org_`, 'otherLink'],
  [`domain=${domain}&id=org_${'x'.repeat(47)}`, 'otherLink'],
  [`domain=${domain}&id=${id}/members`, 'otherLink'],
  [`domain=${domain}&id=${id}%2F..%2F..%2Fusers`, 'otherLink'],
  [`domain=${domain}&id=../users`, 'otherLink'],
  [`domain=${domain}&id=${id};rm -rf ~`, 'otherLink'],
  [`domain=${domain}&id=$(calc)`, 'otherLink'],
  [`domain=${domain}&id=${id}%00`, 'otherLink'],
  [`domain=${domain}&id=${id}%0AHost: evil.example`, 'otherLink'],
  [`domain=${domain}&id=[x](command:workbench.action.quit)`, 'otherLink'],
  [`domain=${domain}&name=Acme`, 'otherLink'],
  [`domain=${domain}&name=../../users`, 'otherLink'],
  [`domain=${domain}&name=acme%3Ffields=x`, 'otherLink'],
  [`domain=${domain}&id=${id}&name=acme`, 'otherLink'],
  [`domain=${domain}&id=${id}&id=org_other`, 'otherLink'],
  [`domain=${domain}&domain=evil.example&id=${id}`, 'otherLink'],
  [`id=${id}&section=connections`, 'otherLink'],
  [`domain=${domain}&name=acme&section=connections`, 'otherLink'],
  [`domain=${domain}&user=auth0|1&section=events`, 'otherLink'],
  [`domain=${domain}&section=connections`, 'otherLink'],
  [`domain=${domain}&id=${id}&section=`, 'otherLink'],
  [`domain=${domain}&id=${id}&section=connections/`, 'otherLink'],
  [`domain=${domain}&id=${id}&section=members/../..`, 'otherLink'],
  [`domain=${domain}&id=${id}&section=members/%252e%252e/roles`, 'otherLink'],
  [`domain=${domain}&id=${id}&section=members/%25zz`, 'otherLink'],
  [`domain=${domain}&id=${id}&section=members&section=connections`, 'otherLink'],
  ['user=auth0|1', 'otherLink'],
  ['client=EQEL1', 'otherLink'],
  [`domain=${domain}&user=jane`, 'otherLink'],
  [`domain=${domain}&user=auth0|1&user=auth0|2`, 'otherLink'],
  [`domain=${domain}&user=auth0|1&id=${id}`, 'otherLink'],
  [`domain=${domain}&user=auth0|1&client=EQEL1`, 'otherLink'],
  [`domain=${domain}&client=`, 'otherLink'],
  [`domain=${domain}&client=..%2Fusers`, 'otherLink'],
  [`domain=${domain}&client=a b`, 'otherLink'],
  [`domain=acme.eu.auth0.co&user=auth0|1`, 'lookalike'],
  [`domain=${domain}:443&client=EQEL1`, 'port'],
  [`domain=&id=${id}`, 'empty'],
  [`domain=https://${domain}@evil.example&id=${id}`, 'credentials'],
  [`domain=${domain}:443&id=${id}`, 'port'],
  [`domain=${domain}/users&id=${id}`, 'path'],
  [`domain=${domain}%2F..&id=${id}`, 'path'],
  [`domain=http://${domain}&id=${id}`, 'plainHttp'],
  [`domain=javascript:alert(1)&id=${id}`, 'notAHost'],
  [`domain=file:///etc/passwd&id=${id}`, 'notAHost'],
  [`domain=169.254.169.254&id=${id}`, 'ipAddress'],
  [`domain=0x7f.1&id=${id}`, 'ipAddress'],
  [`domain=acme.eu.auth0.com.evil.example&id=${id}`, 'lookalike'],
  [`domain=acme.eu.auth0.co&id=${id}`, 'lookalike'],
  [`domain=аcme.eu.auth0.com&id=${id}`, 'notAscii'],
  [`domain=xn--cme-5cd.eu.auth0.com&id=${id}`, 'notAscii'],
  [`domain=manage.auth0.com&id=${id}`, 'notATenant'],
  [`domain=acme&id=${id}`, 'tenantNameOnly'],
];

describe('Links from outside', () => {
  const parse = (query: string, path = '/open') => parseLink({ path, query });

  it('ask for an organization by its ID or by its name', () => {
    assert.deepEqual(parse(`domain=${domain}&id=${id}`), { domain, by: 'id', key: id });
    assert.deepEqual(parse(`name=acme-corp_1&domain=${domain}`), { domain, by: 'name', key: 'acme-corp_1' });
  });

  it('ask for something in an organization, for a user or for an application', () => {
    const inside = (path: readonly string[]) => ({ domain, by: 'section', key: id, path });
    assert.deepEqual(parse(`domain=${domain}&id=${id}&section=connections`), inside(['connections']));
    assert.deepEqual(
      parse(`domain=${domain}&id=${id}&section=members/auth0%257C1%252F2/events`),
      inside(['members', 'auth0|1/2', 'events']),
    );
    assert.deepEqual(parse(`domain=${domain}&user=auth0|1`), { domain, by: 'user', key: 'auth0|1' });
    assert.deepEqual(parse(`client=EQEL1&domain=${domain}`), { domain, by: 'client', key: 'EQEL1' });
  });

  it('are the ones that are written for others to follow, whatever the keys hold', () => {
    /** What VS Code makes of a link before it asks the extension. */
    const follow = (link: string) => {
      const [, path = '', query = ''] = /^vscode:\/\/[\w.-]+(\/open)\?([!-~]+)$/.exec(link) ?? [];
      return parse(decodeURIComponent(query), path);
    };
    for (const key of [
      'auth0|1',
      'samlp|acme|jane+x@acme.example',
      'a|b&user=c#d?e%f/g h',
      'a|ü\ud83d\ude80',
      "a|('*~')",
    ]) {
      assert.deepEqual(follow(vscodeLink('vscode', { domain, userId: key })), {
        domain,
        by: 'user',
        key,
      });
      for (const path of [
        ['members', key],
        ['members', key, 'events'],
      ]) {
        const link = vscodeLink('vscode', { domain, id, path });
        assert.deepEqual(follow(link), { domain, by: 'section', key: id, path });
      }
    }
    assert.deepEqual(follow(vscodeLink('vscode', { domain, clientId: 'EQ-1_' })), {
      domain,
      by: 'client',
      key: 'EQ-1_',
    });
    const organization = vscodeLink('vscode', { domain, id, path: [] });
    assert.equal(organization, `vscode://organization-inspector.organization-inspector/open?domain=${domain}&id=${id}`);
    assert.deepEqual(follow(organization), { domain, by: 'id', key: id });
  });

  it('ask to explain the login of a user to an organization, through an application if one is named', () => {
    const userId = 'samlp|a|b&c=d@acme.example';
    for (const clientId of [undefined, 'EQ-1_']) {
      const login = { domain, organizationId: id, userId, ...(clientId !== undefined && { clientId }) };
      const [, path = '', query = ''] =
        /^vscode:\/\/[\w.-]+(\/explain)\?([!-~]+)$/.exec(vscodeLink('vscode', login)) ?? [];
      assert.deepEqual(parse(decodeURIComponent(query), path), { domain, by: 'login', key: id, userId, clientId });
    }
    // VS Code has decoded `%2B` of a link that somebody else wrote.
    const plus = parse(`domain=${domain}&id=${id}&user=samlp|acme|jane+x@acme.example`, '/explain');
    assert.deepEqual(plus, {
      domain,
      by: 'login',
      key: id,
      userId: 'samlp|acme|jane+x@acme.example',
      clientId: undefined,
    });
    assert.deepEqual(parse(`domain=${domain}&user=samlp|acme|jane+x@acme.example`, '/open'), {
      domain,
      by: 'user',
      key: 'samlp|acme|jane+x@acme.example',
    });
    const good = `domain=${domain}&id=${id}&user=auth0|1`;
    for (const query of [
      `id=${id}&user=auth0|1`,
      `domain=${domain}&user=auth0|1`,
      `domain=${domain}&id=acme&user=auth0|1`,
      `domain=${domain}&id=${id}`,
      `domain=${domain}&id=${id}&user=jane`,
      `${good}&user=auth0|2`,
      `${good}&id=${id}`,
      `${good}&domain=evil.example`,
      `${good}&client=a b`,
      `${good}&client=A&client=B`,
    ]) {
      assert.ok('problem' in parse(query, '/explain'), query);
    }
    assert.deepEqual(parse(`domain=acme.eu.auth0.co&id=${id}&user=auth0|1`, '/explain'), { problem: 'lookalike' });
  });

  it('ask for a search', () => {
    const find = (query: string) => parse(query, '/find');
    assert.deepEqual(find(`domain=${domain}&q=acme+plan:enterprise`), {
      domain,
      by: 'search',
      key: 'acme plan:enterprise',
    });
    assert.deepEqual(find('q=acme'), { by: 'search', key: 'acme' });
    for (const query of [
      '',
      'q=',
      'q=+',
      `q=${'x'.repeat(201)}`,
      'q=a%0Ab',
      'q=a%00',
      'q=a%E2%80%AEb',
      'q=a&q=b',
      `q=a&section=members`,
      `id=${id}`,
      `domain=${domain}&domain=evil.example&q=a`,
    ]) {
      assert.deepEqual(find(query), { problem: 'otherLink' }, query);
    }
    assert.deepEqual(find('domain=acme.eu.auth0.co&q=a'), { problem: 'lookalike' });
    assert.deepEqual(parse('q=acme'), { problem: 'otherLink' });
  });

  it('ask for the search that they were copied from', () => {
    for (const text of ['acme', 'plan:"a b" -x', 'a&b=c#d%25?e+f/g', 'Société 🚀', '$(x) [y](z)']) {
      const [, query = ''] = /^vscode:\/\/[\w.-]+\/find\?([!-~]+)$/.exec(searchLink('vscode', text, domain)) ?? [];
      assert.deepEqual(parse(decodeURIComponent(query), '/find'), { domain, by: 'search', key: text });
    }
    const link = 'vscode://organization-inspector.organization-inspector/find?q=acme';
    assert.equal(searchLink('vscode', 'acme', undefined), link);
  });

  it('can leave the tenant to the person', () => {
    assert.deepEqual(parse(`id=${id}`), { by: 'id', key: id });
    assert.deepEqual(parse('name=acme'), { by: 'name', key: 'acme' });
  });

  it('name the tenant as a person can type it', () => {
    for (const text of [` ACME.eu.auth0.com`, `https://${domain}/`, 'https://manage.auth0.com/dashboard/eu/acme/']) {
      assert.deepEqual(parse(`domain=${encodeURIComponent(text)}&id=${id}`), { domain, by: 'id', key: id });
    }
    assert.deepEqual(parse(`domain=127.0.0.1:4000&id=${id}`), { domain: '127.0.0.1:4000', by: 'id', key: id });
  });

  it('can hold what other programs add to links', () => {
    assert.deepEqual(parse(`domain=${domain}&id=${id}&utm_source=wiki&windowId=_blank`), { domain, by: 'id', key: id });
  });

  it('have no other path', () => {
    for (const path of ['', '/', '/open/', '/Open', '//open', '/open/x', '/connect', '/../open']) {
      assert.deepEqual(parse(`domain=${domain}&id=${id}`, path), { problem: 'otherLink' }, path);
    }
  });

  for (const [query, problem] of wrong) {
    it(`ask for nothing with ${JSON.stringify(query)}`, () => {
      assert.deepEqual(parse(query), { problem });
    });
  }
});
