import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ApiError } from '../../../src/api/apiError.ts';
import { SearchPick } from '../../../src/ui/searchPick.ts';
import { noteRow, type SearchRow, separatorRow } from '../../../src/ui/searchRow.ts';
import { windowCatchesUp } from '../../../src/ui/notifications.ts';
import { until } from '../../patience.ts';

describe('A quick pick that searches', () => {
  const { createQuickPick } = vscode.window;
  let pick: vscode.QuickPick<vscode.QuickPickItem>;
  let search: SearchPick<string>;
  let chosen: string | undefined;
  /** The rows for a text that is typed, and whether rows make requests. */
  let ofText: readonly string[];
  let costs: boolean;

  const onText = (text: string) => {
    if (text === 'ow') search.show(rows(...ofText));
    if (text === 'r') search.show([...rows('new').map((row) => ({ ...row, alwaysShow: true })), ...rows('a', 'b')]);
    if (text === 'row b') search.show([separatorRow('Title'), ...rows('a', 'b')]);
  };

  beforeEach(() => {
    chosen = undefined;
    ofText = ['typed', 'another'];
    costs = false;
    Object.assign(vscode.window, {
      createQuickPick: () => {
        pick = createQuickPick();
        return pick;
      },
    });
    search = new SearchPick({ title: 'Search', placeholder: '' }, { onText });
  });
  afterEach(() => {
    Object.assign(vscode.window, { createQuickPick });
    search.close();
  });

  const rows = (...keys: readonly string[]): readonly SearchRow[] =>
    keys.map((key) => ({ key, label: `row ${key}`, costs, choose: () => (chosen = key) }));
  const focused = () => pick.activeItems[0]?.label;
  const pressEnter = () => vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  const nextFocus = (label: string) =>
    new Promise<void>((resolve) =>
      pick.onDidChangeActive(([row]) => {
        if (row?.label === label) resolve();
      }),
    );

  /** Shows the quick pick with rows that the window has. */
  async function ask(...keys: readonly string[]): Promise<void> {
    void search.ask();
    search.show(rows(...keys));
    await windowCatchesUp();
  }

  /** Makes the third row the active one, and then replaces the rows whenever VS Code says which row has the focus. */
  async function replaceRows(text: string): Promise<void> {
    void search.ask(text);
    search.show(rows('a', 'b', 'c', 'd'));
    await until(() => focused() === 'row a');
    pick.activeItems = pick.items.slice(2, 3);
    await nextFocus('row c');
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
      await pressEnter();
      assert.equal(await until(() => chosen), 'c');
    });
  }

  /** Gives the second of three rows the focus and presses Enter, and shows rows before VS Code has said so. */
  async function pressEnterWhile(show: () => void): Promise<void> {
    await ask('a', 'b', 'c');
    assert.equal(focused(), 'row a');
    const pressed = ['quickOpenSelectNext', 'acceptSelectedQuickOpenItem'].map((key) =>
      vscode.commands.executeCommand(`workbench.action.${key}`),
    );
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
    await ask('a', 'b');
    // VS Code gets both at once.
    search.setText('r');
    search.setText('row b');
    await windowCatchesUp();
    await pressEnter();
    assert.equal(await until(() => chosen), 'b');
  });

  it('chooses it also where what is shown then gives the focus to another row, as a click does', async () => {
    await pressEnterWhile(() => {
      search.show(rows('x', 'a', 'b', 'c'), 'c');
    });
    assert.equal(chosen, 'b');
  });

  for (const keys of ['xabc', 'abcd', 'cba', 'bx', 'xyzb']) {
    it(`keeps the focus that a person moves while the rows ${keys} are on their way to the window`, async () => {
      await ask('a', 'b', 'c');
      assert.equal(focused(), 'row a');
      const moved = vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
      search.show(rows(...Array.from(keys)));
      await moved;
      // A second time for what is set when the window has caught up.
      await windowCatchesUp();
      await windowCatchesUp();
      await pressEnter();
      assert.equal(await until(() => chosen), 'b');
    });
  }

  it('keeps the focus that a person moves while rows and those after them are on their way to the window', async () => {
    await ask('a', 'b', 'c');
    const moved = vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
    search.show(rows('x', 'a', 'b'));
    await new Promise((resolve) => setTimeout(resolve));
    search.show(rows('a', 'x', 'y', 'b'));
    await moved;
    await until(() => pick.items.length === 4);
    await windowCatchesUp();
    await pressEnter();
    assert.equal(await until(() => chosen), 'b');
  });

  it('keeps the focus while rows and those after them are on their way to the window', async () => {
    await ask('a', 'b', 'c');
    pick.activeItems = pick.items.slice(1, 2);
    await nextFocus('row b');
    search.show(rows('b', 'x', 'y'));
    // VS Code sends what is set in timers, each set by itself.
    await new Promise((resolve) => setTimeout(resolve));
    search.show(rows('a', 'b', 'y'));
    await windowCatchesUp();
    await windowCatchesUp();
    await pressEnter();
    assert.equal(await until(() => chosen), 'b');
  });

  it('chooses nothing if that row has gone, and another one stands in its place', async () => {
    await pressEnterWhile(() => {
      search.show(rows('x', 'a', 'y'));
    });
    assert.equal(chosen, undefined);
  });

  for (const isLate of [false, true]) {
    /** Types a text in the window and presses keys before it has the rows of the text. */
    const typeAndPress = async (...keys: readonly string[]) => {
      await ask('a', 'b', 'c');
      pick.value = isLate ? 'ro' : 'ow';
      await new Promise((resolve) => setTimeout(resolve));
      await Promise.all(keys.map((key) => vscode.commands.executeCommand(`workbench.action.${key}`)));
      if (isLate) search.show(rows(...ofText));
      await windowCatchesUp();
      await windowCatchesUp();
    };
    const ofRows = isLate ? 'rows that come later' : 'rows';

    it(`chooses the first of the ${ofRows} for a text that was typed right before Enter`, async () => {
      await typeAndPress('acceptSelectedQuickOpenItem');
      assert.equal(chosen, 'typed');
    });

    for (const [what, keys, areCostly, expected] of [
      ['none of', ['typed', 'another'], false, undefined],
      ['the same row of', ['typed', 'b', 'a'], false, 'b'],
      ['no row with requests of', ['typed', 'b', 'a'], true, undefined],
    ] as const) {
      it(`chooses ${what} the ${ofRows} for a text if the focus was moved in those before, as a click does`, async () => {
        [ofText, costs] = [keys, areCostly];
        await typeAndPress('quickOpenSelectNext', 'acceptSelectedQuickOpenItem');
        assert.equal(chosen, expected);
      });
    }
  }

  it('chooses the first row for a text where the window has those of the text right before when Enter is pressed', async () => {
    void search.ask();
    search.setText('r');
    await new Promise((resolve) => setTimeout(resolve));
    search.setText('ow');
    await pressEnter();
    await windowCatchesUp();
    assert.equal(chosen, 'typed');
  });

  /** Presses Enter twice, before VS Code can have done what the first one means. */
  async function pressEnterTwice(): Promise<void> {
    await Promise.all([pressEnter(), pressEnter()]);
    await windowCatchesUp();
    // A second time for what was asked for.
    await windowCatchesUp();
  }

  it('chooses a row that closes it once, however often Enter is pressed', async () => {
    let times = 0;
    const choose = () => {
      times += 1;
      search.close();
    };
    void search.ask();
    search.show([{ key: 'a', label: 'row a', choose }]);
    await windowCatchesUp();
    await pressEnterTwice();
    assert.equal(times, 1);
  });

  it('asks for another token once, however often Enter is pressed, and comes back with its rows', async () => {
    const { executeCommand } = vscode.commands;
    const asked: Promise<void>[] = [];
    /** As a question that the person cancels. */
    const update = async () => {
      const box = vscode.window.createInputBox();
      const isHidden = new Promise((resolve) => box.onDidHide(resolve));
      box.show();
      await windowCatchesUp();
      await executeCommand('workbench.action.closeQuickOpen');
      await isHidden;
      box.dispose();
    };
    // The extension has the same object, since these tests lie in its folder.
    Object.assign(vscode.commands, {
      executeCommand: (command: string, ...given: readonly unknown[]) =>
        command.endsWith('updateAccessToken') ? asked[asked.push(update()) - 1] : executeCommand(command, ...given),
    });
    try {
      void search.ask();
      const [, row] = await search.failureRows(new ApiError('invalidToken'), 'acme.example', () => undefined);
      assert.ok(row);
      search.show([row, ...rows('a', 'b')], row.key);
      await windowCatchesUp();
      await pressEnterTwice();
      await Promise.all(asked);
      assert.equal(asked.length, 1);
      await windowCatchesUp();
      await executeCommand('workbench.action.quickOpenSelectPrevious');
      await pressEnter();
      assert.equal(await until(() => chosen), 'b');
    } finally {
      Object.assign(vscode.commands, { executeCommand });
    }
  });

  it('stays open where the window loses the focus, if it is a step of several', () => {
    assert.equal(pick.ignoreFocusOut, false);
    search.close();
    search = new SearchPick({ title: '', placeholder: '' }, { onText, step: { step: 2, totalSteps: 3 } });
    assert.equal(pick.ignoreFocusOut, true);
  });

  for (const [keys, row] of [
    ['ab', 'row b'],
    ['a ', 'Note'],
  ] as const) {
    it(`keeps the focus that a person has moved to “${row}”, whatever was to become active`, async () => {
      const shown = Array.from(keys).flatMap((key) => (key === ' ' ? noteRow('Note') : rows(key)));
      void search.ask();
      search.show(shown);
      await windowCatchesUp();
      await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
      await windowCatchesUp();
      search.show([...shown, ...rows('c')], 'c');
      await windowCatchesUp();
      assert.equal(focused(), row);
    });
  }
});
