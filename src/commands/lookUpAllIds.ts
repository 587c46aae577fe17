import * as vscode from 'vscode';
import { type CsvDocument, openCsvDocument, replaceCsvDocument } from '../documents/csvDocument.ts';
import { isApiError } from '../management/apiError.ts';
import type { Organization } from '../management/organization.ts';
import type { RequestContext } from '../management/requestContext.ts';
import { explanationOf } from '../messages/errorNotifier.ts';
import { formatNumber } from '../messages/formatNumber.ts';
import { showWarning } from '../messages/notifications.ts';
import { withBackgroundProgress } from '../messages/progress.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import type { OrganizationKey } from '../lookups/lookUpInputs.ts';
import { type LookUp, maximumRequests, openLookUps, planLookUps, tenantsFor } from '../lookups/lookUpPlan.ts';
import { runLookUps } from '../lookups/runLookUps.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { plainText } from '../text/plainText.ts';
import type { ExtensionServices } from './extensionServices.ts';
import { askForInputs, chooseTenants, confirmRequests } from './lookUpQuestions.ts';

/**
 * Looks up all IDs of the active editor, or IDs and names of a list, and shows the results as a table in an untitled CSV
 * document. Makes no request for what is known.
 * @param list the text of a list, or an array of IDs and names; without it the user is asked
 * @param domains the tenants to ask, a domain or an array; without them the user is asked if several can be asked
 * @returns the URI of the table, `undefined` when the user cancels before it
 */
export async function lookUpAllIds(
  services: ExtensionServices,
  list?: unknown,
  domains?: unknown,
): Promise<vscode.Uri | undefined> {
  const { tenants, known } = services;
  const title = vscode.l10n.t('Look Up All IDs');
  const named = [domains].flat().filter((domain) => typeof domain === 'string');
  const missing = named.find((domain) => !tenants.domains.includes(domain));
  if (tenants.domains.length === 0 || missing !== undefined) {
    await pickTenant(tenants, title, missing);
    return undefined;
  }
  const inputs = await askForInputs(title, list);
  const asked = inputs && (await chooseTenants(tenants, title, tenantsFor(inputs, known), named));
  const lookUps = asked && planLookUps(inputs, known, asked);
  return lookUps && (await confirmRequests(title, lookUps)) ? lookUpAndShow(services, asked, lookUps) : undefined;
}

/**
 * Makes the planned requests and shows the table, also after a failure or when the user cancels.
 * @param asked the tenants in the order in which they are asked
 * @param before the table of the run before, which is replaced unless the user has edited it
 */
async function lookUpAndShow(
  services: ExtensionServices,
  asked: readonly string[],
  planned: readonly LookUp[],
  before?: CsvDocument,
): Promise<vscode.Uri> {
  const lookUps = await makeRequests(services, asked, planned);
  const rows = (await Promise.all(lookUps.map(rowsOf))).flat();
  const table = await (before ? replaceCsvDocument(before, columns, rows) : openCsvDocument(columns, rows));
  void offerRetry(services, asked, lookUps, table);
  return table.document.uri;
}

async function makeRequests(
  { store }: ExtensionServices,
  asked: readonly string[],
  lookUps: readonly LookUp[],
): Promise<readonly LookUp[]> {
  const most = maximumRequests(lookUps);
  const title = vscode.l10n.t('Looking up organizations');
  return withBackgroundProgress(title, (context, { tell }) => {
    let answers = 0;
    return runLookUps(
      lookUps,
      asked,
      (domain, key) => lookUpOne(store, domain, key, context),
      () => {
        answers += 1;
        tell(vscode.l10n.t('requests: {0} of at most {1}', formatNumber(answers), formatNumber(most)));
      },
    );
  });
}

/** @returns `undefined` if the tenant does not have the organization @throws ApiError */
async function lookUpOne(
  store: OrganizationStore,
  domain: string,
  { kind, value }: OrganizationKey,
  context: RequestContext,
): Promise<Organization | undefined> {
  try {
    return kind === 'id'
      ? await store.lookUp(domain, (client) => client.get(value, context), value)
      : await store.lookUp(domain, (client) => client.getByName(value, context));
  } catch (error) {
    if (isApiError(error) && error.reason === 'notFound') {
      return undefined;
    }
    throw error;
  }
}

/** Says why some look-ups are not finished, and offers to finish them. */
async function offerRetry(
  services: ExtensionServices,
  asked: readonly string[],
  lookUps: readonly LookUp[],
  table: CsvDocument,
): Promise<void> {
  const open = openLookUps(lookUps);
  const failure = open[0]?.failure;
  if (!failure) {
    return;
  }
  const { meaning, nextStep, actions } = await explanationOf(failure.error, failure.domain);
  const retry = vscode.l10n.t('Retry');
  const update = vscode.l10n.t('Update Access Token');
  const buttons = actions.includes('updateAccessToken') ? [update, retry] : [retry];
  const what = vscode.l10n.t('Not looked up: {0} of {1}.', formatNumber(open.length), formatNumber(lookUps.length));
  const choice = await showWarning(`${what} ${meaning} ${nextStep}`, ...buttons);
  if (choice === update) {
    await vscode.commands.executeCommand('organizationInspector.updateAccessToken', failure.domain);
    await offerRetry(services, asked, lookUps, table);
  } else if (choice === retry) {
    await lookUpAndShow(services, asked, lookUps, table);
  }
}

const columns = ['input', 'id', 'name', 'display_name', 'tenant', 'result'];

/** The rows of a look-up in the table: each organization that was found, or why there is none. */
async function rowsOf({ text, key, found, lackedBy, toAsk, failure }: LookUp): Promise<readonly (readonly string[])[]> {
  const rows = found.map(({ domain, organization: { id, name = '', display_name: displayName = '' } }) => [
    text,
    id,
    name,
    displayName,
    domain,
    vscode.l10n.t('found'),
  ]);
  if (!key) {
    return [[plainText(text), '', '', '', '', vscode.l10n.t('neither an ID nor a name')]];
  }
  if (failure && toAsk.length > 0) {
    return [...rows, [text, '', '', '', failure.domain, (await explanationOf(failure.error, failure.domain)).meaning]];
  }
  return rows.length > 0 ? rows : [[text, '', '', '', lackedBy.join(' '), vscode.l10n.t('missing')]];
}
