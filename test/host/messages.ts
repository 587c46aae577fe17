import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../patience.ts';

/** A notification that nobody answers. */
export const unanswered = Symbol('unanswered');

/** A notification as the extension hands it to VS Code. */
export interface Message {
  readonly kind: 'error' | 'warning' | 'information';
  readonly text: string;
  /** The titles of its buttons. */
  readonly buttons: readonly string[];
  /** The smaller text of a dialog. */
  readonly detail?: string;
}

/** The title of the button that is pressed on a notification, perhaps later. */
export type Press = (message: Message) => string | Promise<string>;

/**
 * Does something that ends in a notification, which is noted in place of being shown.
 * @param act gets the notifications so far
 * @param answer the title of the button that is pressed on the first notification, or what is pressed on each; they go
 *   away when it is left out, and stay to the end with `unanswered`
 * @returns all notifications, at least one
 */
export async function messagesDuring(
  act: (messages: readonly Message[]) => Thenable<unknown>,
  answer?: string | Press | typeof unanswered,
): Promise<readonly Message[]> {
  const messages: Message[] = [];
  let close: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => (close = resolve));
  const note =
    (kind: Message['kind']) =>
    async (text: string, ...rest: readonly (Button | vscode.MessageOptions)[]): Promise<Button | undefined> => {
      const buttons = rest.filter(isButton);
      const [{ detail } = {}] = rest.filter(isOptions);
      const message = { kind, text, buttons: buttons.map(titleOf), ...(detail !== undefined && { detail }) };
      const isFirst = messages.push(message) === 1;
      if (answer === unanswered) {
        await closed;
        return undefined;
      }
      const pressed = typeof answer === 'function' ? await answer(message) : isFirst && answer;
      return buttons.find((button) => titleOf(button) === pressed);
    };
  const { showErrorMessage, showWarningMessage, showInformationMessage } = vscode.window;
  // The extension has the same object, since these tests lie in its folder.
  Object.assign(vscode.window, {
    showErrorMessage: note('error'),
    showWarningMessage: note('warning'),
    showInformationMessage: note('information'),
  });
  try {
    await act(messages);
    // Commands do not wait for the words of a notification to be loaded.
    await until(() => messages.length > 0);
    // Whatever else they tell comes with it.
    await new Promise((resolve) => setTimeout(resolve));
  } finally {
    close();
    Object.assign(vscode.window, { showErrorMessage, showWarningMessage, showInformationMessage });
  }
  return messages;
}

/** What people are told where a document that they open cannot be read. */
export async function failureOf(uri: vscode.Uri): Promise<string> {
  const [message, ...others] = await messagesDuring(() => vscode.commands.executeCommand('vscode.open', uri));
  assert.deepEqual(others, []);
  assert.equal(message?.kind, 'error');
  return message.text;
}

/** What an error must say and offer. */
export interface ExpectedError {
  /** What has failed, which comes first. */
  readonly failed: string;
  /** Why, and what to do. */
  readonly text: RegExp;
  readonly buttons: readonly string[];
}

/** Fails unless there is one notification, which is this error. */
export function isOneError(messages: readonly Message[], { failed, text, buttons }: ExpectedError): void {
  const [message, ...others] = messages;
  assert.deepEqual(others, []);
  assert.ok(message);
  assert.equal(message.kind, 'error');
  assert.ok(message.text.startsWith(failed), message.text);
  assert.match(message.text, text);
  assert.deepEqual(message.buttons, buttons);
}

type Button = string | vscode.MessageItem;

function isButton(item: Button | vscode.MessageOptions): item is Button {
  return typeof item === 'string' || 'title' in item;
}

function isOptions(item: Button | vscode.MessageOptions): item is vscode.MessageOptions {
  return !isButton(item);
}

function titleOf(button: Button): string {
  return typeof button === 'string' ? button : button.title;
}
