import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ApiError } from '../api/apiError.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { typedText } from '../text/plainText.ts';
import { withProgress } from './notifications.ts';

/** The place of a question among those of a command, counted from 1. The user can go back from all but the first. */
export interface Step {
  readonly step: number;
  readonly totalSteps: number;
}

/** A button that answers a question in place of a text. */
export interface AnswerButton<T> extends vscode.QuickInputButton {
  readonly answer: T;
}

/** A question that the user answers in an input box, or with one of its buttons. */
export interface Question<T = never> extends Partial<Step> {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string;
  readonly isSecret?: boolean;
  /** A page that explains where to find the answer. */
  readonly help?: { readonly tooltip: string; readonly url: string };
  readonly others?: readonly AnswerButton<T>[];
  /** Returns the problem with a text, `undefined` for a valid text. */
  readonly problem: (text: string) => string | undefined;
  /** Gets the text that stands in the box when the user goes back, or takes a value of a list. */
  readonly keep?: (text: string) => void;
  /** Uses the text while the box stays open. Returns an error message, `undefined` on success. */
  readonly submit?: (text: string, signal: AbortSignal) => Promise<string | undefined>;
}

/** The answer when the user goes one step back. */
export const back = Symbol('back');

/** The buttons of a question that can lead back. */
export function backButtons({ step = 1 }: Partial<Step>): readonly vscode.QuickInputButton[] {
  return step > 1 ? [vscode.QuickInputButtons.Back] : [];
}

/**
 * Asks in an input box that stays open until its text is valid, so no typed text is lost. A problem is first shown when
 * the user presses Enter, and then updated with each change.
 * @returns the trimmed text, the answer of a button, `back`, or `undefined` when the user cancels
 */
