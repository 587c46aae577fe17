import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ReadingTenants } from '../../../../src/access/factEndpoints.ts';
import { fixedToken } from '../../../../src/api/tokenSource.ts';
import { parseLucene } from '../../../tenant/lucene.ts';
import { readScopes } from '../../../tenant/scopes.ts';
import { readingTenants } from '../readingTenants.ts';
import type { StoryState } from './story.ts';

/** Takes the place of an answer. */
export interface StoryFault {
  /** Whether it befalls a request. */
  readonly befalls: (url: string) => boolean;
  readonly status: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: (answer: string) => string;
  /** Whether the connection is cut half-way through the answer. */
  readonly isCut?: boolean;
}

/** A tenant over HTTP on the loopback address that has what a story tells, and no more. */
export class StoryTenant {
  readonly #server = createServer((request, response) => {
    this.#answer(request, response);
  });
  #domain = '';
  /** The paths of the requests, without the query. */
  requests: string[] = [];
  /** How many answers the fault has changed. */
  faulty = 0;
  state: StoryState | undefined;
  fault: StoryFault | undefined;

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#domain = `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  get domain(): string {
    return this.#domain;
  }

  /**
   * The tenant as it is read, with a token that has all scopes but those that the story leaves out.
   * @param onRequest called before each request
   */
  tenants(onRequest: () => void = () => undefined): ReadingTenants {
    const missing = this.state?.scopes_missing ?? [];
    const granted = [...readScopes, ...(this.state?.scopes_added ?? [])];
    const scope = granted.filter((one) => !missing.includes(one)).join(' ');
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = `${part({ alg: 'none' })}.${part({ scope })}.x`;
    const source = fixedToken(token);
    const current = () => {
      onRequest();
      return source.current();
    };
    return readingTenants(this.#domain, token, { tokens: { ...source, current } });
  }

  #answer({ url = '' }: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(url, 'http://story');
    const path = pathname.replace('/api/v2/', '');
    this.requests.push(path);
    const found = this.state && answerOf(this.state, path.split('/').map(decodeURIComponent), searchParams);
    const body = JSON.stringify(found ?? { statusCode: 404, error: 'Not Found', message: 'Client not found.' });
    const { fault } = this;
    if (!fault?.befalls(url)) {
      response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(body);
      return;
    }
    const text = fault.body(body);
    this.faulty += text === body ? 0 : 1;
    const length = fault.isCut ? { 'content-length': text.length + 100 } : {};
    response.writeHead(fault.status, {
      'content-type': fault.type ?? 'application/json',
      ...fault.headers,
      ...length,
    });
    if (fault.isCut) {
      response.write(text);
      setImmediate(() => response.destroy());
    } else {
      response.end(text);
    }
  }
}

const dateIn = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

/** What a path answers, `undefined` for what is not there. */
function answerOf(
  state: StoryState,
  [first = '', id = '', section = '', key = '']: readonly string[],
  query: URLSearchParams,
): unknown {
  const { organization, users, clients, connections } = state;
  const limit = Number(query.get('per_page') ?? 100);
  const start = Number(query.get('page') ?? 0) * limit;
  const list = (field: string, items: readonly unknown[]) => ({
    [field]: items.slice(start, start + limit),
    start,
    limit,
    total: items.length,
  });
  switch (first) {
    case 'organizations':
      return id !== organization.id
        ? undefined
        : section === ''
          ? organization
          : section === 'clients' && key !== ''
            ? state.organization_clients.find((client) => client.client_id === key)
            : list(...inOrganization(state, section, query));
    case 'clients':
      return id === ''
        ? list('clients', openApplications(state))
        : section === 'connections'
          ? list('connections', connections.filter((one) => one.clients.includes(id)).map(withoutOptions))
          : withFields(
              query.get('fields'),
              clients.find((client) => client.client_id === id),
            );
    case 'connections': {
      const connection = connections.find((one) => one.id === id);
      return connection && withoutOptions(connection);
    }
    case 'tenants':
      return state.tenant_settings;
    case 'users-by-email':
      return users.filter((user) => user.email === query.get('email')).map(userAnswer);
    case 'users': {
      const user = users.find((one) => one.user_id === id);
      return section === 'organizations' ? list('organizations', organizationsOf(state, id)) : user && userAnswer(user);
    }
    case 'logs':
      return list('logs', eventsOf(state, query.get('q') ?? ''));
    default:
      return undefined;
  }
}

function inOrganization(state: StoryState, section: string, query: URLSearchParams): [string, readonly unknown[]] {
  switch (section) {
    case 'enabled_connections':
      return [
        'enabled_connections',
        state.organization_connections
          .filter((one) => one.is_enabled)
          .map(({ is_enabled: _, ...one }) => {
            const { name, strategy } = state.connections.find(({ id }) => id === one.connection_id) ?? {};
            return { ...one, connection: { name, strategy } };
          }),
      ];
    case 'discovery-domains':
      return ['domains', state.discovery_domains];
    case 'invitations':
      return [
        'invitations',
        state.invitations.map(({ created_minutes_ago: created, expires_in_minutes: expires, ...one }) => ({
          ...one,
          created_at: dateIn(-created),
          expires_at: dateIn(expires),
        })),
      ];
    case 'client-grants':
      return [
        'client_grants',
        state.client_grants.filter(
          (grant) => state.organization_client_grants.includes(grant.id) && grant.client_id === query.get('client_id'),
        ),
      ];
    default:
      return [
        'clients',
        state.organization_clients.map((one) => ({
          ...one,
          client: state.clients.find((client) => client.client_id === one.client_id),
        })),
      ];
  }
}

function openApplications({ clients, client_grants: grants }: StoryState): readonly unknown[] {
  return clients.filter((client) =>
    grants.some((grant) => grant.client_id === client.client_id && grant.allow_any_organization),
  );
}

/** The fields of an answer that are asked for. */
function withFields(fields: string | null, item: Readonly<Record<string, unknown>> | undefined) {
  const names = fields?.split(',');
  return item && Object.fromEntries(Object.entries(item).filter(([name]) => names?.includes(name) ?? true));
}

function withoutOptions({ options: _, clients: __, ...connection }: StoryState['connections'][number]) {
  return connection;
}

function userAnswer({ last_login_minutes_ago: minutes, ...user }: StoryState['users'][number]) {
  return { ...user, ...(typeof minutes === 'number' && { last_login: dateIn(-minutes) }) };
}

function organizationsOf({ organization, members, other_organizations: others = [] }: StoryState, userId: string) {
  return [
    ...(members.includes(userId) ? [organization] : []),
    ...others.filter((other) => other.members?.includes(userId)),
  ];
}

/** The newest events that a query finds. */
function eventsOf({ logs }: StoryState, q: string): readonly unknown[] {
  const field = () => ({ isCaseSensitive: true, wildcards: 'both' }) as const;
  const isFound = parseLucene(q, { description: '', field, hasNegation: true });
  return logs
    .map(({ minutes_ago: minutes, ...event }, at) => ({ ...event, log_id: `log_${at}`, date: dateIn(-minutes) }))
    .filter(isFound)
    .toSorted((a, b) => (a.date < b.date ? 1 : -1))
    .slice(0, 100);
}
