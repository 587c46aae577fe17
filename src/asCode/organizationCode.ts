import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { ApiError, isDenied, isMissingOrganization, isRefusal } from '../api/apiError.ts';
import { readObject } from '../api/jsonFields.ts';
import { PageReader } from '../api/pageReader.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { OrganizationReference } from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import { clientGrants } from '../sections/clientGrants.ts';
import { applicationList, clients } from '../sections/clients.ts';
import { connections } from '../sections/connections.ts';
import { discoveryDomains } from '../sections/discoveryDomains.ts';
import { readSections } from '../sections/readSections.ts';
import { type Section, textField } from '../sections/section.ts';
import { plainText } from '../text/plainText.ts';
import { consentToApplications } from '../tenants/requestCost.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { explanationOf } from '../ui/errorNotifier.ts';
import { describeCutOff, formatNumber } from '../ui/format.ts';
import { confirm, withProgress } from '../ui/notifications.ts';
import { commentedOutSentences, obstacles, organizationsAsDeployYaml } from './deployYaml.ts';
import {
  type ApplicationNames,
  missingSentences,
  namesOfApplications,
  type OrganizationParts,
  type Part,
  whyNotInTerraform,
} from './organizationParts.ts';
import { organizationsAsTerraform } from './terraform.ts';

/** The forms of a whole organization as code. They take requests, so a drop does not offer them. */
export const wholeForms = ['wholeTerraform', 'wholeDeployCli'] as const;

/** One of these forms. */
export type WholeForm = (typeof wholeForms)[number];

/**
 * The usual requests for an organization without its applications: itself, a page of each of its four sections, and the
 * connections once more where the tenant does not tell which are not enabled. An organization has at most 10
 * connections, and 100 client grants and discovery domains, apart from client grants in a private cloud; but a page of 50
 * grants can be full, nobody limits its applications, and failures are repeated.
 * @see https://auth0.com/docs/troubleshoot/customer-support/operational-policies/entity-limit-policy
 */
const USUAL_REQUESTS = 6;

/** The form if the argument of a command names one. */
export function wholeFormArgument(argument: unknown): WholeForm | undefined {
  return wholeForms.find((form) => form === argument);
}

/** Asks before several organizations are read in a form that no quick pick has offered with its cost. */
export async function confirmReading({ length }: readonly OrganizationReference[]): Promise<boolean> {
  return (
    length <= 1 || confirm(l10n.t('Read {0} organizations?', formatNumber(length)), costOf(length), l10n.t('Read'))
  );
}

/** An item of a quick pick for a form. */
export interface WholeFormItem extends vscode.QuickPickItem {
  readonly form: WholeForm;
}

/** @param label the title of the form */
export function wholeFormItem(
  form: WholeForm,
  label: string,
  organizations: readonly OrganizationReference[],
): WholeFormItem {
  return { form, label, detail: costOf(organizations.length) };
}

function costOf(organizations: number): string {
  return l10n.t(
    'Makes about {0} requests, and one for each 100 applications of the tenant',
    formatNumber(organizations * USUAL_REQUESTS),
  );
}

/** Organizations as code. */
export interface OrganizationCode {
  readonly text: string;
  /** What could not be read and is not in the code, in sentences, unless the user was told before. */
  readonly missing: readonly string[];
}

/**
 * Reads organizations and writes them as code.
 * @param isWholeFile whether the code is for a file of its own, or for one that has code
 * @param retry does the command again
 * @returns `undefined` when the user cancels or declines, or after a failure, which is shown
 */
export async function organizationCode(
  services: Services<'notifier' | 'sections' | 'store' | 'tenants'>,
  references: readonly OrganizationReference[],
  form: WholeForm,
  isWholeFile: boolean,
  retry: () => unknown,
): Promise<OrganizationCode | undefined> {
  const { length } = references;
  const [first] = references;
  const title =
    length === 1
      ? l10n.t('Reading {0}', first?.organization.name ?? first?.id ?? '')
      : l10n.t('Reading {0} organizations', formatNumber(length));
  const read: OrganizationParts[] = [];
  try {
    await withProgress(title, async (context) => {
      for (const reference of references) {
        read.push(await partsOf(services, reference, context));
      }
    });
    const named = await withApplicationNames(services.tenants, read);
    if (form === 'wholeTerraform') {
      return {
        text: organizationsAsTerraform(named, isWholeFile),
        missing: missingSentences(named, whyNotInTerraform),
      };
    }
    return (await confirmComments(named, isWholeFile))
      ? { text: organizationsAsDeployYaml(named, isWholeFile), missing: [] }
      : undefined;
  } catch (error) {
    const failed = references[read.length] ?? first;
    services.notifier.notify(error, {
      ...services.store.failureOf(failed?.domain ?? '', failed?.id ?? ''),
      retry,
    });
    return undefined;
  }
}

