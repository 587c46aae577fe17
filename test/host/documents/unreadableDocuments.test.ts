import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { organizationUri } from '../../../src/documents/documentUri.ts';
import { until } from '../../patience.ts';
import { failureSamples } from '../../unit/api/failures.ts';
import { failureOf, messagesDuring } from '../messages.ts';
import { connectLoaded, forget, openDocument, requestsOf, run, sectionRow, tenants } from '../tenants.ts';

const { small } = tenants;

/** What the tab of a document shows that could not be read. */
interface Explained {
  readonly error: Readonly<Record<'message' | 'meaning' | 'next_step' | 'reason', string>> & {
    readonly status?: number;
  };
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
      assert.equal([error.message, error.meaning, error.next_step].join(' '), message);
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

  it('says so on its side of a comparison', async () => {
    const [first, second] = [uriOf(70), uriOf(71)];
    await openDocument(first);
    await small.inject({ match: second.query, answer: refusal });
    await messagesDuring(() => vscode.commands.executeCommand('vscode.diff', first, second, 'Two organizations'));
    assert.match(explained(second).error.message, /could not be read \(401\)/);
    assert.ok(textOf(first).includes(first.query));
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
