import * as vscode from 'vscode';
import { ordered } from '../documents/documentAddress.ts';
import { inKeyOrder } from '../documents/inKeyOrder.ts';
import { organizationUri } from '../documents/documentUri.ts';
import type { Caller } from '../management/caller.ts';
import { organizationTitle, type Organization } from '../management/organization.ts';
import { documentationOf } from '../management/organizationsClient.ts';
import { plainText } from '../management/plainText.ts';
import { withCancel } from '../notifications/progress.ts';
import { tenantTitle } from '../tenants/tenant.ts';
import type { OrganizationAtTenant } from './arguments.ts';
import type { Services } from './services.ts';

/** The documents of both sides. */
export type Comparison = readonly [original: vscode.Uri, modified: vscode.Uri];

export type Compared = readonly [OrganizationAtTenant, OrganizationAtTenant];

/** How much of a name a tab has room for. */
const TITLE_LENGTH = 60;

interface Side {
  readonly domain: string;
  readonly organization: Organization;
}

/**
 * Shows two organizations side by side as they are now, which takes a request for each.
 * @returns the URIs of both sides, `undefined` where one could not be read
 */
export async function showComparison(services: Services, compared: Compared): Promise<Comparison | undefined> {
  const [original, modified] = await withCancel(vscode.l10n.t('Reading two organizations'), (caller) =>
    Promise.all([readSide(services, compared, 0, caller), readSide(services, compared, 1, caller)]),
  );
  if (!original || !modified) {
    return undefined;
  }
  const uris = [await keep(services, original), await keep(services, modified)] as const;
  const title = `${titleOf(services, original, modified)} ↔ ${titleOf(services, modified, original)}`;
  await vscode.commands.executeCommand('vscode.diff', ...uris, title);
  return uris;
}

/** Before there is a tab: what cannot be read is told, and leaves none. */
async function readSide(
  services: Services,
  compared: Compared,
  side: 0 | 1,
  caller: Caller,
): Promise<Side | undefined> {
  const { domain, id, organization } = compared[side];
  const { name = id } = organization;
  try {
    return { domain, organization: await services.lists.lookUp(domain, (client) => client.get(id, caller), id) };
  } catch (error) {
    services.notifier.notify(error, {
      domain,
      what: vscode.l10n.t('Organization {0} could not be read', plainText(name)),
      documentation: documentationOf.get,
      retry: () => showComparison(services, compared),
    });
    return undefined;
  }
}

async function keep({ documents }: Services, { domain, organization }: Side): Promise<vscode.Uri> {
  const uri = organizationUri(domain, organization, [ordered]);
  await documents.keep(uri, inKeyOrder(organization));
  return uri;
}

/** Which tenant it is from is told where the other one is from another. */
function titleOf({ tenants }: Services, { domain, organization }: Side, other: Side): string {
  const title = plainText(organizationTitle(organization), TITLE_LENGTH);
  return domain === other.domain
    ? title
    : `${title} (${plainText(tenantTitle(tenants.find(domain) ?? { domain }), TITLE_LENGTH)})`;
}
