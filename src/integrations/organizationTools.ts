import * as vscode from 'vscode';
import { isOrganizationId, isOrganizationName } from '../management/organization.ts';
import type { RequestContext } from '../management/requestContext.ts';
import { readWords } from '../organizations/organizationQuestion.ts';
import { OrganizationSearch } from '../organizations/organizationSearch.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import { plainMarkdown } from '../text/plainText.ts';
import { tenantFor, type Tool, type ToolTask } from './toolTask.ts';

/** More results fill the context of a model and add little. */
const maximumResults = 50;

/** Finds organizations whose ID, name or display name contains the words of `text`. */
export const findOrganizations: Tool = ({ tenants, store }, input): ToolTask => {
  const domain = tenantFor(tenants, input['domain']);
  const text = textIn(input);
  return {
    domain,
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

function textIn({ text }: Readonly<Record<string, unknown>>): string {
  if (typeof text !== 'string') {
    throw new Error('Give what to look for as “text”, or an empty one for any organization.');
  }
  return text.trim();
}

async function find(store: OrganizationStore, domain: string, text: string, context: RequestContext): Promise<unknown> {
  const list = store.get(domain);
  if (!list.isLoaded) {
    await store.change(domain, () => list.load(context));
  }
  const { matches, total } = new OrganizationSearch(list.organizations).find(text);
  const asked = list.isComplete ? [] : (await list.lookup.find(readWords(text), context)).organizations;
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

/** Reads an organization by its `id` or `name`. */
export const getOrganization: Tool = ({ tenants, store }, input): ToolTask => {
  const domain = tenantFor(tenants, input['domain']);
  const { key, by } = keyIn(input);
  return {
    domain,
    title: vscode.l10n.t('Read an Auth0 Organization'),
    question: vscode.l10n.t(
      'Read the organization {0} of {1}, with one request? The language model gets all that the Management API says about it.',
      plainMarkdown(key),
      plainMarkdown(domain),
    ),
    progress: vscode.l10n.t('Reading the organization {0} of {1}', plainMarkdown(key), plainMarkdown(domain)),
    what: `Organization ${key} could not be read`,
    run: async (context) => ({
      tenant: domain,
      organization: await store.lookUp(domain, (client) => client[by](key, context), by === 'get' ? key : undefined),
    }),
  };
};

/** The organization that a language model names. */
export interface OrganizationKey {
  readonly key: string;
  /** The way to read it. */
  readonly by: 'get' | 'getByName';
}

/**
 * Reads an ID or a name from two fields of a model's input.
 * @throws Error that tells the model the valid input
 */
export function keyIn(input: Readonly<Record<string, unknown>>, idField = 'id', nameField = 'name'): OrganizationKey {
  const id = input[idField];
  if (typeof id === 'string' && isOrganizationId(id)) {
    return { key: id, by: 'get' };
  }
  const name = input[nameField];
  if (typeof name === 'string' && isOrganizationName(name)) {
    return { key: name, by: 'getByName' };
  }
  throw new Error(
    `Give either “${idField}”, which is org_ and letters or digits behind it, or “${nameField}”, which has lower case letters a to z, digits, _ and -. Use find_organizations where only a part of them or the display name is known.`,
  );
}
