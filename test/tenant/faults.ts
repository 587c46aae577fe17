import { setTimeout } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, MiddlewareHandler } from 'hono';
import type { StatusCode } from 'hono/utils/http-status';
import type { Env } from './app.ts';

/** Something that goes wrong on the way. It can be sent as JSON. */
export interface Fault {
  /** A regular expression for the path and query of the requests that it befalls, all without one. */
  readonly match?: string;
  /** How many requests it befalls; without a number, all until the faults are cleared. */
  readonly times?: number;
  /** Waits before anything else happens, in milliseconds. */
  readonly delayMs?: number;
  /** Waits before anything else happens, until the faults are cleared. */
  readonly hold?: true;
  /** Takes the place of the answer. */
  readonly answer?: FaultAnswer;
  /** Cuts the connection before the answer, or half-way through its body. */
  readonly cut?: 'before' | 'body';
}

export interface FaultAnswer {
  readonly status: number;
  /** A string goes out as it is, anything else as JSON. */
  readonly body?: unknown;
  /** `content-type` is that of JSON unless given here. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The faults that wait for their requests. The first that matches befalls a request. */
export class Faults {
  #waiting: readonly { readonly fault: Fault; readonly pattern: RegExp; readonly left: number }[] = [];
  readonly #held: (() => void)[] = [];

  inject(fault: Fault): void {
    this.#waiting = [
      ...this.#waiting,
      { fault, pattern: new RegExp(fault.match ?? ''), left: fault.times ?? Infinity },
    ];
  }

  clear(): void {
    this.#waiting = [];
    for (const release of this.#held.splice(0)) release();
  }

  /** Resolves once the faults are cleared. */
  cleared(): Promise<void> {
    return new Promise((resolve) => this.#held.push(resolve));
  }

  /** The fault for a request, which thereby counts as used once. */
  take(path: string): Fault | undefined {
    const met = this.#waiting.find(({ pattern }) => pattern.test(path));
    if (met && met.left !== Infinity) {
      this.#waiting = this.#waiting.flatMap((item) => {
        if (item !== met) return [item];
        return item.left > 1 ? [{ ...item, left: item.left - 1 }] : [];
      });
    }
    return met?.fault;
  }
}

/** Lets the faults befall requests. */
export function faultsMiddleware(faults: Faults): MiddlewareHandler<Env> {
  return async (context, next) => {
    const { pathname, search } = new URL(context.req.url);
    const { delayMs, hold, answer, cut } = faults.take(pathname + search) ?? {};
    if (hold) await faults.cleared();
    if (delayMs !== undefined) {
      // Nobody waits for the rest of a delay once the tenant is closed.
      await setTimeout(delayMs, undefined, { ref: false });
    }
    const { outgoing } = context.env;
    if (cut === 'before') {
      outgoing.destroy();
      return RESPONSE_ALREADY_SENT;
    }
    if (answer) {
      context.res = response(context, answer);
    } else {
      await next();
    }
    if (cut === 'body') {
      const body = Buffer.from(await context.res.arrayBuffer());
      outgoing.writeHead(context.res.status, {
        ...Object.fromEntries(context.res.headers),
        'content-length': body.length,
      });
      await new Promise((resolve) => outgoing.write(body.subarray(0, body.length / 2), resolve));
      outgoing.destroy();
      context.res = RESPONSE_ALREADY_SENT;
    }
    return undefined;
  };
}

function response(context: Context<Env>, { status, body, headers }: FaultAnswer): Response {
  const allHeaders = { 'content-type': 'application/json; charset=utf-8', ...headers };
  return context.newResponse(text(body), status as StatusCode, allHeaders);
}

function text(body: unknown): string | null {
  if (body === undefined) {
    return null;
  }
  return typeof body === 'string' ? body : JSON.stringify(body);
}
