import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { windowCatchesUp } from '../../../src/ui/notifications.ts';
import { SearchPick } from '../../../src/ui/searchPick.ts';

describe('A button of a row', () => {
  const { createQuickPick } = vscode.window;
  const iconPath = new vscode.ThemeIcon('copy');
  let pick: vscode.QuickPick<vscode.QuickPickItem>;
  let search: SearchPick<string>;
  let pressed: string | undefined;
  let press: (event: vscode.QuickPickItemButtonEvent<vscode.QuickPickItem>) => unknown;

  beforeEach(() => {
    pressed = undefined;
    Object.assign(vscode.window, {
      createQuickPick: () => {
        pick = createQuickPick();
        // Only a window with a mouse fires this event.
        return Object.defineProperty(pick, 'onDidTriggerItemButton', {
          value: (listener: typeof press) => (press = listener),
        });
      },
    });
    search = new SearchPick({ title: 'Search', placeholder: '' }, { onText: () => undefined });
    void search.ask();
  });
  afterEach(() => {
    Object.assign(vscode.window, { createQuickPick });
    search.close();
  });

  /** Shows a row with these buttons. */
  const show = (...names: readonly string[]) => {
    const buttons = names.map((tooltip) => ({ iconPath, tooltip, act: () => (pressed = tooltip) }));
    search.show([{ key: 'a', label: 'row a', buttons, choose: () => undefined }]);
  };
  /** Presses the first one. VS Code sends the places of the row and the button. */
  const pressFirst = () => {
    const [item] = pick.items;
    assert.ok(item?.buttons?.[0]);
    press({ item, button: item.buttons[0] });
    return pressed;
  };

  it('is not pressed where the row has got other ones on their way to the window', async () => {
    show('copy');
    await windowCatchesUp();
    show('reveal', 'copy');
    assert.equal(pressFirst(), undefined);
    await windowCatchesUp();
    assert.equal(pressFirst(), 'reveal');
  });

  it('is pressed also while the rows for a text that was typed are not there', async () => {
    show('copy');
    await windowCatchesUp();
    search.setText('row');
    assert.equal(pressFirst(), 'copy');
  });

  it('is not pressed where the window is not known to have had the row before a text was typed', () => {
    show('copy');
    search.setText('row');
    assert.equal(pressFirst(), undefined);
  });
});
