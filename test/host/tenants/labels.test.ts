import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { MemoryFiles } from '../memoryFiles.ts';
import { connect, forget, run, sectionRow, tenants } from '../tenants.ts';

const { inside, staging } = tenants;
const labels = { [inside.domain]: 'Acme production', [staging.domain]: 'Acme staging' } as const;

/** Everything that a person reads outside of documents and rows, by where it stood. */
type Texts = readonly (readonly [place: string, text: string])[];

describe('A tenant that has a label', () => {
  const files = new MemoryFiles('labels-test');
  let registration: vscode.Disposable;

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
    return [
      ['refresh', domain],
      ['loadMore', domain],
      ['loadAllOrganizations', domain],
      ['openOrganizationList', domain],
      ['openOrganizationById', id],
      ['openOrganizationById', 'org_0000000000000000'],
      ['openOrganizationByName', 'nobody', domain],
      ['openEverything', row],
      ['loadMore', members],
      ['findOrganization', 'acme'],
      ['findOrganization', { kind: 'tenant', domain }],
      ['findDiscoveryDomain', row, 'nobody.example'],
      ['findOrganizationsWithoutConnection', domain, 'all'],
      ['findOrganizationsOfConnection', domain, 'con_0000000000000000', 'all'],
      ['findOrganizationsOfApplication', domain, 'MHy2uKcHF9alXCMcUjWlfVwseVdZgSFr'],
      ['findUser', 'auth0|nobody', domain],
      ['openUser', 'auth0|nobody', domain],
      ['showOrganizationsOfUser', 'auth0|nobody', domain],
      ['explainAccess', { domain, organizationId: id, clientId: null, userId: null }],
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
      ['compareEverythingWith', reference, { domain, id: second.id, name: second.name }, 'withoutMembers'],
      ['compareTenants', domain, staging.domain, 'name', 'sections'],
      ['copyRequestAs', row],
      ['lookUpAllIds'],
      ['setEnvironment', domain],
      ['updateAccessToken', domain, await inside.mintToken({ scope: 'read:organizations update:organizations' })],
      ['renameTenant', domain],
      // It opens what a person would be asked to save.
      ['copyAs', row, undefined, 'wholeTerraform'],
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

  it('is called by it wherever a command succeeds', async () => {
    const texts = await drive();
    assert.deepEqual(naming(texts), []);
    assert.ok(texts.filter(([, text]) => text.includes('Acme production')).length > 10, JSON.stringify(texts));
  });

  for (const [failure, answer] of [
    [
      'refuses the token',
      {
        status: 401,
        body: {
          statusCode: 401,
          error: 'Unauthorized',
          message: 'Expired token received for JSON Web Token validation',
        },
      },
    ],
    [
      'does not allow it',
      {
        status: 403,
        body: {
          statusCode: 403,
          error: 'Forbidden',
          message: 'Insufficient scope, expected any of: read:organizations',
          errorCode: 'insufficient_scope',
        },
      },
    ],
    ['has a bad request', { status: 400, body: { statusCode: 400, error: 'Bad Request', message: 'No' } }],
  ] as const) {
    it(`is called by it wherever a command fails, since the tenant ${failure}`, async () => {
      for (const tenant of [inside, staging]) await tenant.inject({ match: '/api/v2/', answer });
      const texts = await drive();
      assert.deepEqual(naming(texts), []);
      assert.ok(texts.filter(([, text]) => text.includes('Acme production')).length > 10, JSON.stringify(texts));
    });
  }
});

/** Does something while everything that is shown to a person is noted. Messages are closed, boxes and dialogs are cancelled. */
async function recorded(note: (place: string, text: string) => void, act: () => Thenable<unknown>): Promise<void> {
  const noteAll = (place: string, ...shown: readonly unknown[]) => {
    for (const text of shown) if (typeof text === 'string') note(place, text);
  };
  const message = (text: string, ...rest: readonly unknown[]) => {
    const [{ detail, modal } = {}, button] = rest as [{ detail?: string; modal?: boolean }?, unknown?];
    noteAll('message', text, detail);
    // What a command asks before it makes many requests is agreed to.
    return Promise.resolve(modal ? button : undefined);
  };
  const dialog = (options: { readonly title?: string; readonly defaultUri?: vscode.Uri } = {}) => {
    noteAll('dialog', options.title, options.defaultUri?.path.replace(/.*\//, ''));
    return Promise.resolve(undefined);
  };
  const {
    createInputBox,
    createQuickPick,
    setStatusBarMessage,
    showErrorMessage,
    showInformationMessage,
    showOpenDialog,
    showQuickPick,
    showSaveDialog,
    showWarningMessage,
    withProgress,
  } = vscode.window;
  const noteBox = <
    Box extends { show(): void; hide(): void; title: string | undefined; placeholder: string | undefined },
  >(
    box: Box,
    noteMore: () => void,
  ): Box => {
    const show = box.show.bind(box);
    const shown = () => {
      show();
      // Rows and what is said of them come a moment later.
      setTimeout(() => {
        noteAll('box', box.title, box.placeholder);
        noteMore();
        box.hide();
      }, 300);
    };
    return Object.defineProperty(box, 'show', { value: shown });
  };
  Object.assign(vscode.window, {
    createInputBox: () => {
      const box = createInputBox();
      return noteBox(box, () => {
        noteAll('box', box.prompt, box.validationMessage);
      });
    },
    createQuickPick: () => {
      const pick = createQuickPick();
      return noteBox(pick, () => {
        for (const { label, description, detail } of pick.items) noteAll('row of a box', label, description, detail);
      });
    },
    setStatusBarMessage: (text: string, ...rest: readonly unknown[]) => {
      noteAll('status bar', text);
      return (setStatusBarMessage as (...given: readonly unknown[]) => vscode.Disposable)(text, ...rest);
    },
    showErrorMessage: message,
    showInformationMessage: message,
    showWarningMessage: message,
    showOpenDialog: dialog,
    showSaveDialog: dialog,
    // Where a tenant is to be chosen, the domain stands beside its label.
    showQuickPick: (_: unknown, { title, placeHolder }: vscode.QuickPickOptions = {}) => {
      noteAll('box', title, placeHolder);
      return Promise.resolve(undefined);
    },
    withProgress: (options: vscode.ProgressOptions, task: Parameters<typeof withProgress>[1]) => {
      noteAll('progress', options.title);
      return withProgress(options, (progress, token) => {
        const report = (value: { readonly message?: string }) => {
          noteAll('progress', value.message);
          progress.report(value);
        };
        return task({ report }, token);
      });
    },
  });
  try {
    await act();
    // Commands do not wait for the words of a notification to be loaded.
    await new Promise((resolve) => setTimeout(resolve, 50));
  } finally {
    Object.assign(vscode.window, {
      createInputBox,
      createQuickPick,
      setStatusBarMessage,
      showErrorMessage,
      showInformationMessage,
      showOpenDialog,
      showQuickPick,
      showSaveDialog,
      showWarningMessage,
      withProgress,
    });
  }
}
