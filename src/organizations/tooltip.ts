import * as vscode from 'vscode';
import type { Organization } from '../management/organization.ts';
import { plainText } from '../management/plainText.ts';

/**
 * What there is to know of an organization at a glance. Every value is appended as text, so that no name can bring
 * Markdown, links or HTML of its own.
 */
export function organizationTooltip({
  id,
  name,
  display_name,
  metadata,
  branding,
}: Organization): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  if (display_name !== undefined) {
    tooltip.appendMarkdown('**').appendText(plainText(display_name)).appendMarkdown('**\n\n');
  }
  appendFields(tooltip, [
    [vscode.l10n.t('ID'), id],
    [vscode.l10n.t('Name'), name],
  ]);
  appendSection(tooltip, vscode.l10n.t('Metadata'), Object.entries(metadata ?? {}));
  appendSection(tooltip, vscode.l10n.t('Branding'), [
    [vscode.l10n.t('Logo'), branding?.logo_url],
    ...Object.entries(branding?.colors ?? {}),
  ]);
  return tooltip;
}

type Field = readonly [label: string, value: unknown];

function appendSection(tooltip: vscode.MarkdownString, title: string, fields: readonly Field[]): void {
  if (fields.some(([, value]) => value !== undefined)) {
    tooltip.appendMarkdown('\n\n---\n\n').appendText(title).appendMarkdown('\n\n');
    appendFields(tooltip, fields);
  }
}

function appendFields(tooltip: vscode.MarkdownString, fields: readonly Field[]): void {
  for (const [label, value] of fields) {
    if (value !== undefined) {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      tooltip
        .appendMarkdown('- ')
        .appendText(`${plainText(label)}: ${plainText(text)}`)
        .appendMarkdown('\n');
    }
  }
}
