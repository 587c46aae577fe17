import * as l10n from '@vscode/l10n';
import { ApiError } from '../api/apiError.ts';
import type { JsonObject } from '../api/jsonFields.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { Services } from '../commands/services.ts';
import { KnownOrganizations } from '../organizations/knownOrganizations.ts';
import type { LookupResult } from '../organizations/organizationLookup.ts';
import { OrganizationStore } from '../organizations/organizationStore.ts';
import { type OrganizationQuestion, readQuestion } from '../organizations/searchQuery.ts';
import { plainMarkdown } from '../text/markdown.ts';
import { organizationFields, tenantFields, tenantFor, tenantText } from './listConnectedTenants.ts';
import { fieldsNotSent } from './forModel.ts';
import { cutOff, type PagedAnswer, wholeReading } from './pagedAnswers.ts';
import { type Input, isLeftOut, refusal, textIn, type Tool, type ToolTask } from './toolInput.ts';

/** More results at once fill the context of a model and add little. */
const mostItems = 50;

/** Finds the organizations that a person finds with `text` in Find Organization. */
export const findOrganizations: Tool = (services, input): ToolTask => {
  const domain = tenantFor(services.tenants, input);
  const text = searchText(input);
  const list = services.store.get(domain);
  const tenant = tenantText(services.tenants, domain);
  const what =
    text === ''
      ? l10n.t('List organizations of {0}?', tenant)
      : l10n.t(
          'Look for “{0}” among the IDs, names, display names and metadata of the organizations of {1}?',
          plainMarkdown(text),
          tenant,
        );
  return {
    input: { text },
    domains: [domain],
    title: l10n.t('Find Auth0 Organizations'),
    question: `${what} ${l10n.t('The language model gets IDs, names and display names.')}`,
    // The first page, which empty ones can come before, a search, and where the tenant has none, the exact name.
    cost: list.isComplete ? { requests: 0 } : list.isLoaded ? { requests: 2 } : { requests: 3, most: 3 * 6 },
    progress: l10n.t('Looking for organizations of {0}', tenant),
    what: `The organizations of ${domain} could not be searched`,
    run: (context) => find(services, domain, text, context),
  };
};

/** A condition on metadata, in which quotes and stars have a meaning, or a sign that a word is not searched with. */
const conditionOrSign = /(-?[^\s":-][^\s":]*:(?:"(?:\\.|[^"\\])*"\*?(?=\s|$)|[^\s"]+))|["“”„«»*]/gsu;

/** Around a word or a value, where O'Neil has none. */
const singleQuote = /(?<![^\s:])'(?=[^'"]*'(?!\S))|(?<=(?<![^\s:])'[^'"]*)'(?!\S)/g;

/** What a condition has in the query language of the Management API, where each word is searched for here. */
const ofLucene = /(?<![^\s-])(?:metadata\.(?=\S+:)|AND |NOT +(?=\S+:))/g;

