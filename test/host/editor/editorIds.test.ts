import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { hoverText } from '../../../src/editor/hover.ts';
import type { KnownOrganizations } from '../../../src/organizations/knownOrganizations.ts';
import { hostileNames } from '../../tenant/sampleText.ts';
import { connectLoaded, forget, requestsOf, run, tenants } from '../tenants.ts';
import { completionsAt, hintsIn, hoverAt, linksIn, linksOf, open, placeOf } from './editorTexts.ts';

const { small } = tenants;
const nobody = 'org_0000000000000000';

/** Files of each kind, with `$` for an ID. */
const files: readonly (readonly [name: string, content: string])[] = [
  ['.env', 'AUTH0_DOMAIN=t\nAUTH0_ORGANIZATION=$\n'],
  ['sign-in.ts', "const options = {\n  organization: '$', // pilot\n};\n"],
  ['app.js', 'location = `/authorize?organization=$&client_id=x`;\n'],
  ['Providers.tsx', 'export const x = <P organization="$" />;\n'],
  ['settings.json', '{ "organization": "$" }\n'],
  ['tenant.yaml', 'secrets:\n  - name: X\n    value: $\n'],
  ['main.tf', 'resource "auth0_organization_member" "x" {\n  organization_id = "$"\n}\n'],
  ['app.py', 'Client(organization="$")\n'],
  ['App.cs', 'options.Organization = "$";\n'],
  ['App.java', 'builder.withOrganization("$");\n'],
  ['main.go', 'var org = auth0.String("$")\n'],
  ['auth.php', "<?php\nreturn ['organization' => ['$']];\n"],
  ['auth.rb', "organization: '$'\n"],
  ['call.sh', 'get "/api/v2/organizations/$"\n'],
  ['Pulumi.ts', 'new auth0.OrganizationMember("x", { organizationId: "$" });\n'],
  ['README.md', 'The pilot is `$`.\n'],
  ['notes.txt', 'pilot: $\r\n'],
  ['app.min.txt', `${'var org_member=1;'.repeat(20_000)}x("$");${'y();'.repeat(20_000)}`],
];

async function organization(place: number) {
  const found = (await small.organizations())[place];
  assert.ok(found);
  return found;
}

