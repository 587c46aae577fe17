import * as l10n from '@vscode/l10n';
import { recover } from '../api/apiError.ts';
import { type Organization, organizationTitle } from '../api/organization.ts';
import { pathById } from '../api/organizationsClient.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { OrganizationReference } from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import { members } from '../sections/members.ts';
import { requestedSections } from '../sections/organizationSections.ts';
import { readSections, type StoredSection } from '../sections/readSections.ts';
import { markedTitle } from '../tenants/environments.ts';
import { sectionCosts } from '../sections/sectionPages.ts';
import { consentToApplications, type Costs } from '../tenants/requestCost.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { describeCutOff } from '../ui/format.ts';
import { both, type ComparedSide, type Pair, type ReadSection, unnamedReferences } from './comparable.ts';
import { comparableFields } from './matchOrganizations.ts';
import { namesOfTenant, noNames, type ReadNames } from './referenceNames.ts';

/** An organization as it was read for a comparison. */
export interface OrganizationSide {
  readonly domain: string;
  readonly organization: Organization;
}

/**
 * Reads two organizations, with one request each, before a tab opens, so a failure is a notification and leaves no tab.
 * @param retry does the command again, from the notification
 * @returns `undefined` if one could not be read
 */
export async function readSides(
  services: Services<'notifier' | 'store'>,
  compared: Pair<OrganizationReference>,
  context: RequestContext,
  retry: () => unknown,
): Promise<Pair<OrganizationSide> | undefined> {
  const [original, modified] = await Promise.all(both(compared, (one) => readSide(services, one, context, retry)));
  return original && modified ? [original, modified] : undefined;
}

async function readSide(
  services: Services<'notifier' | 'store'>,
  { domain, id }: OrganizationReference,
  context: RequestContext,
  retry: () => unknown,
): Promise<OrganizationSide | undefined> {
  try {
    return { domain, organization: await services.store.lookUp(domain, (client) => client.get(id, context), id) };
  } catch (error) {
    services.notifier.notify(error, { ...services.store.failureOf(domain, id), retry });
    return undefined;
  }
}

/** The names of the sections that are compared. */
export function comparedSections(isWithMembers: boolean): readonly string[] {
  return requestedSections.filter((name) => isWithMembers || name !== members.name);
}

/** What reading so many organizations with these sections costs, see `costText`. */
export function costsFor(names: readonly string[], organizations: number): Costs {
  return new Map([[pathById('id'), organizations], ...sectionCosts(names, organizations)]);
}

/**
 * Reads sections of two organizations anew. A section that cannot be read says why.
 * @param names the names of the sections that are compared
 * @throws ApiError `cancelled`
 */
export async function readComparedSides(
  services: Services<'sections' | 'tenants'>,
  sides: Pair<OrganizationSide>,
  names: readonly string[],
  context: RequestContext,
): Promise<Pair<ComparedSide>> {
  const summaries = await Promise.all(both(sides, ({ domain }) => services.tenants.isSentSummaries(domain)));
  const fields = comparableFields(
    both(sides, ({ organization }) => organization),
    summaries,
  );
  const read = await Promise.all(
    both(sides, ({ domain, organization: { id } }) =>
      readSections(services.sections, { domain, id }, names, context, true),
    ),
  );
  const titles =
    sides[0].domain === sides[1].domain
      ? both(sides, ({ organization }) => organizationTitle(organization))
      : tenantTitles(services, sides);
  const compared = both(sides, ({ domain, organization }, side): ComparedSide => {
    const { id, name = id } = organization;
    const contents = requestedSections.map((section) => [section, comparedSection(read[side][section])] as const);
    const sections = Object.fromEntries(contents);
    const own = { title: titles[side], organization: fields[side], isOfSummaries: summaries[side] };
    return { domain, id, name, ...own, sections };
  });
  return withNames(services, compared, context, askedNamesOf);
}

/** The names of a tenant, of which a long list is read once the person has agreed. */
export function askedNamesOf(tenants: Tenants, domain: string): ReadNames {
  return namesOfTenant(tenants, domain, consentToApplications(tenants, domain));
}

/**
 * The sides with the names of what their IDs mean, where two tenants are compared. What is not known is told where it is
 * missing.
 * @param namesOf tells the names of a tenant
 * @throws ApiError `cancelled`
 */
export async function withNames(
  { tenants }: Services<'tenants'>,
  sides: Pair<ComparedSide>,
  context: RequestContext,
  namesOf: (tenants: Tenants, domain: string) => ReadNames = namesOfTenant,
): Promise<Pair<ComparedSide>> {
  if (sides[0].domain === sides[1].domain) {
    return sides;
  }
  const unnamed = unnamedReferences(sides);
  const isGoingOn = () => !context.signal.aborted;
  const named = both(sides, async (side, place): Promise<ComparedSide> => {
    const { [place]: references } = unnamed;
    const reading = () => namesOf(tenants, side.domain)(references, context);
    return references.length === 0 ? side : { ...side, names: await recover(reading(), isGoingOn, () => noNames) };
  });
  return Promise.all(named);
}

/**
 * The items of a section, or why it is not compared.
 * @param section `undefined` for a section that was not asked for
 */
export function comparedSection(section: StoredSection | undefined): ReadSection {
  if (!section) {
    return { why: l10n.t('Members are compared only on demand, because they differ by nature.') };
  }
  const { items, complete, error } = section;
  if (error) {
    const { status, errorCode, message } = error;
    const code = [status, errorCode].filter((part) => part !== undefined).join(' ');
    return { why: code === '' ? message : `${code}: ${message}` };
  }
  return complete ? { items } : { why: describeCutOff() };
}

/** How much of a title is shown, in UTF-16 code units. */
export const TITLE_LENGTH = 60;

/** The titles of the tenants of two sides with their environments: their domains if both labels look the same. */
export function tenantTitles({ tenants }: Services<'tenants'>, sides: Pair<{ readonly domain: string }>): Pair<string> {
  const [first, second] = both(sides, ({ domain }) => tenants.titleOf(domain));
  return both(sides, ({ domain }) => markedTitle(tenants, domain, first === second ? domain : undefined));
}
