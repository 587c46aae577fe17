import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ApiError, isMissingInOrganization, isMissingOrganization } from '../api/apiError.ts';
import { readObject } from '../api/jsonFields.ts';
import type { Organization } from '../api/organization.ts';
import { documentationOf, type OrganizationsClient, pathById } from '../api/organizationsClient.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { stringArgument, targetOrganization } from '../commands/commandArguments.ts';
import type { Services } from '../commands/services.ts';
import { organizationUri } from '../documents/documentUri.ts';
import { discoveryDomains } from '../sections/discoveryDomains.ts';
import type { Item } from '../sections/section.ts';
import { pickTenant, searchedTenants } from '../tenants/pickTenant.ts';
import { FREE_REQUESTS } from '../tenants/requestCost.ts';
import { markedTitle } from '../tenants/tenantTexts.ts';
import { plainText } from '../text/plainText.ts';
import { ask } from '../ui/ask.ts';
import { showInformation } from '../ui/notifications.ts';
import { withProgress } from '../ui/progress.ts';
import { idQuestion, type KeyQuestion, nameQuestion } from './organizationArguments.ts';

/**
 * Opens the organization with an ID.
 * @param domain the tenant; without it the one that is known to have the organization, or else all connected tenants are
 *   asked
 * @returns the URI of the organization's document, `undefined` when no document was opened
 */
