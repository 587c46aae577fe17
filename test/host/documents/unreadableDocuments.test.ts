import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { organizationUri } from '../../../src/documents/documentUri.ts';
import { until } from '../../patience.ts';
import { failureSamples } from '../../unit/api/failures.ts';
import { failureOf, messagesDuring } from '../messages.ts';
import { connectLoaded, forget, requestsOf, run, sectionRow, tenants } from '../tenants.ts';

const { small } = tenants;

/** What the tab of a document shows that could not be read. */
interface Explained {
  readonly error: Readonly<Record<'message' | 'meaning' | 'next_step' | 'reason', string>> & {
    readonly status?: number;
  };
  readonly organization_as_of?: string;
  readonly organization?: { readonly id: string };
}

const refusal = { status: 401, body: { statusCode: 401, error: 'Unauthorized', message: 'Invalid token' } };

describe('A document that cannot be read', () => {
  let organizations: Awaited<ReturnType<typeof small.organizations>>;

  beforeEach(async () => {
    await connectLoaded(small);
    organizations = await small.organizations();
    await small.clearRequests();
  });
  afterEach(() => forget(small));

  const uriOf = (place: number, path: readonly string[] = []) => {
    const { id, name } = organizations[place] ?? assert.fail();
    return organizationUri(small.domain, { id, name }, path);
  };
  const textOf = (uri: vscode.Uri) =>
    vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString())?.getText() ?? '';
  const explained = (uri: vscode.Uri) => JSON.parse(textOf(uri)) as Explained;

  for (const [index, { situation, status, body, headers = {}, attempts = 1 }] of failureSamples.entries()) {
    it(`says so in its tab, as the notification does, after ${situation}`, async () => {
      const uri = uriOf(20 + index);
      await small.inject({ match: uri.query, answer: { status, body, headers } });
      const message = await failureOf(uri);
      const { error, organization } = explained(uri);
      // A message keeps names in Hebrew or Arabic apart from the text beside them.
      assert.equal([error.message, error.meaning, error.next_step].join(' '), message.replace(/[\u2068\u2069]/g, ''));
      assert.ok(status < 400 || error.status === status);
      // One that the tenant does not have is not in the list any more.
      assert.equal(organization?.id, error.reason === 'notFound' ? undefined : uri.query);
      assert.equal((await requestsOf(small)).length, attempts);
    });
  }

  it('is not read again without a person, and is shown once a person has it read again', async () => {
    const ways: readonly ((uri: vscode.Uri) => Thenable<unknown>)[] = [
      () => run('refresh', small.domain),
      (uri) => run('openOrganizationById', uri.query, small.domain),
      // What a click on its row does.
      (uri) => run('refresh', uri),
      async () => run('updateAccessToken', small.domain, await small.mintToken()),
    ];
    for (const [index, readAgain] of ways.entries()) {
      const uri = uriOf(50 + index);
      await small.inject({ match: uri.query, answer: refusal });
      await failureOf(uri);
      await small.clearFaults();
      await small.clearRequests();
      const now = performance.now.bind(performance);
      performance.now = () => now() + 24 * 60 * 60 * 1000;
      try {
        await vscode.workspace.fs.stat(uri);
        await vscode.workspace.fs.readFile(uri);
      } finally {
        performance.now = now;
      }
      assert.deepEqual(await requestsOf(small), []);
      await readAgain(uri);
      await until(() => JSON.stringify(JSON.parse(textOf(uri))) === JSON.stringify(organizations[50 + index]));
    }
  });

  it('is read again by Retry, and says why it could not be read the last time', async () => {
    const uri = uriOf(60);
    await small.inject({ match: uri.query, answer: refusal });
    let press: () => void = () => undefined;
    const pressed = new Promise<void>((resolve) => (press = resolve));
    const messages = await messagesDuring(
      async () => {
        await vscode.commands.executeCommand('vscode.open', uri);
        assert.equal(explained(uri).error.status, 401);
        await small.clearFaults();
        await small.inject({ match: uri.query, answer: { status: 503, body: '' } });
        await run('refresh', small.domain);
        await until(() => textOf(uri).includes('(503)'));
        press();
        await until(() => textOf(uri) !== '' && !textOf(uri).includes('"error"'));
      },
      async ({ buttons }) => {
        if (!buttons.includes('Retry')) return '';
        await pressed;
        await small.clearFaults();
        return 'Retry';
      },
    );
    assert.deepEqual(
      messages.map(({ text }) => /could not be read \((\d+)/.exec(text)?.[1]),
      ['401', '503'],
    );
  });

  it('is no side of a comparison, which would take why for a difference, until it can be read', async () => {
    const [first, second] = [uriOf(70), uriOf(71)];
    const compare = () => vscode.commands.executeCommand('vscode.diff', first, second, 'Two organizations');
    const shown = () => vscode.window.visibleTextEditors.map(({ document }) => document.uri.toString());
    const comparison = [first.toString(), second.toString()];
    const ways: readonly (() => Thenable<unknown>)[] = [
      compare,
      async () => run('updateAccessToken', small.domain, await small.mintToken()),
    ];
    for (const readAgain of ways) {
      await small.inject({ match: second.query, answer: refusal });
      const [message] = await messagesDuring(compare);
      assert.match(message?.text ?? '', /could not be read \(401\)/);
      assert.equal(textOf(second), '');
      assert.deepEqual(shown(), []);
      await small.clearFaults();
      await small.clearRequests();
      // A person comes later than VS Code, which reads twice.
      const now = performance.now.bind(performance);
      performance.now = () => now() + 1000;
      try {
        await readAgain();
      } finally {
        performance.now = now;
      }
      await until(() => JSON.stringify(shown()) === JSON.stringify(comparison));
      assert.ok(textOf(first).includes(first.query) && textOf(second).includes(second.query));
      assert.deepEqual(
        (await requestsOf(small)).filter((request) => request.includes('org_')),
        [`GET /api/v2/organizations/${second.query}`],
      );
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await until(() => textOf(second) === '');
    }
  });

  it('is shown with what is known of its organization, which says when that was read', async () => {
    const uri = uriOf(75, ['members']);
    await small.inject({ match: uri.query, answer: refusal });
    const asOf = async () => {
      await failureOf(uri);
      const { organization, organization_as_of } = explained(uri);
      assert.equal(organization?.id, uriOf(75).query);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      return Date.parse(organization_as_of ?? '');
    };
    const ofList = await asOf();
    assert.ok(ofList <= Date.now() && ofList > Date.now() - 600_000);
    await run('refresh', small.domain);
    assert.ok((await asOf()) > ofList);
  });

  it('says of a section why it could not be read, with the organization, and is shown once its rows are', async () => {
    const row = await sectionRow(small, 80, 'members');
    const uri = uriOf(80, ['members']);
    await small.inject({ match: '/members', times: 1, answer: refusal });
    await failureOf(uri);
    assert.deepEqual([explained(uri).error.status, explained(uri).organization?.id], [401, row.id]);
    await run('refresh', row);
    await until(() => textOf(uri).includes('"user_id"'));
  });

  it('is an error for those who read it without a tab', async () => {
    const uri = uriOf(90, ['members']);
    await small.inject({ match: '/members', answer: refusal });
    const row = await sectionRow(small, 90, 'members');
    await messagesDuring(() => run('openSectionJson', row));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await until(() => vscode.workspace.textDocuments.every((document) => document.uri.toString() !== uri.toString()));
    // A person has just asked for it.
    await messagesDuring(() => assert.rejects(Promise.resolve(vscode.workspace.fs.readFile(uri)), /could not be read/));
  });
});
