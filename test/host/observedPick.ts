import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { windowCatchesUp } from '../../src/ui/notifications.ts';
import { until } from '../patience.ts';

/** A quick pick that a command shows, used as a person does, without the keyboard, which host tests lack. */
export interface ObservedPick {
  readonly title: string | undefined;
  /** Such as `2/4`. */
  readonly step: string;
  readonly placeholder: string | undefined;
  /** What stands there. */
  readonly value: string;
  readonly active: readonly vscode.QuickPickItem[];
  readonly items: readonly vscode.QuickPickItem[];
  /** The tooltips of the buttons in its input. */
  readonly buttons: readonly (string | undefined)[];
  /** Puts a text in place of what stands there. */
  type(text: string): void;
  /** Presses the button in its input that has this tooltip. */
  press(tooltip: string): void;
  /** Presses the button that leads back. @returns whether there is one */
  back(): boolean;
  /** Makes this item the active one, and presses Enter when the window shows it; without an item, at once. */
  accept(item: vscode.QuickPickItem | undefined): Promise<void>;
  /** The first item whose label with the description, or whose detail, matches, as soon as it is there. */
  item(text: RegExp): Promise<vscode.QuickPickItem>;
  /** Accepts such an item, as soon as it is there. */
  choose(text: RegExp): Promise<void>;
  hide(): void;
}

/** The labels of the items with their descriptions. */
export function rowTexts({ items }: Pick<ObservedPick, 'items'>): readonly string[] {
  return items.map(({ label, description = '' }) => `${label} ${description}`.trim());
}

/**
 * Does something with the quick picks that the extension creates meanwhile.
 * @param act gets the newest of those that are not hidden, and all, also those that were hidden before anybody looked
 */
export async function observePicks<T>(
  act: (pick: () => ObservedPick | undefined, created: readonly ObservedPick[]) => Promise<T>,
): Promise<T> {
  const { createQuickPick } = vscode.window;
  const created: ObservedPick[] = [];
  const open = new Set<ObservedPick>();
  // The extension has the same object, since these tests lie in its folder.
  Object.assign(vscode.window, {
    createQuickPick: () => {
      const pick = createQuickPick();
      const observed = observe(pick);
      created.push(observed);
      open.add(observed);
      pick.onDidHide(() => open.delete(observed));
      return pick;
    },
  });
  try {
    return await act(() => [...open].at(-1), created);
  } finally {
    Object.assign(vscode.window, { createQuickPick });
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
  }
}

/** The quick pick with this title, as soon as it is the newest one. */
export function pickTitled(pick: () => ObservedPick | undefined, title: string): Promise<ObservedPick> {
  return until(() => [pick()].find((shown) => shown?.title === title));
}

/** Runs a command, uses the first quick pick that it shows, and closes what is still there until the command is over. */
export function withPick(command: () => Thenable<unknown>, use: (pick: ObservedPick) => Promise<void>): Promise<void> {
  return observePicks(async (pick) => {
    let isOver = false;
    const done = Promise.resolve(command()).finally(() => (isOver = true));
    try {
      await use(await until(pick));
    } finally {
      await until(async () => {
        await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
        return isOver;
      });
      await done;
    }
  });
}

function observe(pick: vscode.QuickPick<vscode.QuickPickItem>): ObservedPick {
  // Only a window fires these events.
  const typed: ((text: string) => unknown)[] = [];
  const pressed: ((button: vscode.QuickInputButton) => unknown)[] = [];
  const accepted: (() => unknown)[] = [];
  Object.defineProperties(pick, {
    onDidChangeValue: { value: noting(pick.onDidChangeValue, typed) },
    onDidTriggerButton: { value: noting(pick.onDidTriggerButton, pressed) },
    onDidAccept: { value: noting(pick.onDidAccept, accepted) },
  });
  const press = (isPressed: (button: vscode.QuickInputButton) => boolean) => {
    const button = pick.buttons.find(isPressed);
    if (button) pressed.forEach((listener) => listener(button));
    return button !== undefined;
  };
  const enter = () => {
    accepted.forEach((listener) => {
      listener();
    });
  };
  const accept = async ({ label, description }: vscode.QuickPickItem) => {
    await until(async () => {
      const shown = pick.items.find((item) => item.label === label && item.description === description);
      pick.activeItems = shown ? [shown] : [];
      await windowCatchesUp();
      return shown === undefined || pick.activeItems[0] === shown;
    });
    enter();
    await windowCatchesUp();
  };
  const item = (text: RegExp) =>
    until(() =>
      pick.items.find(
        ({ label, description = '', detail = '' }) => text.test(`${label} ${description}`) || text.test(detail),
      ),
    );
  return {
    get title() {
      return pick.title;
    },
    get step() {
      return `${pick.step}/${pick.totalSteps}`;
    },
    get placeholder() {
      return pick.placeholder;
    },
    get value() {
      return pick.value;
    },
    get active() {
      return pick.activeItems;
    },
    get items() {
      return pick.items;
    },
    get buttons() {
      return pick.buttons.map(({ tooltip }) => tooltip);
    },
    type: (text) => {
      pick.value = text;
      typed.forEach((listener) => listener(text));
    },
    press: (tooltip) => {
      assert.ok(
        press((button) => button.tooltip === tooltip),
        tooltip,
      );
    },
    back: () => press((button) => button === vscode.QuickInputButtons.Back),
    accept: async (item) => {
      if (item) {
        await accept(item);
      } else {
        pick.activeItems = [];
        enter();
      }
    },
    item,
    choose: async (text) => {
      await accept(await item(text));
    },
    hide: () => {
      pick.hide();
    },
  };
}

/** The same event, whose listeners are noted. */
function noting<T>(event: vscode.Event<T>, listeners: ((event: T) => unknown)[]): vscode.Event<T> {
  return (listener) => {
    listeners.push(listener);
    return event(listener);
  };
}
