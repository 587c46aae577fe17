import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ItemRow } from '../../../src/sidebar/rows.ts';
import { MemoryFiles } from '../memoryFiles.ts';
import { itemRow } from '../find/scanSteps.ts';
import { connect, forget, run, sectionRow, tenants } from '../tenants.ts';
import { recorded } from './recorded.ts';

const { inside, staging } = tenants;
const labels = { [inside.domain]: 'Acme production', [staging.domain]: 'Acme staging' } as const;

/** Everything that a person reads outside of documents and rows, by where it stood. */
type Texts = readonly (readonly [place: string, text: string])[];

describe('A tenant that has a label', () => {
  const files = new MemoryFiles('labels-test');
  let registration: vscode.Disposable;
  let invitation: ItemRow;

  before(() => {
    registration = vscode.workspace.registerFileSystemProvider('labels-test', files);
  });
  after(() => {
    registration.dispose();
  });
  beforeEach(async () => {
    for (const tenant of [inside, staging]) {
      await connect(tenant);
      await run('renameTenant', tenant.domain, labels[tenant.domain]);
    }
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    for (const tenant of [inside, staging]) {
      await run('renameTenant', tenant.domain, '');
      await forget(tenant);
    }
    files.clear();
  });

  beforeEach(async () => {
    invitation = await itemRow(inside, 1, 'invitations', 0);
  });

  /** Each command with arguments that leave as little to ask as can be. */
  async function commands(): Promise<readonly (readonly [name: string, ...given: readonly unknown[]])[]> {
    const { domain } = inside;
    const [first, second] = await inside.organizations();
    assert.ok(first && second);
    const { id } = first;
    const row = { kind: 'organization', domain, organization: { ...first } };
    const reference = { domain, id, name: first.name };
    const snapshot = files.uri('saved.ndjson');
    const members = await sectionRow(inside, 0, 'members');
    const events = await sectionRow(inside, 0, 'events');
    const jane = 'samlp|acme|jane@acme.example';
    return [
      ['connectTenant', { domain, accessToken: await inside.mintToken() }],
      ['moveTenantDown', domain],
      ['moveTenantUp', domain],
      ['showTenants'],
      ['refreshAll'],
      ['sortOrganizations', 'name'],
      ['sortOrganizations'],
      ['filterOrganizations', 'nobody'],
      ['filterOrganizations'],
      ['clearFilter'],
      ['refresh', domain],
      ['loadMore', domain],
      ['loadAllOrganizations', domain],
      ['openOrganizationList', domain],
      ['openOrganizationById', id],
      ['openOrganizationById', 'org_0000000000000000'],
      ['openOrganizationByName', 'nobody', domain],
      ['openEverything', row],
      ['loadMore', members],
      ['openSectionJson', members],
      ['showFailuresOnly', events],
      ['showAllEvents', events],
      ['copyOrganizationId', row],
      ['copyOrganizationName', row],
      ['copyOrganizationJson', row],
      ['copyItemId', invitation],
      ['copyItemValue', invitation],
      ['copyItemJson', invitation],
      ['copyInvitationLink', invitation],
      ['copyAs', row],
      ['insertOrganizationId', row],
      ['insertOrganizationAs', row],
      ['findReferences', row],
      ['openInDashboard', row],
      ['showLog'],
      ['findOrganization', 'acme'],
      ['findOrganization', { kind: 'tenant', domain }],
      ['findDiscoveryDomain', row, 'nobody.example'],
      ['findOrganizationsWithoutConnection', domain, 'all'],
      ['findOrganizationsOfConnection', domain, 'con_0000000000000000', 'all'],
      ['findOrganizationsOfApplication', domain, 'MHy2uKcHF9alXCMcUjWlfVwseVdZgSFr'],
      ['findUser', 'auth0|nobody', domain],
      ['openUser', 'auth0|nobody', domain],
      ['openUser', jane, domain],
      ['openUserJson'],
      ['showOrganizationsOfUser', 'auth0|nobody', domain],
      ['showOrganizationsOfUser', jane, domain],
      ['explainAccess', { domain, organizationId: id, clientId: null, userId: null }],
      ['copyAsTicket'],
      ['explainAccess', { domain, organizationId: id }],
      ['exportOrganizations', domain, 'json', 'all', files.uri('all.json')],
      ['exportOrganizations', domain, 'json', 'all'],
      ['exportSections', [reference], undefined, ['members'], 'json', files.uri('sections.json')],
      ['exportSections', [reference], undefined, ['members'], 'json'],
      ['saveSnapshot', domain, 'withoutMembers', snapshot],
      ['saveSnapshot', domain, 'withoutMembers'],
      ['compareWithSnapshot', domain, snapshot, undefined, 'sections'],
      ['compareWith', reference, { domain, id: second.id, name: second.name }],
      ['compareWith', reference],
      ['selectForCompare', reference],
      ['compareWithSelected', { domain, id: second.id, name: second.name }],
      ['compareEverythingWith', reference, { domain, id: second.id, name: second.name }, 'withoutMembers'],
      ['compareAgain'],
      ['showOrHideIds'],
      ['compareTenants', domain, staging.domain, 'name', 'sections'],
      ['copyRequestAs', row],
      ['lookUpAllIds'],
      ['setEnvironment', domain],
      ['updateAccessToken', domain, await inside.mintToken({ scope: 'read:organizations update:organizations' })],
      ['renameTenant', domain],
      // It opens what a person would be asked to save.
      ['copyAs', row, undefined, 'wholeTerraform'],
      ['disconnectTenant', { kind: 'tenant', domain: staging.domain }],
    ];
  }

  async function drive(): Promise<Texts> {
    const texts: (readonly [string, string])[] = [];
    for (const [name, ...given] of await commands()) {
      await recorded(
        (place, text) => {
          texts.push([`${name}: ${place}`, text]);
        },
        () => run(name, ...given),
      );
    }
    return texts;
  }

  const naming = (texts: Texts) =>
    texts.filter(([, text]) => [inside, staging].some(({ domain }) => text.includes(domain)));

  it('is looked for in what each command says', async () => {
    const { contributes } = vscode.extensions.getExtension('organization-inspector.organization-inspector')
      ?.packageJSON as { readonly contributes: { readonly commands: readonly { readonly command: string }[] } };
    const driven = new Set((await commands()).map(([name]) => `organizationInspector.${name}`));
    assert.deepEqual(
      contributes.commands.map(({ command }) => command).filter((command) => !driven.has(command)),
      [],
    );
  });

  it('is called by it wherever a command succeeds', async () => {
    const texts = await drive();
    assert.deepEqual(naming(texts), []);
    assert.ok(texts.filter(([, text]) => text.includes('Acme production')).length > 10, JSON.stringify(texts));
  });

  for (const [failure, fault] of [
    [
      'refuses the token',
      {
        answer: {
          status: 401,
          body: {
            statusCode: 401,
            error: 'Unauthorized',
            message: 'Expired token received for JSON Web Token validation',
          },
        },
      },
    ],
    [
      'does not allow it',
      {
        answer: {
          status: 403,
          body: {
            statusCode: 403,
            error: 'Forbidden',
            message: 'Insufficient scope, expected any of: read:organizations',
            errorCode: 'insufficient_scope',
          },
        },
      },
    ],
    ['has a bad request', { answer: { status: 400, body: { statusCode: 400, error: 'Bad Request', message: 'No' } } }],
    ['redirects to elsewhere', { answer: { status: 302, headers: { location: 'https://elsewhere.example/' } } }],
    ['breaks off each connection', { cut: 'before' }],
  ] as const) {
    it(`is called by it wherever a command fails, since the tenant ${failure}`, async () => {
      for (const tenant of [inside, staging]) await tenant.inject({ match: '/api/v2/', ...fault });
      const texts = await drive();
      assert.deepEqual(naming(texts), []);
      assert.ok(texts.filter(([, text]) => text.includes('Acme production')).length > 10, JSON.stringify(texts));
    });
  }
});
