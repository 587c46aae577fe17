import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { ApiError, isMissingInOrganization, isMissingOrganization } from '../api/apiError.ts';
import type { Organization } from '../api/organization.ts';
import { documentationOf, type OrganizationsClient } from '../api/organizationsClient.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { stringArgument, targetOrganization } from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import { organizationUri } from '../documents/documentUri.ts';
import { discoveryDomains } from '../sections/discoveryDomains.ts';
import { pickTenant, searchedTenants } from '../tenants/pickTenant.ts';
import { FREE_REQUESTS } from '../tenants/requestCost.ts';
import { markedTitle } from '../tenants/environments.ts';
import { plainText } from '../text/plainText.ts';
import { ask } from '../ui/ask.ts';
import { offer } from '../ui/longTask.ts';
import { showInformation, withProgress } from '../ui/notifications.ts';
import { discoveryDomainQuestion, idQuestion, type KeyQuestion, nameQuestion } from './organizationArguments.ts';
import { listOf } from './organizationRows.ts';
import { findOrganizationsOfDomain } from './organizationsThatUse.ts';
import { discoveryDomainRequest, type FindState, readDiscoveryDomain } from './scanOrganizations.ts';
import type { Found } from './scanResult.ts';

/** What looking up an organization takes. */
type LookUpServices = Services<'documents' | 'known' | 'notifier' | 'store' | 'tenants'>;

/**
 * Opens the organization with an ID.
 * @param domain the tenant; without it the one that is known to have the organization, or else all connected tenants are
 *   asked
 * @returns the URI of the organization's document, `undefined` when no document was opened
 */
export function openOrganizationById(
  services: LookUpServices,
  id?: unknown,
  domain?: unknown,
): Promise<vscode.Uri | undefined> {
  const how: OrganizationQuery = {
    title: l10n.t('Open Organization by ID'),
    ...idQuestion(),
    documentation: documentationOf.get,
    isById: true,
    find: (client, key, context) => client.get(key, context),
  };
  return lookUpOrganization(services, how, stringArgument(id), stringArgument(domain));
}

/**
 * Opens the organization with a name.
 * @param domain see `openOrganizationById`
 * @returns the URI of the organization's document, `undefined` when no document was opened
 */
export function openOrganizationByName(
  services: LookUpServices,
  name?: unknown,
  domain?: unknown,
): Promise<vscode.Uri | undefined> {
  const how: OrganizationQuery = {
    title: l10n.t('Open Organization by Name'),
    ...nameQuestion(),
    documentation: documentationOf.getByName,
    isById: false,
    find: (client, key, context) => client.getByName(key, context),
  };
  return lookUpOrganization(services, how, stringArgument(name), stringArgument(domain));
}

/** A way to look up an organization. */
interface OrganizationQuery extends KeyQuestion {
  readonly title: string;
  readonly documentation: string;
  /** Whether the key is an ID rather than a name. */
  readonly isById: boolean;
  readonly find: (client: OrganizationsClient, key: string, context: RequestContext) => Promise<Organization>;
}

/**
 * Looks up an organization with one request to a tenant, and opens its document. Asks for a missing or invalid key. Without
 * a tenant, those are asked that are known to have the organization, or else all.
 * @returns the URI of the document, `undefined` when no document was opened
 */
async function lookUpOrganization(
  services: LookUpServices,
  how: OrganizationQuery,
  given: string | undefined,
  namedDomain: string | undefined,
): Promise<vscode.Uri | undefined> {
  const domains = searchedTenants(services.tenants, namedDomain);
  if (domains.length === 0) {
    return undefined;
  }
  const isRight = given !== undefined && how.problem(given) === undefined;
  const text = isRight ? given : await askForKey(how, given);
  if (text === undefined) {
    return undefined;
  }
  const key = how.keyIn(text);
  const loaded = tenantsWith(services, how, key).filter((domain) => domains.includes(domain));
  const again = (next: string) => lookUpOrganization(services, how, next, namedDomain);
  const [asked, others] = loaded.length > 0 ? [loaded, domains.filter((one) => !loaded.includes(one))] : [domains, []];
  return openFromAny(services, how, { domains: asked, others, without: [], key, again });
}

/** Where an organization is looked up. */
interface Search {
  readonly domains: readonly string[];
  /** The tenants that are asked if these do not have it any more, as after a rename. */
  readonly others: readonly string[];
  /** The tenants that have answered that they do not have it. */
  readonly without: readonly string[];
  readonly key: string;
  /** Looks up a key as the command does. */
  readonly again: (key: string) => unknown;
}

