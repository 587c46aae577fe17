import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isOrganizationId, readOrganization } from '../api/organization.ts';
import { organizationUri } from '../documents/documentUri.ts';
import type { KnownOrganizations } from '../organizations/knownOrganizations.ts';
import type { DraggedOrganization } from '../sidebar/organizationDrag.ts';
import { dropEditKind, type InsertionForm } from './insertionForms.ts';
import { insertionLanguage, type InsertionLanguage, type InsertionText, insertionTexts } from './insertionTexts.ts';

/**
 * The edits that the user can choose from when organizations are dropped into a document.
 * @param dragged the JSON under `draggedType`
 */
export function insertionEdits(document: vscode.TextDocument, dragged: string): vscode.DocumentDropEdit[] | undefined {
  const organizations = draggedOrganizations(dragged);
  if (organizations.length === 0) {
    return undefined;
  }
  return insertionsFor(document, organizations).map(({ form, title, text }) => {
    const edit = new vscode.DocumentDropEdit(text);
    edit.title = title;
    edit.kind = dropEditKind(form);
    return edit;
  });
}

/**
 * The edits that the user can choose from when IDs are pasted, none if an organization is not known. VS Code's own paste
 * comes first.
 * @param ids one per line
 */
export function pasteEdits(
  known: Pick<KnownOrganizations, 'finder'>,
  document: vscode.TextDocument,
  ids: string,
): vscode.DocumentPasteEdit[] {
  const found = ids.split('\n').map(known.finder());
  const organizations = found.filter((organization) => organization !== undefined);
  if (organizations.length < found.length) {
    return [];
  }
  return insertionsFor(document, organizations).flatMap(({ form, title, text }) => {
    if (form === 'id') {
      return [];
    }
    const edit = new vscode.DocumentPasteEdit(text, title, dropEditKind(form));
    // The kind of VS Code's own edit. `Text` alone contains the kinds of these edits.
    edit.yieldTo = [vscode.DocumentDropOrPasteEditKind.Text.append('plain')];
    return [edit];
  });
}

/** Validates the data: any source can use this MIME type, and a drag from another window has VS Code's own data. */
function draggedOrganizations(dragged: string): readonly DraggedOrganization[] {
  const values: unknown = JSON.parse(dragged);
  return Array.isArray(values) ? values.flatMap((value) => readDraggedOrganization(value) ?? []) : [];
}

function readDraggedOrganization(value: unknown): DraggedOrganization | undefined {
  const { domain, organization: sent } = Object(value) as Partial<Record<string, unknown>>;
  const organization = readOrganization(sent);
  return typeof domain === 'string' && organization && isOrganizationId(organization.id)
    ? { domain, organization }
    : undefined;
}

/** One form of organizations in a document, with the title of the edit. */
export interface Insertion {
  readonly form: InsertionForm;
  readonly title: string;
  readonly text: string;
}

/** The forms of organizations that a document allows, the usual form first. */
export function insertionsFor(
  document: vscode.TextDocument,
  organizations: readonly DraggedOrganization[],
): readonly Insertion[] {
  const language = insertionLanguage(document);
  return textsFor(language, organizations).map(({ form, text }) => ({
    form,
    title: editTitle(form, language, organizations.length === 1),
    text,
  }));
}

/** The forms of organizations that a language allows. */
export function textsFor(
  language: InsertionLanguage,
  organizations: readonly DraggedOrganization[],
): readonly InsertionText[] {
  const inserted = organizations.map(({ domain, organization }) => ({
    organization,
    uri: organizationUri(domain, organization).toString(),
  }));
  return insertionTexts(inserted, language);
}

function editTitle(form: InsertionForm, { setting = '' }: InsertionLanguage, isOne: boolean): string {
  switch (form) {
    case 'id':
      return isOne ? l10n.t('Insert Organization ID') : l10n.t('Insert Organization IDs');
    case 'name':
      return isOne ? l10n.t('Insert Organization Name') : l10n.t('Insert Organization Names');
    case 'setting':
      return l10n.t('Insert {0}', setting);
    case 'link':
      return isOne ? l10n.t('Insert Link to Document') : l10n.t('Insert Links to Documents');
    case 'terraform':
      return isOne ? l10n.t('Insert Terraform Data Source') : l10n.t('Insert Terraform Data Sources');
    case 'deployCli':
      return isOne ? l10n.t('Insert Deploy CLI Entry') : l10n.t('Insert Deploy CLI Entries');
  }
}
