import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { recover } from '../api/apiError.ts';
import type { Organization } from '../api/organization.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { Services } from '../commands/services.ts';
import { type CsvDocument, openCsvDocument, replaceCsvDocument } from '../documents/untitledDocument.ts';
import { idsIn } from '../organizations/organizationIds.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { tenantTitle } from '../tenants/tenant.ts';
import { tenantDescription, tenantIcon } from '../tenants/tenantTexts.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { plainText, withoutIcons } from '../text/plainText.ts';
import { ask, back, type Choice, choose, chooseSeveral } from '../ui/ask.ts';
import { explanationOf } from '../ui/errorNotifier.ts';
import { formatNumber } from '../ui/format.ts';
import { withBackgroundProgress } from '../ui/longTask.ts';
import { showWarning } from '../ui/notifications.ts';
import {
  type LookUp,
  type LookUpInput,
  lookUpInputs,
  maximumRequests,
  openLookUps,
  type OrganizationKey,
  planLookUps,
  runLookUps,
  tenantsFor,
  textsInList,
} from './lookUpPlan.ts';

/**
 * Looks up all IDs of the active editor, or IDs and names of a list, and shows the results as a table in an untitled CSV
 * document. Makes no request for what is known.
 * @param list the text of a list, or an array of IDs and names; without it the user is asked
 * @param domains the tenants to ask, a domain or an array; without them the user is asked if several can be asked
 * @returns the URI of the table, `undefined` when the user cancels before it
 */
export async function lookUpAllIds(
  services: Services<'known' | 'store' | 'tenants'>,
  list?: unknown,
  domains?: unknown,
): Promise<vscode.Uri | undefined> {
  const { tenants, known } = services;
  const title = l10n.t('Look Up All IDs');
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
  services: Services<'store'>,
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
  { store }: Services<'store'>,
  asked: readonly string[],
  lookUps: readonly LookUp[],
): Promise<readonly LookUp[]> {
  const most = maximumRequests(lookUps);
  const title = l10n.t('Looking up organizations');
  return withBackgroundProgress(title, (context, { tell }) => {
    let answers = 0;
    return runLookUps(
      lookUps,
      asked,
      (domain, key) => lookUpOne(store, domain, key, context),
      () => {
        answers += 1;
        tell(l10n.t('requests: {0} of at most {1}', formatNumber(answers), formatNumber(most)));
      },
    );
  });
}

/** @returns `undefined` if the tenant does not have the organization @throws ApiError */
function lookUpOne(
  store: OrganizationStore,
  domain: string,
  { kind, value }: OrganizationKey,
  context: RequestContext,
): Promise<Organization | undefined> {
  const lookUp =
    kind === 'id'
      ? store.lookUp(domain, (client) => client.get(value, context), value)
      : store.lookUp(domain, (client) => client.getByName(value, context));
  return recover(
    lookUp,
    ({ reason }) => reason === 'notFound',
    () => undefined,
  );
}

/** Says why some look-ups are not finished, and offers to finish them. */
async function offerRetry(
  services: Services<'store'>,
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
  const retry = l10n.t('Retry');
  const update = l10n.t('Update Access Token');
  const buttons = actions.includes('updateAccessToken') ? [update, retry] : [retry];
  const what = l10n.t('Not looked up: {0} of {1}.', formatNumber(open.length), formatNumber(lookUps.length));
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
    l10n.t('found'),
  ]);
  if (!key) {
    return [[plainText(text), '', '', '', '', l10n.t('neither an ID nor a name')]];
  }
  if (failure && toAsk.length > 0) {
    return [...rows, [text, '', '', '', failure.domain, (await explanationOf(failure.error, failure.domain)).meaning]];
  }
  return rows.length > 0 ? rows : [[text, '', '', '', lackedBy.join(' '), l10n.t('missing')]];
}

/**
 * What to look up: a given list, or the IDs in the active editor, or a list that the user pastes. Asks only if there is
 * a choice.
 * @param given the text of a list or an array of texts; anything without an ID or a name is ignored
 * @returns `undefined` when the user cancels
 */
