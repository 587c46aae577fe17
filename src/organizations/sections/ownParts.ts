import * as vscode from 'vscode';
import type { Organization } from '../../management/organization.ts';
import type { Item } from '../../management/paging.ts';
import { textOf, type Section } from './section.ts';

export const metadata: Section = {
  name: 'metadata',
  title: vscode.l10n.t('Metadata'),
  icon: 'tag',
  source: {
    itemsOf: (organization) =>
      Object.entries(organization.metadata ?? {}).map(([key, value]): Item => ({ key, value: value ?? 'null' })),
  },
  keyOf: (entry) => textOf(entry, 'key'),
  copiedText: (entry) => textOf(entry, 'value'),
  looksOf: (entry) => ({ label: textOf(entry, 'key'), description: textOf(entry, 'value') }),
};

export const branding: Section = {
  name: 'branding',
  title: vscode.l10n.t('Branding'),
  icon: 'symbol-color',
  source: {
    itemsOf: ({ branding: brand }: Organization) => [
      ...(brand?.logo_url ? [{ key: 'logo_url', value: brand.logo_url }] : []),
      ...Object.entries(brand?.colors ?? {}).map(([key, value]): Item => ({ key, value, isColour: true })),
    ],
  },
  keyOf: (entry) => textOf(entry, 'key'),
  copiedText: (entry) => textOf(entry, 'value'),
  looksOf: (entry) => ({
    label: textOf(entry, 'key'),
    description: textOf(entry, 'value'),
    icon: entry['isColour'] === true ? { colour: textOf(entry, 'value') } : 'file-media',
  }),
};
