import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { readOrganization } from '../../../src/api/organization.ts';
import { obstacles, organizationsAsDeployYaml } from '../../../src/asCode/deployYaml.ts';
import type { OrganizationParts } from '../../../src/asCode/organizationParts.ts';
import { yamlEntry, yamlWord } from '../../../src/text/yaml.ts';
import { foreignNames, hostileNames } from '../../tenant/sampleText.ts';
import { oddTexts } from '../text/hostileTexts.ts';
import { acme, bare, renamed, shown, unreadFor } from './sampleParts.ts';

/** The text means the same in both versions of YAML, of which programs read one or the other. */
function read(text: string): unknown {
  const [older, newer] = (['1.1', '1.2'] as const).map((version) => parse(text, { version }) as unknown);
  assert.deepEqual(older, newer);
  return newer;
}

const entryOf = (parts: OrganizationParts) => {
  const [entry] = read(organizationsAsDeployYaml([parts], false)) as readonly Readonly<Record<string, unknown>>[];
  assert.ok(entry);
  return entry;
};

const commentsOf = (parts: OrganizationParts) =>
  organizationsAsDeployYaml([parts], false)
    .split('\n')
    .filter((line) => line.trim().startsWith('#'))
    .map((line) => line.trim());

const grantsComment = '# The Deploy CLI takes the first grant of each application, whatever its audience.';