/** Where one tenant alone is asked. */
function alone(domain: string): Pick<Search, 'domains' | 'others' | 'without'> {
  return { domains: [domain], others: [], without: [] };
}

/** Asks these tenants, and opens what one of them has. If they are many, the user is asked which. */
async function openFromAny(
  services: LookUpServices,
  how: OrganizationQuery,
  search: Search,
): Promise<vscode.Uri | undefined> {
  const { domains, others, key, again } = search;
  if (domains.length > FREE_REQUESTS) {
    const domain = await choose(services, how, domains);
    return domain === undefined ? undefined : openFromAny(services, how, { ...search, ...alone(domain) });
  }
  const rest = new AbortController();
  const answers = await withProgress(l10n.t('Looking up {0}', plainText(key)), (context) => {
    const signal = AbortSignal.any([context.signal, rest.signal]);
    return Promise.all(
      domains.map(async (domain) => {
        const answer = await lookUp(services, how, { domain, key, context: { ...context, signal } });
        // No other tenant has the ID.
        if (how.isById && 'organization' in answer) rest.abort();
        return answer;
      }),
    );
  });
  const found = new Map(answers.flatMap((one) => ('organization' in one ? [[one.domain, one.organization]] : [])));
  const failures = answers.flatMap((answer) => ('error' in answer ? [answer] : []));
  // A tenant that could not be asked may have it.
  const unasked = failures.filter(({ error }) => !isNotFound(error));
  if (found.size > 0) {
    for (const failure of how.isById ? [] : unasked) {
      const askIt = (next: string) => openFromAny(services, how, { ...alone(failure.domain), key: next, again });
      tellFailure(services, how, { ...failure, key, places: [failure.domain], lacking: [], again: askIt });
    }
    const domain = await choose(services, how, [...found.keys()]);
    const organization = found.get(domain ?? '');
    return domain === undefined || !organization ? undefined : show(services, domain, organization);
  }
  const lacking = failures.filter(({ error }) => isNotFound(error));
  const without = [...search.without, ...lacking.map(({ domain }) => domain)];
  for (const failure of unasked) {
    tellFailure(services, how, { ...failure, key, places: [failure.domain], lacking: without, again });
  }
  if (unasked.length > 0) {
    return undefined;
  }
  if (others.length > 0) {
    return openFromAny(services, how, { ...search, domains: others, others: [], without });
  }
  const elsewhere = tenantsWith(services, how, key).filter((domain) => !without.includes(domain));
  const [first] = lacking;
  if (elsewhere.length > 0) {
    offerTenants(services, how, { ...search, without, elsewhere });
  } else if (first) {
    tellFailure(services, how, { ...first, key, places: without, lacking: [], again });
  }
  return undefined;
}

/** Asks which of several tenants is meant. */
function choose(
  { tenants }: Services<'tenants'>,
  { title }: OrganizationQuery,
  domains: readonly string[],
): Promise<string | undefined> {
  const offered = tenants.all.filter(({ domain }) => domains.includes(domain));
  return pickTenant(tenants, title, undefined, offered);
}

/** An organization that is looked up in a tenant. */
interface LookUp {
  readonly domain: string;
  readonly key: string;
  readonly context: RequestContext;
}

async function lookUp(
  { store }: Services<'store'>,
  { find, isById }: OrganizationQuery,
  { domain, key, context }: LookUp,
): Promise<
  | { readonly domain: string; readonly organization: Organization }
  | { readonly domain: string; readonly error: unknown }
> {
  try {
    const organization = await store.lookUp(domain, (client) => find(client, key, context), isById ? key : undefined);
    return { domain, organization };
  } catch (error) {
    return { domain, error };
  }
}

async function show(
  { documents }: Services<'documents'>,
  domain: string,
  organization: Organization,
): Promise<vscode.Uri> {
  const uri = organizationUri(domain, organization);
  await documents.show(uri, organization);
  return uri;
}

function isNotFound(error: unknown): boolean {
  return error instanceof ApiError && isMissingOrganization(error);
}

/** What could not be looked up, and in which tenants. */
interface FailedLookUp extends Pick<Search, 'again' | 'key'> {
  readonly domain: string;
  readonly places: readonly string[];
  /** Other tenants, which do not have it. */
  readonly lacking: readonly string[];
  readonly error: unknown;
}

