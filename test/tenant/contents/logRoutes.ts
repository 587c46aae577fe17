import { failure } from '../failures.ts';
import { type LuceneRules, parseLucene } from '../lucene.ts';
import { checkpointRules, defaultLength, offsetPage } from '../paging.ts';
import { type Query, readQuery } from '../queryValidation.ts';
import type { ApiRequest, Route } from '../route.ts';
import type { Events } from './events.ts';
import { fieldFilter, fieldRules, pickFields } from './fields.ts';
import type { DatedEvent, LogEvent } from './logEvent.ts';

const description = 'Query in Lucene query string syntax';

/** https://auth0.com/docs/deploy-monitor/logs/log-search-query-syntax */
const searchable: ReadonlySet<string> = new Set([
  'client_id',
  'client_name',
  'connection',
  'connection_id',
  'date',
  'description',
  'hostname',
  'ip',
  'log_id',
  'organization_id',
  'strategy',
  'strategy_type',
  'type',
  'user_agent',
  'user_id',
  'user_name',
]);

const luceneRules: LuceneRules = {
  description,
  field: (name) =>
    searchable.has(name) ? { isCaseSensitive: true, wildcards: 'both', hasRanges: name === 'date' } : undefined,
  hasNegation: true,
};

/** Longer questions are refused; where the limit is, nobody tells. In UTF-16 units. */
const longestQuestion = 4096;

const shown = [
  ...['date', 'connection', 'client_id', 'client_name', 'ip', 'user_id', 'user_name', 'description', 'user_agent'],
  ...['type', 'details', 'strategy', 'strategy_type'],
];

const pageRules = {
  page: { type: 'integer', minimum: 0, description: 'Page index of the results to return. First page is 0' },
  per_page: { type: 'integer', minimum: 1, maximum: 100, description: 'Number of results per page' },
  sort: {
    type: 'string',
    pattern: new RegExp(`^(${shown.join('|')}):(1|-1)$`),
    description: 'Field to use for sorting appended with :1 for ascending and :-1 for descending',
  },
  include_totals: { type: 'boolean', description: 'Return results as an array or inside an object' },
} as const;

const listRules = {
  ...pageRules,
  per_page: { ...pageRules.per_page, minimum: 0 },
  ...checkpointRules,
  ...fieldRules(shown),
  q: { type: 'string', description },
  // The description lists this one alone, prose and recordings the other.
  search: { type: 'string', description },
} as const;

const access = {
  scopes: ['read:logs', 'read:logs_users'],
  refusal: 'Insufficient scope; expected any of: read:logs, read:logs_users.',
} as const;

/** https://auth0.com/docs/api/management/v2/logs/get-logs and what is beside it. */
export function logRoutes(events: Events): readonly Route[] {
  return [
    { path: '/logs', endpoint: 'logs', ...access, answer: (request) => list(events, request) },
    {
      path: '/logs/:id',
      endpoint: 'logById',
      ...access,
      answer: ({ path, query }) => {
        readQuery({}, query);
        const found = events.kept.find(({ event }) => event.log_id === path['id']);
        if (!found) {
          throw failure(404, 'Log not found.');
        }
        return found.event;
      },
    },
    {
      path: '/users/:id/logs',
      endpoint: 'logsOfUser',
      ...access,
      answer: ({ path, query: sent }) => {
        const query = readQuery(pageRules, sent);
        return page(
          events.kept.filter(({ event }) => event['user_id'] === path['id']),
          query,
        );
      },
    },
  ];
}

function list(events: Events, { query: sent, header }: ApiRequest): unknown {
  const query = readQuery(listRules, sent);
  const isSent = fieldFilter(query);
  if (query.from !== undefined || query.take !== undefined) {
    // All other parameters are ignored, also `q` and `search`.
    const { from = '', take = defaultLength } = query;
    const rest = [...events.kept.map(({ event }) => event)]
      .sort((a, b) => (a.log_id < b.log_id ? -1 : 1))
      .filter(({ log_id: id }) => id > from);
    const logs = rest.slice(0, take);
    header('link', `</api/v2/logs?from=${logs.at(-1)?.log_id ?? from}&take=${take}>; rel="next"`);
    return logs;
  }
  const questions = [query.q ?? '', query.search ?? ''].filter((question) => question !== '');
  if (questions.some(({ length }) => length > longestQuestion)) {
    throw failure(414, 'Request-URI Too Large');
  }
  const filters = questions.map((question) => parseLucene(question, luceneRules));
  return page(
    events.kept.filter(({ event, happenedAt }) => {
      const record = { ...event, date: new Date(happenedAt).toISOString() };
      return filters.every((filter) => filter(record));
    }),
    query,
    (event) => pickFields(event, isSent),
  );
}

/** Without `sort`, the order is not documented. */
function page(
  found: readonly DatedEvent[],
  query: Query<typeof pageRules>,
  show: (event: LogEvent) => object = (event) => event,
): unknown {
  const [field = '', order] = query.sort?.split(':') ?? [];
  const valueOf = ({ event, happenedAt }: DatedEvent) =>
    field === 'date' || field === '' ? String(happenedAt) : JSON.stringify(event[field] ?? '');
  const sorted = found.toSorted((a, b) => valueOf(a).localeCompare(valueOf(b)));
  const { items, start, limit } = offsetPage(order === '-1' ? sorted.reverse() : sorted, query, refusal);
  const logs = items.map(({ event }) => show(event));
  return query.include_totals === true ? { start, limit, length: logs.length, total: logs.length, logs } : logs;
}

/** https://github.com/tfadeyi/auth0-simple-exporter/issues/69 */
function refusal(number: number): string {
  return `Requesting page ${number + 1} exceeds the allowed maximum of 1000 records: please consider searching by checkpoint https://auth0.com/docs/logs/retrieve-log-events-using-mgmt-api#retrieve-logs-by-checkpoint`;
}
