import { once } from 'node:events';
import { createServer } from 'node:net';

/** This port when nobody else has it, else 0, which stands for any. */
export async function freePort(port: number): Promise<number> {
  const probe = createServer().listen(port, '127.0.0.1');
  try {
    await once(probe, 'listening');
    return port;
  } catch {
    return 0;
  } finally {
    probe.close();
  }
}
