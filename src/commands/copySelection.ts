import * as vscode from 'vscode';
import { plainText } from '../management/plainText.ts';
import { numberText } from '../notifications/numberText.ts';
import type { Row } from '../organizations/rows.ts';
import { copiedText } from '../organizations/sections/copiedText.ts';
import { copyShown } from './copyText.ts';
import type { Services } from './services.ts';

/** Copies what the selected rows stand for, one a line. It asks nothing, and costs no request. */
export async function copySelection({ tree }: Services): Promise<void> {
  const rows = tree.selection;
  const texts = await Promise.all(rows.map((row) => textOf(tree, row)));
  if (texts.length > 0) {
    await copyShown(
      texts.join('\n'),
      texts.length === 1 ? vscode.l10n.t('Copied 1 row') : vscode.l10n.t('Copied {0} rows', numberText(texts.length)),
    );
  }
}

/** The ID or the domain; of a row that has none, what it says. */
async function textOf(tree: Services['tree'], row: Row): Promise<string> {
  switch (row.kind) {
    case 'organization':
      return row.organization.id;
    case 'tenant':
      return row.domain;
    case 'item':
      return copiedText(row) || plainText(row.section.looksOf(row.item).label);
    case 'section':
      return row.section.title;
    case 'note':
    case 'loadMore':
    case 'failure':
    case 'empty': {
      const { label = '' } = await tree.getTreeItem(row);
      return typeof label === 'string' ? label : label.label;
    }
  }
}
