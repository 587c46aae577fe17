import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { SearchPick } from '../../../src/ui/searchPick.ts';
import { type SearchRow, separatorRow } from '../../../src/ui/searchRow.ts';
import { windowCatchesUp } from '../../../src/ui/ask.ts';
import { until } from '../../patience.ts';

describe('A quick pick that searches', () => {
  const { createQuickPick } = vscode.window;
  let pick: vscode.QuickPick<vscode.QuickPickItem>;
  let search: SearchPick<string>;
  let chosen: string | undefined;

  const onText = (text: string) => {
    if (text === 'typed') search.show(rows('typed', 'another'));
    if (text === 'ro') search.show([...rows('new').map((row) => ({ ...row, alwaysShow: true })), ...rows('a', 'b')]);
    if (text === 'row b') search.show([separatorRow('Title'), ...rows('a', 'b')]);
  };

  beforeEach(() => {
    chosen = undefined;
    Object.assign(vscode.window, { createQuickPick: () => (pick = createQuickPick()) });
    search = new SearchPick({ title: 'Search', placeholder: '' }, { onText });
  });
  afterEach(() => {
    Object.assign(vscode.window, { createQuickPick });
    search.close();
  });

  const rows = (...keys: readonly string[]): readonly SearchRow[] =>
    keys.map((key) => ({ key, label: `row ${key}`, choose: () => (chosen = key) }));
  const focused = () => pick.activeItems[0]?.label;
  const nextFocus = (isMeant: (row: vscode.QuickPickItem | undefined) => boolean = () => true) =>
    new Promise<void>((resolve) =>
      pick.onDidChangeActive(([row]) => {
        if (isMeant(row)) resolve();
      }),
    );

  /** Makes the third row the active one, and then replaces the rows whenever VS Code says which row has the focus. */
  async function replaceRows(text: string): Promise<void> {
    void search.ask(text);
    search.show(rows('a', 'b', 'c', 'd'));
    await until(() => focused() === 'row a');
    pick.activeItems = pick.items.slice(2, 3);
    await nextFocus((row) => row?.label === 'row c');
    await new Promise<void>((resolve) => {
      const following = ['bcd', 'yxabcd', 'bcd', 'abcd'].map((keys) => rows(...Array.from(keys)));
      pick.onDidChangeActive(() => {
        const next = following.shift();
        if (next) search.show(next);
        else resolve();
      });
      search.show(rows('x', 'a', 'b', 'c', 'd'));
    });
  }

  for (const text of ['', 'row']) {
    it(`keeps the focus of a row whatever comes beside it, with the text "${text}"`, async () => {
      await replaceRows(text);
      await until(() => focused() === 'row c');
      // What VS Code says last is true of the window.
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      assert.equal(await until(() => chosen), 'c');
    });
  }

  /** Gives the second of three rows the focus and presses Enter, and shows rows before VS Code has said so. */
  async function pressEnterWhile(show: () => void): Promise<void> {
    void search.ask();
    search.show(rows('a', 'b', 'c'));
    await windowCatchesUp();
    assert.equal(focused(), 'row a');
    const { executeCommand } = vscode.commands;
    const pressed = [
      executeCommand('workbench.action.quickOpenSelectNext'),
      executeCommand('workbench.action.acceptSelectedQuickOpenItem'),
    ];
    show();
    await Promise.all(pressed);
    await windowCatchesUp();
  }

  it('chooses the row that had the focus when Enter was pressed, wherever it has moved', async () => {
    await pressEnterWhile(() => {
      search.show(rows('x', 'a', 'b', 'c'), 'b');
    });
    assert.equal(await until(() => chosen), 'b');
  });

  it('gives the focus to the row of a text also where the text right before had another one that is always shown', async () => {
    void search.ask();
    search.show(rows('a', 'b'));
    await windowCatchesUp();
    // VS Code gets both at once.
    search.setText('ro');
    search.setText('row b');
    await windowCatchesUp();
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    assert.equal(await until(() => chosen), 'b');
  });

  it('chooses nothing if that row has lost the focus to another one', async () => {
    await pressEnterWhile(() => {
      search.show(rows('x', 'a', 'b', 'c'), 'c');
    });
    assert.deepEqual([chosen, focused()], [undefined, 'row c']);
  });

  for (const keys of ['xabc', 'abcd', 'cba', 'bx', 'xyzb']) {
    it(`keeps the focus that a person moves while the rows ${keys} are on their way to the window`, async () => {
      void search.ask();
      search.show(rows('a', 'b', 'c'));
      await windowCatchesUp();
      assert.equal(focused(), 'row a');
      const moved = vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
      search.show(rows(...Array.from(keys)));
      await moved;
      // A second time for what is set when the window has caught up.
      await windowCatchesUp();
      await windowCatchesUp();
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      assert.equal(await until(() => chosen), 'b');
    });
  }

  it('keeps the focus that a person moves while rows and those after them are on their way to the window', async () => {
    void search.ask();
    search.show(rows('a', 'b', 'c'));
    await windowCatchesUp();
    const moved = vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
    search.show(rows('x', 'a', 'b'));
    await new Promise((resolve) => setTimeout(resolve));
    search.show(rows('a', 'x', 'y', 'b'));
    await moved;
    await until(() => pick.items.length === 4);
    await windowCatchesUp();
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    assert.equal(await until(() => chosen), 'b');
  });

  it('keeps the focus while rows and those after them are on their way to the window', async () => {
    void search.ask();
    search.show(rows('a', 'b', 'c'));
    await windowCatchesUp();
    pick.activeItems = pick.items.slice(1, 2);
    await nextFocus((row) => row?.label === 'row b');
    search.show(rows('b', 'x', 'y'));
    // VS Code sends what is set in timers, each set by itself.
    await new Promise((resolve) => setTimeout(resolve));
    search.show(rows('a', 'b', 'y'));
    await windowCatchesUp();
    await windowCatchesUp();
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    assert.equal(await until(() => chosen), 'b');
  });

  it('chooses the first row for a text that was typed right before Enter', async () => {
    await pressEnterWhile(() => {
      search.setText('typed');
    });
    assert.equal(await until(() => chosen), 'typed');
  });
});
