import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { generate } from 'selfsigned';

/** A server that speaks TLS in front of one that does not. */
export interface TlsProxy {
  /** Such as `127.0.0.1:4000`. */
  readonly host: string;
  /** The path of its certificate, for `NODE_EXTRA_CA_CERTS`. */
  readonly certificate: string;
  close(): void;
}

/**
 * Starts a proxy on 127.0.0.1: clients of Auth0 speak nothing but HTTPS.
 * @param target where it leads, such as `http://127.0.0.1:4000`
 * @param folder where its certificate is written
 */
export async function startTlsProxy(target: string, folder: string): Promise<TlsProxy> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });
  const certificate = join(folder, 'proxy.pem');
  await writeFile(certificate, cert);
  const server = createServer({ key, cert }, (incoming, outgoing) => {
    const { method, headers, url } = incoming;
    const onward = request(new URL(url ?? '/', target), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    certificate,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
