import * as vscode from 'vscode';
import { back } from './ask.ts';

/** One of several things to choose from, explained in one line. */
export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** Lets a person choose, as one of the steps of a longer question. */
export async function choose<T>(
  choices: readonly Choice<T>[],
  properties: Partial<Pick<vscode.QuickPick<Choice<T>>, 'title' | 'placeholder' | 'step' | 'totalSteps'>>,
): Promise<T | typeof back | undefined> {
  const pick = vscode.window.createQuickPick<Choice<T>>();
  const canGoBack = (properties.step ?? 1) > 1;
  Object.assign(pick, properties, {
    items: choices,
    ignoreFocusOut: true,
    buttons: canGoBack ? [vscode.QuickInputButtons.Back] : [],
  });
  try {
    return await new Promise((resolve) => {
      pick.onDidTriggerButton(() => {
        resolve(back);
      });
      pick.onDidAccept(() => {
        resolve(pick.activeItems[0]?.value);
      });
      pick.onDidHide(() => {
        resolve(undefined);
      });
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}
