import * as vscode from 'vscode';
import { plainText } from '../text/plainText.ts';
import { formatNumber } from '../ui/format.ts';
import { copyText } from '../ui/notifications.ts';

/** Something with a name, of which a text is copied. */
export interface CopiedPart {
  /** As the sidebar shows it. Anyone can have written it. */
  readonly name: string;
  /** What is copied of it: its name itself, or everything, unless it is one of these. */
  readonly what: 'id' | 'value' | 'domain' | 'itself';
}

/**
 * Copies a text, if it has any parts, and says the names of the parts in the status bar: a copy takes the selected rows,
 * which VS Code tells an extension, and not the row that the arrow keys have led to, which it does not.
 * @param describe what is copied if there are several parts, given their number and the first names
 * @see https://github.com/microsoft/vscode/issues/170248
 */
export async function copyParts(
  text: string,
  parts: readonly CopiedPart[],
  describe: (count: string, names: string) => string,
): Promise<void> {
  const [first, ...others] = parts;
  if (first) {
    await copyText(text, others.length === 0 ? describeOne(first) : describe(formatNumber(parts.length), names(parts)));
  }
}

function describeOne({ name, what }: CopiedPart): string {
  const shown = plainText(name, longestName);
  if (shown === '') {
    return vscode.l10n.t('Copied');
  }
  switch (what) {
    case 'id':
      return vscode.l10n.t('Copied the ID of {0}', shown);
    case 'value':
      return vscode.l10n.t('Copied the value of {0}', shown);
    case 'domain':
      return vscode.l10n.t('Copied the domain of {0}', shown);
    case 'itself':
      return vscode.l10n.t('Copied {0}', shown);
  }
}

/** In UTF-16 code units: a status bar has room for a line of some 150. */
const longestName = 100;
const longestOfSeveral = 30;
const mostNames = 3;

function names(parts: readonly CopiedPart[]): string {
  const first = parts.slice(0, mostNames).map(({ name }) => plainText(name, longestOfSeveral));
  const shown = first.filter((name) => name !== '');
  return [...shown, ...(parts.length > shown.length ? ['…'] : [])].join(', ');
}
