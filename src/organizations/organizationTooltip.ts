import * as vscode from 'vscode';
import type { Organization } from '../management/organization.ts';
import { plainMarkdown } from '../text/plainText.ts';

/**
 * What there is to know of an organization at a glance. Nothing of it is trusted: every value is escaped, so that no
 * name can bring Markdown, links or HTML of its own, and a logo is an address, not an image that would be loaded.
 */
export function organizationTooltip({
  id,
  name,
  display_name,
  metadata,
  branding,
}: Organization): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  const title = plainMarkdown(display_name ?? '');
  if (title !== '') {
    tooltip.appendMarkdown(`**${title}**\n\n`);
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

type Field = readonly [label: string, value: string | null | undefined];

function appendSection(tooltip: vscode.MarkdownString, title: string, fields: readonly Field[]): void {
  if (fields.some(([, value]) => value !== undefined)) {
    tooltip.appendMarkdown(`\n\n---\n\n${plainMarkdown(title)}\n\n`);
    appendFields(tooltip, fields);
  }
}

function appendFields(tooltip: vscode.MarkdownString, fields: readonly Field[]): void {
  for (const [label, value] of fields) {
    if (value !== undefined) {
      const text = plainMarkdown(value ?? 'null');
      tooltip.appendMarkdown(`- ${vscode.l10n.t('{0}: {1}', plainMarkdown(label), text)}\n`);
    }
  }
}
