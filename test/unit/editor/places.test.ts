import assert from 'node:assert/strict';
import {
  completionContextAtEnd,
  type OrganizationKey,
  referencePattern,
} from '../../../src/editor/completionContext.ts';
import { processorMs } from '../../processorTime.ts';

/** A file, by its language and the end of its name, and what is before the cursor. */
type Case = readonly [languageId: string, before: string, fileName?: string];

const find = ([languageId, before, fileName = 'file']: Case, typed = '') =>
  completionContextAtEnd(before + typed, languageId, `/w/${fileName}`);

const tf = 'main.tf';
const wanted: Readonly<Record<OrganizationKey, readonly Case[]>> = {
  id: [
    ['dotenv', 'AUTH0_ORGANIZATION='],
    ['dotenv', 'A=b\nVITE_AUTH0_ORGANIZATION='],
    ['dotenv', 'AUTH0_ORG_ID="'],
    ['dotenv', 'VITE_AUTH0_ORG='],
    ['properties', 'AUTH0_ORGANIZATION=org_9makbo2zcjnb6scn,'],
    ['dotenv', 'AUTH0_ORGANIZATION = '],
    ['properties', 'auth0.organization = org_9makbo2zcjnb6scn, '],
    ['properties', 'okta.oauth2.organization-id='],
    ['ini', 'organization = '],
    ['shellscript', 'export AUTH0_ORGANIZATION='],
    ['shellscript', 'export ORG=${AUTH0_ORGANIZATION:-'],
    ['dockercompose', '      AUTH0_ORGANIZATION: ${AUTH0_ORGANIZATION:-'],
    ['shellscript', `curl "https://$DOMAIN/api/v2/organizations/`],
    ['shellscript', `curl -d 'grant_type=client_credentials&organization=`],
    ['plaintext', 'https://t.eu.auth0.com/authorize?client_id=x&organization='],
    ['typescript', "await auth0.loginWithRedirect({ authorizationParams: { organization: '"],
    ['typescript', '  organization: `'],
    ['typescript', "if (claims.org_id === '"],
    ['typescript', "if (claims['org_id'] !== '"],
    ['javascript', "if (event.organization?.id === '"],
    ['javascript', 'if (context.organization.id == "'],
    ['typescript', "process.env.AUTH0_ORGANIZATION ?? '"],
    ['javascript', 'process.env.AUTH0_ORGANIZATION || "'],
    ['typescript', "params.set('organization', '"],
    ['typescript', 'const organizationId = "'],
    ['typescript', "const organizationIds = ['org_9makbo2zcjnb6scn', '"],
    ['typescript', "client.organizations.get('"],
    ['typescript', 'fetch(`${base}/api/v2/organizations/'],
    ['typescript', 'location.href = "/auth/login?organization='],
    ['typescript', 'q: `client_grant.organization_id:'],
    ['typescript', 'new auth0.OrganizationMember("x", { organizationId: "'],
    ['typescriptreact', '<Auth0Provider organization="'],
    ['typescriptreact', '<Auth0Provider authorizationParams={{ organization: "'],
    ['json', '{ "organization": "'],
    ['json', '{"default_organization":{"organization_id":"'],
    ['yaml', '  organization: '],
    ['yaml', '  organization-id: '],
    ['yaml', "  - AUTH0_ORGANIZATION: '"],
    ['dockercompose', '      AUTH0_ORGANIZATION: '],
    ['dockercompose', '      - AUTH0_ORGANIZATION='],
    ['github-actions-workflow', '  AUTH0_ORG_ID: '],
    ['plaintext', 'resource "auth0_organization_member" "x" {\n  organization_id = "', tf],
    ['terraform', 'data "auth0_organization" "x" {\n  organization_id = "', tf],
    ['python', 'client = Client(organization="'],
    ['python', 'os.environ["AUTH0_ORGANIZATION"] = "'],
    ['python', "os.environ.get('AUTH0_ORGANIZATION', '"],
    ['csharp', '    Organization = "'],
    ['csharp', '.WithOrganization("'],
    ['csharp', 'new() { { "organization", "'],
    ['java', '.withOrganization("'],
    ['java', 'mgmt.organizations().get("'],
    ['swift', '.organization("'],
    ['go', '    OrganizationID: "'],
    ['go', '    OrganizationID: auth0.String("'],
    ['go', '    organization := "'],
    ['php', "'organization' => '"],
    ['php', "'organization' => ['"],
    ['php', "'organization' => ['org_9makbo2zcjnb6scn', '"],
    ['ruby', "organization: '"],
    ['ruby', ":organization => '"],
    ['toml', 'organization = "'],
    ['http', 'GET https://t.eu.auth0.com/api/v2/organizations/'],
  ],
  name: [
    ['javascript', "if (event.organization?.name === '"],
    ['yaml', '  organization-name: '],
    ['typescript', "if (claims.org_name === '"],
    ['typescript', "client.organizations.getByName('"],
    ['python', 'auth0.organizations.get_organization_by_name("'],
    ['csharp', 'client.Organizations.GetByNameAsync("'],
    ['java', 'mgmt.organizations().getByName("'],
    ['shellscript', 'curl "https://$DOMAIN/api/v2/organizations/name/'],
    ['plaintext', 'https://t.eu.auth0.com/login?organization_name='],
    ['json', '{ "organization_name": "'],
    ['dotenv', 'AUTH0_ORG_NAME='],
    ['plaintext', 'data "auth0_organization" "x" {\n  name = "', tf],
    ['terraform', 'data "auth0_organization" "x" {\n  # the one\n  name    = "', 'main.tofu'],
    ['yaml', 'tenant:\n  a: b\norganizations:\n  - name: '],
    ['yaml', 'organizations:\n- name: "'],
    ['yaml', 'organizations:\r\n  - name: one\r\n    connections: []\r\n  - name: '],
    ['yaml', 'organizations:\n  - display_name: One\n    name: '],
  ],
};

