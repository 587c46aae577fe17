import assert from 'node:assert/strict';
import { managementApi } from '../../../src/api/managementApi.ts';
import { createOrganizationsClient } from '../../../src/api/organizationsClient.ts';
import { systemClock } from '../../../src/api/clock.ts';
import { RateLimiter } from '../../../src/api/rateLimiter.ts';
import type { RequestContext } from '../../../src/api/requestContext.ts';
import { fixedToken } from '../../../src/api/tokenSource.ts';
import {
  languages,
  type OrganizationRequest,
  requestPath,
  requestsFor,
  snippetOf,
} from '../../../src/copy/requestSnippets.ts';
import { grammatical } from '../../snippets/grammars.ts';
import { samplesAt, verify } from '../../snippets/samples.ts';
import { tools } from '../../snippets/tools.ts';
import { startTenant, type Tenant } from '../../tenant/server.ts';

const domain = 'acme.eu.auth0.com';
const requests: readonly OrganizationRequest[] = [
  { kind: 'list' },
  { kind: 'byId', id: 'org_VGZx1ySGh6PrYv0Y' },
  { kind: 'byName', name: 'travel-0_1' },
];

/** How the clients of the ten languages can be told to trust anybody. */
const certificateSwitches =
  /insecure|\s-k\b|VERIFY|_unverified_|CERT_NONE|ServerCertificate|TrustManager|HostnameVerifier|rejectUnauthorized|TLS_REJECT|didReceiveChallenge|serverTrust|allowsAnyHTTPSCertificate/i;

