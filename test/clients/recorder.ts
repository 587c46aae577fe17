import { once } from 'node:events';
import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

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

/**
 * Starts a server on 127.0.0.1 that hands requests on to a tenant, apart from those that write: it notes them, and
 * answers with what was sent and an ID.
 * @param lists what the tenant does not list itself, by path below `/api/v2`
 */
export async function startRecorder(target: string, lists: Readonly<Record<string, unknown>>): Promise<Recorder> {
  const writes: Write[] = [];
  const answerOf = async (incoming: IncomingMessage): Promise<unknown> => {
    const { method = '', url = '' } = incoming;
    const path = new URL(url, target).pathname.replace('/api/v2', '');
    if (path === '/oauth/token') {
      return undefined;
    }
    if (method === 'GET') {
      return lists[path];
    }
    const body = method === 'DELETE' ? undefined : await json(incoming);
    writes.push({ method, path, body });
    return { ...Object(body), id: 'written' };
  };
  const server = createServer((incoming, outgoing) => {
    void answerOf(incoming).then((answer) => {
      if (answer !== undefined) {
        outgoing.setHeader('content-type', 'application/json');
        outgoing.end(JSON.stringify(answer));
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
