import * as vscode from 'vscode';
import { PAGE_SIZE } from '../management/pagination.ts';
import { confirm } from '../messages/notifications.ts';
import { connectionsBucket } from '../scans/connectionQuestions.ts';
import { roles } from '../sections/roles.ts';
import type { SectionAddress } from '../sections/section.ts';
import type { ExtensionServices } from './extensionServices.ts';
import { type ExportOrder, describeOrganizations, describeSections } from './exportOrder.ts';
import { costText, FREE_REQUESTS } from './scanTexts.ts';

/** Says what an export costs, and asks, if it takes more than a few requests. @returns whether to make them */
export async function confirmExport({ tenants, sections }: ExtensionServices, order: ExportOrder): Promise<boolean> {
  const { domain, organizations } = order;
  const parts = organizations.flatMap(({ organization: { id }, sections: names }) =>
    names.map((name) => ({ domain, id, path: [name] })),
  );
  const requests = parts.reduce((sum, part) => sum + leastRequests(sections, part), 0);
  return (
    requests <= FREE_REQUESTS ||
    confirm(
      vscode.l10n.t('Export {0} from {1}?', describeSections(order), describeOrganizations(order.organizations)),
      vscode.l10n.t(
        '{0}, at least. A section takes one more request for each further 100 items.',
        costText(tenants, domain, connectionsBucket, requests),
      ),
      vscode.l10n.t('Export'),
    )
  );
}

/** The number of requests that a section takes, as far as its loaded items tell. */
function leastRequests(sections: ExtensionServices['sections'], part: SectionAddress): number {
  // Roles are two lists: the roles of the organization and the roles of the tenant.
  const least = part.path[0] === roles.name ? 2 : 1;
  if (!sections.isLoaded(part)) {
    return least;
  }
  const { items, hasEnded } = sections.get(part);
  return Math.max(least, Math.ceil(items.length / PAGE_SIZE) + (hasEnded ? 0 : 1));
}
