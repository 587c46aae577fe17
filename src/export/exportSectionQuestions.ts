import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Organization } from '../api/organization.ts';
import { inFront, isRow, organizationArgument, rowArguments } from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import { mayReplace } from '../documents/writeFile.ts';
import type { ExportFormat } from './exportFormats.ts';
import { pickOrganization } from '../find/findOrganization.ts';
import { organizationSections, requestedSections } from '../sections/organizationSections.ts';
import type { OrganizationTree } from '../sidebar/organizationTree.ts';
import type { SectionRow } from '../sidebar/rows.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { chooseSeveral } from '../ui/ask.ts';
import { showInformation } from '../ui/notifications.ts';
import {
  type ExportState,
  askForFile,
  describeOrganizations,
  describeSections,
  type ExportRequest,
  fileNameOf,
  sectionsOf,
} from './exportQuestions.ts';

/** The format of an export, and the file that each section goes to. */
export interface ExportTargets {
  readonly format: ExportFormat;
  readonly targetOf: (section: string) => vscode.Uri;
}

/**
 * The names of the sections to export, in the order of their rows.
 * @param given used without asking, if it holds names of sections
 * @returns `undefined` when the user cancels
 */
export async function askForSections(
  selection: Omit<ExportSelection, 'domain'>,
  given: unknown,
): Promise<readonly string[] | undefined> {
  const named = requestedSections.filter((name) => [given].flat().includes(name));
  if (named.length > 0) {
    return named;
  }
  const items = organizationSections
    .filter(({ name }) => requestedSections.includes(name))
    .map(({ name, title, icon, isPersonal }) => ({
      value: name,
      label: title,
      description: isPersonal ? personalText(name) : '',
      iconPath: new vscode.ThemeIcon(icon),
    }));
  return chooseSeveral(items, {
    title: l10n.t('Export Sections from {0}', describeOrganizations(selection)),
    placeholder: l10n.t('Which sections?'),
  });
}

function personalText(section: string): string {
  return section === 'members' ? l10n.t('names, email addresses and roles') : l10n.t('names and email addresses');
}

/**
 * The format and the files of an export. Several tables are files beside the chosen one, which have its name and those of
 * their sections, in place of the `sections` of the suggested name.
 * @param given the format, and the URI of a file, or of a folder for several tables if the format is `csv`; used without
 *   asking
 * @returns `undefined` when the user cancels
 */
export async function askForTargets(
  state: ExportState,
  request: ExportRequest,
  given: Readonly<Partial<Record<'format' | 'target', unknown>>>,
): Promise<ExportTargets | undefined> {
  const sections = sectionsOf(request);
  const hasTables = sections.length > 1;
  if (hasTables && given.format === 'csv' && given.target instanceof vscode.Uri) {
    const folder = given.target;
    return {
      format: 'csv',
      targetOf: (section) => vscode.Uri.joinPath(folder, `${fileNameOf(request, section)}.csv`),
    };
  }
  const isPersonal = organizationSections.some((section) => section.isPersonal && sections.includes(section.name));
  const what = l10n.t('Export {0} from {1}', describeSections(request), describeOrganizations(request));
  const title = isPersonal ? l10n.t('{0} with names and email addresses', what) : what;
  const question = { title, name: fileNameOf(request), hasTables };
  for (let file = await askForFile(state, question, given); file; file = await askForFile(state, question, {})) {
    const { uri, format } = file;
    if (format !== 'csv' || !hasTables) {
      return { format, targetOf: () => uri };
    }
    const targetOf = (section: string) =>
      uri.with({ path: uri.path.replace(/(-sections)?(\.csv)?$/i, `-${section}.csv`) });
    if (await mayReplace(sections.map(targetOf))) {
      return { format, targetOf };
    }
  }
  return undefined;
}

/** Organizations of one tenant, whose sections are exported. */
export interface ExportSelection extends Pick<ExportRequest, 'domain' | 'tenant'> {
  readonly organizations: readonly SelectedOrganization[];
}

