import * as vscode from 'vscode';

/** A text that a person is asked for. */
export interface Question {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string;
  readonly isSecret?: boolean;
  readonly step?: number;
  readonly totalSteps?: number;
  /** A page that says where to get what is asked for. */
  readonly help?: { readonly tooltip: string; readonly url: string };
  /** Says what is wrong with a text, if anything. */
  readonly problem: (text: string) => string | undefined;
  /** Does what the text is asked for while the box stays open, and says what went wrong, if anything. */
  readonly submit?: (text: string, signal: AbortSignal) => Promise<string | undefined>;
}

/** The answer of a person who wants to go one step back. */
export const back = Symbol('back');

/**
 * Asks in an input box that stays until its text is right, so that nothing typed is lost. A problem is shown once the
 * text was entered and from then on while it is typed.
 * @returns the trimmed text, `back`, or `undefined` when the person gives up
 */
export async function ask(question: Question): Promise<string | typeof back | undefined> {
  const box = vscode.window.createInputBox();
  const controller = new AbortController();
  const help = question.help && { iconPath: new vscode.ThemeIcon('question'), tooltip: question.help.tooltip };
  const canGoBack = (question.step ?? 1) > 1;
  Object.assign(box, {
    title: question.title,
    prompt: question.prompt,
    placeholder: question.placeholder ?? '',
    value: question.value ?? '',
    password: question.isSecret ?? false,
    step: question.step,
    totalSteps: question.totalSteps,
    ignoreFocusOut: true,
    buttons: [...(canGoBack ? [vscode.QuickInputButtons.Back] : []), ...(help ? [help] : [])],
    validationMessage: question.value ? question.problem(question.value.trim()) : undefined,
  });
  try {
    return await new Promise((resolve) => {
      box.onDidChangeValue((text) => {
        if (box.validationMessage) {
          box.validationMessage = question.problem(text.trim());
        }
      });
      box.onDidTriggerButton((button) => {
        if (button === help && question.help) {
          void vscode.env.openExternal(vscode.Uri.parse(question.help.url));
        } else {
          resolve(back);
        }
      });
      box.onDidAccept(async () => {
        const text = box.value.trim();
        box.validationMessage = question.problem(text) ?? (await submit(box, question, text, controller.signal));
        if (!box.validationMessage) {
          resolve(text);
        }
      });
      box.onDidHide(() => {
        resolve(undefined);
      });
      box.show();
    });
  } finally {
    controller.abort();
    // What was typed would stay in VS Code's text field until the next one is shown.
    box.value = '';
    box.hide();
    box.dispose();
  }
}

async function submit(
  box: vscode.InputBox,
  question: Question,
  text: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (!question.submit) {
    return undefined;
  }
  box.busy = true;
  box.enabled = false;
  try {
    return await question.submit(text, signal);
  } finally {
    box.busy = false;
    box.enabled = true;
  }
}

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