async function askForInputs(title: string, given: unknown): Promise<readonly LookUpInput[] | undefined> {
  const list = [given].flat().filter((text) => typeof text === 'string');
  const inputs = inputsInList(list.join('\n'));
  if (hasKey(inputs)) {
    return inputs;
  }
  const sources = sourcesIn(vscode.window.activeTextEditor);
  if (sources.length === 0) {
    return askForList(title);
  }
  const choices: readonly Choice<Source>[] = [
    ...sources,
    { value: () => askForList(title), label: l10n.t('Paste a List…') },
  ];
  const choice = await choose(choices, { title, placeholder: l10n.t('Which IDs?') });
  return choice === back ? undefined : choice?.();
}

type Source = () => Promise<readonly LookUpInput[] | undefined>;

/** The selection and the file, each if it has IDs. Other words in a file are not taken for names. */
function sourcesIn(editor: vscode.TextEditor | undefined): readonly Choice<Source>[] {
  if (!editor) {
    return [];
  }
  const { document, selections } = editor;
  const selected = selections.map((selection) => document.getText(selection)).join('\n');
  return [
    { label: l10n.t('IDs in the Selection'), text: selected },
    { label: l10n.t('IDs in the Active File'), text: document.getText() },
  ].flatMap(({ label, text }) => {
    const inputs = lookUpInputs(idsIn(text).map(({ id }) => id));
    return inputs.length > 0
      ? [{ value: () => Promise.resolve(inputs), label, description: formatNumber(inputs.length) }]
      : [];
  });
}

async function askForList(title: string): Promise<readonly LookUpInput[] | undefined> {
  const list = await ask({
    title,
    prompt: l10n.t('IDs or names of organizations, with commas, spaces or line breaks between them'),
    placeholder: 'org_…, org_…',
    problem: (text) => (hasKey(inputsInList(text)) ? undefined : l10n.t('Enter at least one ID or name.')),
  });
  return typeof list === 'string' ? inputsInList(list) : undefined;
}

/** An ID is found also inside a text, such as a web address or `organization=org_…`. */
function inputsInList(list: string): readonly LookUpInput[] {
  const texts = textsInList(list).flatMap((text) => {
    const ids = idsIn(text).map(({ id }) => id);
    return ids.length > 0 ? ids : [text];
  });
  return lookUpInputs(texts);
}

function hasKey(inputs: readonly LookUpInput[]): boolean {
  return inputs.some(({ key }) => key !== undefined);
}

/**
 * The tenants to ask, in their order. Asks only if there are several.
 * @param offered the tenants that may have the organizations
 * @param named the tenants to ask; all by default
 * @returns `undefined` when the user cancels
 */
async function chooseTenants(
  tenants: Tenants,
  title: string,
  offered: readonly string[],
  named: readonly string[],
): Promise<readonly string[] | undefined> {
  if (named.length > 0) {
    return tenants.domains.filter((domain) => named.includes(domain));
  }
  if (offered.length < 2) {
    return offered;
  }
  const choices = tenants.all
    .filter(({ domain }) => offered.includes(domain))
    .map((tenant) => ({
      label: withoutIcons(plainText(tenantTitle(tenant))),
      description: tenantDescription(tenant).join(' · '),
      iconPath: tenantIcon(tenant),
      value: tenant.domain,
      picked: true,
    }));
  return chooseSeveral(choices, { title, placeholder: l10n.t('Which tenants? One is asked after the other.') });
}

/** Says how many requests the look-ups take, and has the user confirm them. Nothing is asked without a request. */
async function confirmRequests(title: string, lookUps: readonly LookUp[]): Promise<boolean> {
  const requests = maximumRequests(lookUps);
  if (requests === 0) {
    return true;
  }
  const open = openLookUps(lookUps).length;
  const label =
    requests === 1
      ? l10n.t('Make 1 Request')
      : requests === open
        ? l10n.t('Make {0} Requests', formatNumber(requests))
        : l10n.t('Make at Most {0} Requests', formatNumber(requests));
  const detail = l10n.t(
    'To look up: {0}. Without a request: {1}.',
    formatNumber(open),
    formatNumber(lookUps.length - open),
  );
  const placeholder = l10n.t('The requests leave a share of each rate limit to the applications of the tenant');
  return (await choose([{ value: true, label, detail }], { title, placeholder })) === true;
}
