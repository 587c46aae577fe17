import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ApiError } from '../api/apiError.ts';
import { isOrganizationId, isOrganizationName, type Organization } from '../api/organization.ts';
import { documentationOf, type OrganizationsClient } from '../api/organizationsClient.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { stringArgument } from '../commands/commandArguments.ts';
import type { Services } from '../commands/services.ts';
import { organizationUri } from '../documents/documentUri.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { markedTitle } from '../tenants/tenantTexts.ts';
import { plainText } from '../text/plainText.ts';
import { ask, type Question } from '../ui/ask.ts';
import { showInformation } from '../ui/notifications.ts';
import { withProgress } from '../ui/progress.ts';

/**
 * Opens the organization with an ID.
 * @param domain the tenant; without it the tenant that is known to have the organization, or else the user is asked
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
  const given = stringArgument(id);
  return lookUpOrganization(
    services,
    how,
    given,
    stringArgument(domain) ?? (given && services.known.find(given)?.domain),
  );
}

/**
 * Opens the organization with a name.
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
 * Looks up an organization with one request and opens its document. Asks for a missing or invalid key.
 * @returns the URI of the document, `undefined` when no document was opened
 */
async function lookUpOrganization(
  services: Services<'documents' | 'known' | 'notifier' | 'store' | 'tenants'>,
  how: OrganizationQuery,
  given: string | undefined,
  namedDomain: string | undefined,
): Promise<vscode.Uri | undefined> {
  const domain = await pickTenant(services.tenants, how.title, namedDomain);
  if (domain === undefined) {
    return undefined;
  }
  const isRight = given !== undefined && how.problem(given) === undefined;
  const key = isRight ? given : await askForKey(how, given);
  return key === undefined ? undefined : open(services, how, domain, key);
}

async function open(
  services: Services<'documents' | 'known' | 'notifier' | 'store'>,
  how: OrganizationQuery,
  domain: string,
  key: string,
): Promise<vscode.Uri | undefined> {
  try {
    const organization = await withProgress(l10n.t('Looking up {0}', key), (context) =>
      services.store.lookUp(domain, (client) => how.find(client, key, context), how.isById ? key : undefined),
    );
    const uri = organizationUri(domain, organization);
    await services.documents.show(uri, organization);
    return uri;
  } catch (error) {
    const elsewhere =
      error instanceof ApiError && error.reason === 'notFound' ? tenantsWith(services, how, domain, key) : [];
    if (elsewhere.length > 0) {
      void offerTenants(services, how, { domain, key, elsewhere });
      return undefined;
    }
    services.notifier.notify(error, {
      domain,
      what: l10n.t('Organization {0} could not be opened', l10n.t('{0} in {1}', key, services.known.titleOf(domain))),
      documentation: how.documentation,
      retry: async () => {
        const isWrong = error instanceof ApiError && (error.reason === 'notFound' || error.reason === 'badRequest');
        const again = isWrong ? await askForKey(how, key) : key;
        return again === undefined ? undefined : open(services, how, domain, again);
      },
    });
    return undefined;
  }
}

/** The other tenants from which an organization with this key was read. An ID is in one tenant alone. */
function tenantsWith(
  { known }: Services<'known'>,
  { isById }: OrganizationQuery,
  domain: string,
  key: string,
): readonly string[] {
  const idIn = isById ? known.find(key)?.domain : undefined;
  return known.domains.filter((one) => one !== domain && (isById ? one === idIn : known.byName(one).has(key)));
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

/** The parts of a question that asks for an organization's key. */
export type KeyQuestion = Pick<Question, 'prompt' | 'placeholder' | 'problem'>;

/** The question for an organization's ID. */
export function idQuestion(): KeyQuestion {
  return {
    prompt: l10n.t('ID of the organization'),
    placeholder: 'org_…',
    problem: (text) =>
      isOrganizationId(text)
        ? undefined
        : l10n.t('An organization ID is org_ and letters or digits behind it, 50 characters at most.'),
  };
}

/** The question for an organization's name. */
export function nameQuestion(): KeyQuestion {
  return {
    prompt: l10n.t('Name of the organization, not its display name'),
    placeholder: 'acme',
    problem: (text) =>
      isOrganizationName(text)
        ? undefined
        : l10n.t('A name has 1 to 50 characters: lower case letters a to z, digits, _ and -.'),
  };
}
