import * as vscode from 'vscode';
import { ask } from '../input/ask.ts';
import { organizationUri } from '../documents/documentUri.ts';
import { isApiError } from '../management/apiError.ts';
import type { Caller } from '../management/caller.ts';
import type { Organization } from '../management/organization.ts';
import type { OrganizationsClient } from '../management/organizationsClient.ts';
import { withCancel } from '../notifications/progress.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import type { KeyQuestion } from './keyQuestions.ts';
import type { Services } from './services.ts';

/** One way to look up an organization. */
export interface LookUp extends KeyQuestion {
  readonly title: string;
  readonly documentation: string;
  /** Whether the key is an ID, and not a name. */
  readonly isById: boolean;
  readonly find: (client: OrganizationsClient, key: string, caller: Caller) => Promise<Organization>;
}

/**
 * Looks up an organization with one request and opens its document. What is not given, or cannot be right, is asked.
 * @returns the URI of the document, `undefined` when there is none
 */
export async function lookUp(
  services: Services,
  how: LookUp,
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

async function open(services: Services, how: LookUp, domain: string, key: string): Promise<vscode.Uri | undefined> {
  try {
    const organization = await withCancel(vscode.l10n.t('Looking up {0}', key), (caller) =>
      services.lists.lookUp(domain, (client) => how.find(client, key, caller), how.isById ? key : undefined),
    );
    const uri = organizationUri(domain, organization);
    await services.documents.show(uri, organization);
    return uri;
  } catch (error) {
    services.notifier.notify(error, {
      domain,
      what: vscode.l10n.t('Organization {0} could not be opened', key),
      documentation: how.documentation,
      retry: async () => {
        const isWrong = isApiError(error) && (error.reason === 'notFound' || error.reason === 'badRequest');
        const again = isWrong ? await askForKey(how, key) : key;
        return again === undefined ? undefined : open(services, how, domain, again);
      },
    });
    return undefined;
  }
}

async function askForKey(how: LookUp, value = ''): Promise<string | undefined> {
  const answer = await ask({ ...how, value });
  return typeof answer === 'string' ? answer : undefined;
}
