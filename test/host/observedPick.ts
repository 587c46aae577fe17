import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../patience.ts';

/** A quick pick that a command shows, used as a person does. */
export interface ObservedPick {
  readonly items: readonly vscode.QuickPickItem[];
  /** What stands there. */
  readonly value: string;
  /** Puts a text in place of what stands there. */
  type(text: string): void;
  /** Presses the button in its input that has this tooltip. */
  press(tooltip: string): void;
  /** Chooses an item, as soon as it is there. */
  choose(text: RegExp): Promise<void>;
  /** The first item whose label with the description, or whose detail, matches, as soon as it is there. */
  item(text: RegExp): Promise<vscode.QuickPickItem>;
  /** The tooltips of the buttons in its input. */
  readonly buttons: readonly (string | undefined)[];
}

/** Runs a command, uses the quick pick that it shows, and closes it if it is still there. */
export async function withPick(
  command: () => Thenable<unknown>,
  use: (pick: ObservedPick) => Promise<void>,
): Promise<void> {
  const { createQuickPick } = vscode.window;
  let shown: ObservedPick | undefined;
  // The extension has the same object, since these tests lie in its folder.
  Object.assign(vscode.window, {
    createQuickPick: () => {
      const pick = createQuickPick();
      shown = observe(pick);
      return pick;
    },
  });
  let isOver = false;
  const done = Promise.resolve(command()).finally(() => (isOver = true));
  try {
    await use(await until(() => shown));
  } finally {
    Object.assign(vscode.window, { createQuickPick });
    await until(async () => {
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      return isOver;
    });
    await done;
  }
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
  const item = (text: RegExp) =>
    until(() =>
      pick.items.find(
        ({ label, description = '', detail = '' }) => text.test(`${label} ${description}`) || text.test(detail),
      ),
    );
  return {
    get items() {
      return pick.items;
    },
    get value() {
      return pick.value;
    },
    get buttons() {
      return pick.buttons.map(({ tooltip }) => tooltip);
    },
    type: (text) => {
      pick.value = text;
      typed.forEach((listener) => listener(text));
    },
    press: (tooltip) => {
      const button = pick.buttons.find((one) => one.tooltip === tooltip);
      assert.ok(button, tooltip);
      pressed.forEach((listener) => listener(button));
    },
    choose: async (text) => {
      pick.activeItems = [await item(text)];
      accepted.forEach((listener) => {
        listener();
      });
    },
    item,
  };
}

/** The same event, whose listeners are noted. */
function noting<T>(event: vscode.Event<T>, listeners: ((event: T) => unknown)[]): vscode.Event<T> {
  return (listener) => {
    listeners.push(listener);
    return event(listener);
  };
}
