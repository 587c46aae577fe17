import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { MOST_REQUESTS } from '../../../src/access/factReader.ts';
import { explanationUri } from '../../../src/access/accessDocuments.ts';
import { explanationForm } from '../../../src/access/explanationAddress.ts';
import type { AccessQuestion } from '../../../src/access/facts.ts';
import { showPreview } from '../../../src/documents/openDocument.ts';
import { DocumentKinds } from '../../../src/documents/documentKinds.ts';
import { organizationUri } from '../../../src/documents/documentUri.ts';
import { DocumentCache } from '../../../src/documents/documentCache.ts';
import { RequestedDocuments } from '../../../src/documents/requestedDocuments.ts';
import { until } from '../../patience.ts';
import { stories } from '../../tenant/contents/stories.ts';
import { messagesDuring } from '../messages.ts';
import { connect, forget, openDocument, requestsOf, run, tenants } from '../tenants.ts';

const { support } = tenants;

const previewEditor = 'vscode.markdown.preview.editor';

function questionOf(name: keyof typeof stories): AccessQuestion {
  const { organizationId, clientId, userId } = stories[name];
  return { domain: support.domain, organizationId, clientId, userId };
}

const uriOf = (name: keyof typeof stories) => explanationUri(questionOf(name), 'acme');

