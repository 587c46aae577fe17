import * as vscode from 'vscode';

/** A text that a person is asked for, and can choose where it is known already. */
export interface OpenQuestion {
  readonly title: string;
  readonly placeholder: string;
  readonly value: string;
  readonly step: number;
  readonly totalSteps: number;
  /** What choosing the typed text does, in a word or two. */
  readonly action: string;
  /** Says what is wrong with a text, if anything. */
  readonly problem: (text: string) => string | undefined;
  readonly suggestions: Promise<readonly Suggestion[]>;
}

export interface Suggestion {
  readonly text: string;
  /** Where it comes from. */
  readonly source: string;
}

/**
 * Asks for a text in a quick pick that offers what is known, and stays until its text is right. Nothing is chosen
 * beforehand: a suggestion comes from files that somebody else may have written.
 * @returns the trimmed text, `undefined` when the person gives up
 */
export async function askWithSuggestions(question: OpenQuestion): Promise<string | undefined> {
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

/** A row has no room for more than a sentence, and what to do about it is the second one. */
function complaintItem(complaint: string): vscode.QuickPickItem {
  const [problem = '', ...remedy] = complaint.split(/(?<=\.) /);
  return { label: `$(error) ${problem}`, detail: remedy.join(' '), alwaysShow: true };
}
