import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { connect, connectLoaded, forget, requestsOf, run, tenants } from '../tenants.ts';
import { completionsAt, open } from './editorTexts.ts';

const { small, large, inside } = tenants;

/** Files of each kind, with the cursor at `|`. */
const places: readonly (readonly [wants: 'id' | 'name', name: string, content: string])[] = [
  ['id', '.env', 'AUTH0_ORGANIZATION=|\n'],
  ['id', 'a.ts', "const options = { authorizationParams: { organization: '|' } };\n"],
  ['id', 'b.ts', "const partner = 'org_|';\n"],
  ['id', 'c.js', 'location = `/authorize?organization=|&client_id=x`;\n'],
  ['id', 'd.tsx', 'export const x = <P organization="|" />;\n'],
  ['id', 'e.json', '{ "organization": "|" }\n'],
  ['id', 'f.yaml', 'env:\n  AUTH0_ORGANIZATION: |\n'],
  ['id', 'g.tf', 'resource "auth0_organization_member" "x" {\n  organization_id = "|"\n}\n'],
  ['id', 'h.py', 'Client(organization="|")\n'],
  ['id', 'i.cs', 'options.Organization = "|";\n'],
  ['id', 'j.java', 'builder.withOrganization("|");\n'],
  ['id', 'k.go', 'x := Options{OrganizationID: auth0.String("|")}\n'],
  ['id', 'l.php', "<?php\nreturn ['organization' => ['|']];\n"],
  ['id', 'm.rb', "organization: '|'\n"],
  ['id', 'n.sh', 'curl "https://t/api/v2/organizations/|"\n'],
  ['id', 'o.md', 'The pilot is org_|\n'],
  ['name', 'p.ts', "if (claims.org_name === '|') {}\n"],
  ['name', 'tenant.yaml', 'organizations:\n  - name: |\n'],
  ['name', 'q.tf', 'data "auth0_organization" "x" {\n  name = "|"\n}\n'],
  ['name', 'r.txt', 'https://t/login?organization_name=|\n'],
];

const nowhere: readonly (readonly [name: string, content: string])[] = [
  ['a.ts', 'function f(organization: |) {}\n'],
  ['b.ts', "import x from './organizations/|';\n"],
  ['c.py', 'org_|\n'],
  ['d.py', 'Client(organization=|)\n'],
  ['e.json', '{ "name": "|" }\n'],
  ['f.tf', 'resource "auth0_organization" "x" {\n  name = "|"\n}\n'],
  ['g.yaml', 'organizations:\n  - name: a\n    connections:\n      - name: |\n'],
];

/** Our suggestions at `|`, which is taken out of the text. */
async function suggested(name: string, content: string): Promise<vscode.CompletionList> {
  const document = await open(name, content.replace('|', ''));
  return completionsAt(document, document.positionAt(content.indexOf('|')));
}

const byPlace = (one: vscode.CompletionItem, other: vscode.CompletionItem) =>
  (one.sortText ?? '').localeCompare(other.sortText ?? '');

const texts = ({ items }: vscode.CompletionList) => items.map(({ insertText }) => insertText);

describe('Suggestions of organizations in files of each kind', () => {
  before(() => connectLoaded(small));
  after(() => forget(small));

  for (const [wants, name, content] of places) {
    it(`are made for the ${wants} in ${JSON.stringify(content)}, without a request`, async () => {
      const organizations = (await small.organizations()).slice(0, 100);
      const list = await suggested(name, content);
      assert.deepEqual(
        texts(list),
        organizations.map((organization) => organization[wants]),
      );
      const [item] = list.items;
      const [organization] = organizations;
      assert.deepEqual(item?.label, {
        label: organization?.display_name,
        description: `${organization?.name} · ${small.domain}`,
      });
      assert.ok(list.isIncomplete, 'more than are loaded');
      assert.deepEqual(await requestsOf(small), []);
    });
  }

  for (const [name, content] of nowhere) {
    it(`are not made in ${JSON.stringify(content)}`, async () => {
      assert.deepEqual(texts(await suggested(name, content)), []);
    });
  }
});

