import * as vscode from 'vscode';
import { organizationUri } from '../documents/documentUri.ts';
import type { DraggedOrganization } from '../organizations/organizationDrag.ts';
import type { DropForm } from './dropForms.ts';
import { dropPlace, type DropPlace } from './dropPlace.ts';
import { dropTexts } from './dropTexts.ts';

/** What organizations can become in a document, and what that is called. */
export interface Insertion {
  readonly form: DropForm;
  readonly title: string;
  readonly text: string;
}

/** What there is to choose from for organizations that go into a document, the usual form first. */
export function insertionsOf(
  document: vscode.TextDocument,
  organizations: readonly DraggedOrganization[],
): readonly Insertion[] {
  const place = dropPlace(document);
  const dropped = organizations.map(({ domain, organization }) => ({
    organization,
    uri: organizationUri(domain, organization).toString(),
  }));
  return dropTexts(dropped, place).map(({ form, text }) => ({
    form,
    title: titleOf(form, place, organizations.length === 1),
    text,
  }));
}

function titleOf(form: DropForm, { setting = '' }: DropPlace, isOne: boolean): string {
  switch (form) {
    case 'id':
      return isOne ? vscode.l10n.t('Insert Organization ID') : vscode.l10n.t('Insert Organization IDs');
    case 'name':
      return isOne ? vscode.l10n.t('Insert Organization Name') : vscode.l10n.t('Insert Organization Names');
    case 'setting':
      return vscode.l10n.t('Insert {0}', setting);
    case 'link':
      return isOne ? vscode.l10n.t('Insert Link to Document') : vscode.l10n.t('Insert Links to Documents');
    case 'terraform':
      return isOne ? vscode.l10n.t('Insert Terraform Data Source') : vscode.l10n.t('Insert Terraform Data Sources');
    case 'deployCli':
      return isOne ? vscode.l10n.t('Insert Deploy CLI Entry') : vscode.l10n.t('Insert Deploy CLI Entries');
  }
}
