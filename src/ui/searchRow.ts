import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ApiError } from '../api/apiError.ts';
import { dotted, plainText, withIsolates, withoutIcons } from '../text/plainText.ts';
import { errorCode, explanationOf } from './errorNotifier.ts';

/** A row of a quick pick. A row without `choose` only says something. */
export interface SearchRow extends vscode.QuickPickItem {
  readonly buttons?: readonly RowButton[];
  /** Identifies the row when the rows are replaced. */
  readonly key?: string;
  /** What Enter does, and whether it makes requests: then an Enter that was pressed before the row was there does nothing. */
  readonly choose?: () => unknown;
  readonly costs?: boolean;
  /** Whether it stands for none of the others: where another row says something, a person has to move to it. */
  readonly isFallback?: boolean;
  /** Whether it says why requests have failed. */
  readonly isFailure?: boolean;
  /** Whether it alone mends the failure in the row above it. */
  readonly isRemedy?: boolean;
}

/** A button of a row, or of the frame around the rows. Its tooltip tells it from the others there. */
export interface RowButton extends vscode.QuickInputButton {
  readonly tooltip: string;
  readonly act: () => unknown;
}

/** @param icon the ID of the icon */
export function rowButton(icon: string, tooltip: string, act: () => unknown): RowButton {
  return { iconPath: new vscode.ThemeIcon(icon), tooltip, act };
}

/** Whether VS Code shows a row for a text. It also shows rows by the capitals of their words, and makes one active itself. */
export function matches({ alwaysShow, label, description = '' }: SearchRow, text: string): boolean {
  const typed = text.trim().toLowerCase();
  return alwaysShow === true || [label, description].some((each) => each.toLowerCase().includes(typed));
}

export function canHaveFocus({ kind }: SearchRow): boolean {
  return kind !== vscode.QuickPickItemKind.Separator;
}

/**
 * The first row that can be chosen; without one, the first that says something, and a fallback last. What was found comes
 * before a failure that stands above it, and so does what alone mends it.
 */
export function firstChoice(rows: readonly SearchRow[]): SearchRow | undefined {
  const said = rows.filter(canHaveFocus);
  const choices = said.filter(({ choose, isFallback }) => choose && !isFallback);
  const first = choices[0] ?? said.find(({ isFallback }) => !isFallback) ?? said[0];
  if (!first?.isFailure) {
    return first;
  }
  const next = said[said.indexOf(first) + 1];
  return choices.find(({ costs }) => !costs) ?? (next?.isRemedy ? next : first);
}

/** A row that only says something. At the end of a list VS Code does not show a separator. */
export function noteRow(label: string, detail = ''): SearchRow {
  return { key: label, label: rowText(label), detail: rowText(detail), alwaysShow: true };
}

/** A row that makes a request. */
export function requestRow(label: string, choose: () => unknown, detail = ''): SearchRow {
  return { key: label, label, detail: rowText(detail), alwaysShow: true, costs: true, choose };
}

/** A title above rows, which is not shown at the end of a list. */
export function separatorRow(label: string): SearchRow {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

/** A text from elsewhere for a row, in which `$(icon)` is no icon. */
export function rowText(text: string): string {
  return withoutIcons(withIsolates(plainText(text)));
}

/**
 * Says why a request has failed, and what can be done: to try again, and to have another token before.
 * @param names what the rows have to name besides, such as the tenant; empty ones are left out
 * @param update asks for the token, and then tries again
 */
export async function rowsOfFailure(
  error: ApiError,
  names: readonly string[],
  retry: () => unknown,
  update: () => unknown,
): Promise<readonly SearchRow[]> {
  const { meaning, nextStep, actions } = await explanationOf(error);
  const code = errorCode(error);
  // A narrow box cuts off the end of the label, and so the scopes in it.
  const detail = dotted(error.details.scopes?.join(', '), nextStep);
  // What it is about comes first, and the code last: the end of a long row is cut off.
  const label = `$(warning) ${rowText(dotted(...names, code ? `${meaning} (${code})` : meaning))}`;
  const description = rowText(dotted(...names));
  const updateRow = requestRow(l10n.t('Update Access Token'), update);
  return [
    { ...requestRow(label, retry, detail), description: l10n.t('Retry'), isFailure: true },
    ...(actions.includes('updateAccessToken')
      ? [{ ...updateRow, description, key: `${description} ${updateRow.label}`, isRemedy: true }]
      : []),
  ];
}