/** An organization, and its sections if rows of sections tell them. */
interface SelectedOrganization {
  readonly organization: Organization;
  readonly sections?: readonly string[];
}

/**
 * The organizations that an export is about.
 * @param argument the row of an organization or of a section, the URI of a document, `{ domain, id, name? }`, or an array
 *   of these; without it see `inFront`, or else the user picks one
 * @param selection the selected rows, which VS Code passes to commands in the context menu of a row
 */
export async function exportSelection(
  services: Services<'known' | 'notifier' | 'store' | 'tenants' | 'tree'>,
  argument: unknown,
  selection: unknown,
): Promise<ExportSelection | undefined> {
  const title = l10n.t('Export Sections');
  const given = argument === undefined ? selectedInFront(services.tree) : selectedRows(argument, selection);
  const found = argument === undefined && given.length === 0 ? await pickOrganizations(services, title) : given;
  const [first] = found;
  if (!first) {
    return undefined;
  }
  const { domain } = first;
  if (found.some((other) => other.domain !== domain)) {
    void showInformation(l10n.t('Select organizations of one tenant.'));
    return undefined;
  }
  if ((await pickTenant(services.tenants, title, domain)) === undefined) {
    return undefined;
  }
  const { store } = services;
  const listed = store.get(domain).organizations.map((one) => [one.id, one] as const);
  const known = new Map([...store.lookedUp(domain), ...listed]);
  const organizations = found.map(({ organization, ...rest }) => ({
    ...rest,
    // A document and other callers do not know what people call it.
    organization: known.get(organization.id) ?? organization,
  }));
  return { domain, tenant: services.tenants.titleOf(domain), organizations: joined(organizations) };
}

/** Lets a person pick one organization, or all of a tenant that a text finds. */
async function pickOrganizations(
  services: Parameters<typeof exportSelection>[0],
  title: string,
): Promise<readonly Found[]> {
  let all: readonly Found[] = [];
  const picked = await pickOrganization(services, title, {
    takeAll: (found) => {
      all = found;
    },
  });
  return picked ? [picked] : all;
}

interface Found extends SelectedOrganization {
  readonly domain: string;
}

/** The menu of a row is about the rows of its kind. */
function selectedRows(argument: unknown, selection: unknown): readonly Found[] {
  const isOfSections = isSectionRow([argument].flat()[0]);
  const rows = rowArguments(argument, selection).filter((row) => isSectionRow(row) === isOfSections);
  return rows.flatMap((row) => selectedIn(row) ?? []);
}

/** Where whole organizations are selected beside what is inside them, they alone. */
function selectedInFront(tree: OrganizationTree): readonly Found[] {
  const found: readonly Found[] = inFront(tree, (one) => selectedIn(one) ?? organizationArgument(one));
  const whole = found.filter(({ sections }) => !sections);
  return whole.length > 0 ? whole : found;
}

function selectedIn(candidate: unknown): Found | undefined {
  if (isSectionRow(candidate)) {
    const { domain, organization, path } = candidate;
    const [name = ''] = path;
    return path.length === 1 && requestedSections.includes(name)
      ? { domain, organization, sections: [name] }
      : undefined;
  }
  return isRow(candidate) && candidate.kind !== 'organization' ? undefined : organizationArgument(candidate);
}

function isSectionRow(candidate: unknown): candidate is SectionRow {
  return isRow(candidate) && candidate.kind === 'section';
}

/** Each organization once, with all of its sections. */
function joined(organizations: readonly SelectedOrganization[]): readonly SelectedOrganization[] {
  const known = new Map<string, SelectedOrganization>();
  for (const { organization, sections } of organizations) {
    const before = known.get(organization.id)?.sections ?? [];
    known.set(organization.id, { organization, ...(sections && { sections: [...new Set([...before, ...sections])] }) });
  }
  return [...known.values()];
}
