import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Applications } from './applications.ts';
import { authorize } from './authorize.ts';
import { cors } from './cors.ts';
import { ApiFailure, failure } from './failures.ts';
import type { Features } from './features.ts';
import { type Faults, faultsMiddleware } from './faults.ts';
import { exchangeCredentials, type TokenRequest } from './oauth.ts';
import { greatestLength } from './paging.ts';
import type { Endpoint } from './plans.ts';
import type { RateLimiter } from './rateLimit.ts';
import { type LoggedRequest, requestLog } from './requestLog.ts';
import type { Route } from './route.ts';
import type { Caller, Tokens } from './tokens.ts';

export interface Env {
  Bindings: HttpBindings;
  Variables: { caller: Caller };
}

export interface AppParts {
  readonly control: Hono<Env>;
  readonly log: LoggedRequest[];
  readonly tokens: Tokens;
  readonly applications: Applications;
  readonly faults: Faults;
  readonly features: Features;
  readonly limiter: RateLimiter;
  /** The most items on a page, whatever a request asks for; `undefined` for as many as it asks for. */
  readonly largestPage: number | undefined;
  /** The clock of the tenant, in milliseconds since 1970, which answers tell. */
  readonly now: () => number;
  readonly routes: readonly Route[];
}

/** Everything that a tenant answers. */
export function tenantApp(parts: AppParts): Hono<Env> {
  const { control, log, tokens, applications, faults, features, limiter, largestPage, now, routes } = parts;
  const app = new Hono<Env>();
  app.use(cors);
  app.route('/_control', control);
  app.use(requestLog(log, tokens), faultsMiddleware(faults));
  app.use('/api/v2/*', async (context, next) => {
    context.header('date', new Date(now()).toUTCString());
    await next();
  });
  app.post('/oauth/token', async (context) =>
    context.json(await exchangeCredentials(applications, tokens, await readTokenRequest(context))),
  );
  for (const route of routes) {
    app.get(`/api/v2${route.path}`, (context) => {
      const { endpoint, endpointByQuery = endpoint } = route;
      countRequest(limiter, context, context.req.query('q') === undefined ? endpoint : endpointByQuery);
      const scopes = authorize(context.var.caller, route);
      if (route.feature) {
        features.require(route.feature);
      }
      const { searchParams } = new URL(context.req.url);
      capPages(searchParams, largestPage);
      const header = (name: string, value: string) => {
        context.header(name, value);
      };
      return context.json(route.answer({ path: context.req.param(), query: searchParams, scopes, features, header }));
    });
  }
  app.all('/api/v2/*', (context) => {
    countRequest(limiter, context);
    throw failure(404, 'Not Found');
  });
  app.notFound((context) => answerFailure(context, failure(404, 'Not Found')));
  app.onError((error, context) =>
    answerFailure(context, error instanceof ApiFailure ? error : failure(500, error.message)),
  );
  return app;
}

/** Lets a request have shorter pages than it asks for. A length that is refused stays as it is. */
function capPages(query: URLSearchParams, largestPage = Infinity): void {
  for (const name of ['take', 'per_page']) {
    const asked = Number(query.get(name) ?? 0);
    if (asked > largestPage && asked <= greatestLength) {
      query.set(name, String(largestPage));
    }
  }
}

/** A body that is no JSON though it says so has no parameters. */
async function readTokenRequest({ req }: Context<Env>): Promise<TokenRequest> {
  const isJson = req.header('content-type')?.startsWith('application/json');
  const body = isJson ? await req.json<object | null>().catch(() => null) : await req.parseBody();
  return new Map(Object.entries(body ?? {}));
}

function countRequest(limiter: RateLimiter, context: Context<Env>, endpoint?: Endpoint): void {
  const reading = limiter.take(endpoint);
  context.header('x-ratelimit-limit', String(reading.limit));
  context.header('x-ratelimit-remaining', String(reading.remaining));
  context.header('x-ratelimit-reset', String(reading.reset));
  if (!reading.granted) {
    throw failure(429, 'Global limit has been reached', { errorCode: 'too_many_requests' });
  }
}

function answerFailure(context: Context<Env>, { status, body, headers }: ApiFailure): Response {
  for (const [name, value] of Object.entries(headers)) {
    context.header(name, value);
  }
  return context.json(body, status as ContentfulStatusCode);
}
