import * as vscode from 'vscode';
import { documentationOf } from '../management/organizationsClient.ts';
import { withCancel } from '../notifications/progress.ts';
import { isRow } from '../organizations/rows.ts';
import { viewId } from '../organizations/organizationTree.ts';
import { domainIn } from './arguments.ts';
import type { SectionAddress } from '../organizations/sections/sectionAddress.ts';
import type { Services } from './services.ts';

/**
 * Reads anew what has been loaded, lists and open documents, of one tenant or of all.
 * @param argument a domain or a row, also that of a section, which is all that is read then; without it all tenants
 */
export async function refresh(services: Services, argument?: unknown): Promise<void> {
  if (isRow(argument) && argument.kind === 'section') {
    await (await services.sections.get()).refreshSection(argument);
    return;
  }
  const { tenants } = services;
  const named = domainIn(argument);
  const domains = tenants.domains.filter((domain) => named === undefined || domain === named);
  await vscode.window.withProgress({ location: { viewId } }, () =>
    Promise.all(domains.map((domain) => refreshTenant(services, domain, named !== undefined))),
  );
}

/** Reads anew what has been loaded of all tenants. VS Code hands the focused row to the buttons of a view, which means all. */
export function refreshAll(services: Services): Promise<void> {
  return refresh(services);
}

/** Loads again what an unfit token kept from being loaded. */
export async function reloadAfterFailure(services: Services, domain: string): Promise<void> {
  if (services.lists.get(domain).hasFailed || services.sections.loaded?.hasFailed(domain)) {
    await refresh(services, domain);
  }
}

/** What is collapsed, closed or gone is read when somebody opens it again. */
function isInUse({ tree, documents }: Services, address: SectionAddress): boolean {
  return tree.isOpen(address) || documents.isShown(address);
}

async function refreshTenant(services: Services, domain: string, isAskedFor: boolean): Promise<void> {
  const { lists, documents, notifier } = services;
  const list = lists.get(domain);
  try {
    await withCancel(vscode.l10n.t('Refreshing {0}', domain), async (caller) => {
      // Where nothing is loaded as well, for the row tells whether its token can be read.
      await lists.change(domain, async () => {
        if (list.isOpened || isAskedFor) {
          await list.refresh(caller);
        }
      });
      await services.sections.loaded?.refresh(domain, (address) => isInUse(services, address), caller);
      await documents.refresh(domain, caller);
    });
  } catch (error) {
    notifier.notify(error, {
      domain,
      what: vscode.l10n.t('{0} could not be refreshed', domain),
      documentation: documentationOf.list,
      retry: () => refresh(services, domain),
    });
  }
}
