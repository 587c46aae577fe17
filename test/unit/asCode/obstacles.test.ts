import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { commentedOutSentences, organizationsAsDeployYaml } from '../../../src/asCode/deployYaml.ts';
import { namesOfApplications, type OrganizationParts } from '../../../src/asCode/organizationParts.ts';
import { acme, bare, unread } from './sampleParts.ts';

interface Case {
  readonly title: string;
  readonly parts: OrganizationParts;
  /** Why the organization is commented out. */
  readonly reasons: readonly string[];
}

const lacksScope = 'The token lacks a scope.';
const cutOff = 'There may be more.';
const { known } = acme.applicationNames;
const onlyGrant = { ...acme, clients: { items: [] } };
const onlyClient = { ...acme, clientGrants: { items: [] } };

/** Organizations that the YAML cannot say as they are. */
const obstructed: readonly Case[] = [
  {
    title: 'two applications have the name of one with a client grant',
    parts: { ...onlyGrant, applicationNames: namesOfApplications(new Map([...known, ['twin', 'Nightly Export']])) },
    reasons: ['Several applications have the name Nightly Export, among them export.'],
  },
  {
    title: 'two applications have the name of one that is assigned',
    parts: { ...onlyClient, applicationNames: namesOfApplications(new Map([['twin', 'Portal'], ...known])) },
    reasons: ['Several applications have the name Portal, among them portal.'],
  },
  {
    title: 'the token may not be sent all fields',
    parts: { ...acme, unsent: lacksScope },
    reasons: [lacksScope],
  },
  {
    title: 'the names of applications could not be read, also where a section tells one',
    parts: { ...acme, applicationNames: namesOfApplications(undefined, lacksScope) },
    reasons: [
      `The name of the application export is not known. ${lacksScope}`,
      `The name of the application portal is not known. ${lacksScope}`,
    ],
  },
  {
    title: 'the tenant does not have an application any more',
    parts: { ...onlyClient, applicationNames: namesOfApplications(new Map([['other', 'Portal']])) },
    reasons: ['The name of the application portal is not known. The tenant does not have the application.'],
  },
  {
    title: 'an application has no name',
    parts: { ...onlyClient, applicationNames: namesOfApplications(new Map([['portal', '']])) },
    reasons: ['The application portal has no name.'],
  },
  {
    title: 'the name of a connection is not known',
    parts: { ...bare, connections: { items: [{ connection_id: 'con_aaaaaaaaaaaaaaaa', is_enabled: true }] } },
    reasons: ['The name of the connection con_aaaaaaaaaaaaaaaa is not known.'],
  },
  ...(
    [
      ['connections', 'Connections'],
      ['clientGrants', 'Client Grants'],
      ['clients', 'Applications'],
      ['discoveryDomains', 'Discovery Domains'],
    ] as const
  ).flatMap(([part, title]): readonly Case[] => [
    {
      title: `${title} could not be read`,
      parts: { ...acme, [part]: { items: [], missing: lacksScope } },
      reasons: [`${title} could not be read. ${lacksScope}`],
    },
    {
      title: `${title} were cut off`,
      parts: { ...acme, [part]: { ...acme[part], missing: cutOff } },
      reasons: [`${title} could not all be read. ${cutOff}`],
    },
  ]),
  {
    title: 'nothing of it could be read',
    parts: unread,
    reasons: ['Connections', 'Client Grants', 'Applications', 'Discovery Domains'].map(
      (title) => `${title} could not be read. ${lacksScope}`,
    ),
  },
];

const deleted = '# With AUTH0_ALLOW_DELETE, a deployment deletes the organizations that are not in this list.';

describe('An organization in the YAML of the Deploy CLI is commented out whole, with the reason, where', () => {
  for (const { title, parts, reasons } of obstructed) {
    it(title, () => {
      const code = organizationsAsDeployYaml([parts, bare], true);
      const { organizations } = parse(code) as { readonly organizations: readonly { readonly name: string }[] };
      assert.deepEqual(
        organizations.map(({ name }) => name),
        ['bare'],
      );
      const lines = code.split('\n').map((line) => line.trim());
      const first = lines.findIndex((line) => line.startsWith(`# The organization ${parts.organization.id}`));
      assert.deepEqual(lines.slice(first + 1, first + 4 + reasons.length), [
        '# A deployment would not leave it as it is:',
        ...reasons.map((reason) => `# ${reason}`),
        deleted,
        `# - name: "${parts.organization.name ?? ''}"`,
      ]);
    });
  }
});

