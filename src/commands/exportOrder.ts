import * as vscode from 'vscode';
import { type Organization, organizationTitle } from '../management/organization.ts';
import { formatNumber } from '../messages/formatNumber.ts';
import type { ExportedOrganization } from '../sections/exportTally.ts';
import { organizationSections } from '../sections/organizationSections.ts';
import { plainText, withoutIcons } from '../text/plainText.ts';
import { inFileName, tenantInFileName } from './exportQuestions.ts';

/** Sections of organizations that are exported. */
export interface ExportOrder {
  readonly domain: string;
  readonly organizations: readonly ExportedOrganization[];
}

/** The names of the sections, in the order of their rows. */
export function sectionsOf({ organizations }: ExportOrder): readonly string[] {
  const names = new Set(organizations.flatMap(({ sections }) => sections));
  return organizationSections.map(({ name }) => name).filter((name) => names.has(name));
}

/** The title of a section. */
export function sectionTitle(name: string): string {
  return organizationSections.find((section) => section.name === name)?.title ?? name;
}

/** What is exported, such as `Members` or `2 sections`. */
export function describeSections(order: ExportOrder): string {
  const names = sectionsOf(order);
  const [name = ''] = names;
  return names.length === 1 ? sectionTitle(name) : vscode.l10n.t('{0} sections', formatNumber(names.length));
}

/** What it is exported from, such as `Acme` or `50 organizations`. */
export function describeOrganizations(organizations: readonly { readonly organization: Organization }[]): string {
  const [first] = organizations;
  return organizations.length === 1 && first
    ? withoutIcons(plainText(organizationTitle(first.organization), 60))
    : vscode.l10n.t('{0} organizations', formatNumber(organizations.length));
}

/**
 * The name of a file without its extension, such as `acme-organizations-members`.
 * @param section the section in a file of its own
 */
export function fileNameOf(order: ExportOrder, section?: string): string {
  const { domain, organizations } = order;
  const [first] = organizations;
  const names = section === undefined ? sectionsOf(order) : [section];
  const whose =
    organizations.length === 1 && first ? (first.organization.name ?? first.organization.id) : 'organizations';
  return [tenantInFileName(domain), inFileName(whose), names.length === 1 ? names[0] : 'sections'].join('-');
}
