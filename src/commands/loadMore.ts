import * as vscode from 'vscode';
import { documentationOf } from '../management/organizationsClient.ts';
import { withCancel } from '../notifications/progress.ts';
import { isRow } from '../organizations/rows.ts';
import { viewId } from '../organizations/organizationTree.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { domainIn } from './arguments.ts';
import type { Services } from './services.ts';

/**
 * Loads the next page of a tenant's organizations, or of a section.
 * @param argument a domain or a row
 */
export async function loadMore(services: Services, argument?: unknown): Promise<void> {
  if (isRow(argument) && (argument.kind === 'note' || argument.kind === 'section')) {
    const sections = await services.sections.get();
    await sections.loadMore(argument.kind === 'note' ? argument.section : argument);
    return;
  }
  const domain = await pickTenant(services.tenants, vscode.l10n.t('Load More Organizations'), domainIn(argument));
  if (domain === undefined) {
    return;
  }
  try {
    await vscode.window.withProgress({ location: { viewId } }, () =>
      withCancel(vscode.l10n.t('Loading more organizations of {0}', domain), (caller) =>
        services.lists.change(domain, (list) => list.loadMore(caller)),
      ),
    );
  } catch (error) {
    services.notifier.notify(error, {
      domain,
      what: vscode.l10n.t('More organizations of {0} could not be loaded', domain),
      documentation: documentationOf.list,
      retry: () => loadMore(services, domain),
    });
  }
}
