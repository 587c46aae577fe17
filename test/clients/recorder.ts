import { once } from 'node:events';
import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { refusalOfWrite } from './writes.ts';

/** A request that would have changed the tenant. */
export interface Write {
  readonly method: string;
  /** Below `/api/v2`. */
  readonly path: string;
  readonly body: unknown;
}

/** A server in front of a tenant that only reads. */
export interface Recorder {
  readonly url: string;
  /** In the order of arrival. */
  readonly writes: readonly Write[];
  close(): void;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** The ID of everything that was written. */
const writtenId = 'written';

/**
 * Starts a server on 127.0.0.1 that hands requests on to a tenant, apart from those that write: it refuses those that
 * Auth0's description does not allow, or about an organization that is not there, notes the others, and answers with
 * what was sent and an ID.
 * @param lists what the tenant does not list itself, by path below `/api/v2`
 */
export async function startRecorder(target: string, lists: Readonly<Record<string, unknown>>): Promise<Recorder> {
  const writes: Write[] = [];
  /** Why the tenant refuses to tell what a write is about: its organization, or all of them. */
  const refusalOfTenant = async (id: string | undefined, authorization?: string): Promise<Answer | undefined> => {
    const path = id === undefined || id === writtenId ? '?take=1' : `/${id}`;
    const headers = authorization === undefined ? {} : { authorization };
    const answer = await fetch(`${target}/api/v2/organizations${path}`, { headers });
    const body: unknown = await answer.json();
    return answer.ok ? undefined : { status: answer.status, body };
  };
  const answerTo = async (incoming: IncomingMessage): Promise<Answer | undefined> => {
    const { method = '', url = '', headers } = incoming;
    const path = new URL(url, target).pathname.replace('/api/v2', '');
    if (path === '/oauth/token') {
      return undefined;
    }
    if (method === 'GET') {
      return path in lists ? { status: 200, body: lists[path] } : undefined;
    }
    const sent = await text(incoming);
    const body: unknown = sent === '' ? undefined : JSON.parse(sent);
    const [, , id] = path.split('/');
    const refusal = refusalOfWrite(method, path, body) ?? (await refusalOfTenant(id, headers.authorization));
    if (refusal) {
      return refusal;
    }
    writes.push({ method, path, body });
    return { status: method === 'POST' ? 201 : 200, body: { ...Object(body), id: writtenId } };
  };
  const server = createServer((incoming, outgoing) => {
    void answerTo(incoming).then((answer) => {
      if (answer) {
        outgoing.writeHead(answer.status, { 'content-type': 'application/json' });
        outgoing.end(JSON.stringify(answer.body));
        return;
      }
      const { method, headers, url = '' } = incoming;
      const onward = request(new URL(url, target), { method, headers }, (response) => {
        outgoing.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(outgoing);
      });
      onward.on('error', () => outgoing.destroy());
      incoming.pipe(onward);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    writes,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
