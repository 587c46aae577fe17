import type * as vscode from 'vscode';
import type { OrganizationRow, Row } from './rows.ts';

/** What the row of an organization shows besides the organization. */
export interface RowMark {
  /** A few words beside the name, empty for none. */
  readonly description: string;
  /** What a screen reader says of it, which does not tell the icon. */
  readonly spoken: readonly string[];
  /** In place of the icon of an organization. */
  readonly icon?: vscode.ThemeIcon;
  /** Put above the tooltip of an organization. */
  readonly tooltip?: string;
}

/** The mark of a row that shows nothing besides its organization. */
export const unmarked: RowMark = { description: '', spoken: [] };

/** Gives the rows of organizations their marks, from what is loaded: drawing a row makes no request. */
export interface RowMarks {
  /** Fires a row whose mark has changed. */
  readonly onDidChange: vscode.Event<OrganizationRow>;
  /** Takes the rows that the view has of a tenant from now on. */
  setRows(domain: string, rows: readonly Row[]): void;
  /** The mark to draw a row with. */
  draw(row: OrganizationRow): RowMark;
  /** The mark that a row was drawn with. */
  shown(row: OrganizationRow): RowMark;
}
