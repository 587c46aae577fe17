import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../../patience.ts';
import { messagesDuring } from '../messages.ts';
import { connect, forget, requestsOf, tenants, whileRunning } from '../tenants.ts';
import { found, lookUp, organizationsAt, rows } from './lookUpAllIdsSteps.ts';

const { small } = tenants;

describe('Looking up IDs with a token that has expired', () => {
  const { executeCommand } = vscode.commands;
  const update = (replace: (command: string, ...given: readonly unknown[]) => Thenable<unknown>) => {
    // The extension has the same object, since these tests lie in its folder.
    Object.assign(vscode.commands, {
      executeCommand: (command: string, ...given: readonly unknown[]) =>
        (command.endsWith('updateAccessToken') ? replace : executeCommand)(command, ...given),
    });
  };

  beforeEach(async () => {
    await connect(small);
    const body = { statusCode: 401, error: 'Unauthorized', message: 'Expired token received' };
    await small.inject({ match: '/organizations/org_', times: 1, answer: { status: 401, body } });
  });
  afterEach(async () => {
    Object.assign(vscode.commands, { executeCommand });
    while (vscode.window.activeTextEditor) {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
    await forget(small);
  });

  it('goes on by itself once the token is replaced', async () => {
    const [organization] = await organizationsAt(small, 126);
    const token = await small.mintToken();
    update((command, ...given) => executeCommand(command, ...given, token));
    const messages = await messagesDuring(async () => {
      await lookUp(organization.id);
      await until(() => rows()[0]?.at(-1) === 'found');
    }, 'Update Access Token');
    assert.deepEqual(rows(), [found(organization.id, organization)]);
    assert.equal(messages.length, 1);
  });

  it('says the same again where a person gives no other token, and asks for nothing', async () => {
    const [organization] = await organizationsAt(small, 127);
    update((...given) => whileRunning(executeCommand(...given), 'workbench.action.closeQuickOpen'));
    const messages = await messagesDuring(async (shown) => {
      await lookUp(organization.id);
      await until(() => shown.length === 2);
    }, 'Update Access Token');
    assert.deepEqual(messages[1], messages[0]);
    assert.match(messages[0]?.text ?? '', /^Not looked up: 1 of 1\. .*: The access token has expired\./);
    assert.equal((await requestsOf(small)).length, 1);
  });
});
