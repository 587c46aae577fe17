import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../../patience.ts';
import { stories } from '../../tenant/contents/stories.ts';
import { observePicks, type ObservedPick } from '../observedPick.ts';
import { connect, documentOf, forget, run, sectionRow, tenants } from '../tenants.ts';
import { asked } from '../users/userRequests.ts';
import { explain, explainAgreed, labelsOf, questionAt, reportOf } from './explainAccessSteps.ts';

const { support } = tenants;
const { domain } = support;
const email = 'nobody@acme.example';

describe('The people in Explain Failed Login', () => {
  beforeEach(() => connect(support));
  afterEach(() => forget(support));

  async function placeOf(organizationId: string): Promise<number> {
    return (await support.organizations()).findIndex(({ id }) => id === organizationId);
  }

  /** Asks for the user alone, and explains the login once the person agrees to the requests. */
  async function explained(
    organizationId: string,
    act: (question: ObservedPick) => Promise<void>,
    placeholder: string,
  ): Promise<vscode.Uri> {
    return observePicks(async (pick) => {
      const explaining = explain({ domain, organizationId, clientId: null });
      await act(await questionAt(pick, '1/2'));
      const last = await questionAt(pick, '2/2');
      assert.equal(last.placeholder, placeholder);
      await last.accept(last.items[0]);
      return (await explaining) ?? assert.fail();
    });
  }

  /** What is offered before a text is typed. */
  async function offered(organizationId: string): Promise<readonly string[]> {
    return observePicks(async (pick) => {
      const explaining = explain({ domain, organizationId, clientId: null });
      const question = await questionAt(pick, '1/2');
      const labels = labelsOf(question);
      question.hide();
      assert.equal(await explaining, undefined);
      return labels;
    });
  }

  it('can have no account: an address that no user has is kept in the window alone', async () => {
    const { organizationId } = stories.blockedUser;
    const uri = await explained(
      organizationId,
      async (question) => {
        question.type(email);
        await question.accept(question.items[0]);
        await question.choose(new RegExp(`^Explain for ${email}`));
      },
      `Without an application · User: ${email}`,
    );
    assert.equal(uri.query, `${organizationId}/access/email/email`);
    assert.doesNotMatch(uri.toString(), /nobody/);
    assert.match(await reportOf(uri), new RegExp(`^- User: .*${email.replace('@', '.*@')}$`, 'm'));
    // The address is not asked for again.
    assert.equal((await asked(support)).filter((request) => request.includes('users-by-email')).length, 1);
    await support.clearRequests();
    await run('refresh', uri);
    assert.equal((await asked(support)).filter((request) => request.includes('users-by-email')).length, 1);
    assert.match(await reportOf(uri), /^- User: .*nobody/m);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await until(async () => (await reportOf(uri)).includes('was not kept'));
    assert.match(await reportOf(uri), /type it when you are asked for the user/);
  });

  it('can be those of loaded invitations, by the ID of the invitation', async () => {
    const { organizationId, email: invited } = stories.invitationExpired;
    const row = await sectionRow(support, await placeOf(organizationId), 'invitations');
    await run('openSectionJson', row);
    assert.deepEqual((await offered(organizationId)).slice(0, 2), ['Without a user', 'Loaded invitations']);
    const uri = await explained(
      organizationId,
      async (question) => {
        question.type(invited);
        await question.choose(/ uinv_|^\S+ uinv_/);
      },
      `Without an application · User: ${invited}`,
    );
    assert.match(uri.query, new RegExp(`^${organizationId}/access/invitations/uinv_\\w+$`));
    assert.match(await reportOf(uri), /invitation/i);
    assert.ok(documentOf(row));
  });

  it('begin with those of failures that are loaded, or in an open explanation, without a request', async () => {
    const { organizationId, userId, email: blocked } = stories.blockedUser;
    assert.deepEqual(await offered(organizationId), ['Without a user']);
    const uri = await explainAgreed({ domain, organizationId, clientId: null, userId: null });
    const text = await reportOf(uri);
    const isWeb = vscode.env.uiKind === vscode.UIKind.Web;
    const [, link = ''] = /\[Explain for This Person\]\(([^)]+)\)/.exec(text) ?? [];
    assert.ok(decodeURIComponent(decodeURIComponent(link)).includes(userId), text);
    assert.equal(vscode.Uri.parse(link).path.startsWith('/explain'), !isWeb);
    await support.clearRequests();
    assert.deepEqual(await offered(organizationId), ['Without a user', 'Recent failures', blocked]);
    assert.deepEqual(await asked(support), []);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await run('openSectionJson', await sectionRow(support, await placeOf(organizationId), 'events'));
    assert.deepEqual(await offered(organizationId), ['Without a user', 'Recent failures', blocked]);
  });
});