const begun: readonly Case[] = [
  ['plaintext', 'see '],
  ['markdown', '- `'],
  ['dotenv', 'PARTNER='],
  ['dotenv', 'PARTNER=${OTHER:-'],
  ['yaml', '  value: '],
  ['typescript', "const partners = new Set(['"],
  ['python', 'partner = "'],
  ['go', 'partner := `'],
  ['typescript', "// it's "],
  ['terraform', 'beta = [\n    "', tf],
];

const nothing: readonly Case[] = [
  ['typescript', ''],
  ['typescript', 'const x = "'],
  ['typescript', 'organization: '],
  ['typescript', 'interface X { organization: str'],
  ['typescript', 'function f(organization='],
  ['typescript', 'const org_'],
  ['typescript', "f('a', org_"],
  ['typescript', "import { x } from './organizations/"],
  ['typescript', "import { x } from '../src/organizations/name/"],
  ['typescriptreact', '<Auth0Provider organization='],
  ['python', 'Client(organization='],
  ['python', 'def f(org_id, org_'],
  ['sql', 'select org_'],
  ['typescript', 'display_name: "'],
  ['typescript', 'reorganization: "'],
  ['typescript', 'organizationCount: "'],
  ['javascript', "if (event.organization.display_name === '"],
  ['plaintext', 'Our organization = '],
  ['shellscript', 'organization = '],
  ['typescript', 'organization: "Acme, Inc. '],
  ['typescript', 'organization: "acme"'],
  ['json', '{ "organization": '],
  ['json', '{ "name": "'],
  ['dotenv', 'AUTH0_DOMAIN='],
  ['dotenv', 'SORG_ID='],
  ['plaintext', 'resource "auth0_organization" "x" {\n  name = "', tf],
  ['plaintext', 'data "auth0_client" "x" {\n  name = "', tf],
  [
    'plaintext',
    'data "auth0_organization" "x" {\n  organization_id = "a"\n}\nresource "auth0_role" "y" {\n  name = "',
    tf,
  ],
  ['plaintext', 'data "auth0_organization" "x" {\n  name = "', 'notes.txt'],
  ['yaml', 'name: '],
  ['yaml', 'clients:\n  - name: '],
  ['yaml', 'organizations:\n  - name: one\nclients:\n  - name: '],
  ['yaml', 'organizations:\n  - name: one\n    connections:\n      - name: '],
  ['yaml', 'organizations:\n  - display_name: '],
  ['typescript', 'organizations:\n  - name: '],
];

