import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Organization } from '../api/organization.ts';
import { plainMarkdown } from '../text/markdown.ts';

/**
 * The tooltip of an organization. Every value is escaped, so no name can inject Markdown, links or HTML. The logo is
 * shown as a URL, since an image would cause a request.
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
    [l10n.t('ID'), id],
    [l10n.t('Name'), name],
  ]);
  appendSection(tooltip, l10n.t('Metadata'), Object.entries(metadata ?? {}));
  appendSection(tooltip, l10n.t('Branding'), [
    [l10n.t('Logo'), branding?.logo_url],
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
      tooltip.appendMarkdown(`- ${l10n.t('{0}: {1}', plainMarkdown(label), text)}\n`);
    }
  }
}
