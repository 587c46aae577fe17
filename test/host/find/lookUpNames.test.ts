import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../../patience.ts';
import { messagesDuring } from '../messages.ts';
import { withBoxes } from '../observedBoxes.ts';
import { observePicks, withPick } from '../observedPick.ts';
import { connect, forget, requestsOf, run, tenants } from '../tenants.ts';
import { found, known, lookUp, rows } from './lookUpAllIdsSteps.ts';
import { nobody } from './lookUpWays.ts';

const { small, large } = tenants;

const get = (path: string) => `GET /api/v2/organizations/${path}`;

describe('Looking up the names beside IDs', () => {
  beforeEach(() => connect(small));
  afterEach(async () => {
    while (vscode.window.activeTextEditor) {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
    await forget(small);
    await forget(large);
  });

  const organizationsAt = async (place: number, end: number) => (await small.organizations()).slice(place, end);

  it('is done only if a person says so, and after its own question', async () => {
    const [first, second] = await organizationsAt(116, 118);
    assert.ok(first && second);
    const prose = `Why?! ${second.name}, says the log: https://x.example/${first.id}/a.`;
    const messages = await messagesDuring(
      () =>
        observePicks(async (pick) => {
          const running = run('lookUpAllIds', prose);
          await (await until(pick)).choose(/^Make 1 Request/);
          await running;
          assert.deepEqual(rows(), [found(first.id, first)]);
          assert.deepEqual(await requestsOf(small), [get(first.id)]);
          await (await until(pick)).choose(/^Make 3 Requests/);
          await until(() => rows().length > 1);
        }),
      'Look Up Names Too',
    );
    assert.deepEqual(messages, [
      {
        kind: 'information',
        text: 'Only the IDs were looked up. Other words that can be names of organizations: 3.',
        buttons: ['Look Up Names Too'],
      },
    ]);
    assert.deepEqual(rows(), [
      found(second.name, second),
      ['says', '', '', small.domain, 'missing'],
      ['the', '', '', small.domain, 'missing'],
      known(first.id, first),
    ]);
    const asked = ['the', 'says', second.name].map((name) => get(`name/${name}`));
    assert.deepEqual((await requestsOf(small)).toSorted(), [get(first.id), ...asked].toSorted());
  });

  it('is not offered where the text has IDs alone', async () => {
    const [first, second] = await organizationsAt(118, 120);
    const messages: unknown[] = [];
    const { showInformationMessage } = vscode.window;
    Object.assign(vscode.window, { showInformationMessage: (...shown: unknown[]) => messages.push(shown) });
    try {
      await lookUp(`${first?.id}, ${second?.id};\n* ${first?.id} ?!`);
    } finally {
      Object.assign(vscode.window, { showInformationMessage });
    }
    assert.equal(rows().length, 2);
    assert.deepEqual(messages, []);
  });

  it('is done at once for a list of names', async () => {
    const [first, second] = await organizationsAt(120, 122);
    assert.ok(first && second);
    await lookUp(`${first.name}\n${second.name}, ${nobody.name}`);
    assert.deepEqual(rows(), [
      found(first.name, first),
      found(second.name, second),
      [nobody.name, '', '', small.domain, 'missing'],
    ]);
  });

  it('is not done for a sentence, which stays in the box with what to do', async () => {
    await withBoxes(async (boxes) => {
      const sentence = 'Jane of Acme cannot log in.';
      const running = run('lookUpAllIds', sentence);
      const box = await until(() => boxes[0]);
      assert.equal(box.value, sentence);
      assert.equal(
        box.validationMessage,
        'This text has no organization ID and is no list of names. Leave only the names, with commas between them.',
      );
      box.hide();
      assert.equal(await running, undefined);
    });
    assert.deepEqual(await requestsOf(small), []);
  });

  it('is offered for a selection that is a list of names', async () => {
    const [first, second] = await organizationsAt(122, 124);
    assert.ok(first && second);
    const content = `Some text\n${first.name}\n${second.name}\n`;
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content }));
    editor.selection = new vscode.Selection(1, 0, 3, 0);
    await withPick(
      () => run('lookUpAllIds'),
      (pick) => {
        assert.equal(pick.placeholder, 'Choose, or paste a list');
        return Promise.resolve();
      },
    );
    const [source] = await lookUp();
    assert.equal(source, 'Names in the Selection. 2');
    assert.deepEqual(rows(), [found(first.name, first), found(second.name, second)]);
  });

  it('is done of a list that is pasted where a person is asked what to look up', async () => {
    const [first, second] = await organizationsAt(125, 127);
    assert.ok(first && second);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: first.id }));
    await observePicks(async (pick) => {
      const running = run('lookUpAllIds');
      const asked = await until(pick);
      asked.type(`${second.name}\n${second.name}`);
      await asked.accept(undefined);
      await (await until(() => pick() !== asked && pick())).choose(/^Make 1 Request/);
      await running;
    });
    assert.deepEqual(rows(), [found(second.name, second)]);
  });

  it('says each tenant by its label, or by its domain where the labels of two look the same', async () => {
    await connect(large);
    const [mine] = await organizationsAt(124, 125);
    const theirs = (await large.organizations())[20_000];
    assert.ok(mine && theirs);
    const label = (domain: string, name: string) => run('renameTenant', domain, name);
    try {
      await label(small.domain, 'Acme');
      await label(large.domain, 'Acme, test');
      await lookUp([mine.id, theirs.id], [small.domain, large.domain]);
      assert.deepEqual(rows(), [
        [mine.id, mine.id, mine.name, 'Acme', 'found'],
        [theirs.id, theirs.id, theirs.name, 'Acme, test', 'found'],
      ]);
      for (const same of ['Acme', 'ACME']) {
        await label(large.domain, same);
        await lookUp([mine.id, theirs.id], [small.domain, large.domain]);
        assert.deepEqual(rows(), [known(mine.id, mine), known(theirs.id, theirs, large)]);
      }
    } finally {
      await label(small.domain, '');
      await label(large.domain, '');
    }
  });
});