describe('Places for an organization', () => {
  for (const wants of ['id', 'name'] as const) {
    for (const place of wanted[wants]) {
      it(`are seen in ${place[0]} for its ${wants}: ${JSON.stringify(place[1])}`, () => {
        assert.deepEqual(find(place), { wants, typed: '' });
        assert.deepEqual(find(place, 'org_9mak'), { wants, typed: 'org_9mak' });
        assert.deepEqual(find(place, 'acme-corp_2'), { wants, typed: 'acme-corp_2' });
      });
    }
  }

  for (const place of begun) {
    it(`are seen in ${place[0]} once an ID is begun: ${JSON.stringify(place[1])}`, () => {
      assert.equal(find(place), undefined);
      assert.deepEqual(find(place, 'org_'), { wants: 'id', typed: 'org_' });
      assert.deepEqual(find(place, 'org_9makbo2zcjnb6sc'), { wants: 'id', typed: 'org_9makbo2zcjnb6sc' });
      assert.equal(find(place, 'org_9makbo2zcjnb6scn'), undefined);
      assert.equal(find(place, 'my_org_'), undefined);
    });
  }

  for (const place of nothing) {
    it(`are not seen in ${place[0]}: ${JSON.stringify(place[1])}`, () => {
      assert.equal(find(place), undefined);
    });
  }

  it('are found in long files, and nowhere in long lines', () => {
    const lines = ['organization'.repeat(100_000), 'a_'.repeat(500_000), '"a",'.repeat(200_000), "'".repeat(500_001)];
    const yaml = `organizations:\n${'  - name: x\n'.repeat(100_000)}  - name: `;
    for (const line of lines) {
      assert.equal(completionContextAtEnd(line, 'javascript', '/w/app.min.js'), undefined);
    }
    assert.deepEqual(completionContextAtEnd(yaml, 'yaml', '/w/tenant.yaml'), { wants: 'name', typed: '' });
  });
});

describe('The string that the cursor is in', () => {
  const isInString = (line: string) => find(['javascript', `${line}/v2/organizations/`]) !== undefined;

  it('ends at its quote, and at an escaped one only if there is no other', () => {
    const inString = [`'a`, `'a' + "b`, String.raw`'\\' + '`, '"it\'s ', '`${"x"}'];
    const outside = ['', `'a'`, `"it's" + `, String.raw`'it\'s' + `, String.raw`'C:\' + `, String.raw`"\\" + `];
    assert.deepEqual([...inString, ...outside].filter(isInString), inString);
  });

  it('is seen in a moment after any number of backslashes', () => {
    let isIn = false;
    const took = processorMs(() => {
      isIn = isInString(`"${'\\'.repeat(40)}`);
    });
    assert.ok(isIn);
    // Each backslash made it 1.6 times as long, up to 4 s here.
    assert.ok(took < 1000, `${took} ms`);
  });
});

