import * as vscode from 'vscode';
import type { Organization } from '../management/organization.ts';
import { showInformation } from '../messages/notifications.ts';
import { requestedSections } from '../sections/loadSections.ts';
import { isRow, type SectionRow } from '../sidebar/rows.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { organizationArgument, rowArguments } from './commandArguments.ts';
import type { ExtensionServices } from './extensionServices.ts';
import { pickOrganization } from './findOrganization.ts';

/** Organizations of one tenant, whose sections are exported. */
export interface ExportSelection {
  readonly domain: string;
  readonly organizations: readonly SelectedOrganization[];
}

/** An organization, and its sections if rows of sections tell them. */
export interface SelectedOrganization {
  readonly organization: Organization;
  readonly sections?: readonly string[];
}

/**
 * The organizations that an export is about. Without arguments, the user picks one.
 * @param argument the row of an organization or of a section, the URI of a document, `{ domain, id, name? }`, or an array
 *   of these
 * @param selection the selected rows, which VS Code passes to commands in the context menu of a row
 */
export async function exportSelection(
  services: ExtensionServices,
  argument: unknown,
  selection: unknown,
): Promise<ExportSelection | undefined> {
  const title = vscode.l10n.t('Export Sections');
  const candidates = rowArguments(argument, selection);
  // The menu of a row is about the rows of its kind.
  const rows = candidates.filter((candidate) => isSectionRow(candidate) === isSectionRow([argument].flat()[0]));
  const picked = argument === undefined ? await pickOrganization(services, title) : undefined;
  const found = picked ? [picked] : rows.flatMap((row) => selectedIn(row) ?? []);
  const [first] = found;
  if (!first) {
    return undefined;
  }
  const { domain } = first;
  if (found.some((other) => other.domain !== domain)) {
    void showInformation(vscode.l10n.t('Select organizations of one tenant.'));
    return undefined;
  }
  if ((await pickTenant(services.tenants, title, domain)) === undefined) {
    return undefined;
  }
  const organizations = found.map(({ organization, ...rest }) => ({
    ...rest,
    // Only other callers leave out the name: the row of an organization has it.
    organization: organization.name === undefined ? named(services, domain, organization) : organization,
  }));
  return { domain, organizations: joined(organizations) };
}

/** The organization as it is loaded, which knows its name. */
function named({ store }: ExtensionServices, domain: string, organization: Organization): Organization {
  return store.find(domain, organization.id) ?? organization;
}

interface Found extends SelectedOrganization {
  readonly domain: string;
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
