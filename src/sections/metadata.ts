import * as vscode from 'vscode';
import { textField, type Item, type Section } from './section.ts';

export const metadata: Section = {
  name: 'metadata',
  title: vscode.l10n.t('Metadata'),
  icon: 'tag',
  source: {
    containedItems: (organization) =>
      Object.entries(organization.metadata ?? {}).map(([key, value]): Item => ({ key, value: value ?? 'null' })),
  },
  keyOf: (entry) => textField(entry, 'key'),
  copiedText: (entry) => textField(entry, 'value'),
  present: (entry) => ({ label: textField(entry, 'key'), description: textField(entry, 'value') }),
};
