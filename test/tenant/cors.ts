import type { MiddlewareHandler } from 'hono';
import type { Env } from './app.ts';

const allowedHeaders = ['authorization', 'accept', 'content-type'];
const exposedHeaders = ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'];

/**
 * Lets scripts of any origin in, with few headers, as the clients of an Auth0 tenant may allow them to. The same for
 * `/oauth/token`, where the real one must let `auth0-client` through as well: https://github.com/auth0/auth0-spa-js/issues/877
 */
export const cors: MiddlewareHandler<Env> = async (context, next) => {
  const { req } = context;
  const origin = req.header('origin');
  const isPreflight = req.method === 'OPTIONS' && req.header('access-control-request-method') !== undefined;
  if (isPreflight && !asksOnlyFor(allowedHeaders, req.header('access-control-request-headers'))) {
    return context.json({ message: 'CORS error: Some headers are not allowed' });
  }
  if (origin !== undefined) {
    context.header('access-control-allow-origin', origin);
    context.header('access-control-expose-headers', exposedHeaders.join(', '));
    context.header('vary', 'Origin');
  }
  if (isPreflight) {
    context.header('access-control-allow-headers', allowedHeaders.join(', '));
    context.header('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE');
    return context.body(null, 204);
  }
  await next();
  return undefined;
};

function asksOnlyFor(allowed: readonly string[], asked = ''): boolean {
  const names = asked.toLowerCase().split(',');
  return names.every((name) => name.trim() === '' || allowed.includes(name.trim()));
}