describe('An organization as the YAML of the Deploy CLI', () => {
  it('has the shape of an export, with names in place of IDs', () => {
    const { id: _, ...organization } = acme.organization;
    const [google, database] = acme.connections.items.map(
      ({ connection_id: __, connection: ___, ...fields }) => fields,
    );
    assert.deepEqual(entryOf(acme), {
      ...organization,
      connections: [
        { name: 'google-oauth2', ...google },
        { name: 'Username-Password-Authentication', ...database },
      ],
      client_grants: [{ client_id: 'Nightly Export' }, { client_id: 'Portal' }],
      clients: [{ client_id: 'Portal', use_for_member_access: true }],
      discovery_domains: [{ domain: 'acme.example', status: 'verified', use_for_organization_discovery: true }],
    });
  });

  it('has IDs in comments', () => {
    assert.deepEqual(commentsOf(acme), [
      '# Needs Deploy CLI 8.43 or newer.',
      '# The organization org_VGZx1ySGh6PrYv0Y of acme.eu.auth0.com, without its members',
      '# con_aaaaaaaaaaaaaaaa',
      '# con_bbbbbbbbbbbbbbbb',
      grantsComment,
      '# export',
      '# cgr_aaaaaaaaaaaaaaaa https://api.acme.example/orders',
      '# portal',
      '# cgr_bbbbbbbbbbbbbbbb urn:acme:legacy',
      '# portal',
      '# ord_aaaaaaaaaaaaaaaa',
    ]);
  });

  it('is a list for a file of its own, or entries for a list', () => {
    const entries = organizationsAsDeployYaml([acme, bare], false);
    const whole = organizationsAsDeployYaml([acme, bare], true);
    assert.deepEqual(read(whole), { organizations: read(entries) });
    assert.match(
      whole,
      /^# Needs .*\n# With AUTH0_ALLOW_DELETE, .* deletes the organizations that are not in this list\.\norganizations:\n {2}# The/,
    );
    assert.match(
      entries,
      /^# Needs Deploy CLI 8\.43 or newer\.\n# The organization .*\n- name: "acme-corp"\n {2}display_name: /,
    );
  });

  it('has empty lists for what is empty, and no fields that are absent or null', () => {
    const empty = { name: 'bare', connections: [], client_grants: [], clients: [], discovery_domains: [] };
    assert.deepEqual(entryOf(bare), empty);
    const organization = { ...bare.organization, branding: null, token_quota: null, third: null, fourth: undefined };
    assert.deepEqual(entryOf({ ...bare, organization: organization as never }), { ...empty, token_quota: null });
    const items = [{ domain: 'acme.example', status: 'pending', use_for_organization_discovery: null }];
    const { discovery_domains: domains } = entryOf({ ...bare, discoveryDomains: { items } });
    assert.deepEqual(domains, [{ domain: 'acme.example', status: 'pending' }]);
  });

  it('has no comment on what is empty', () => {
    assert.deepEqual(commentsOf(bare), [
      '# Needs Deploy CLI 8.43 or newer.',
      '# The organization org_C4aHAvxgF1GAy87x of acme.eu.auth0.com, without its members',
    ]);
  });

  it('says of each application whether members log in through it', () => {
    const items = [true, false, undefined].map((isUsed) => ({ client_id: 'portal', use_for_member_access: isUsed }));
    assert.deepEqual(
      entryOf({ ...acme, clients: { items } })['clients'],
      [true, false, false].map((isUsed) => ({ client_id: 'Portal', use_for_member_access: isUsed })),
    );
  });

  it('has one entry for the grants of an application, which the Deploy CLI cannot tell apart', () => {
    const [grant] = acme.clientGrants.items;
    const items = [grant, { ...grant, id: 'cgr_cccccccccccccccc', audience: 'urn:other' }] as const;
    const parts = {
      ...bare,
      clientGrants: { items: items.map((item) => ({ ...item })) },
      applicationNames: acme.applicationNames,
    };
    assert.deepEqual(entryOf(parts)['client_grants'], [{ client_id: 'Nightly Export' }]);
    assert.deepEqual(commentsOf(parts).slice(2), [
      grantsComment,
      '# export',
      '# cgr_aaaaaaaaaaaaaaaa https://api.acme.example/orders',
      '# cgr_cccccccccccccccc urn:other',
    ]);
  });

  it('has all of an object that a deployment replaces, also what the extension does not know', () => {
    const metadata = { plan: 'gold', seats: 5 };
    const branding = { logo_url: null, colors: { primary: '#fff', page_background: { type: 'linear-gradient' } } };
    const organization = readOrganization({ ...bare.organization, metadata, branding }) ?? assert.fail();
    const entry = entryOf({ ...bare, organization });
    assert.deepEqual([entry['metadata'], entry['branding']], [metadata, branding]);
  });

  it('has each key once, also where the organization has a field that is named as a list', () => {
    const lists = { connections: [{ name: 'x' }], client_grants: 1, clients: ['y'], discovery_domains: {} };
    const metadata = { connections: '- a', clients: '*b', '<<': '&c' };
    const organization = { ...bare.organization, ...lists, metadata, members: ['z'] };
    assert.deepEqual(entryOf({ ...bare, organization }), { ...entryOf(bare), metadata, members: ['z'] });
  });

  it('has a field of an unknown type as it was sent', () => {
    const fields = { display_name: { en: 'Bare' }, metadata: ['x'], branding: 'y' };
    const organization = readOrganization({ ...bare.organization, ...fields }) ?? assert.fail();
    assert.deepEqual(entryOf({ ...bare, organization }), { ...entryOf(bare), ...fields });
  });

  it('is commented out where only the enabled connections are known: a deployment deletes the others', () => {
    const note = 'Only the enabled ones: the tenant refuses the others.';
    for (const items of [acme.connections.items, []]) {
      assert.deepEqual(obstacles({ ...acme, connections: { items, note } }), [
        `Connections could not all be read. ${note}`,
      ]);
    }
  });

  for (const text of [...foreignNames, ...hostileNames, ...oddTexts]) {
    it(`keeps ${shown(text)} in its strings and comments`, () => {
      const code = organizationsAsDeployYaml([renamed(text), unreadFor(text)], true);
      const [organization, ...others] = (read(code) as { readonly organizations: readonly Entry[] }).organizations;
      assert.deepEqual(others, []);
      assert.deepEqual(organization?.['metadata'], { [text]: text, plan: 'gold' });
      assert.equal(organization['display_name'], text);
      assert.deepEqual(organization['client_grants'], [
        { client_id: text.toWellFormed() },
        { client_id: `${text.toWellFormed()} 2` },
      ]);
      assert.doesNotMatch(code, /[^\P{Cc}\n]|[\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufeff]/u);
      // In place of what stands between such markers, the Deploy CLI puts an environment variable.
      assert.doesNotMatch(code, /##|@@/);
    });
  }

  it('has any key and value as one that means the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', size: 'large' }), fc.jsonValue(), (key, value) => {
        const wanted: unknown = JSON.parse(JSON.stringify({ [key]: value }));
        assert.deepEqual(read(yamlEntry(key, value).join('\n')), wanted);
      }),
    );
  });
});

describe('A name in YAML', () => {
  it('is a string in both versions of YAML, in quotes only if it needs them', () => {
    const isString = (text: string) => {
      for (const version of ['1.1', '1.2'] as const) {
        assert.equal(parse(yamlWord(text), { version }), text, text);
      }
    };
    for (const name of [
      'acme',
      'acme-corp_2',
      '71-kohler-llc',
      'org_9makbo2zcjnb6scn',
      'org_C4aHAvxgF1GAy87x',
      'x1f',
      'nan',
      'inf',
      '3m',
    ]) {
      assert.equal(yamlWord(name), name);
      isString(name);
    }
    for (const name of [
      '1',
      '0123',
      '1_000',
      '1e3',
      '1E3',
      'e3',
      'No',
      '1e-3',
      '0x1f',
      '0b1',
      '0o7',
      '2020-01-01',
      ...'y n no on'.split(' '),
    ]) {
      assert.equal(yamlWord(name), `"${name}"`);
      isString(name);
    }
    const character = fc.constantFrom(...Array.from('0123456789abefnoxyABEFNOXY_-'));
    fc.assert(fc.property(fc.string({ unit: character, minLength: 1, maxLength: 8 }), isString), { numRuns: 5000 });
  });
});

type Entry = Readonly<Record<string, unknown>>;
