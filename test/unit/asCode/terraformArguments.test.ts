import assert from 'node:assert/strict';
import { readOrganization } from '../../../src/api/organization.ts';
import {
  missingSentences,
  namesOfApplications,
  type OrganizationParts,
  whyNotInTerraform,
} from '../../../src/asCode/organizationParts.ts';
import { organizationsAsTerraform } from '../../../src/asCode/terraform.ts';
import type { Item } from '../../../src/sections/section.ts';
import { readTerraform } from '../text/hcl.ts';
import { acme, bare } from './sampleParts.ts';
import { documentedArguments, lowestVersion } from './terraformArguments.ts';

/** Maps of texts from the tenant, whose keys are no arguments. */
const maps = ['metadata', 'branding.colors'];

/** What the code has, such as `resource auth0_organization branding.logo_url`. */
async function argumentsIn(all: readonly OrganizationParts[]): Promise<ReadonlySet<string>> {
  const { resource, data } = await readTerraform(organizationsAsTerraform(all, true));
  const found = new Set<string>();
  const collect = (owner: string, path: string, value: unknown): void => {
    if (path !== '') {
      found.add(`${owner} ${path}`);
    }
    for (const one of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
      if (typeof one === 'object' && one !== null && !maps.includes(path)) {
        for (const [name, field] of Object.entries(one)) {
          collect(owner, path === '' ? name : `${path}.${name}`, field);
        }
      }
    }
  };
  for (const [kind, types] of Object.entries({ resource, data })) {
    for (const [type, blocks] of Object.entries((types ?? {}) as Readonly<Record<string, object>>)) {
      Object.values(blocks).forEach((block) => {
        collect(`${kind} ${type}`, '', block);
      });
    }
  }
  return found;
}

const documented: ReadonlyMap<string, string> = new Map(
  Object.entries(documentedArguments).flatMap(([owner, all]) =>
    Object.entries(all).map(([name, version]) => [`${owner} ${name}`, version] as const),
  ),
);

/** An organization with one thing alone. */
const having = (more: Partial<OrganizationParts> & { readonly fields?: object }): OrganizationParts => ({
  ...bare,
  ...more,
  organization: { ...bare.organization, ...more.fields },
  applicationNames: acme.applicationNames,
});

const connection = (fields: Item) =>
  having({ connections: { items: [{ connection_id: 'con_a', connection: { name: 'a' }, ...fields }] } });

const domain = { id: 'ord_a', domain: 'acme.example', status: 'verified' };

/** Organizations that differ in the version of the provider that they need. */
const samples: readonly OrganizationParts[] = [
  acme,
  bare,
  having({ fields: { display_name: 'A', metadata: { client_id: 'x' }, branding: { logo_url: 'https://a.example' } } }),
  having({ fields: { token_quota: { client_credentials: { enforce: true } } } }),
  having({ fields: { third_party_client_access: 'block' } }),
  having({ fields: { is_app_entitlement_active: false } }),
  connection({}),
  connection({ is_enabled: true, assign_membership_on_login: true }),
  connection({ is_signup_enabled: true }),
  connection({ show_as_button: false }),
  // Keys of the tenant that are named as arguments.
  having({ fields: { metadata: { show_as_button: 'x', organization_access_level: 'y' } } }),
  connection({ organization_access_level: 'full' }),
  connection({ organization_connection_name: 'staff' }),
  having({ discoveryDomains: { items: [domain] } }),
  having({ discoveryDomains: { items: [{ ...domain, use_for_organization_discovery: true }] } }),
  having({ clientGrants: acme.clientGrants }),
  { ...having({ clientGrants: acme.clientGrants }), applicationNames: bare.applicationNames },
  having({ clients: acme.clients }),
  { ...having({ clients: acme.clients }), applicationNames: bare.applicationNames },
];

