import * as vscode from 'vscode';

/** The quick pick that is open, and what a person does in it. */
export interface ObservedPick {
  readonly title: string | undefined;
  /** Such as `2/4`. */
  readonly step: string;
  readonly placeholder: string | undefined;
  readonly value: string;
  readonly active: readonly vscode.QuickPickItem[];
  readonly items: readonly vscode.QuickPickItem[];
  type(text: string): void;
  choose(item: vscode.QuickPickItem | undefined): void;
  /** Presses a button of the input. @returns whether there is one with this tooltip */
  press(tooltip: string): boolean;
  /** Presses the button that leads back. @returns whether there is one */
  back(): boolean;
  hide(): void;
}

/**
 * Does something with the quick picks that the extension creates meanwhile, without the keyboard, which host tests lack.
 * @param act gets the newest of those that are not hidden
 */
export async function userPicks<T>(act: (pick: () => ObservedPick | undefined) => Promise<T>): Promise<T> {
  const { createQuickPick } = vscode.window;
  const open: ObservedPick[] = [];
  const observe = () => {
    const pick = createQuickPick();
    const typed: ((text: string) => unknown)[] = [];
    const accepted: (() => unknown)[] = [];
    const pressed: ((button: vscode.QuickInputButton) => unknown)[] = [];
    const { onDidChangeValue, onDidAccept, onDidTriggerButton } = pick;
    const press = (isPressed: (button: vscode.QuickInputButton) => boolean) => {
      const button = pick.buttons.find(isPressed);
      if (button) pressed.forEach((listener) => listener(button));
      return button !== undefined;
    };
    const observed: ObservedPick = {
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
      type: (text) => {
        pick.value = text;
        typed.forEach((listener) => listener(text));
      },
      choose: (item) => {
        pick.activeItems = item ? [item] : [];
        accepted.forEach((listener) => listener());
      },
      press: (tooltip) => press((button) => button.tooltip === tooltip),
      back: () => press((button) => button === vscode.QuickInputButtons.Back),
      hide: () => {
        pick.hide();
      },
    };
    const listenTyped: typeof onDidChangeValue = (listener) => {
      typed.push(listener);
      return onDidChangeValue(listener);
    };
    const listenAccepted: typeof onDidAccept = (listener) => {
      accepted.push(listener);
      return onDidAccept(listener);
    };
    const listenPressed: typeof onDidTriggerButton = (listener) => {
      pressed.push(listener);
      return onDidTriggerButton(listener);
    };
    open.push(observed);
    pick.onDidHide(() => open.splice(open.indexOf(observed), 1));
    return Object.defineProperties(pick, {
      onDidChangeValue: { value: listenTyped },
      onDidAccept: { value: listenAccepted },
      onDidTriggerButton: { value: listenPressed },
    });
  };
  Object.assign(vscode.window, { createQuickPick: observe });
  try {
    return await act(() => open.at(-1));
  } finally {
    Object.assign(vscode.window, { createQuickPick });
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
  }
}