/** The most sentences that a dialog has room for. */
const MOST_SENTENCES = 8;

/** Asks before organizations are commented out. */
async function confirmComments(all: readonly OrganizationParts[], isWholeFile: boolean): Promise<boolean> {
  const sentences = all.flatMap((parts) =>
    obstacles(parts).map((sentence) =>
      plainText(`${parts.organization.name ?? parts.organization.id}: ${sentence}`, 400),
    ),
  );
  if (sentences.length === 0) {
    return true;
  }
  const detail = [...sentences.slice(0, MOST_SENTENCES), '', ...commentedOutSentences(all, isWholeFile)];
  const question = l10n.t('Comment out what a deployment would not leave as it is?');
  return confirm(question, detail.join('\n'), l10n.t('Comment Out'));
}

async function partsOf(
  { store, sections }: Services<'sections' | 'store'>,
  { domain, id }: OrganizationReference,
  context: RequestContext,
): Promise<OrganizationParts> {
  const organization = await store.lookUp(domain, (client) => client.get(id, context), id);
  const part = async ({ name }: Section, canLack = false): Promise<Part> => {
    // A deployment can remove what the code does not list, so what was read earlier is read again.
    const { [name]: content } = await readSections(sections, { domain, id }, [name], context, true);
    const { items = [], complete, note, error } = content ?? {};
    if (error) {
      const { reason, message, ...details } = error;
      const failure = new ApiError(reason, details);
      if (!isRefusal(error)) {
        throw failure;
      }
      return canLack && isNotThere(failure) ? { items, lacking: message } : { items, missing: message };
    }
    return { items, ...(note && { note }), ...(!complete && { missing: describeCutOff() }) };
  };
  return {
    domain,
    organization,
    connections: await part(connections),
    clientGrants: await part(clientGrants),
    clients: await part(clients, true),
    discoveryDomains: await part(discoveryDomains, true),
    applicationNames: namesOfApplications(),
  };
}

/** Whether the tenant does not have a section. The Deploy CLI leaves applications and discovery domains alone then. */
function isNotThere(error: ApiError): boolean {
  return error.reason === 'missingFeature' || (error.reason === 'notFound' && !isMissingOrganization(error));
}

/** Any of them opens the names of applications. The last one opens little else. */
const nameScopes = ['read:clients', 'read:client_keys', 'read:client_credentials', 'read:client_summary'];

/**
 * Reads the names of all applications of the tenants of organizations that have applications: only the whole list tells
 * whether a name is of one application alone. Asks before a long list is read.
 * @throws ApiError also when the user declines
 */
async function withApplicationNames(
  tenants: Tenants,
  all: readonly OrganizationParts[],
): Promise<readonly OrganizationParts[]> {
  const names = new Map<string, ApplicationNames>();
  const withApplications = all.filter(
    ({ clientGrants, clients }) => clientGrants.items.length + clients.items.length > 0,
  );
  for (const domain of new Set(withApplications.map((parts) => parts.domain))) {
    names.set(domain, await namesOf(tenants, domain));
  }
  return all.map((parts) => ({ ...parts, applicationNames: names.get(parts.domain) ?? parts.applicationNames }));
}

/** @throws ApiError */
async function namesOf(tenants: Tenants, domain: string): Promise<ApplicationNames> {
  const missing = async (error: ApiError) => namesOfApplications(undefined, (await explanationOf(error)).meaning);
  const { scopes } = await tenants.status(domain);
  if (scopes && !nameScopes.some((scope) => scopes.includes(scope))) {
    return missing(new ApiError('insufficientScope', { scopes: nameScopes }));
  }
  const pages = new PageReader(tenants.pages(domain, applicationList, readObject), (item) =>
    textField(item, 'client_id'),
  );
  try {
    const beforePage = consentToApplications(tenants, domain);
    await withProgress(l10n.t('Reading the names of applications'), (context) =>
      pages.readToEnd({ ...context, priority: 'background' }, beforePage),
    );
  } catch (error) {
    if (error instanceof ApiError && isDenied(error)) {
      return missing(error);
    }
    throw error;
  }
  return pages.isComplete
    ? namesOfApplications(new Map(pages.items.map((item) => [textField(item, 'client_id'), textField(item, 'name')])))
    : namesOfApplications(undefined, describeCutOff());
}
