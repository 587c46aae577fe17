import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An answer byte by byte, as nothing but a broken server would send it. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly transport: 'whole' | 'chunked' | 'cut' | 'noBody';
}

/** A server that answers everything with one answer. */
export interface RawServer extends AsyncDisposable {
  /** `127.0.0.1` and its port. */
  readonly host: string;
  /** What is answered from now on; also made of the body of the request, to echo it. */
  answer: (requestBody: string) => RawAnswer;
}

/** Starts a server on 127.0.0.1. */
export async function startRawServer(): Promise<RawServer> {
  const empty: RawAnswer = { status: 200, headers: {}, body: new Uint8Array(), transport: 'whole' };
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      send(response, raw.answer(body));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const raw: RawServer = {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: () => empty,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return raw;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function send(response: ServerResponse, { status, headers, body, transport }: RawAnswer): void {
  const length = transport === 'chunked' ? {} : { 'content-length': String(body.length) };
  response.writeHead(status, { ...headers, ...length });
  switch (transport) {
    case 'whole':
      response.end(body);
      break;
    case 'chunked':
      for (let start = 0; start < body.length; start += 997) response.write(body.subarray(start, start + 997));
      response.end();
      break;
    case 'cut':
      response.write(body.subarray(0, body.length / 2), () => response.destroy());
      break;
    case 'noBody':
      response.destroy();
      break;
  }
}
