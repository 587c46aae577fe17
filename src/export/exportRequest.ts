import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Organization, organizationTitle } from '../api/organization.ts';
import { PAGE_SIZE } from '../api/pageReader.ts';
import type { Services } from '../commands/services.ts';
import { suggestedFolder } from '../documents/writeFile.ts';
import { connectionsBucket } from '../find/scanOrganizations.ts';
import { type ExportFormat, exportFormats } from '../organizations/organizationList.ts';
import { organizationSections } from '../sections/organizationSections.ts';
import { roles } from '../sections/roles.ts';
import type { SectionAddress } from '../sections/section.ts';
import type { SectionStore } from '../sections/sectionStore.ts';
import { costText, FREE_REQUESTS } from '../tenants/requestCost.ts';
import { plainText, withoutIcons } from '../text/plainText.ts';
import { back, type Choice, choose } from '../ui/ask.ts';
import { formatNumber } from '../ui/format.ts';
import { confirm } from '../ui/notifications.ts';
import type { ExportedOrganization } from './exportEncoding.ts';

/** Sections of organizations that are exported. */
export interface ExportRequest {
  readonly domain: string;
  /** What messages call the tenant. */
  readonly tenant: string;
  readonly organizations: readonly ExportedOrganization[];
}

/** The names of the sections, in the order of their rows. */
export function sectionsOf({ organizations }: ExportRequest): readonly string[] {
  const names = new Set(organizations.flatMap(({ sections }) => sections));
  return organizationSections.map(({ name }) => name).filter((name) => names.has(name));
}

/** The title of a section. */
export function sectionTitle(name: string): string {
  return organizationSections.find((section) => section.name === name)?.title ?? name;
}

/** What is exported, such as `Members` or `2 sections`. */
export function describeSections(order: ExportRequest): string {
  const names = sectionsOf(order);
  const [name = ''] = names;
  return names.length === 1 ? sectionTitle(name) : l10n.t('{0} sections', formatNumber(names.length));
}

/** What it is exported from, such as `Acme in Staging` or `50 organizations of Staging`. */
export function describeOrganizations({
  tenant,
  organizations,
}: Pick<ExportRequest, 'tenant'> & {
  readonly organizations: readonly { readonly organization: Organization }[];
}): string {
  const [first] = organizations;
  return withoutIcons(
    organizations.length === 1 && first
      ? l10n.t('{0} in {1}', plainText(organizationTitle(first.organization), 60), tenant)
      : l10n.t('{0} organizations of {1}', formatNumber(organizations.length), tenant),
  );
}

/**
 * The name of a file without its extension, such as `acme-organizations-members`.
 * @param section the section in a file of its own
 */
export function fileNameOf(order: ExportRequest, section?: string): string {
  const { tenant, organizations } = order;
  const [first] = organizations;
  const names = section === undefined ? sectionsOf(order) : [section];
  const whose =
    organizations.length === 1 && first ? (first.organization.name ?? first.organization.id) : 'organizations';
  return [inFileName(tenant), inFileName(whose), names.length === 1 ? names[0] : 'sections'].join('-');
}

/** Says what an export costs, and asks, if it takes more than a few requests. @returns whether to make them */
export async function confirmExport(
  { tenants, sections }: Services<'sections' | 'tenants'>,
  order: ExportRequest,
): Promise<boolean> {
  const { domain, organizations } = order;
  const parts = organizations.flatMap(({ organization: { id }, sections: names }) =>
    names.map((name) => ({ domain, id, path: [name] })),
  );
  const requests = parts.reduce((sum, part) => sum + leastRequests(sections, part), 0);
  return (
    requests <= FREE_REQUESTS ||
    confirm(
      l10n.t('Export {0} from {1}?', describeSections(order), describeOrganizations(order)),
      l10n.t(
        '{0}, at least. A section takes one more request for each further 100 items.',
        costText(tenants, domain, connectionsBucket, requests),
      ),
      l10n.t('Export'),
    )
  );
}

/** The number of requests that a section takes, as far as its loaded items tell. */
function leastRequests(sections: SectionStore, part: SectionAddress): number {
  // Roles are two lists: the roles of the organization and the roles of the tenant.
  const least = part.path[0] === roles.name ? 2 : 1;
  if (!sections.isLoaded(part)) {
    return least;
  }
  const { items, hasEnded } = sections.get(part);
  return Math.max(least, Math.ceil(items.length / PAGE_SIZE) + (hasEnded ? 0 : 1));
}

/** The words of a question about an export. */
interface QuestionTexts {
  readonly title: string;
  readonly placeholder: string;
}

/**
 * @param given used without asking, if it is a format
 * @param details says what each format holds
 * @returns `undefined` when the user cancels
 */
export async function askForFormat(
  given: unknown,
  details: Readonly<Record<ExportFormat, string>>,
  words: QuestionTexts,
): Promise<ExportFormat | undefined> {
  const choices = exportFormats.map((format) => ({
    value: format,
    label: format.toUpperCase(),
    detail: details[format],
  }));
  return exportFormats.find((format) => format === given) ?? chooseOption(choices, words);
}

/** Uses `choose`, which stays open when it loses the focus, because more steps follow. */
export async function chooseOption<T>(choices: readonly Choice<T>[], words: QuestionTexts): Promise<T | undefined> {
  const answer = await choose(choices, words);
  return answer === back ? undefined : answer;
}

/** Asks for a file to export to. @param name the suggested name, without the extension, which is the format */
export async function askForFile(
  title: string,
  name: string,
  format: ExportFormat,
  saveLabel = l10n.t('Export'),
): Promise<vscode.Uri | undefined> {
  return vscode.window.showSaveDialog({
    title,
    saveLabel,
    defaultUri: vscode.Uri.joinPath(suggestedFolder(), `${name}.${format}`),
    filters: { [format.toUpperCase()]: [format] },
  });
}

/** A text in the name of a file. The characters that remain are valid there on every platform. */
export function inFileName(text: string): string {
  return text.replace(/\.auth0\.com$/, '').replace(/[^\p{L}\p{M}\p{N}_.-]/gu, '-');
}
