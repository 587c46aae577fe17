import * as vscode from 'vscode';
import { idsIn } from '../editor/organizationIds.ts';
import { ask, back, type Choice, choose, chooseSeveral } from '../input/ask.ts';
import { formatNumber } from '../messages/formatNumber.ts';
import { type LookUpInput, lookUpInputs, textsInList } from '../lookups/lookUpInputs.ts';
import { type LookUp, maximumRequests, openLookUps } from '../lookups/lookUpPlan.ts';
import { tenantDescription, tenantIcon } from '../tenants/environments.ts';
import { tenantTitle } from '../tenants/tenantTypes.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { plainText, withoutIcons } from '../text/plainText.ts';

/**
 * What to look up: a given list, or the IDs in the active editor, or a list that the user pastes. Asks only if there is
 * a choice.
 * @param given the text of a list or an array of texts; anything without an ID or a name is ignored
 * @returns `undefined` when the user cancels
 */
export async function askForInputs(title: string, given: unknown): Promise<readonly LookUpInput[] | undefined> {
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
    { value: () => askForList(title), label: vscode.l10n.t('Paste a List…') },
  ];
  const choice = await choose(choices, { title, placeholder: vscode.l10n.t('Which IDs?') });
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
    { label: vscode.l10n.t('IDs in the Selection'), text: selected },
    { label: vscode.l10n.t('IDs in the Active File'), text: document.getText() },
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
    prompt: vscode.l10n.t('IDs or names of organizations, with commas, spaces or line breaks between them'),
    placeholder: 'org_…, org_…',
    problem: (text) => (hasKey(inputsInList(text)) ? undefined : vscode.l10n.t('Enter at least one ID or name.')),
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
export async function chooseTenants(
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
  return chooseSeveral(choices, { title, placeholder: vscode.l10n.t('Which tenants? One is asked after the other.') });
}

/** Says how many requests the look-ups take, and has the user confirm them. Nothing is asked without a request. */
export async function confirmRequests(title: string, lookUps: readonly LookUp[]): Promise<boolean> {
  const requests = maximumRequests(lookUps);
  if (requests === 0) {
    return true;
  }
  const open = openLookUps(lookUps).length;
  const label =
    requests === 1
      ? vscode.l10n.t('Make 1 Request')
      : requests === open
        ? vscode.l10n.t('Make {0} Requests', formatNumber(requests))
        : vscode.l10n.t('Make at Most {0} Requests', formatNumber(requests));
  const detail = vscode.l10n.t(
    'To look up: {0}. Without a request: {1}.',
    formatNumber(open),
    formatNumber(lookUps.length - open),
  );
  const placeholder = vscode.l10n.t('The requests leave a share of each rate limit to the applications of the tenant');
  return (await choose([{ value: true, label, detail }], { title, placeholder })) === true;
}
