import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isMissingOrganization, recover } from '../api/apiError.ts';
import type { Organization } from '../api/organization.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { Services } from '../commands/services.ts';
import { type CsvDocument, openCsvDocument, replaceCsvDocument } from '../documents/openDocument.ts';
import { idsIn } from '../organizations/organizationIds.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import { pickTenant, tenantItem } from '../tenants/pickTenant.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { plainText } from '../text/plainText.ts';
import { ask, type Choice, choose, chooseSeveral } from '../ui/ask.ts';
import { describeFailures, explanationOf } from '../ui/errorNotifier.ts';
import { formatNumber, formatTime } from '../ui/format.ts';
import { offer, withBackgroundProgress } from '../ui/longTask.ts';
import { showInformation, showWarning } from '../ui/notifications.ts';
import {
  cellsOf,
  type ListInputs,
  type LookUp,
  maximumRequests,
  openLookUps,
  type OrganizationKey,
  planLookUps,
  readList,
  readTexts,
  runLookUps,
  tableColumns,
  type TableRow,
  tenantsFor,
  textsInList,
} from './lookUpInputs.ts';

/**
 * Looks up all IDs of the active editor, or IDs and names of a list, and shows the results as a table in an untitled CSV
 * document. Makes no request for what is known.
 * @param list a text with IDs or a list of names, or an array of IDs and names; without it the user is asked
 * @param domains the tenants to ask, a domain or an array; without them the user is asked if several can be asked
 * @returns the URI of the table, `undefined` when the user cancels before it
 */
export async function lookUpAllIds(
  services: Services<'known' | 'store' | 'tenants'>,
  list?: unknown,
  domains?: unknown,
): Promise<vscode.Uri | undefined> {
  const { tenants } = services;
  const title = l10n.t('Look Up Pasted or Selected IDs');
  const named = [domains].flat().filter((domain) => typeof domain === 'string');
  const missing = named.find((domain) => !tenants.domains.includes(domain));
  if (tenants.domains.length === 0 || missing !== undefined) {
    await pickTenant(tenants, title, missing);
    return undefined;
  }
  const read = await askForInputs(title, list);
  return read && lookUpInputs(services, { ...read, title, named });
}

/** What a command looks up. */
interface Run extends ListInputs {
  readonly title: string;
  /** The domains of the tenants to ask; without them the user is asked. */
  readonly named: readonly string[];
}

/** @param before the table of the inputs without names */
async function lookUpInputs(
  services: Services<'known' | 'store' | 'tenants'>,
  run: Run,
  before?: CsvDocument,
): Promise<vscode.Uri | undefined> {
  const { tenants, known } = services;
  const { title, named, inputs } = run;
  const offered = tenantsFor(inputs, known);
  const isAsked = maximumRequests(planLookUps(inputs, known, offered)) > 0;
  const asked = await chooseTenants(tenants, title, { offered, named, isAsked });
  const lookUps = asked && planLookUps(inputs, known, asked);
  return lookUps && (await confirmRequests(title, lookUps))
    ? lookUpAndShow(services, { ...run, asked }, lookUps, before)
    : undefined;
}

/** A run whose tenants are chosen, in the order in which they are asked. */
interface ChosenRun extends Run {
  readonly asked: readonly string[];
}

/**
 * Makes the planned requests and shows the table, also after a failure or when the user cancels.
 * @param before the table of the run before, which is replaced unless the user has edited it
 */
async function lookUpAndShow(
  services: Services<'known' | 'store' | 'tenants'>,
  run: ChosenRun,
  planned: readonly LookUp[],
  before?: CsvDocument,
): Promise<vscode.Uri> {
  const lookUps = await makeRequests(services, run.asked, planned);
  const { tenants } = services;
  const rows = (await Promise.all(lookUps.map((lookUp) => rowsOf(lookUp, tenants)))).flat();
  const lines = cellsOf(rows, tenants);
  const table = await (before ? replaceCsvDocument(before, tableColumns, lines) : openCsvDocument(tableColumns, lines));
  void offerRest(services, run, lookUps, table);
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
  return recover(lookUp, isMissingOrganization, () => undefined);
}

/** Says why some look-ups are not finished, or which words were none, and offers to go on. */
async function offerRest(
  services: Services<'known' | 'store' | 'tenants'>,
  run: ChosenRun,
  lookUps: readonly LookUp[],
  table: CsvDocument,
): Promise<void> {
  const open = openLookUps(lookUps);
  const failures = open.flatMap((lookUp) => lookUp.failures ?? []);
  if (failures.length === 0) {
    offerNames(services, run, lookUps, table);
    return;
  }
  const { causes, refused } = await describeFailures(failures, (domain) => services.tenants.titleOf(domain));
  const retry = () => lookUpAndShow(services, run, lookUps, table);
  const update = async () => {
    const isUpdated: unknown = await vscode.commands.executeCommand('organizationInspector.updateAccessToken', refused);
    await (isUpdated === true ? retry() : offerRest(services, run, lookUps, table));
  };
  const what = l10n.t('Not looked up: {0} of {1}.', formatNumber(open.length), formatNumber(lookUps.length));
  offer(showWarning, `${what} ${causes}`, [
    ...(refused === undefined ? [] : [{ label: l10n.t('Update Access Token'), act: update }]),
    { label: l10n.t('Retry'), act: retry },
  ]);
}