describe('Suggestions of organizations', () => {
  beforeEach(() => connectLoaded(small));
  afterEach(async () => {
    for (const tenant of [small, large, inside]) {
      await forget(tenant);
    }
  });

  it('are made at the end of a long list for the Deploy CLI', async () => {
    const [organization] = await small.organizations();
    const item = (name: string) => `  - name: ${name}\n    display_name: Other\n    branding: {}\n`;
    const others = Array.from({ length: 300 }, (_, place) => item(`other-${place}`)).join('');
    const list = await suggested('tenant.yaml', `tenant:\n  x: y\norganizations:\n${others}  - name: |\n`);
    assert.equal(texts(list)[0], organization?.name);
    const elsewhere = `organizations:\n${item('one')}clients:\n${others}  - name: |\n`;
    assert.deepEqual(texts(await suggested('tenant.yaml', elsewhere)), []);
  });

  it('call the tenant what the person calls it', async () => {
    await run('renameTenant', small.domain, 'Staging');
    const [item] = (await suggested('label.py', 'Client(organization="|")')).items;
    const [organization] = await small.organizations();
    assert.deepEqual(item?.label, {
      label: organization?.display_name,
      description: `${organization?.name} · Staging`,
    });
  });

  it('say first which tenant they are of where there are several', async () => {
    await connect(large);
    await run('renameTenant', small.domain, 'Staging');
    const [item] = (await suggested('label.py', 'Client(organization="|")')).items;
    const [organization] = await small.organizations();
    assert.deepEqual(item?.label, {
      label: organization?.display_name,
      description: `Staging · ${organization?.name}`,
    });
  });

  it('are complete when all are loaded, with all that is needed to filter them', async () => {
    await run('loadAllOrganizations', small.domain);
    await connect(inside);
    await run('openOrganizationList', inside.domain);
    const list = await suggested('all.py', 'Client(organization="|")');
    assert.equal(list.items.length, 150 + 12);
    assert.ok(!list.isIncomplete);
    for (const organization of [...(await small.organizations()), ...(await inside.organizations())]) {
      const { filterText } = list.items.find(({ insertText }) => insertText === organization.id) ?? {};
      assert.ok(filterText?.includes(organization.id) && filterText.includes(organization.name));
    }
  });

  it('begin with what the file uses already, in its order', async () => {
    const organizations = await small.organizations();
    const [third, first] = [organizations[60]?.id, organizations[7]?.id];
    const list = await suggested('used.py', `a = "${third}"\nb = "${first}"\nc = "${third}"\nClient(organization="|")`);
    const sorted = list.items.toSorted(byPlace);
    assert.deepEqual(
      sorted.slice(0, 3).map(({ insertText }) => insertText),
      [third, first, organizations[0]?.id],
    );
    assert.equal(new Set(texts(list)).size, 100);
  });

  it('find by ID, name and display name what is typed, and take its place', async () => {
    const { id, name, display_name: displayName } = (await small.organizations())[31] ?? {};
    assert.ok(id !== undefined && name !== undefined && displayName !== undefined);
    const parts = [id.slice(0, 12), name, /\w{4,}/.exec(displayName)?.[0].toUpperCase() ?? '-'];
    for (const [place, typed] of parts.entries()) {
      const { items } = await suggested(`typed${place}.py`, `Client(organization="${typed}|rest")`);
      const range: vscode.CompletionItem['range'] = items.find(({ insertText }) => insertText === id)?.range;
      assert.ok(range && 'inserting' in range, typed);
      assert.deepEqual([range.inserting.start.character, range.inserting.end.character], [21, 21 + typed.length]);
      assert.equal(range.replacing.end.character, 21 + typed.length + 4);
    }
    assert.deepEqual(texts(await suggested('nobody.py', 'Client(organization="nobody-has-this|")')), []);
  });

  it('are the best ones of 25,000, and incomplete', async () => {
    await connect(large);
    await run('loadAllOrganizations', large.domain);
    await large.clearRequests();
    const { id, name } = (await large.organizations())[24_000] ?? {};
    const all = await suggested('many.py', 'Client(organization="|")');
    assert.ok(all.isIncomplete);
    assert.ok(all.items.length <= 2 * 200);
    const found = await suggested('one.py', `Client(organization="${name}|")`);
    assert.equal(found.items[0]?.insertText, id);
    assert.ok(found.isIncomplete);
    const used = await suggested('used.py', `a = "${id}"\nClient(organization="|")`);
    assert.equal(used.items.toSorted(byPlace)[0]?.insertText, id);
    assert.deepEqual(await requestsOf(large), []);
  });

  it('tell what there is to know of an organization when it is looked at', async () => {
    const { name } = (await small.organizations())[0] ?? {};
    const document = await open('told.py', 'Client(organization="")');
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new vscode.Position(0, 21),
      undefined,
      5,
    );
    const { documentation } = list.items.find(({ label }) => typeof label !== 'string') ?? {};
    assert.ok(documentation instanceof vscode.MarkdownString);
    assert.ok(documentation.value.replaceAll('\\', '').includes(`Name: ${name}`));
  });

  it('are strings in YAML, and only keys that Auth0 allows', async () => {
    const [first, second, third, fourth] = await small.organizations();
    assert.ok(first && second && third && fourth);
    const changed = [first, second, third];
    try {
      for (const [place, name] of ['1e3', 'no', '##SECRET## "\n- name: x'].entries()) {
        await small.updateOrganization(changed[place]?.id ?? '', { name });
      }
      await run('disconnectTenant', small.domain);
      await connectLoaded(small);
      const begin = async (name: string, content: string) => texts(await suggested(name, content)).slice(0, 3);
      const inYaml = ['"1e3"', '"no"', fourth.name];
      assert.deepEqual(await begin('tenant.yaml', 'organizations:\n  - name: |\n'), inYaml);
      assert.deepEqual(await begin('ci.yml', 'env:\n  AUTH0_ORGANIZATION_NAME: |\n'), inYaml);
      assert.deepEqual(await begin('tenant.yaml', 'organizations:\n  - name: "|\n'), ['1e3', 'no', fourth.name]);
      assert.deepEqual(await begin('p.ts', "if (claims.org_name === '|') {}\n"), ['1e3', 'no', fourth.name]);
      assert.deepEqual(await begin('.env', 'AUTH0_ORGANIZATION=|\n'), [first.id, second.id, third.id]);
    } finally {
      for (const { id, name } of changed) {
        await small.updateOrganization(id, { name });
      }
    }
  });

  it('are not made without a tenant', async () => {
    await run('disconnectTenant', small.domain);
    assert.deepEqual(texts(await suggested('none.py', 'Client(organization="|")')), []);
  });
});