describe('The YAML of the Deploy CLI', () => {
  it('has no list where each organization is commented out: an empty one would say that there are none', () => {
    const code = organizationsAsDeployYaml([unread, unread], true);
    assert.equal(parse(code), null);
    assert.match(code, /^# organizations:$/m);
    assert.equal(parse(organizationsAsDeployYaml([unread], false)), null);
  });

  it('leaves the list of a file empty where nothing else is in it, of which the question tells', () => {
    const told = [
      commentedOutSentences([unread], false),
      commentedOutSentences([unread, bare], false),
      commentedOutSentences([unread], true),
    ].map((sentences) => sentences.some((sentence) => sentence.includes('its list stays empty')));
    assert.deepEqual(told, [true, false, false]);
  });

  it('has what it can say of an organization that is commented out, but no list that was not read', () => {
    const parts = { ...acme, connections: { items: [], missing: lacksScope } };
    const code = organizationsAsDeployYaml([parts], true);
    const body = code
      .slice(code.indexOf('# - name:'))
      .split('\n')
      .map((line) => line.trim().replace(/^# /, ''));
    const [entry] = parse(body.join('\n')) as readonly Readonly<Record<string, unknown>>[];
    const [whole] = parse(organizationsAsDeployYaml([acme], false)) as readonly Readonly<Record<string, unknown>>[];
    const { connections: _, ...rest } = whole ?? {};
    assert.deepEqual(entry, rest);
  });

  it('has no key for a section that the tenant does not have, of which the Deploy CLI finds nothing either', () => {
    const lacking = 'The tenant does not have this feature.';
    const parts = { ...acme, clients: { items: [], lacking }, discoveryDomains: { items: [], lacking } };
    const code = organizationsAsDeployYaml([parts], false);
    const [entry] = parse(code) as readonly Readonly<Record<string, unknown>>[];
    assert.deepEqual(
      ['name', 'clients', 'discovery_domains', 'connections'].map((key) => key in (entry ?? {})),
      [true, false, false, true],
    );
    assert.match(code, /^ {2}# Applications could not be read\. The tenant does not have this feature\.$/m);
  });

  // https://github.com/auth0/auth0-deploy-cli/blob/master/CHANGELOG.md
  const lacking = 'The tenant does not have this feature.';
  const least = { ...bare, clients: { items: [], lacking }, discoveryDomains: { items: [], lacking } };
  const connectionWith = (field: string, value: unknown) => ({
    ...least,
    connections: { items: [{ connection_id: 'con_a', connection: { name: 'staff' }, [field]: value }] },
  });
  const domain = { id: 'ord_a', domain: 'acme.example', status: 'verified' };
  for (const [version, title, parts] of [
    ['8.1', 'client grants', least],
    ['8.19', 'discovery domains', { ...least, discoveryDomains: { items: [domain] } }],
    [
      '8.26',
      'the use of a discovery domain',
      { ...least, discoveryDomains: { items: [{ ...domain, use_for_organization_discovery: false }] } },
    ],
    ['8.1', 'whether a connection is shown', connectionWith('show_as_button', false)],
    ['8.32', 'whether a connection is enabled', connectionWith('is_enabled', false)],
    ['8.32', 'the access level of a connection', connectionWith('organization_access_level', 'none')],
    ['8.32', 'the name of a connection in the organization', connectionWith('organization_connection_name', 'a')],
    [
      '8.41',
      'the access of third-party applications',
      { ...least, organization: { ...bare.organization, third_party_client_access: 'block' } },
    ],
    [
      '8.43',
      'whether members need an application',
      { ...least, organization: { ...bare.organization, is_app_entitlement_active: false } },
    ],
    ['8.43', 'applications', { ...least, clients: { items: [] } }],
  ] as const) {
    it(`names version ${version} of the Deploy CLI as the lowest for ${title}`, () => {
      for (const isWhole of [true, false]) {
        const [first] = organizationsAsDeployYaml([least, parts], isWhole).split('\n');
        assert.equal(first, `# Needs Deploy CLI ${version} or newer.`);
      }
    });
  }
});