function offerNames(
  services: Services<'known' | 'store' | 'tenants'>,
  { withNames, ...run }: ChosenRun,
  lookUps: readonly LookUp[],
  table: CsvDocument,
): void {
  if (withNames) {
    const count = formatNumber(withNames.length - lookUps.length);
    const text = l10n.t('Only the IDs were looked up. Other words that can be names of organizations: {0}.', count);
    const lookUpNames = () => lookUpInputs(services, { ...run, inputs: withNames, named: run.asked }, table);
    offer(showInformation, text, [{ label: l10n.t('Look Up Names Too'), act: lookUpNames }]);
  }
}

/** The rows of a look-up in the table: each organization that was found, or why there is none. */
async function rowsOf(
  { text, key, found, lackedBy, toAsk, failures = [] }: LookUp,
  tenants: Tenants,
): Promise<readonly TableRow[]> {
  if (!key) {
    return [{ input: plainText(text), domains: [], result: l10n.t('neither an ID nor a name') }];
  }
  const rows = found.map(({ domain, organization, readAt }) => ({
    input: text,
    organization,
    domains: [domain],
    result: readAt ? l10n.t('found, as read on {0}', formatTime(readAt)) : l10n.t('found'),
  }));
  if (failures.length > 0 && toAsk.length > 0) {
    const lacking = lackedBy.length > 0 ? [l10n.t('Not in {0}.', tenants.titlesOf(lackedBy))] : [];
    const unanswered = failures.map(async ({ domain, error }) => {
      const { meaning } = await explanationOf(error);
      return { input: text, domains: [domain], result: [meaning, ...lacking].join(' ') };
    });
    return [...rows, ...(await Promise.all(unanswered))];
  }
  return rows.length > 0 ? rows : [{ input: text, domains: lackedBy, result: l10n.t('missing') }];
}

/**
 * What to look up: a given list, or what the active editor has, or a text that the user pastes. Asks only if there is a
 * choice.
 * @param given a text or an array of texts
 * @returns `undefined` when the user cancels
 */
async function askForInputs(title: string, given: unknown): Promise<ListInputs | undefined> {
  const text = typeof given === 'string' ? given : '';
  const texts = Array.isArray(given) ? given.filter((one) => typeof one === 'string') : [];
  const read = readList(text) ?? readTexts(texts);
  if (read) {
    return read;
  }
  const sources = text.trim() === '' ? sourcesIn(vscode.window.activeTextEditor) : [];
  if (sources.length === 0) {
    return askForList(title, text);
  }
  const choices: readonly Choice<Source>[] = [
    ...sources,
    { value: () => askForList(title), label: l10n.t('Paste a List…') },
  ];
  const placeholder = l10n.t('Choose, or paste a list');
  // The command says that it takes what is pasted, and a person pastes at once.
  const choice = await choose(
    choices,
    { title, placeholder },
    (pasted) => async () => readList(pasted) ?? askForList(title, pasted),
  );
  return choice?.();
}

type Source = () => Promise<ListInputs | undefined>;

/** The selection if it has IDs or is a list of names, and the IDs of the file, whose other words are not taken for names. */
function sourcesIn(editor: vscode.TextEditor | undefined): readonly Choice<Source>[] {
  if (!editor) {
    return [];
  }
  const { document, selections } = editor;
  const selected = readList(selections.map((selection) => document.getText(selection)).join('\n'));
  const inFile = readTexts(idsIn(document.getText()).map(({ id }) => id));
  const hasIds = selected?.inputs.some(({ key }) => key?.kind === 'id');
  return [
    { label: hasIds ? l10n.t('IDs in the Selection') : l10n.t('Names in the Selection'), read: selected },
    { label: l10n.t('IDs in the Active File'), read: inFile },
  ].flatMap(({ label, read }) =>
    read ? [{ value: () => Promise.resolve(read), label, description: formatNumber(read.inputs.length) }] : [],
  );
}

async function askForList(title: string, value = ''): Promise<ListInputs | undefined> {
  const list = await ask({
    title,
    value,
    prompt: l10n.t('IDs or names of organizations, with commas, spaces or line breaks between them'),
    placeholder: 'org_…, org_…',
    problem: (text) => (readList(text) ? undefined : problemOf(text)),
  });
  return typeof list === 'string' ? readList(list) : undefined;
}

/** What is wrong with a text of which nothing can be looked up. */
function problemOf(text: string): string {
  return textsInList(text).length > 1
    ? l10n.t(
        'This text has no organization ID and is no list of names. Leave only the names, with commas between them.',
      )
    : l10n.t('Enter at least one ID or name.');
}

/** The tenants of a run. */
interface OfferedTenants extends Pick<Run, 'named'> {
  /** The tenants that may have the organizations. */
  readonly offered: readonly string[];
  /** Whether one of them is asked: all can be known. */
  readonly isAsked: boolean;
}

/**
 * The tenants to ask, in their order. Asks only if there are several.
 * @returns `undefined` when the user cancels
 */
async function chooseTenants(
  tenants: Tenants,
  title: string,
  { offered, named, isAsked }: OfferedTenants,
): Promise<readonly string[] | undefined> {
  if (named.length > 0) {
    return tenants.domains.filter((domain) => named.includes(domain));
  }
  if (offered.length < 2 || !isAsked) {
    return offered;
  }
  const choices = tenants.all
    .filter(({ domain }) => offered.includes(domain))
    .map((tenant) => ({ ...tenantItem(tenant), value: tenant.domain, picked: true }));
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
