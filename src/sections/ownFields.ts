import * as l10n from '@vscode/l10n';
import type { Organization } from '../api/organization.ts';
import { type Item, type Section, textField } from './section.ts';

export const metadata: Section = {
  name: 'metadata',
  title: l10n.t('Metadata'),
  icon: 'tag',
  source: {
    containedItems: (organization) =>
      Object.entries(organization.metadata ?? {}).map(([key, value]): Item => ({ key, value: value ?? 'null' })),
  },
  keyOf: (entry) => textField(entry, 'key'),
  copiedText: (entry) => textField(entry, 'value'),
  present: (entry) => ({ label: textField(entry, 'key'), description: textField(entry, 'value') }),
};

export const branding: Section = {
  name: 'branding',
  title: l10n.t('Branding'),
  icon: 'symbol-color',
  source: {
    containedItems: ({ branding: brand }: Organization) => [
      ...(brand?.logo_url ? [{ key: 'logo_url', value: brand.logo_url }] : []),
      ...Object.entries(brand?.colors ?? {}).map(([key, value]): Item => ({ key, value, isColour: true })),
    ],
  },
  keyOf: (entry) => textField(entry, 'key'),
  copiedText: (entry) => textField(entry, 'value'),
  present: (entry) => ({
    label: textField(entry, 'key'),
    description: textField(entry, 'value'),
    icon: entry['isColour'] === true ? { colour: textField(entry, 'value') } : 'file-media',
  }),
};
