import * as vscode from 'vscode';
import { documentationOf } from '../management/organizationsClient.ts';
import { plainText } from '../management/plainText.ts';
import { numberText } from '../notifications/numberText.ts';
import { withPages } from '../notifications/pageProgress.ts';
import { withCancel } from '../notifications/progress.ts';
import type { ExportExtent, ExportFormat } from '../organizations/exporting/exportFormat.ts';
import { openList } from '../organizations/openList.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { domainIn } from './arguments.ts';
import { askForExtent, askForFormat, askForTarget } from './exportQuestions.ts';
import type { Services } from './services.ts';
import { showError, showInformation } from '../notifications/messages.ts';

/** What to export, and where to. */
interface Order {
  readonly domain: string;
  readonly format: ExportFormat;
  readonly extent: ExportExtent;
  readonly target: vscode.Uri;
}

/**
 * Writes the organizations of a tenant to a file. What is not given is asked.
 * @param argument a domain or a row
 * @param format `json`, `ndjson` or `csv`
 * @param extent `loaded`, or `all`, which are read for the file alone, and without a request where all are loaded
 * @param target the URI of the file
 * @returns the URI of the file, `undefined` when none was written
 */
export async function exportOrganizations(
  services: Services,
  argument?: unknown,
  format?: unknown,
  extent?: unknown,
  target?: unknown,
): Promise<vscode.Uri | undefined> {
  const order = await askForOrder(services, domainIn(argument), { format, extent, target });
  if (!order) {
    return undefined;
  }
  try {
    tellSuccess(await run(services, order), order);
    return order.target;
  } catch (error) {
    await tellFailure(services, error, order);
    return undefined;
  }
}

async function askForOrder(
  { tenants, lists, notifier }: Services,
  named: string | undefined,
  given: Readonly<Record<'format' | 'extent' | 'target', unknown>>,
): Promise<Order | undefined> {
  const domain = await pickTenant(tenants, vscode.l10n.t('Export Organizations'), named);
  if (domain === undefined) {
    return undefined;
  }
  // Read while the format is chosen: its rows in the sidebar would take the focus back from what comes after them.
  const opened = given.extent === 'all' ? undefined : openList(lists, notifier, domain);
  const format = await askForFormat(given.format);
  const extent = format && (opened ? await askForExtent(await opened, given.extent) : 'all');
  const target = extent && (await askForTarget(domain, format, given.target));
  return target && { domain, format, extent, target };
}

async function run({ tenants, lists }: Services, { domain, extent, ...destination }: Order): Promise<number> {
  const { exportPortions, loadedPortions, readPortions } = await import('../organizations/exporting/exporting.ts');
  const title = vscode.l10n.t('Exporting the organizations of {0}', domain);
  const list = lists.get(domain);
  if (extent === 'loaded' || list.isComplete) {
    return withCancel(title, ({ signal }) => exportPortions(loadedPortions(list.organizations), destination, signal));
  }
  return withPages(title, (caller, onPage) =>
    exportPortions(readPortions(tenants.client(domain), caller), destination, caller.signal, onPage),
  );
}

function tellSuccess(count: number, { domain, target }: Order): void {
  const open = vscode.l10n.t('Open File');
  const message =
    count === 1
      ? vscode.l10n.t('Exported 1 organization of {0}.', domain)
      : vscode.l10n.t('Exported {0} organizations of {1}.', numberText(count), domain);
  void showInformation(message, open).then((choice) => {
    if (choice === open) {
      void vscode.commands.executeCommand('vscode.open', target);
    }
  });
}

/** Tells what is wrong with the file, or else with reading the organizations. Does not wait for the person's answer. */
async function tellFailure(services: Services, error: unknown, order: Order): Promise<void> {
  const { describeFileProblem } = await import('../organizations/exporting/exporting.ts');
  const { domain, format, extent, target } = order;
  const file = plainText(vscode.workspace.asRelativePath(target));
  const what = vscode.l10n.t('The organizations of {0} could not be exported to {1}', domain, file);
  const problem = describeFileProblem(error);
  if (problem === undefined) {
    services.notifier.notify(error, {
      domain,
      what,
      documentation: documentationOf.list,
      retry: () => exportOrganizations(services, domain, format, extent, target),
    });
    return;
  }
  const another = vscode.l10n.t('Choose Another File…');
  void showError(`${what}. ${problem}`, another).then((choice) => {
    if (choice === another) {
      void exportOrganizations(services, domain, format, extent);
    }
  });
}
