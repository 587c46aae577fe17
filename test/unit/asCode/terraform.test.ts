import assert from 'node:assert/strict';
import fc from 'fast-check';
import { namesOfApplications, type OrganizationParts } from '../../../src/asCode/organizationParts.ts';
import { organizationsAsTerraform } from '../../../src/asCode/terraform.ts';
import { hclString } from '../../../src/text/hcl.ts';
import { foreignNames, hostileNames } from '../../tenant/sampleText.ts';
import { readTerraform } from '../text/hcl.ts';
import { oddTexts } from '../text/hostileTexts.ts';
import { acme, bare, renamed, shown, unread, unreadFor } from './sampleParts.ts';

const read = (...all: readonly OrganizationParts[]) => readTerraform(organizationsAsTerraform(all, true));

/** The comments after the heading of an organization. */
const commentsOf = (parts: OrganizationParts) =>
  organizationsAsTerraform([parts], true)
    .split('\n')
    .filter((line) => line.trim().startsWith('#'))
    .map((line) => line.trim())
    .slice(5);

const removed = '# Where Terraform manages them, an apply of this code removes them.';

describe('An organization as Terraform', () => {
  it('has its resources, data sources by name and import blocks', async () => {
    const id = '${auth0_organization.acme_corp.id}';
    const grants = 'data.auth0_client_grants.acme_corp';
    assert.deepEqual(await read(acme), {
      terraform: [{ required_providers: [{ auth0: { source: 'auth0/auth0', version: '>= 1.55' } }] }],
      resource: {
        auth0_organization: {
          acme_corp: [
            {
              name: 'acme-corp',
              display_name: 'Acme, Inc.',
              third_party_client_access: 'block',
              is_app_entitlement_active: false,
              metadata: { plan: 'gold', 'crm id': '26' },
              branding: [
                {
                  logo_url: 'https://cdn.acme.example/logo.png',
                  colors: { primary: '#f2f2f2', page_background: '#e1e1e1' },
                },
              ],
              token_quota: [{ client_credentials: [{ enforce: true, per_hour: 10, per_day: 100 }] }],
            },
          ],
        },
        auth0_organization_connections: {
          acme_corp: [
            {
              organization_id: id,
              enabled_connections: [
                {
                  connection_id: '${data.auth0_connection.acme_corp_google_oauth2.id}',
                  assign_membership_on_login: true,
                  show_as_button: false,
                  organization_access_level: 'none',
                  organization_connection_name: 'staff',
                },
              ],
            },
          ],
        },
        auth0_organization_client_grant: {
          acme_corp_nightly_export_api_acme_example_orders: [
            {
              organization_id: id,
              grant_id: `\${one(${grants}_nightly_export_api_acme_example_orders.client_grants[*].id)}`,
            },
          ],
          acme_corp_portal_urn_acme_legacy: [
            {
              organization_id: id,
              grant_id: `\${one([for grant in ${grants}_portal_urn_acme_legacy.client_grants : grant.id if grant.subject_type == "user"])}`,
            },
          ],
        },
        auth0_organization_client: {
          acme_corp_portal: [
            {
              organization_id: id,
              client_id: '${data.auth0_client.acme_corp_portal.id}',
              use_for_member_access: true,
            },
          ],
        },
        auth0_organization_discovery_domain: {
          acme_corp_acme_example: [
            { organization_id: id, domain: 'acme.example', status: 'verified', use_for_organization_discovery: true },
          ],
        },
      },
      data: {
        auth0_connection: {
          acme_corp_google_oauth2: [{ name: 'google-oauth2' }],
        },
        auth0_client: {
          acme_corp_nightly_export: [{ name: 'Nightly Export', hide_client_secret: true }],
          acme_corp_portal: [{ name: 'Portal', hide_client_secret: true }],
        },
        auth0_client_grants: {
          acme_corp_nightly_export_api_acme_example_orders: [
            {
              client_id: '${data.auth0_client.acme_corp_nightly_export.id}',
              audience: 'https://api.acme.example/orders',
            },
          ],
          acme_corp_portal_urn_acme_legacy: [
            { client_id: '${data.auth0_client.acme_corp_portal.id}', audience: 'urn:acme:legacy' },
          ],
        },
      },
      import: [
        { to: '${auth0_organization.acme_corp}', id: 'org_VGZx1ySGh6PrYv0Y' },
        { to: '${auth0_organization_connections.acme_corp}', id: 'org_VGZx1ySGh6PrYv0Y' },
        {
          to: '${auth0_organization_client_grant.acme_corp_nightly_export_api_acme_example_orders}',
          id: 'org_VGZx1ySGh6PrYv0Y::cgr_aaaaaaaaaaaaaaaa',
        },
        {
          to: '${auth0_organization_client_grant.acme_corp_portal_urn_acme_legacy}',
          id: 'org_VGZx1ySGh6PrYv0Y::cgr_bbbbbbbbbbbbbbbb',
        },
        { to: '${auth0_organization_client.acme_corp_portal}', id: 'org_VGZx1ySGh6PrYv0Y::portal' },
        {
          to: '${auth0_organization_discovery_domain.acme_corp_acme_example}',
          id: 'org_VGZx1ySGh6PrYv0Y::ord_aaaaaaaaaaaaaaaa',
        },
      ],
    });
  });

  it('has IDs in comments, and none of the values that verify a domain', () => {
    assert.deepEqual(commentsOf(acme), [
      '# con_aaaaaaaaaaaaaaaa',
      '# Not enabled, so that the provider does not list it: con_bbbbbbbbbbbbbbbb Username-Password-Authentication',
      '# export',
      '# cgr_aaaaaaaaaaaaaaaa',
      '# portal',
      '# cgr_bbbbbbbbbbbbbbbb',
      '# portal',
      '# ord_aaaaaaaaaaaaaaaa',
    ]);
    assert.doesNotMatch(organizationsAsTerraform([acme], true), /verification/);
  });

  it('leaves out what is empty, absent or null', async () => {
    const only = {
      terraform: [{ required_providers: [{ auth0: { source: 'auth0/auth0', version: '>= 1.0' } }] }],
      resource: { auth0_organization: { bare: [{ name: 'bare' }] } },
      import: [{ to: '${auth0_organization.bare}', id: bare.organization.id }],
    };
    assert.deepEqual(await read(bare), only);
    const nulls = { branding: { logo_url: null, colors: {} }, metadata: { plan: null }, token_quota: null };
    assert.deepEqual(await read({ ...bare, organization: { ...bare.organization, ...nulls } }), only);
    assert.deepEqual(commentsOf(bare), []);
  });

  it('says in its place what could not be read', async () => {
    const texts = ['Connections', 'Client Grants', 'Applications', 'Discovery Domains'].flatMap((title) => [
      `# ${title} could not be read. The token lacks a scope.`,
      removed,
    ]);
    assert.deepEqual(commentsOf(unread), texts);
    assert.deepEqual(Object.keys((await read(unread))['resource'] ?? {}), ['auth0_organization']);
    // Those that are missing in the resource of all connections are removed.
    const cutOff = { ...acme, connections: { ...acme.connections, missing: 'There are too many.' } };
    assert.deepEqual(commentsOf(cutOff).slice(0, 2), [
      '# Connections could not all be read. There are too many.',
      removed,
    ]);
    const unsent = commentsOf({ ...acme, unsent: 'There may be more fields.' });
    assert.equal(unsent[0], '# There may be more fields.');
    const { resource } = await read(cutOff);
    assert.ok(!('auth0_organization_connections' in Object(resource)));
  });

  it('refers to an application by its ID where another one has the same name', async () => {
    const known = new Map([...acme.applicationNames.known, ['twin', 'Portal']]);
    const parts = { ...acme, applicationNames: namesOfApplications(known) };
    const { resource, data } = (await read(parts)) as Readonly<Record<string, Blocks>>;
    assert.deepEqual(Object.keys(data?.['auth0_client'] ?? {}), ['acme_corp_nightly_export']);
    const [portal] = resource?.['auth0_organization_client']?.['acme_corp_portal'] ?? [];
    assert.equal(portal?.['client_id'], 'portal');
    const [grant] = resource?.['auth0_organization_client_grant']?.['acme_corp_portal_urn_acme_legacy'] ?? [];
    assert.equal(grant?.['grant_id'], 'cgr_bbbbbbbbbbbbbbbb');
    const twins = '# Several applications have the name Portal, among them portal.';
    assert.equal(commentsOf(parts).filter((line) => line === twins).length, 2);
  });

  it('keeps an ID whose name is not known, and says so', async () => {
    const parts: OrganizationParts = {
      ...bare,
      connections: { items: [{ connection_id: 'con_aaaaaaaaaaaaaaaa', is_enabled: true, more: 1 }] },
      clientGrants: { items: [{ id: 'cgr_aaaaaaaaaaaaaaaa', client_id: 'export', audience: 'urn:a' }] },
      clients: { items: [{ client_id: 'portal' }] },
      applicationNames: namesOfApplications(undefined, 'The token lacks a scope.'),
    };
    const id = '${auth0_organization.bare.id}';
    const { resource, data } = await read(parts);
    assert.deepEqual(resource, {
      auth0_organization: { bare: [{ name: 'bare' }] },
      auth0_organization_connections: {
        bare: [{ organization_id: id, enabled_connections: [{ connection_id: 'con_aaaaaaaaaaaaaaaa' }] }],
      },
      auth0_organization_client_grant: {
        bare_application_urn_a: [{ organization_id: id, grant_id: 'cgr_aaaaaaaaaaaaaaaa' }],
      },
      auth0_organization_client: { bare_application: [{ organization_id: id, client_id: 'portal' }] },
    });
    assert.equal(data, undefined);
    const unknown = (application: string) => [
      `# The name of the application ${application} is not known. The token lacks a scope.`,
      '# The ID is of this tenant alone.',
    ];
    assert.deepEqual(commentsOf(parts), [
      '# The name is not known, and the ID is of this tenant alone.',
      '# Fields without an argument: more',
      '# cgr_aaaaaaaaaaaaaaaa',
      ...unknown('export'),
      '# portal',
      ...unknown('portal'),
    ]);
    const gone = { ...parts, applicationNames: namesOfApplications() };
    assert.match(commentsOf(gone)[3] ?? '', /export is not known\. The tenant does not have the application\.$/);
  });

  it('gives each block a label of its own', async () => {
    const twin = { ...acme, organization: { ...acme.organization, name: 'Acme_Corp' } };
    const names = ['7seas', '7', '...', '-a-'].map((name) => ({
      ...bare,
      organization: { ...bare.organization, name },
    }));
    const { resource, data } = await read(acme, twin, ...names);
    const labels = (blocks: unknown, type: string) => Object.keys((blocks as Record<string, object>)[type] ?? {});
    assert.deepEqual(labels(resource, 'auth0_organization'), [
      'a',
      'acme_corp',
      'acme_corp_2',
      'org_c4ahavxgf1gay87x',
      'org_c4ahavxgf1gay87x_2',
      'seas',
    ]);
    assert.deepEqual(labels(data, 'auth0_client'), [
      'acme_corp_2_nightly_export',
      'acme_corp_2_portal',
      'acme_corp_nightly_export',
      'acme_corp_portal',
    ]);
  });

  for (const text of [...foreignNames, ...hostileNames, ...oddTexts]) {
    it(`keeps ${shown(text)} in its strings and comments`, async () => {
      const code = organizationsAsTerraform([renamed(text), unreadFor(text)], true);
      const { resource, data, ...rest } = (await readTerraform(code)) as Readonly<Record<string, Blocks>>;
      assert.deepEqual(Object.keys(rest).sort(), ['import', 'terraform']);
      assert.deepEqual(Object.keys(resource ?? {}).sort(), [
        'auth0_organization',
        'auth0_organization_client',
        'auth0_organization_client_grant',
        'auth0_organization_connections',
        'auth0_organization_discovery_domain',
      ]);
      const meant = text.normalize('NFC').toWellFormed();
      const [organization] = Object.values(resource?.['auth0_organization'] ?? {})[0] ?? [];
      assert.equal(organization?.['display_name'], meant);
      assert.deepEqual(organization['metadata'], { [meant]: meant, plan: 'gold' });
      for (const [connection] of Object.values(data?.['auth0_connection'] ?? {})) {
        assert.deepEqual(connection, { name: meant });
      }
      assert.doesNotMatch(code, /[^\P{Cc}\n]|[\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufeff]/u);
    });
  }

  it('has any text as a string that means the same', async () => {
    const texts = fc.array(fc.string({ unit: 'binary', maxLength: 30 }), { maxLength: 200 });
    const templates = fc.array(fc.stringMatching(/^[$%{}"\\~#]{0,9}$/), { maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(fc.oneof(texts, templates), async (all) => {
        const code = all.map((text, index) => `a${index} = ${hclString(text)}\n`).join('');
        const expected = all.map((text, index) => [`a${index}`, text.toWellFormed().normalize('NFC')]);
        assert.deepEqual({ ...(await readTerraform(aligned(code))) }, Object.fromEntries(expected));
      }),
      { numRuns: 30 },
    );
  });
});

type Blocks = Readonly<Record<string, Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>>>;

/** With an empty line after each, no equals signs are to be aligned. */
function aligned(code: string): string {
  return code.replaceAll('\n', '\n\n').trimEnd();
}
