import * as l10n from '@vscode/l10n';
import { ApiError } from '../api/apiError.ts';
import type { JsonObject } from '../api/jsonFields.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { Services } from '../commands/services.ts';
import type { LookupResult } from '../organizations/organizationList.ts';
import { type OrganizationQuestion, readQuestion } from '../organizations/searchQuery.ts';
import { plainMarkdown } from '../text/markdown.ts';
import { type PagedAnswer, wholeReading } from './pagedAnswers.ts';
import { type Input, isShortText, tenantFor, type Tool, type ToolTask } from './toolInput.ts';

/** More results at once fill the context of a model and add little. */
const mostItems = 50;

/** Finds the organizations that a person finds with `text` in Find Organization. */
export const findOrganizations: Tool = (services, input): ToolTask => {
  const domain = tenantFor(services.tenants, input['domain']);
  const text = textIn(input);
  return {
    domains: [domain],
    title: l10n.t('Find Auth0 Organizations'),
    question: question(plainMarkdown(text), plainMarkdown(services.tenants.titleOf(domain))),
    progress: l10n.t('Looking for organizations of {0}', plainMarkdown(services.tenants.titleOf(domain))),
    what: `The organizations of ${domain} could not be searched`,
    run: (context) => find(services, domain, text, context),
  };
};

function question(text: string, domain: string): string {
  const what =
    text === ''
      ? l10n.t('List organizations of {0}?', domain)
      : l10n.t('Look for “{0}” among the organizations of {1}?', text, domain);
  const cost = l10n.t(
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

async function find(
  { known, store }: Services<'known' | 'store'>,
  domain: string,
  text: string,
  context: RequestContext,
): Promise<PagedAnswer> {
  const list = store.get(domain);
  if (!list.isLoaded) {
    await store.change(domain, () => list.load(context, false));
  }
  const question = readQuestion(text);
  const found = await known.searchInSlices([domain], text, true, context.signal);
  if (!found) {
    throw new ApiError('cancelled');
  }
  const allLoaded = list.isComplete;
  const answer = allLoaded ? undefined : await list.lookup.find(question, context);
  const loaded = new Set(list.organizations.map(({ id }) => id));
  const others = (answer?.organizations ?? []).filter(({ id }) => !loaded.has(id));
  const matches = found.matches.map(({ organization }) => organization);
  const results = [...matches, ...others].map(({ id, name, display_name }) => ({ id, name, display_name }));
  const fields: PagedAnswer['fields'] = ({ end }) => ({
    tenant: domain,
    ...(text !== '' && { read_as: readAs(question) }),
    more_matches: found.total + others.length - end,
    ...(answer?.hasMore && { tenant_has_more: true }),
    loaded_organizations: loaded.size,
    all_loaded: allLoaded,
    ...(answer && { not_searched: describeNotSearched(question, answer) }),
    ...(results.length === 0 && { hint: describeWhatToTry(question) }),
  });
  return wholeReading('organizations', results, fields, { mostItems });
}

function readAs({ words, conditions }: OrganizationQuestion): JsonObject {
  return {
    words,
    metadata: conditions.map(({ key, value, isPrefix, isExcluded }) => ({
      key,
      value,
      ...(isPrefix && { is_prefix: true }),
      ...(isExcluded && { is_excluded: true }),
    })),
  };
}

/** What was not searched for a question where not all organizations are loaded. */
function describeNotSearched({ words, conditions }: OrganizationQuestion, answer: LookupResult): string {
  const remedy =
    'The user can run the command “Organizations: Load All Organizations” for an answer about all organizations.';
  if (words.length + conditions.length === 0) {
    return `Organizations that are not loaded are not listed. ${remedy}`;
  }
  if (!answer.isAnswered && conditions.length > 0) {
    return `Everything that is not loaded: the tenant cannot answer this question. ${remedy}`;
  }
  return words.length === 0
    ? 'Values in other spelling of the organizations that are not loaded: the tenant compares them itself, perhaps by case and accents.'
    : `Metadata of the organizations that are not loaded. Where the tenant has no search, parts of their names neither: it was asked for the exact ID or name alone. ${remedy}`;
}

/** What to try after a search without results. */
function describeWhatToTry({ words, conditions }: OrganizationQuestion): string {
  const isLiteral = words.some((word) => /["*]/.test(word));
  return [
    ...conditions.map(
      ({ key, isExcluded }) =>
        `“${isExcluded ? '-' : ''}${key}:…” was read as the key “${key}” of metadata with a value: for a part of an ID, name or display name, give the word alone.`,
    ),
    ...(isLiteral ? ['“*” and quotation marks in words are searched for as they are: leave them out.'] : []),
    ...(conditions.length === 0 && !isLiteral ? ['Try a part of a word.'] : []),
    'An organization that was created since the list was loaded is found after the user has run the command “Organizations: Refresh”.',
  ].join(' ');
}