export function openOrganizationById(
  services: Services<'documents' | 'known' | 'notifier' | 'store' | 'tenants'>,
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
  services: Services<'documents' | 'known' | 'notifier' | 'store' | 'tenants'>,
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
export interface OrganizationQuery extends KeyQuestion {
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
  services: Services<'documents' | 'known' | 'notifier' | 'store' | 'tenants'>,
  how: OrganizationQuery,
  given: string | undefined,
  namedDomain: string | undefined,
): Promise<vscode.Uri | undefined> {
  const domains = searchedTenants(services.tenants, namedDomain);
  if (domains.length === 0) {
    return undefined;
  }
  const isRight = given !== undefined && how.problem(given) === undefined;
  const key = isRight ? given : await askForKey(how, given);
  if (key === undefined) {
    return undefined;
  }
  const loaded = tenantsWith(services, how, key).filter((domain) => domains.includes(domain));
  return openInOne(services, how, loaded.length > 0 ? loaded : domains, key);
}

/** Opens an organization of one of these tenants. If they are many, the user is asked which. */
async function openInOne(
  services: Services<'documents' | 'known' | 'notifier' | 'store' | 'tenants'>,
  how: OrganizationQuery,
  domains: readonly string[],
  key: string,
): Promise<vscode.Uri | undefined> {
  const [only, ...others] = domains;
  if (only !== undefined && others.length === 0) {
    return open(services, how, only, key);
  }
  if (domains.length > FREE_REQUESTS) {
    return choose(services, how, domains, key);
  }
  const answers = await withProgress(l10n.t('Looking up {0}', plainText(key)), (context) =>
    Promise.all(domains.map((domain) => lookUp(services, how, { domain, key, context }))),
  );
  const found = answers.flatMap((answer) => ('organization' in answer ? [answer] : []));
  const [first, ...rest] = found;
  if (first && rest.length > 0) {
    return choose(
      services,
      how,
      found.map(({ domain }) => domain),
      key,
    );
  }
  if (first) {
    return show(services, first.domain, first.organization);
  }
  // A tenant that could not be asked may have it.
  const failures = answers.flatMap((answer) => ('error' in answer ? [answer] : []));
  const failure = failures.find(({ error }) => !isNotFound(error)) ?? failures[0];
  if (failure) {
    const places = new Intl.ListFormat(vscode.env.language).format(
      (isNotFound(failure.error) ? domains : [failure.domain]).map((domain) => services.known.titleOf(domain)),
    );
    tellFailure(services, how, { ...failure, key, places }, (again) => openInOne(services, how, domains, again));
  }
  return undefined;
}

/** Asks in which of the tenants the organization is to be opened. */
async function choose(
  services: Services<'documents' | 'known' | 'notifier' | 'store' | 'tenants'>,
  how: OrganizationQuery,
  domains: readonly string[],
  key: string,
): Promise<vscode.Uri | undefined> {
  const offered = services.tenants.all.filter(({ domain }) => domains.includes(domain));
  const domain = await pickTenant(services.tenants, how.title, undefined, offered);
  return domain === undefined ? undefined : open(services, how, domain, key);
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
    return {
      domain,
      organization: await store.lookUp(domain, (client) => find(client, key, context), isById ? key : undefined),
    };
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
  return error instanceof ApiError && error.reason === 'notFound';
}

/** @param again looks up the key, or another one that the user enters in place of a wrong one */
function tellFailure(
  { notifier }: Services<'notifier'>,
  how: OrganizationQuery,
  failed: { readonly domain: string; readonly key: string; readonly places: string; readonly error: unknown },
  again: (key: string) => unknown,
): void {
  const { domain, key, places, error } = failed;
  notifier.notify(error, {
    domain,
    what: l10n.t('Organization {0} could not be opened', l10n.t('{0} in {1}', key, places)),
    documentation: how.documentation,
    retry: async () => {
      const isWrong = isNotFound(error) || (error instanceof ApiError && error.reason === 'badRequest');
      const next = isWrong ? await askForKey(how, key) : key;
      return next === undefined ? undefined : again(next);
    },
  });
}

async function open(
  services: Services<'documents' | 'known' | 'notifier' | 'store'>,
  how: OrganizationQuery,
  domain: string,
  key: string,
): Promise<vscode.Uri | undefined> {
  const answer = await withProgress(l10n.t('Looking up {0}', plainText(key)), (context) =>
    lookUp(services, how, { domain, key, context }),
  );
  if (!('error' in answer)) {
    return show(services, domain, answer.organization);
  }
  const { error } = answer;
  const elsewhere = isNotFound(error) ? tenantsWith(services, how, key).filter((one) => one !== domain) : [];
  if (elsewhere.length > 0) {
    void offerTenants(services, how, { domain, key, elsewhere });
  } else {
    const places = services.known.titleOf(domain);
    tellFailure(services, how, { domain, key, places, error }, (again) => open(services, how, domain, again));
  }
  return undefined;
}

/** The tenants from which an organization with this key was read. An ID is in one tenant alone. */
function tenantsWith({ known }: Services<'known'>, { isById }: OrganizationQuery, key: string): readonly string[] {
  const idIn = isById ? known.find(key)?.domain : undefined;
  return known.domains.filter((one) => (isById ? one === idIn : known.byName(one).has(key)));
}

/** More buttons have no place in a notification. */
const MAX_OFFERED = 2;

/** Says where the organization is, and opens it there on request. */
async function offerTenants(
  services: Services<'documents' | 'known' | 'notifier' | 'store'>,
  how: OrganizationQuery,
  { domain, key, elsewhere }: { readonly domain: string; readonly key: string; readonly elsewhere: readonly string[] },
): Promise<void> {
  const titleOf = (one: string) => markedTitle(services.known, one);
  const text = l10n.t(
    'Organization {0} was not opened: {1} does not have it. It was read from {2}.',
    key,
    titleOf(domain),
    new Intl.ListFormat(vscode.env.language).format(elsewhere.map(titleOf)),
  );
  const offers = elsewhere
    .slice(0, MAX_OFFERED)
    .map((one) => ({ domain: one, button: l10n.t('Open in {0}', plainText(titleOf(one))) }));
  const choice = await showInformation(text, ...offers.map(({ button }) => button));
  const chosen = offers.find(({ button }) => button === choice);
  if (chosen) {
    await open(services, how, chosen.domain, key);
  }
}

async function askForKey(how: OrganizationQuery, value = ''): Promise<string | undefined> {
  const answer = await ask({ ...how, value });
  return typeof answer === 'string' ? answer : undefined;
}

const documentation =
  'https://auth0.com/docs/api/management/v2/organizations/get-organization-discovery-domain-by-name';

/** A host name of at least two labels. No other character can reach the path of the request. */
const hostName = /^(?=.{3,255}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d][a-z\d-]{0,61}[a-z\d]$/i;

/**
 * Finds a discovery domain of an organization by its name, with one request, and opens it as JSON.
 * @param argument a row or the URI of a document; without it the active document or the selected row
 * @param name the domain; without it the user is asked
 * @returns the URI of the document, `undefined` when no document was opened
 */
export async function findDiscoveryDomain(
  services: Services<'documents' | 'notifier' | 'store' | 'tenants' | 'tree'>,
  argument?: unknown,
  name?: unknown,
): Promise<vscode.Uri | undefined> {
  const target = targetOrganization(services.tree.selection, argument);
  if (!target) {
    return undefined;
  }
  const { domain, id, organization } = target;
  const asked = stringArgument(name)?.trim() ?? (await askForName());
  if (typeof asked !== 'string') {
    return undefined;
  }
  const problem = nameProblem(asked);
  if (problem !== undefined) {
    void showInformation(problem);
    return undefined;
  }
  try {
    const item = await withProgress(l10n.t('Looking up {0}', asked), async (context) => {
      const path = `${pathById(id)}/discovery-domains/name/${encodeURIComponent(asked.toLowerCase())}`;
      return discoveryDomain(await services.tenants.read(domain)('discovery-domains/name', path, {}, context));
    });
    const uri = organizationUri(domain, organization, [discoveryDomains.name, discoveryDomains.keyOf(item)]);
    await services.documents.show(uri, item);
    return uri;
  } catch (error) {
    const place = services.tenants.placeOf(domain, organization);
    if (error instanceof ApiError && isMissingInOrganization(error)) {
      void showInformation(l10n.t('{0} has no discovery domain {1}.', place, asked));
      return undefined;
    }
    if (error instanceof ApiError && isMissingOrganization(error)) {
      services.store.forget(domain, id);
    }
    services.notifier.notify(error, {
      domain,
      what: l10n.t('The discovery domain {0} of {1} could not be looked up', asked, place),
      documentation,
      retry: () => findDiscoveryDomain(services, argument, asked),
    });
    return undefined;
  }
}

function askForName(): ReturnType<typeof ask> {
  return ask({
    title: l10n.t('Find Discovery Domain'),
    prompt: l10n.t('The whole domain. It is looked up with one request.'),
    placeholder: 'acme.example',
    problem: nameProblem,
  });
}

function nameProblem(name: string): string | undefined {
  return hostName.test(name) ? undefined : l10n.t('Enter a whole domain, such as acme.example.');
}

/** @throws ApiError `unexpectedAnswer` */
function discoveryDomain(answer: unknown): Item {
  const item = readObject(answer);
  if (!item || discoveryDomains.keyOf(item) === '') {
    throw new ApiError('unexpectedAnswer', { status: 200 });
  }
  return item;
}