describe('IDs in files of each kind', () => {
  before(() => connectLoaded(small));
  after(() => forget(small));

  for (const [name, content] of files) {
    it(`say what they stand for in ${name}, without a request`, async () => {
      const { id, display_name: displayName = '-' } = await organization(3);
      const document = await open(name, content.replace('$', id));
      const [hover, ...more] = await hoverAt(document, placeOf(document, id, 10));
      assert.ok(hover);
      assert.deepEqual(more, []);
      assert.ok(hover.value.includes(displayName.split(' ')[0] ?? '-'));
      assert.ok(hover.value.includes(small.domain.replace(/[.:]/g, '\\$&')));
      assert.match(hover.value, /\[Open JSON\]\(command:.*\| \[Copy Name\]\(command:/);
      const [hint] = await hintsIn(document);
      assert.equal(hint?.label, displayName);
      const [link] = await linksIn(document);
      assert.ok(link);
      assert.equal(document.getText(link.range), id);
      assert.equal(link.target?.scheme, 'auth0-organization');
      assert.equal(link.target.query, id);
      assert.deepEqual(await requestsOf(small), []);
    });
  }
});

describe('IDs in files', () => {
  beforeEach(() => connectLoaded(small));
  afterEach(() => forget(small));

  it('give nothing for texts that are no IDs', async () => {
    const { id } = await organization(3);
    const document = await open(
      'none.ts',
      `row.org_member; row.org_client; ORG_ID; org_responsibilities; x_${id}; ${id}0`,
    );
    for (const text of ['org_member', 'org_client', 'ORG_ID', 'org_responsibilities', `x_${id}`, `${id}0`]) {
      assert.deepEqual(await hoverAt(document, placeOf(document, text, 5)), [], text);
    }
    assert.deepEqual(await hintsIn(document), []);
    assert.deepEqual(await linksIn(document), []);
  });

  it('have the names of their organizations behind the quotes, and none when unknown', async () => {
    const { id } = await organization(3);
    const document = await open('hints.rb', `a('${id}', '${nobody}', '${id}');\nb = ${id};`);
    const hints = await hintsIn(document);
    assert.deepEqual(
      hints.map(({ position: { line, character } }) => [line, character]),
      [
        [0, 2 + 22],
        [1, 4 + 20],
      ],
    );
  });

  it('are looked up with one request when that is asked for, and known from then on', async () => {
    const { id, name } = await organization(120);
    const document = await open('later.rb', `organization: '${id}'`);
    const [before] = await hoverAt(document, placeOf(document, id));
    assert.ok(before);
    assert.ok(before.value.includes('not among those that are loaded'));
    assert.deepEqual(await hintsIn(document), []);
    assert.deepEqual(await requestsOf(small), []);
    await runLink(before, 'Look up in');
    assert.deepEqual(await requestsOf(small), [`GET /api/v2/organizations/${id}`]);
    const [after] = await hoverAt(document, placeOf(document, id));
    assert.ok(after?.value.includes(name.replace(/[-_]/g, '\\$&')), after?.value);
    assert.equal((await hintsIn(document)).length, 1);
    assert.equal((await linksIn(document))[0]?.target?.query, id);
    assert.equal((await requestsOf(small)).length, 1);
  });

  it('have the name that was read last, also where the list was read before', async () => {
    const { id, display_name: before = '' } = await organization(3);
    const document = await open('renamed.rb', `a('${id}');`);
    await small.updateOrganization(id, { display_name: 'Renamed' });
    try {
      await run('openOrganizationById', id, small.domain);
      const [hint] = await hintsIn(document);
      assert.equal(hint?.label, 'Renamed');
      const [hover] = await hoverAt(document, placeOf(document, id));
      assert.ok(hover?.value.includes('Renamed'));
    } finally {
      await small.updateOrganization(id, { display_name: before });
    }
  });

  it('are said to be of the tenant by the name that the person gave it', async () => {
    const { id } = await organization(4);
    await run('renameTenant', small.domain, 'Staging');
    const document = await open('label.rb', `organization: '${id}'`);
    const [hover] = await hoverAt(document, placeOf(document, id));
    await run('renameTenant', small.domain, '');
    assert.ok(hover?.value.includes(`Tenant Staging · ${small.domain.replace(/[.:]/g, '\\$&')}`), hover?.value);
  });

  it('copy the name and open the JSON from the hover', async () => {
    const { id, name } = await organization(4);
    const document = await open('hover.rb', `organization: '${id}'`);
    const [hover] = await hoverAt(document, placeOf(document, id));
    assert.ok(hover);
    await runLink(hover, 'Copy Name');
    assert.equal(await vscode.env.clipboard.readText(), name);
    assert.deepEqual(await requestsOf(small), []);
    await runLink(hover, 'Open JSON');
    assert.equal(vscode.window.activeTextEditor?.document.uri.query, id);
  });

  it('open by the command that asks for the tenant when they are not loaded', async () => {
    const { id } = await organization(121);
    const document = await open('link.rb', `organization: '${id}'`);
    const [link] = await linksIn(document);
    assert.equal(link?.target?.toString(true), `command:organizationInspector.openOrganizationById?["${id}"]`);
  });

  it('say that the tenant is not connected where the only one is loaded as a whole, or there is none', async () => {
    await run('loadAllOrganizations', small.domain);
    await small.clearRequests();
    const document = await open('foreign.rb', `organization: '${nobody}'`);
    const [foreign] = await hoverAt(document, placeOf(document, nobody));
    assert.ok(foreign?.value.includes('tenant that is not connected'));
    assert.ok(foreign?.value.includes('organizationInspector.connectTenant'));
    await run('disconnectTenant', small.domain);
    const [none] = await hoverAt(document, placeOf(document, nobody));
    assert.ok(none?.value.includes('No tenant is connected'));
    assert.ok(!none?.value.includes('Look up'));
    assert.deepEqual(await linksIn(document), []);
    assert.deepEqual(await hintsIn(document), []);
    assert.deepEqual(await requestsOf(small), []);
  });

  it('are left alone where a language has that switched off', async () => {
    const { id } = await organization(3);
    const script = await open('off.rb', `organization: '${id}'`);
    const python = await open('off.py', `organization="${id}"`);
    const configuration = vscode.workspace.getConfiguration('organizationInspector.editor', { languageId: 'python' });
    const change = async (values: Readonly<Record<string, unknown>>) => {
      for (const [name, value] of Object.entries(values)) {
        await configuration.update(name, value, vscode.ConfigurationTarget.Global, true);
      }
    };
    await change({ hover: false, names: 'off', links: false, completion: false });
    try {
      assert.deepEqual(await hoverAt(python, placeOf(python, id)), []);
      assert.deepEqual(await hintsIn(python), []);
      assert.deepEqual(await linksIn(python), []);
      assert.deepEqual((await completionsAt(python, placeOf(python, id))).items, []);
      assert.equal((await hoverAt(script, placeOf(script, id))).length, 1);
      assert.equal((await hintsIn(script)).length, 1);
      assert.equal((await linksIn(script)).length, 1);
      assert.notDeepEqual((await completionsAt(script, placeOf(script, id))).items, []);
    } finally {
      await change({ hover: undefined, names: undefined, links: undefined, completion: undefined });
    }
  });

  it('have no link in a web address, which has its own, but a hover', async () => {
    const { id } = await organization(3);
    const address = `https://manage.auth0.com/organizations/${id}/overview`;
    const document = await open('addresses.md', `Pilot: ${address}\n`);
    assert.deepEqual(await linksIn(document), [], 'VS Code has one of its own');
    const [hover] = await hoverAt(document, placeOf(document, id, 10));
    assert.match(hover?.value ?? '', /\[Open JSON\]/);
  });

  it('have no hover, name, link or suggestion of this kind in our own documents', async () => {
    const { id } = await organization(3);
    const uri = await run<vscode.Uri>('openOrganizationById', id, small.domain);
    const document = await vscode.workspace.openTextDocument(uri);
    assert.deepEqual(await hoverAt(document, placeOf(document, id)), []);
    assert.deepEqual(await hintsIn(document), []);
    assert.deepEqual((await completionsAt(document, placeOf(document, id, 4))).items, []);
  });

  for (const displayName of [
    ...hostileNames,
    '](command:workbench.action.quit) <command:workbench.action.quit>',
    'https://evil.example/x',
  ]) {
    it(`show ${JSON.stringify(displayName)} as a text`, async () => {
      const { id, ...shown } = await organization(5);
      await small.updateOrganization(id, { display_name: displayName, metadata: { [displayName]: displayName } });
      try {
        await run('refresh');
        const document = await open('hostile.rb', `x('${id}')`);
        const [hover] = await hoverAt(document, placeOf(document, id));
        const [hint] = await hintsIn(document);
        assert.ok(hover && hint);
        assertOnlyOurLinks(hover);
        assert.ok(typeof hint.label === 'string' && !/[\n\u202e]/.test(hint.label));
        const { items } = await completionsAt(document, placeOf(document, id, 4));
        const item = items.find(({ insertText }) => insertText === id);
        assert.ok(item && typeof item.label !== 'string');
        assert.doesNotMatch(item.label.label, /[\n\u202e]/);
      } finally {
        await small.updateOrganization(id, shown);
      }
    });
  }

  it('offer the dashboard for tenants that have one, and nothing that a name asks for', () => {
    const id = 'org_9makbo2zcjnb6scn';
    const organizationOf = (name: string) => ({
      domain: 'acme.eu.auth0.com',
      organization: { id, name, display_name: name },
    });
    const textFor = (name: string) =>
      hoverText(
        {
          find: () => organizationOf(name),
          tenants: { titleOf: () => name, find: (domain: string) => ({ domain, environment: 'production' }) },
        } as unknown as KnownOrganizations,
        id,
        () => [name],
      );
    assert.ok(
      textFor('acme').value.includes(
        `[Dashboard](https://manage.auth0.com/dashboard/eu/acme/organizations/${id}/overview)`,
      ),
    );
    for (const name of hostileNames) {
      assertOnlyOurLinks(textFor(name));
    }
  });
});

async function runLink(text: vscode.MarkdownString, start: string): Promise<void> {
  const [, target] = linksOf(text).find(([label]) => label.startsWith(start)) ?? [];
  assert.ok(target !== undefined, text.value);
  const { path, query } = vscode.Uri.parse(target);
  await vscode.commands.executeCommand(path, ...(JSON.parse(query) as unknown[]));
}

/** Checks that a text can do only what we let it do, whatever is in it. */
function assertOnlyOurLinks(text: vscode.MarkdownString): void {
  assert.ok(!text.supportHtml && !text.supportThemeIcons);
  assert.doesNotMatch(text.value, /\u202e/);
  const enabled = ['openOrganizationById', 'copyOrganizationName'].map((name) => `organizationInspector.${name}`);
  const trust = text.isTrusted;
  assert.ok(
    trust === undefined || (typeof trust === 'object' && trust.enabledCommands.every((name) => enabled.includes(name))),
  );
  for (const [label] of linksOf(text)) {
    assert.ok(['Open JSON', 'Copy Name', 'Dashboard'].includes(label), label);
  }
  assert.doesNotMatch(text.value, /(?<!\\)[<`]|(?<!\\):\/\/(?!manage\.auth0\.com)/);
}