/** @throws Error that tells the model the valid input */
function searchText(input: Input): string {
  const { text: given } = input;
  const remedy = 'Give what to look for as “text”, or an empty one for any organization.';
  if (isLeftOut(given) && given !== '') {
    throw refusal(input, 'text', remedy);
  }
  // The quotes around the whole text go with those around words.
  const text = textIn(input, 'text', remedy, (all) => all.replace(/[\t\n\r`]+/g, ' ')) ?? '';
  if (/\w\S* OR /.test(text)) {
    throw refusal(input, 'text', 'All of it has to match: ask for one of them at a time.');
  }
  return text
    .replace(singleQuote, '"')
    .replace(ofLucene, (found) => (found.startsWith('N') ? '-' : ''))
    .replace(conditionOrSign, (_, condition: string | undefined) => condition ?? ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

async function find(
  services: Services<'known' | 'store' | 'tenants'>,
  domain: string,
  text: string,
  context: RequestContext,
): Promise<PagedAnswer> {
  // What is not loaded in the sidebar is read for this answer alone.
  const own = services.store.get(domain).isLoaded ? undefined : new OrganizationStore(services.tenants);
  try {
    const store = own ?? services.store;
    const known = own ? new KnownOrganizations(services.tenants, own) : services.known;
    const list = store.get(domain);
    await list.load(context, false);
    // The token of now reads what the list of the sidebar does not have.
    const isReading = own !== undefined || (!list.isComplete && text !== '');
    const isPart = list.isOfSummaries || (isReading && (await services.tenants.isSentSummaries(domain)));
    return await searchIn({ ...services, store, known }, domain, { text, isPart }, context);
  } finally {
    own?.dispose();
  }
}

/** @param isPart whether organizations can lack fields that a token was not sent */
async function searchIn(
  { known, store, tenants }: Services<'known' | 'store' | 'tenants'>,
  domain: string,
  { text, isPart }: { readonly text: string; readonly isPart: boolean },
  context: RequestContext,
): Promise<PagedAnswer> {
  const list = store.get(domain);
  const question = readQuestion(text);
  const found = await known.searchInSlices([domain], text, true, context.signal);
  if (!found) {
    throw new ApiError('cancelled');
  }
  const {
    isComplete: allLoaded,
    organizations: { length: loaded },
  } = list;
  const answer = allLoaded ? undefined : await list.lookup.find(question, context);
  // A loaded one that is not found there can have another name by now.
  const foundInList = new Set(found.inTenants.flatMap(({ all }) => all()).map(({ id }) => id));
  const others = (answer?.organizations ?? []).filter(({ id }) => !foundInList.has(id));
  const matches = found.matches.map(({ organization }) => organization);
  const results = [...matches, ...others].map(organizationFields);
  const fields: PagedAnswer['fields'] = ({ end }) => ({
    tenant: tenantFields(tenants, domain),
    ...(text !== '' && { read_as: readAs(question) }),
    // A number that is told as that of all has to be one.
    [allLoaded ? 'more_matches' : 'more_matches_at_least']: found.total + others.length - end,
    ...(answer?.hasMore && { tenant_has_more: true }),
    searched: `The ID, name, display name and metadata${isPart ? ', as far as the token was sent them,' : ''} of ${loaded} organizations, which ${allLoaded ? 'were all' : 'are not all'}${list.readAt ? `, read at ${list.readAt.toISOString()}` : ''}.`,
    not_searched: answer && describeNotSearched(question, answer, list.isCutOff),
    ...(isPart && { not_known: fieldsNotSent }),
    ...(results.length === 0 && { hint: describeWhatToTry(question) }),
  });
  return wholeReading('organizations', results, fields, { mostItems });
}

function readAs({ words, conditions }: OrganizationQuestion): JsonObject {
  return {
    words,
    metadata: conditions.map(({ key, value, isPrefix, isExcluded }) => ({
      name: key,
      is: `${isExcluded ? 'not ' : ''}${value}${isPrefix ? '*' : ''}`,
    })),
  };
}

/** What was not searched for a question where not all organizations are loaded. */
function describeNotSearched(
  { words, conditions }: OrganizationQuestion,
  answer: LookupResult,
  isCutOff: boolean,
): string {
  const remedy = isCutOff
    ? cutOff
    : 'The user can run the command “Auth0 Organizations: Load All Organizations” for an answer about all organizations.';
  if (words.length + conditions.length === 0) {
    return `Organizations that are not loaded are not listed. ${remedy}`;
  }
  if (!answer.isAnswered && conditions.length > 0) {
    return `Everything that is not loaded: the tenant cannot answer this question. ${remedy}`;
  }
  if (words.length === 0) {
    return 'Values in other spelling of the organizations that are not loaded: the tenant compares them itself.';
  }
  // A tenant searches for the words as one text, and for no text of one or two letters.
  const names = words.length > 1 ? ', and names with these words apart or in another order' : '';
  return answer.isAnswered
    ? `Metadata of the organizations that are not loaded${names}. ${remedy}`
    : `Everything that is not loaded, but for an exact ID or name. ${remedy}`;
}

/** What to try after a search without results. */
function describeWhatToTry({ conditions }: OrganizationQuestion): string {
  return [
    ...conditions.map(
      ({ key, isExcluded }) =>
        `“${isExcluded ? '-' : ''}${key}:…” was read as the key “${key}” of metadata with a value: give a part of a name alone, the beginning of a value as ${key}:value*.`,
    ),
    ...(conditions.length === 0 ? ['Try a part of a word, or key:value for metadata.'] : []),
    'Use find_organizations_that_use for applications, connections and domains, find_user_organizations for people.',
    'For one created since the list was loaded, the user runs the command “Auth0 Organizations: Refresh”.',
  ].join(' ');
}
