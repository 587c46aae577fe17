import * as vscode from 'vscode';
import type { Caller } from '../../management/caller.ts';
import { plainMarkdown } from '../../management/plainText.ts';
import type { OrganizationLists } from '../../organizations/organizationLists.ts';
import { OrganizationSearch } from '../../organizations/search/organizationSearch.ts';
import { tenantFor } from './tenantFor.ts';
import type { Task, Tool } from './tool.ts';

/** More would fill the context of a model and tell it little. */
const maximumResults = 50;

/** Finds organizations whose ID, name or display name has the words of `text`. */
export const findOrganizations: Tool = ({ tenants, lists }, input): Task => {
  const domain = tenantFor(tenants, input['domain']);
  const text = textIn(input);
  return {
    domain,
    title: vscode.l10n.t('Find Auth0 Organizations'),
    question: question(plainMarkdown(text), plainMarkdown(domain)),
    progress: vscode.l10n.t('Looking for organizations of {0}', plainMarkdown(domain)),
    what: vscode.l10n.t('The organizations of {0} could not be searched', domain),
    run: (caller) => find(lists, domain, text, caller),
  };
};

function question(text: string, domain: string): string {
  const what =
    text === ''
      ? vscode.l10n.t('List organizations of {0}?', domain)
      : vscode.l10n.t('Look for “{0}” among the organizations of {1}?', text, domain);
  const cost = vscode.l10n.t(
    'Where they are not loaded, the tenant is asked, with at most three requests. The language model gets IDs, names and display names.',
  );
  return `${what} ${cost}`;
}

function textIn({ text }: Readonly<Record<string, unknown>>): string {
  if (typeof text !== 'string') {
    throw new Error(vscode.l10n.t('Give what to look for as “text”, or an empty one for any organization.'));
  }
  return text.trim();
}

async function find(lists: OrganizationLists, domain: string, text: string, caller: Caller): Promise<unknown> {
  const list = lists.get(domain);
  if (!list.isLoaded) {
    await lists.change(domain, () => list.load(caller));
  }
  const { matches, total } = new OrganizationSearch(list.organizations).find(text);
  const asked = list.isComplete ? [] : await list.lookup.find(text, caller);
  const loaded = new Set(list.organizations.map(({ id }) => id));
  const others = asked.filter(({ id }) => !loaded.has(id));
  const results = [...matches, ...others].slice(0, maximumResults);
  return {
    tenant: domain,
    organizations: results.map(({ id, name, display_name }) => ({ id, name, display_name })),
    more_matches: total + others.length - results.length,
    loaded_organizations: loaded.size,
    all_loaded: list.isComplete,
  };
}
