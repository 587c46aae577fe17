import * as vscode from 'vscode';
import type { Step } from './ask.ts';

/** A question that the user answers by typing a text or choosing a suggestion. */
export interface SuggestionQuestion extends Step {
  readonly title: string;
  readonly placeholder: string;
  readonly value: string;
  /** The action of the item with the typed text, in one or two words. */
  readonly action: string;
  /** Returns the problem with a text, `undefined` for a valid text. */
  readonly problem: (text: string) => string | undefined;
  readonly suggestions: Promise<readonly Suggestion[]>;
}

/** A text that the user can choose. */
export interface Suggestion {
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
  const { title, placeholder, value, step, totalSteps, problem } = question;
  const pick = vscode.window.createQuickPick();
  let suggestions: readonly vscode.QuickPickItem[] = [];
  let complaint: string | undefined;
  const show = () => {
    const text = pick.value.trim();
    const typed = complaint
      ? [complaintItem(complaint)]
      : text
        ? [{ label: text, description: question.action, alwaysShow: true }]
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
        complaint &&= problem(text.trim());
        show();
      });
      pick.onDidAccept(() => {
        const [active] = pick.activeItems;
        const text = active && suggestions.includes(active) ? active.label : pick.value.trim();
        complaint = problem(text);
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