async function textOf(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
const closeAll = () => vscode.commands.executeCommand('workbench.action.closeAllEditors');

describe('The document of an explanation', () => {
  beforeEach(() => connect(support));
  afterEach(() => forget(support));

  it('is Markdown, and after a reload of the window says that it was not kept and asks nothing', async () => {
    const uri = uriOf('notAMember');
    const { document } = await openDocument(uri);
    assert.equal(document.languageId, 'markdown');
    const { organizationId, clientId = '', userId = '' } = questionOf('notAMember');
    for (const part of [
      'This explanation was not made yet, or was not kept',
      'press Refresh at the top right, or run “Explain Failed Login…”',
      organizationId,
      clientId,
      userId,
    ]) {
      assert.ok(document.getText().includes(part), part);
    }
    // Nobody has opened it, and it still takes no request.
    assert.match(await textOf(uriOf('blockedUser')), /was not kept/);
    assert.deepEqual(await requestsOf(support), []);
  });

  it('is made again by Refresh, with no more requests than were announced', async () => {
    const uri = uriOf('notAMember');
    const { document } = await openDocument(uri);
    await run('refresh', uri);
    await until(() => document.getText().includes('### '));
    assert.match(await textOf(uri), /^## .+ cannot log in to /);
    assert.equal(await textOf(uri), document.getText());
    const requests = (await requestsOf(support)).filter((request) => !request.startsWith('GET /api/v2/organizations?'));
    assert.ok(requests.length > 0 && requests.length <= MOST_REQUESTS, requests.join('\n'));
  });

  it('is opened and made again at the address that it had in an earlier version', async () => {
    const uri = uriOf('notAMember');
    const { clientId = '', userId = '' } = questionOf('notAMember');
    const former = uri.with({ path: `/acme/${clientId}/${userId.replace('|', '-')}/access.md` });
    assert.notEqual(former.path, uri.path);
    await openDocument(former);
    await run('refresh', former);
    assert.match(await textOf(former), /^## .+ cannot log in to /);
  });

  for (const [how, copy] of [
    ['of its address', (uri) => run('copyAsTicket', uri)],
    ['in front', () => run('copyAsTicket')],
  ] as readonly (readonly [string, (uri: vscode.Uri) => Thenable<unknown>])[]) {
    it(`is copied for a ticket, without links into VS Code: ${how}`, async () => {
      const uri = uriOf('blockedUser');
      await vscode.commands.executeCommand('vscode.openWith', uri, previewEditor);
      const messages = await messagesDuring(() => copy(uri));
      assert.deepEqual(
        messages.map(({ text }) => text),
        ['Open the explanation of a failed login first, or refresh it.'],
      );
      await run('refresh', uri);
      await copy(uri);
      const ticket = await vscode.env.clipboard.readText();
      const [answer] = (await textOf(uri)).split('\n');
      assert.ok(answer && ticket.startsWith(`${answer}\n\n### Fix\n`), ticket);
      assert.doesNotMatch(ticket, /vscode|auth0-organization:|</);
      assert.match(ticket, /^Passed checks: Organization, /m);
    });
  }

  it('is still there when another tab was shown meanwhile', async () => {
    const uri = uriOf('samlNotEnabled');
    await vscode.commands.executeCommand('vscode.openWith', uri, previewEditor);
    await run('refresh', uri);
    const text = await textOf(uri);
    assert.match(text, /^## .+ cannot log in to /);
    const { organizationId: id } = questionOf('samlNotEnabled');
    const connections = organizationUri(support.domain, { id, name: 'acme' }, ['connections']);
    await vscode.commands.executeCommand('vscode.open', connections, { preview: false });
    await until(async () => (await requestsOf(support)).at(-1)?.includes('/connections?'));
    assert.equal(tabs().length, 2);
    assert.equal(await textOf(uri), text);
    await vscode.commands.executeCommand('vscode.openWith', uri, previewEditor);
    assert.equal(tabs().length, 2);
    assert.equal(await textOf(uri), text);
  });

  it('keeps what it says when Refresh fails, which is told', async () => {
    const uri = uriOf('blockedUser');
    await openDocument(uri);
    await run('refresh', uri);
    const before = await textOf(uri);
    await support.revokeTokens();
    const [message] = await messagesDuring(() => run('refresh', uri));
    assert.equal(message?.kind, 'error');
    assert.equal(await textOf(uri), before);
  });

  it('links to the documents of its facts', async () => {
    const uri = uriOf('notAMember');
    await openDocument(uri);
    await run('refresh', uri);
    const { organizationId, clientId = '', userId = '' } = questionOf('notAMember');
    const links = [...(await textOf(uri)).matchAll(/\]\(((?!https:)[^)]+)\)/g)].map(([, link = '']) => link);
    const targets = new Set(links.map((link) => vscode.Uri.parse(link)).map(String));
    const isWeb = vscode.env.uiKind === vscode.UIKind.Web;
    assert.ok(targets.size >= 4);
    for (const target of [...targets].map((link) => vscode.Uri.parse(link))) {
      assert.equal(target.scheme, isWeb ? 'auth0-organization' : vscode.env.uriScheme);
    }
    const queries = [...targets].map((link) => vscode.Uri.parse(link).query);
    const expected = isWeb
      ? [organizationId, `${organizationId}/connections`, `clients/${clientId}`, `users/${encodeURIComponent(userId)}`]
      : [`domain=${encodeURIComponent(support.domain)}&id=${organizationId}`];
    for (const query of expected) {
      assert.ok(queries.includes(query), `${query} in ${queries.join('\n')}`);
    }
  });

  it('is no JSON: an explanation has none of its hovers and links, and commands that read JSON leave it alone', async () => {
    const uri = uriOf('notAMember');
    const { organizationId } = questionOf('notAMember');
    const organizations = await support.organizations();
    const { display_name: before = '' } = organizations.find(({ id }) => id === organizationId) ?? {};
    await support.updateOrganization(organizationId, { display_name: '"org_SupportStory0001"' });
    const { document } = await openDocument(uri);
    try {
      await run('refresh', uri);
      // It looks like an ID in JSON.
      await until(() => document.getText().includes('to "org_SupportStory0001" through'));
    } finally {
      await support.updateOrganization(organizationId, { display_name: before });
    }
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', uri, 500);
    assert.ok(links.every(({ target }) => target?.scheme !== 'command'));
    for (const text of ['cannot log in', organizationId]) {
      const position = document.positionAt(document.getText().indexOf(text) + 1);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position);
      assert.deepEqual(hovers, [], text);
    }
    assert.match(await run<string>('copyRequestAs', uri, 'byId', 'curl', 'copy'), /organizations\/org_/);
    await run('copyOrganizationId', uri);
    assert.equal(await vscode.env.clipboard.readText(), organizationId);
    await run('copyOrganizationJson', uri);
    assert.match(await vscode.env.clipboard.readText(), new RegExp(`^{\\s+"id": "${organizationId}"`));
  });

  it('is shown as a preview', async () => {
    const documents = new DocumentCache(
      reading(() => Promise.reject(new Error('not read'))),
      expected(),
    );
    const uri = uriOf('blockedUser');
    await documents.keep(uri, '## Kept\n');
    await showPreview(uri);
    await until(() => tabs().length === 1);
    const input = tabs()[0]?.input;
    assert.ok(input instanceof vscode.TabInputCustom);
    assert.deepEqual([input.uri.toString(), input.viewType], [uri.toString(), previewEditor]);
    assert.equal(await documents.text(uri), '## Kept\n');
    documents.dispose();
  });

  for (const [where, open] of [
    ['in an editor', (uri) => vscode.commands.executeCommand('vscode.open', uri)],
    ['in the editor of a preview', (uri) => vscode.commands.executeCommand('vscode.openWith', uri, previewEditor)],
    // Nobody can tell what it shows, and VS Code keeps its document in memory for some minutes.
    [
      'perhaps, since there is a preview',
      () => vscode.commands.executeCommand('markdown.showPreview', uriOf('usageDeny')),
    ],
  ] as readonly (readonly [string, (uri: vscode.Uri) => Thenable<unknown>])[]) {
    it(`is kept as long as it is shown ${where}`, async () => {
      const uri = uriOf('blockedUser');
      const documents = new DocumentCache(
        reading(() => Promise.resolve('read anew')),
        expected(),
      );
      const now = performance.now.bind(performance);
      try {
        await documents.keep(uri, 'kept');
        await open(uri);
        await until(() => tabs().length === 1);
        performance.now = () => now() + 24 * 60 * 60 * 1000;
        assert.equal(await documents.text(uri), 'kept');
        await closeAll();
        await until(async () => (await documents.text(uri)) === 'read anew');
      } finally {
        performance.now = now;
        documents.dispose();
      }
    });
  }

  /** Explanations alone, with this content. */
  function reading(read: () => Promise<unknown>): DocumentKinds {
    const failureOf = () => ({ what: '', documentation: '' });
    return new DocumentKinds([{ ...explanationForm, isReport: true, read, failureOf }]);
  }

  function expected(): RequestedDocuments {
    const state = { get: () => undefined, update: () => Promise.resolve() } as unknown as vscode.Memento;
    return new RequestedDocuments(state);
  }
});