/** Offers to look up the key again, or another one that the user enters in place of a wrong one. */
function tellFailure(
  { tenants, notifier }: Services<'notifier' | 'tenants'>,
  how: OrganizationQuery,
  { domain, key, places, lacking, error, again }: FailedLookUp,
): void {
  const titlesOf = (domains: readonly string[]) => listOf(domains.map((one) => tenants.titleOf(one)));
  const titles = titlesOf(places);
  notifier.notify(error, {
    domain,
    what:
      lacking.length > 0
        ? l10n.t('Organization {0} is not in {1}; {2} could not be asked', key, titlesOf(lacking), titles)
        : l10n.t('Organization {0} could not be opened', l10n.t('{0} in {1}', key, titles)),
    isOfSeveralTenants: lacking.length > 0,
    documentation: how.documentation,
    retry: async () => {
      const isWrong = isNotFound(error) || (error instanceof ApiError && error.reason === 'badRequest');
      const next = isWrong ? await askForKey(how, key) : key;
      return next === undefined ? undefined : again(next);
    },
  });
}

/** The tenants from which an organization with this key was read. An ID is in one tenant alone. */
function tenantsWith({ known }: Services<'known'>, { isById }: OrganizationQuery, key: string): readonly string[] {
  const idIn = isById ? known.find(key)?.domain : undefined;
  return known.domains.filter((one) => (isById ? one === idIn : known.byName(one).has(key)));
}

/** More buttons have no place in a notification. */
const MAX_OFFERED = 2;

/** Says where the organization is, and opens it there on request. */
function offerTenants(
  services: LookUpServices,
  how: OrganizationQuery,
  { elsewhere, ...search }: Search & { readonly elsewhere: readonly string[] },
): void {
  const titlesOf = (domains: readonly string[]) =>
    listOf(domains.map((domain) => markedTitle(services.tenants, domain)));
  const text = l10n.t(
    'Organization {0} was not opened: it is not in {1}. It was read from {2}.',
    search.key,
    titlesOf(search.without),
    titlesOf(elsewhere),
  );
  const offers = elsewhere.slice(0, MAX_OFFERED).map((domain) => ({
    label: l10n.t('Open in {0}', markedTitle(services.tenants, domain)),
    act: () => openFromAny(services, how, { ...search, ...alone(domain) }),
  }));
  offer(showInformation, text, offers);
}

async function askForKey(how: OrganizationQuery, value = ''): Promise<string | undefined> {
  const answer = await ask({ ...how, value });
  return typeof answer === 'string' ? answer : undefined;
}

/**
 * Finds a discovery domain of an organization by its name, with one request, and opens it as JSON; or the organizations of
 * a tenant that have it.
 * @param argument a row, the URI of a document, or the domain of a tenant; without it see `inFront`
 * @param name the domain; without it the user is asked
 * @param extent of a tenant, see `runScan`
 * @returns the URI of the document or the organizations, `undefined` when no document was opened, or none was asked
 */
export async function findDiscoveryDomain(
  services: Services<'documents' | 'notifier' | 'store' | 'tenants' | 'tree'> & FindState,
  argument?: unknown,
  name?: unknown,
  extent?: unknown,
): Promise<vscode.Uri | Found> {
  const target = stringArgument(argument) ?? targetOrganization(services.tree, argument);
  if (target === undefined) {
    return undefined;
  }
  const question = discoveryDomainQuestion();
  const asked = stringArgument(name)?.trim() ?? (await ask({ title: l10n.t('Find Discovery Domain'), ...question }));
  if (typeof asked !== 'string') {
    return undefined;
  }
  const problem = question.problem(asked);
  if (problem !== undefined) {
    void showInformation(problem);
    return undefined;
  }
  const wanted = question.keyIn(asked);
  if (typeof target === 'string') {
    return findOrganizationsOfDomain(services, target, wanted, extent);
  }
  const { domain, id, organization } = target;
  try {
    const item = await withProgress(l10n.t('Looking up {0}', wanted), (context) =>
      readDiscoveryDomain(services.tenants.read(domain), id, wanted, context),
    );
    const uri = organizationUri(domain, organization, [discoveryDomains.name, discoveryDomains.keyOf(item)]);
    await services.documents.show(uri, item);
    return uri;
  } catch (error) {
    const place = services.tenants.placeOf(domain, organization);
    if (error instanceof ApiError && isMissingInOrganization(error)) {
      void showInformation(l10n.t('{0} has no discovery domain {1}.', place, wanted));
      return undefined;
    }
    if (error instanceof ApiError && isMissingOrganization(error)) {
      services.store.forget(domain, id);
    }
    services.notifier.notify(error, {
      domain,
      what: l10n.t('The discovery domain {0} of {1} could not be looked up', wanted, place),
      documentation: discoveryDomainRequest.documentation,
      retry: () => findDiscoveryDomain(services, { domain, id, name: organization.name }, wanted),
    });
    return undefined;
  }
}