/** What a program has from its beginning to its end, so that it can be run and prints what it got. */
const wholes: Readonly<Record<string, RegExp>> = {
  curl: /^curl /,
  csharp:
    /^using [^]+EnsureSuccessStatusCode\(\);\nConsole\.WriteLine\(await response\.Content\.ReadAsStringAsync\(\)\);$/,
  go: /^package main\n(?![^]*_ :=)(?:[^]+err != nil){3}[^]+\tfmt\.Println\(string\(body\)\)\n}$/,
  java: /^import [^]+\npublic class Main \{\n[^]+System\.out\.println\(response\.body\(\)\);\n {2}}\n}$/,
  node: /^const response = await [^]+console\.log\(await response\.json\(\)\);$/,
  objc: /^#import [^]+\nint main\(void\) \{[^]+initWithData:data [^]+dispatch_semaphore_signal[^]+dispatch_semaphore_wait[^]+\n}$/,
  php: /^<\?php\n(?![^]*curl_close)[^]+curl_exec\(\$ch\) === false/,
  python: /^import http\.client\n[^]+print\(response\.read/,
  ruby: /^require 'uri'\nrequire 'net\/http'\n[^]+puts response\.read_body$/,
  swift: /^import Foundation\n[^]+import FoundationNetworking\n[^]+print\(String\(data: data/,
};

const hostile: OrganizationRequest = { kind: 'byName', name: 'a b"\n\\`#{1}' };

describe('The code of a request', () => {
  let right: ReadonlySet<string>;
  before(async function () {
    this.timeout('60s');
    right = await grammatical(
      languages.flatMap((language) => {
        const snippets = [
          ...[...requests, hostile].map((request) => snippetOf(language, domain, request)),
          snippetOf(language, '127.0.0.1:4000', { kind: 'list' }),
        ];
        return [...snippets, broken(snippets[0])].map((text) => ({ language: language.key, text }));
      }),
    );
  });

  for (const language of languages) {
    for (const request of language.key === 'auth0' ? [] : requests) {
      it(`asks for ${requestPath(request)} as a program in ${language.title}`, () => {
        const snippet = snippetOf(language, domain, request);
        assert.ok(right.has(snippet), snippet);
        assert.match(snippet, wholes[language.key] ?? assert.fail());
        assert.ok(snippet.includes(`"${domain}"`) || snippet.includes(`https://${domain}/`), snippet);
        assert.doesNotMatch(snippet, certificateSwitches);
        for (const once of [requestPath(request), 'Bearer', 'MGMT_API_ACCESS_TOKEN', 'application/json']) {
          assert.equal(snippet.split(once).length, 2, snippet);
        }
      });
    }

    it(`keeps the percent-encoding, from which no text breaks out, in ${language.title}`, () => {
      const snippet = snippetOf(language, domain, hostile);
      assert.ok(snippet.includes('organizations/name/a%20b%22%0A%5C%60%23%7B1%7D'), snippet);
      assert.ok(right.has(snippet), snippet);
    });

    it(`has HTTP for an emulator on this machine alone in ${language.title}`, () => {
      const snippet = snippetOf(language, '127.0.0.1:4000', { kind: 'list' });
      assert.doesNotMatch(snippet, /https:|HTTPSConnection|use_ssl/);
      assert.ok(right.has(snippet), snippet);
    });

    it(`is judged by a grammar of ${language.title}`, () => {
      assert.ok(!right.has(broken(snippetOf(language, domain, { kind: 'list' }))));
    });
  }
});

describe('The command of the Auth0 CLI', () => {
  const auth0 = languages.find(({ key }) => key === 'auth0') ?? assert.fail();

  it('has the path, the query and the tenant, and no token', () => {
    assert.deepEqual(
      requests.map((request) => snippetOf(auth0, domain, request)),
      [
        `auth0 api get "organizations" --query "take=100" --tenant "${domain}"`,
        `auth0 api get "organizations/org_VGZx1ySGh6PrYv0Y" --tenant "${domain}"`,
        `auth0 api get "organizations/name/travel-0_1" --tenant "${domain}"`,
      ],
    );
  });
});

function broken(snippet = ''): string {
  return `${snippet}\n("`;
}

describe('The requests for an organization', () => {
  it('are by ID and by name', () => {
    const [, byId, byName] = requests;
    assert.deepEqual(requestsFor({ id: 'org_VGZx1ySGh6PrYv0Y', name: 'travel-0_1' }), [byId, byName]);
    assert.deepEqual(requestsFor({ id: 'org_VGZx1ySGh6PrYv0Y', name: undefined }), [byId]);
  });

  for (const text of [
    "org_a'",
    'org_a"',
    'org_a\n',
    'org_a`id`',
    'org_$(id)',
    'org_a\\',
    'org_a/../..',
    'org_a b',
    '',
  ]) {
    it(`are not by ${JSON.stringify(text)}`, () => {
      assert.deepEqual(requestsFor({ id: text, name: text }), []);
    });
  }
});

describe('Snippets that run', () => {
  let tenant: Tenant;
  before(async () => {
    tenant = await startTenant({ organizations: 130 });
  });
  after(() => tenant.close());

  for (const [key, isEverywhere] of [
    ['node', true],
    ['curl', false],
    ['python', false],
  ] as const) {
    const language = languages.find((one) => one.key === key);
    const tool = tools.find((one) => one.language === key);
    assert.ok(language && tool);
    it(`ask as the extension does, in ${language.title}${isEverywhere ? '' : ' where it is installed'}`, async function () {
      this.timeout('60s');
      await tenant.clearRequests();
      const did = await verify(tool, language, tenant);
      console.log(`      ${language.title}: ${did}`);
      assert.ok(!isEverywhere || did.includes('ran'), did);
      const bySnippets = tenant.requests.map(({ method, path }) => `${method} ${path}`);
      await tenant.clearRequests();
      await askAsTheExtension(tenant);
      const byExtension = tenant.requests.map(({ method, path }) => `${method} ${path}`);
      assert.equal(byExtension.length, 3);
      assert.deepEqual(bySnippets, did === 'tool not here' ? [] : byExtension);
    });
  }
});

async function askAsTheExtension(tenant: Tenant): Promise<void> {
  const tokens = fixedToken(await tenant.mintToken());
  const limiter = new RateLimiter(systemClock, () => 0);
  const connection = { domain: tenant.domain, tokens, onRequest: () => undefined };
  const client = createOrganizationsClient(managementApi(connection, limiter));
  const context: RequestContext = { signal: new AbortController().signal, priority: 'person' };
  for (const { request } of samplesAt(tenant)) {
    await {
      list: () => client.list(undefined, context),
      byId: () => client.get('id' in request ? request.id : '', context),
      byName: () => client.getByName('name' in request ? request.name : '', context),
    }[request.kind]();
  }
}
