import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { ApiError, isMissingInOrganization, isMissingOrganization } from '../api/apiError.ts';
import { readObject } from '../api/jsonFields.ts';
import { pathById } from '../api/organizationsClient.ts';
import { stringArgument, targetOrganization } from '../commands/commandArguments.ts';
import type { Services } from '../commands/services.ts';
import { organizationUri } from '../documents/documentUri.ts';
import { discoveryDomains } from '../sections/discoveryDomains.ts';
import type { Item } from '../sections/section.ts';
import { ask } from '../ui/ask.ts';
import { showInformation } from '../ui/notifications.ts';
import { withProgress } from '../ui/progress.ts';

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