describe('The pattern for references to an organization', () => {
  const id = 'org_9makbo2zcjnb6scn';
  /** As VS Code reads it. */
  const pattern = new RegExp(referencePattern(id, 'acme-corp'), 'gmu');
  const matches = (text: string) => Array.from(text.matchAll(pattern), ([match]) => match);

  it('finds its ID anywhere, but not inside of longer names', () => {
    const encoded = [`%3Forganization%3D${id}%26x`, `%253D${id}`, String.raw`"a\n${id}"`, String.raw`\u003d${id}`];
    for (const text of [`"${id}"`, `a ${id}.`, `?organization=${id}&x`, `/organizations/${id}/members`, ...encoded]) {
      assert.deepEqual(matches(text), [id], text);
      assert.deepEqual(Array.from(text.matchAll(new RegExp(referencePattern(id, undefined), 'gu'))).length, 1);
    }
    for (const text of [`${id}0`, `x_${id}`, id.toUpperCase()]) {
      assert.deepEqual(matches(text), [], text);
    }
  });

  const found = [
    'organization: "acme-corp"',
    "'organization' => 'acme-corp'",
    "'organization' => ['other', 'acme-corp']",
    'AUTH0_ORGANIZATION=acme-corp',
    'AUTH0_ORG_NAME="acme-corp"',
    '?organization=acme-corp&x',
    '&organization_name=acme-corp',
    "claims.org_name === 'acme-corp'",
    "claims['org_name'] !== 'acme-corp'",
    '"org_name": "acme-corp"',
    'event.organization?.name === "acme-corp"',
    "context.organization.name === 'acme-corp'",
    'organization-name: acme-corp',
    "process.env.AUTH0_ORGANIZATION ?? 'acme-corp'",
    'Organization = "acme-corp"',
    '.withOrganization("acme-corp")',
    'Organization: auth0.String("acme-corp")',
    'orgName := "acme-corp"',
    '/api/v2/organizations/name/acme-corp',
    'data "auth0_organization" "x" {\n  name = "acme-corp"\n}',
    'resource "auth0_organization" "x" {\n  display_name = "Acme"\n  name = "acme-corp"\n}',
    'organizations:\n  - name: acme-corp\n',
    'tenant:\n  x: y\norganizations:\n  - name: other\n    display_name: Other\n  - name: "acme-corp"\n',
    'organizations:\n\n# The first one\n  - name: other\n\n  # The pilot\n# of all\n\n  - name: acme-corp\n',
    'organizations: # of this tenant\n\n  - name: acme-corp\n',
    'organizations:\r\n\r\n# The pilot\r\n  - name: acme-corp\r\n',
    'AUTH0_ORGANIZATION=other,acme-corp',
    'AUTH0_ORGANIZATION=other,one-more,acme-corp,last',
    'AUTH0_ORGANIZATION="other, acme-corp"',
    "client.organizations.getByName('acme-corp')",
    'client.Organizations.GetByNameAsync("acme-corp")',
    'mgmt.organizations().getByName("acme-corp")',
    'auth0.organizations.get_organization_by_name("acme-corp")',
    'auth0.organizations.get_organization_by_name(\n    "acme-corp"\n)',
  ];
  for (const text of found) {
    it(`finds its name in ${JSON.stringify(text)}, and no longer one`, () => {
      assert.equal(matches(text).length, 1);
      for (const longer of ['acme-corp-2', 'acme-corp2', 'acme-corp_2', 'my-acme-corp']) {
        assert.deepEqual(matches(text.replace('acme-corp', longer)), [], longer);
      }
    });
  }

  it('finds a name that begins and ends with a hyphen', () => {
    const hyphens = new RegExp(referencePattern(id, '-acme-'), 'gmu');
    assert.equal(Array.from('organization: "-acme-"\nAUTH0_ORGANIZATION=-acme-'.matchAll(hyphens)).length, 2);
  });

  const elsewhere = [
    'organization.display_name === "acme-corp"',
    'const name = "acme-corp";',
    'acme-corp',
    'https://acme-corp.example.com',
    'name: acme-corp',
    'clients:\n  - name: acme-corp\n',
    'organizations:\n  - name: other\nclients:\n  - name: acme-corp\n',
    'organizations:\n  - name: other\n\n# More\n\nclients:\n  - name: acme-corp\n',
    'organizations.getByName(acme-corp)',
    "roles.getByName('acme-corp')",
    'organization(other, acme-corp)',
    'data "auth0_organization" "x" {\n  name = "x"\n}\nresource "auth0_client" "y" {\n  name = "acme-corp"\n}',
  ];
  for (const text of elsewhere) {
    it(`does not find its name in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(matches(text), []);
    });
  }
});