export async function ask<T = never>(question: Question<T>): Promise<string | T | typeof back | undefined> {
  const box = vscode.window.createInputBox();
  const controller = new AbortController();
  const { others = [] } = question;
  const help = question.help && { iconPath: new vscode.ThemeIcon('question'), tooltip: question.help.tooltip };
  Object.assign(box, {
    title: question.title,
    prompt: question.prompt,
    placeholder: question.placeholder ?? '',
    value: question.value ?? '',
    password: question.isSecret ?? false,
    step: question.step,
    totalSteps: question.totalSteps,
    ignoreFocusOut: true,
    buttons: [...backButtons(question), ...others, ...(help ? [help] : [])],
    validationMessage: question.value ? question.problem(typedText(question.value)) : undefined,
  });
  try {
    return await new Promise((resolve) => {
      box.onDidChangeValue((text) => {
        if (box.validationMessage) {
          box.validationMessage = question.problem(typedText(text));
        }
      });
      box.onDidTriggerButton((button) => {
        if (button === help && question.help) {
          void vscode.env.openExternal(vscode.Uri.parse(question.help.url));
        } else {
          const other = others.find((one) => one === button);
          if (!other) {
            question.keep?.(typedText(box.value));
          }
          resolve(other ? other.answer : back);
        }
      });
      box.onDidAccept(async () => {
        // A window that is slow to disable the box can send Enter twice.
        if (!box.enabled) {
          return;
        }
        const text = typedText(box.value);
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
    // Otherwise the typed text stays in VS Code's input element until the next input box opens.
    box.value = '';
    box.hide();
    box.dispose();
  }
}

async function submit(
  box: vscode.InputBox,
  question: Pick<Question, 'submit'>,
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

/** An item of a quick pick, with the value that choosing the item returns. */
export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/**
 * Lets the user choose a value.
 * @param valueOf the value of a typed text that no choice matches; without it, such a text has none
 * @returns `undefined` when the user cancels, and `back` from one step of several
 */
export function choose<T>(
  choices: readonly Choice<T>[],
  properties: Step & PickTexts & Pick<Question, 'keep'>,
): Promise<T | typeof back | undefined>;
export function choose<T>(
  choices: readonly Choice<T>[],
  properties: PickTexts,
  valueOf?: (text: string) => T,
): Promise<T | undefined>;
export function choose<T>(
  choices: readonly Choice<T>[],
  { keep, ...properties }: Partial<Step> & PickTexts & Pick<Question, 'keep'>,
  valueOf?: (text: string) => T,
): Promise<T | typeof back | undefined> {
  const buttons = backButtons(properties);
  return answerOf(choices, { ...properties, buttons }, ({ activeItems: [active], value }) => {
    keep?.(value.trim());
    return active ? active.value : valueOf?.(value);
  });
}

/**
 * Lets the user tick values. Enter takes the value with the focus if none is ticked, or the only one that a typed text
 * leaves, which VS Code gives no focus. Without any, the title says what is missing.
 * @param choices at first, those with `picked` are ticked, and the first one has the focus
 * @returns at least one value, or `undefined` when the user cancels
 */
export async function chooseSeveral<T>(
  choices: readonly Choice<T>[],
  words: PickTexts,
): Promise<readonly T[] | undefined> {
  const selectedItems = choices.filter(({ picked }) => picked);
  const properties = { ...words, canSelectMany: true, selectedItems, activeItems: choices.slice(0, 1) };
  const { title = '' } = words;
  const chosen = await answerOf(choices, properties, (pick) => {
    const typed = typedText(pick.value).toLowerCase();
    const has = (text = '') => text.toLowerCase().includes(typed);
    const left = typed === '' ? [] : choices.filter(({ label, description }) => has(label) || has(description));
    const taken = [pick.selectedItems, pick.activeItems, left.length === 1 ? left : []].find(
      ({ length }) => length > 0,
    );
    pick.title = taken ? title : l10n.t('{0}: tick at least one', title);
    return taken?.map(({ value }) => value);
  });
  return chosen === back ? undefined : chosen;
}

type PickTexts = Partial<Pick<vscode.QuickPick<vscode.QuickPickItem>, 'title' | 'placeholder'>>;

/** @param read the answer that Enter gives; without one, the quick pick stays open */
async function answerOf<T, Answer>(
  choices: readonly Choice<T>[],
  properties: Partial<vscode.QuickPick<Choice<T>>>,
  read: (pick: vscode.QuickPick<Choice<T>>) => Answer | undefined,
): Promise<Answer | typeof back | undefined> {
  const pick = vscode.window.createQuickPick<Choice<T>>();
  // The items come first, since VS Code looks for the selected and the active ones among them.
  Object.assign(pick, { items: choices, ignoreFocusOut: true, matchOnDescription: true }, properties);
  try {
    return await new Promise((resolve) => {
      pick.onDidTriggerButton(() => {
        resolve(back);
      });
      pick.onDidAccept(() => {
        const answer = read(pick);
        if (answer !== undefined) {
          resolve(answer);
        }
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

/** A question that the user answers by typing a text or choosing a suggestion. */
interface SuggestionQuestion extends Step {
  readonly title: string;
  readonly placeholder: string;
  readonly value: string;
  /** The action of the item with the typed text, in one or two words. */
  readonly action: string;
  /** Returns the problem with a text, or what a valid text stands for, which is shown in its place. */
  readonly read: (text: string) => { readonly problem?: string; readonly meaning?: string };
  readonly suggestions: Promise<readonly Suggestion[]>;
}

/** A text that the user can choose. */
interface Suggestion {
  readonly text: string;
  /** Where the text was found. */
  readonly source: string;
}

/**
 * Asks for a text in a quick pick with suggestions, which stays open until the text is valid. No suggestion is active
 * at first, because suggestions come from files that someone else may have written.
 * @returns the trimmed text, `undefined` when the user cancels
 */
export async function askWithSuggestions(question: SuggestionQuestion): Promise<string | undefined> {
  const { title, placeholder, value, step, totalSteps, read } = question;
  const pick = vscode.window.createQuickPick();
  let suggestions: readonly vscode.QuickPickItem[] = [];
  let complaint: string | undefined;
  const show = () => {
    const text = typedText(pick.value);
    const typed = complaint
      ? [complaintItem(complaint)]
      : text
        ? [{ label: read(text).meaning ?? text, description: question.action, alwaysShow: true }]
        : [];
    pick.items = [...typed, ...suggestions];
    if (!text && !complaint) {
      pick.activeItems = [];
    }
  };
  Object.assign(pick, { title, placeholder, value, step, totalSteps, ignoreFocusOut: true, matchOnDescription: true });
  pick.busy = true;
  show();
  void question.suggestions
    .then((found) => {
      suggestions = found.map(({ text, source }) => ({ label: text, description: source }));
      show();
    })
    .finally(() => {
      pick.busy = false;
    });
  try {
    return await new Promise((resolve) => {
      pick.onDidChangeValue((text) => {
        complaint &&= read(typedText(text)).problem;
        show();
      });
      pick.onDidAccept(() => {
        const [active] = pick.activeItems;
        const text = active && suggestions.includes(active) ? active.label : typedText(pick.value);
        complaint = read(text).problem;
        if (complaint === undefined) {
          resolve(text);
        } else {
          show();
        }
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

/** An item has room for one sentence only, so the second sentence, the remedy, goes into the detail. */
function complaintItem(complaint: string): vscode.QuickPickItem {
  const [problem = '', ...remedy] = complaint.split(/(?<=\.) /);
  return { label: `$(error) ${problem}`, detail: remedy.join(' '), alwaysShow: true };
}

/**
 * Makes a request that a question waits for, whose end cancels it as well.
 * @returns the result or the failure, `undefined` if it was cancelled
 * @throws any error but ApiError
 */
export async function requestWithProgress<T>(
  title: string,
  signal: AbortSignal,
  make: (context: RequestContext) => Promise<T>,
): Promise<T | ApiError | undefined> {
  try {
    const result = await withProgress(title, (context) =>
      make({ ...context, signal: AbortSignal.any([context.signal, signal]) }),
    );
    return signal.aborted ? undefined : result;
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error;
    }
    return error.reason === 'cancelled' ? undefined : error;
  }
}
