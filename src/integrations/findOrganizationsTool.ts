import * as vscode from 'vscode';
import type { RequestContext } from '../management/requestContext.ts';
import { readWords } from '../organizations/organizationQuestion.ts';
import { OrganizationSearch } from '../organizations/organizationSearch.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import { plainMarkdown } from '../text/markdown.ts';
import { type Reading, wholeReading } from './reading.ts';
import { isShortText } from './toolInput.ts';
import { type Input, tenantFor, type Tool, type ToolTask } from './toolTask.ts';

/** More results at once fill the context of a model and add little. */
const mostItems = 50;

/** Finds organizations whose ID, name or display name contains the words of `text`. */
export const findOrganizations: Tool = ({ tenants, store }, input): ToolTask => {
  const domain = tenantFor(tenants, input['domain']);
  const text = textIn(input);
  return {
    domains: [domain],
    title: vscode.l10n.t('Find Auth0 Organizations'),
    question: question(plainMarkdown(text), plainMarkdown(domain)),
    progress: vscode.l10n.t('Looking for organizations of {0}', plainMarkdown(domain)),
    what: `The organizations of ${domain} could not be searched`,
    run: (context) => find(store, domain, text, context),
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

function textIn({ text }: Input): string {
  if (!isShortText(text)) {
    throw new Error(
      'Give what to look for as “text”, with at most 1000 characters, or an empty one for any organization.',
    );
  }
  return text.trim();
}

async function find(store: OrganizationStore, domain: string, text: string, context: RequestContext): Promise<Reading> {
  const list = store.get(domain);
  if (!list.isLoaded) {
    await store.change(domain, () => list.load(context));
  }
  const { matches, total } = new OrganizationSearch(list.organizations).find(text);
  const asked = list.isComplete ? [] : (await list.lookup.find(readWords(text), context)).organizations;
  const loaded = new Set(list.organizations.map(({ id }) => id));
  const others = asked.filter(({ id }) => !loaded.has(id));
  const results = [...matches, ...others].map(({ id, name, display_name }) => ({ id, name, display_name }));
  const fields: Reading['fields'] = ({ end }) => ({
    tenant: domain,
    more_matches: total + others.length - end,
    loaded_organizations: loaded.size,
    all_loaded: list.isComplete,
  });
  return wholeReading('organizations', results, fields, { mostItems });
}