describe('The Terraform of organizations', () => {
  it('has no argument that the provider does not document, and each of those that are listed', async () => {
    const written = await argumentsIn(samples);
    assert.deepEqual([...written].toSorted(), [...documented.keys()].toSorted());
  });

  it('requires the lowest version of the provider that has all that is written', async () => {
    for (const sample of samples) {
      const needed = [...(await argumentsIn([sample]))].map((name) => documented.get(name) ?? '');
      const [highest] = [lowestVersion, ...needed].toSorted((one, other) =>
        other.localeCompare(one, 'en', { numeric: true }),
      );
      const code = organizationsAsTerraform([sample], true);
      assert.equal(/version = ">= (.+)"/.exec(code)?.[1], highest, code);
    }
  });

  it('has the ID of an application whose name Terraform would look for in another form', async () => {
    const named = (name: string) => ({
      ...having({ clients: acme.clients }),
      applicationNames: namesOfApplications(new Map([['portal', name]])),
    });
    const decomposed = organizationsAsTerraform([named('Cafe\u0301')], true);
    assert.match(decomposed, /^# Terraform writes the name of the application portal in other characters/m);
    assert.match(decomposed, /^ {2}client_id {13}= "portal"$/m);
    assert.equal((await readTerraform(decomposed))['data'], undefined);
    assert.match(organizationsAsTerraform([named('Caf\u00e9')], true), /^ {2}name {15}= "Caf\u00e9"$/m);
  });

  it('names what it leaves out of maps, whose values are texts', () => {
    const metadata = { plan: 'gold', seats: 5, none: null };
    const branding = { font: 'x', colors: { primary: '#fff', page_background: { type: 'linear-gradient' } } };
    const organization = readOrganization({ ...bare.organization, metadata, branding }) ?? assert.fail();
    const code = organizationsAsTerraform([{ ...bare, organization }], true);
    assert.match(
      code,
      /^# Fields without an argument: metadata\.seats, branding\.font, branding\.colors\.page_background$/m,
    );
  });

  it('names what has no argument, or a value of another type, in all objects of an organization', () => {
    const fields = {
      display_name: { en: 'Bare' },
      third_party_client_access: ['block'],
      metadata: ['x'],
      branding: { logo_url: { light: 'x' } },
      token_quota: { client_credentials: { per_day: 5, per_minute: 3 }, device: { per_day: 1 } },
    };
    const organization = readOrganization({ ...bare.organization, ...fields }) ?? assert.fail();
    const code = organizationsAsTerraform([{ ...bare, organization }], true);
    const names = /^# Fields without an argument: (.*)$/m.exec(code)?.[1]?.split(', ').toSorted();
    assert.deepEqual(names, [
      'branding.logo_url',
      'display_name',
      'metadata',
      'third_party_client_access',
      'token_quota.client_credentials.per_minute',
      'token_quota.device',
    ]);
    assert.match(code, /^ {4}client_credentials \{\n {6}per_day = 5\n {4}\}$/m);
    const access = organizationsAsTerraform([connection({ organization_access_level: { level: 'full' } })], true);
    assert.match(access, /^ {2}# Fields without an argument: organization_access_level$/m);
  });

  it('says that the provider decides whether a quota is enforced where the tenant does not tell', () => {
    const codeOf = (quota: object) =>
      organizationsAsTerraform([having({ fields: { token_quota: { client_credentials: quota } } })], true);
    const told = /^# The tenant does not tell enforce of the token quota\. The provider sets it\.$/m;
    assert.match(codeOf({ per_day: 5 }), told);
    assert.match(codeOf({ enforce: null, per_day: 5 }), told);
    for (const quota of [{ enforce: true, per_day: 5 }, { enforce: false, per_day: 5 }, {}]) {
      assert.doesNotMatch(codeOf(quota), told);
    }
  });

  it('says where items have no ID, without which it would remove or leave out something silently', async () => {
    const removed = '# Where Terraform manages them, an apply of this code removes them.';
    const parts: OrganizationParts = {
      ...acme,
      connections: { items: [...acme.connections.items, { is_enabled: true, connection: { name: 'c' } }] },
      clientGrants: { items: [{ client_id: 'export', audience: 'urn:a' }, { id: 'cgr_a' }] },
      clients: { items: [{ use_for_member_access: true }] },
      discoveryDomains: { items: [{ domain: 'acme.example' }, domain, { id: 'ord_b' }] },
    };
    const told = [
      'Connections: not all of them are in this code. Items without connection_id: 1.',
      'Client Grants: not all of them are in this code. Items without id: 1.',
      'Applications: not all of them are in this code. Items without client_id: 1.',
      'Discovery Domains: not all of them are in this code. Items without id / domain: 2.',
    ];
    assert.deepEqual(missingSentences([parts], whyNotInTerraform), told);
    const code = organizationsAsTerraform([parts], true);
    for (const sentence of told) {
      assert.ok(code.includes(`\n# ${sentence}\n${removed}\n`), sentence);
    }
    assert.deepEqual(Object.keys((await readTerraform(code))['resource'] as object).toSorted(), [
      'auth0_organization',
      'auth0_organization_client_grant',
      'auth0_organization_discovery_domain',
    ]);
  });

  it('leaves out connections that are not enabled, which the provider would add with each apply', async () => {
    const items = acme.connections.items.map((item) => ({ ...item, is_enabled: false }));
    const { resource, data } = await readTerraform(
      organizationsAsTerraform([{ ...bare, connections: { items } }], true),
    );
    assert.deepEqual([Object.keys(resource as object), data], [['auth0_organization'], undefined]);
    const told = acme.connections.items.map(({ is_enabled: _, ...item }) => item);
    const { resource: all } = (await readTerraform(
      organizationsAsTerraform([{ ...bare, connections: { items: told } }], true),
    )) as Readonly<Record<string, Blocks>>;
    const [connections] = all?.['auth0_organization_connections']?.['bare'] ?? [];
    assert.equal((connections?.['enabled_connections'] as readonly unknown[]).length, 2);
  });

  it('is a file of its own with the provider that it needs, or says which version code for a file needs', () => {
    const whole = organizationsAsTerraform([bare], true);
    const [first, ...rest] = organizationsAsTerraform([bare], false).split('\n\n');
    assert.equal(first, '# Needs auth0/auth0 1.0 or newer.');
    assert.ok(whole.endsWith(`\n}\n\n${rest.join('\n\n')}`));
  });

  it('needs no newer provider because of a text that reads like an argument', () => {
    const texts = Object.values(documentedArguments)
      .flatMap((names) => Object.keys(names))
      .map((name) => `    ${name.split('.').at(-1) ?? ''} = true`);
    const metadata = Object.fromEntries(texts.map((text, index) => [`key_${index}`, text]));
    const code = organizationsAsTerraform([{ ...bare, organization: { ...bare.organization, metadata } }], false);
    assert.ok(texts.every((text) => code.includes(text)));
    assert.equal(code.split('\n')[0], '# Needs auth0/auth0 1.0 or newer.');
  });
});

type Blocks = Readonly<Record<string, Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>>>;
