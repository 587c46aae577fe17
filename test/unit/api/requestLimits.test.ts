import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mock } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { ApiError } from '../../../src/api/apiError.ts';
import { type RequestRecord, sendRequest } from '../../../src/api/request.ts';

/** The longest that a whole answer may take, in ms. */
const timeLimitMs = 30_000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

describe('The limits of a request', () => {
  let answer: Answer;
  let arrived: () => void;
  let records: RequestRecord[];
  let isClosed: boolean;
  const server = createServer((request, response) => {
    response.on('close', () => {
      isClosed = true;
    });
    answer(response, request);
    arrived();
  });
  const host = () => `127.0.0.1:${(server.address() as AddressInfo).port}`;

  before((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  beforeEach(() => {
    records = [];
    isClosed = false;
    arrived = () => undefined;
  });
  afterEach(() => {
    mock.timers.reset();
    server.closeAllConnections();
  });
  after((done) => {
    server.close(done);
  });

  /** Requests something. @returns the reason why it failed, and when the server has begun to answer */
  function request(signal = new AbortController().signal) {
    const begun = new Promise<void>((resolve) => (arrived = resolve));
    const endpoint = { domain: host(), onRequest: (record: RequestRecord) => records.push(record) };
    const reason = sendRequest(endpoint, { path: '/x' }, signal).then(
      (body) => assert.fail(`it did not fail, but gave ${JSON.stringify(body).slice(0, 100)}`),
      (error: unknown) => (error instanceof ApiError ? error.reason : assert.fail(String(error))),
    );
    return { begun, reason };
  }

  const hang: Answer = () => undefined;
  const hangAfterHeaders: Answer = (response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
  };
  const drip: Answer = (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('[');
    const timer = setInterval(() => response.write(' '), 10);
    response.on('close', () => {
      clearInterval(timer);
    });
  };

  for (const [situation, behaviour] of [
    ['does not answer', hang],
    ['ends after its headers', hangAfterHeaders],
    ['sends a byte now and then', drip],
  ] as const) {
    it(`hold for a server that ${situation}, though garbage is collected meanwhile`, async () => {
      answer = behaviour;
      mock.timers.enable({ apis: ['setTimeout'] });
      const { begun, reason } = request();
      await begun;
      await turns();
      collectGarbage();
      mock.timers.tick(timeLimitMs - 1);
      assert.equal(records.length, 0);
      mock.timers.tick(1);
      assert.equal(await reason, 'timeout');
      assert.deepEqual(
        records.map(({ error }) => error?.reason),
        ['timeout'],
      );
      await closed();
    });

    it(`let a person cancel where a server ${situation}`, async () => {
      answer = behaviour;
      const controller = new AbortController();
      const { begun, reason } = request(controller.signal);
      await begun;
      await turns();
      collectGarbage();
      controller.abort();
      assert.equal(await reason, 'cancelled');
      await closed();
    });
  }

  it('let a person cancel before anything is sent', async () => {
    let isAsked = false;
    answer = () => {
      isAsked = true;
    };
    const controller = new AbortController();
    controller.abort();
    assert.equal(await request(controller.signal).reason, 'cancelled');
    assert.ok(!isAsked);
  });

  for (const [situation, location] of [
    ['the same origin', () => `http://${host()}/y`],
    ['another origin', () => 'http://127.0.0.1:9/y'],
  ] as const) {
    for (const status of [301, 302, 307, 308]) {
      it(`do not let ${status} lead to ${situation}`, async () => {
        const paths: (string | undefined)[] = [];
        answer = (response, { url }) => {
          paths.push(url);
          response.writeHead(status, { location: location() }).end();
        };
        assert.equal(await request().reason, 'redirected');
        assert.deepEqual(paths, ['/x']);
      });
    }
  }

  it('end the answer of a redirect, which would hold its connection', async () => {
    let isCancelled = false;
    const body = new ReadableStream({
      cancel() {
        isCancelled = true;
      },
    });
    const fetching = mock.method(globalThis, 'fetch', () =>
      Promise.resolve(new Response(body, { status: 302, headers: { location: '/y' } })),
    );
    try {
      const failed = sendRequest(
        { domain: host(), onRequest: () => undefined },
        { path: '/x' },
        new AbortController().signal,
      );
      await assert.rejects(failed, { reason: 'redirected' });
      assert.ok(isCancelled);
    } finally {
      fetching.mock.restore();
    }
  });

  it('end an answer that is larger than anything asked for, also when it comes compressed', async () => {
    const body = gzipSync(`["${'x'.repeat(40 * 1024 * 1024)}"]`);
    answer = (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(body);
    };
    assert.equal(await request().reason, 'tooLarge');
  });

  it('end an answer without end', async () => {
    const piece = Buffer.alloc(64 * 1024, ' ');
    answer = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = () => {
        while (response.write(piece));
      };
      response.on('drain', more);
      more();
    };
    assert.equal(await request().reason, 'tooLarge');
    await closed();
  });

  it('refuse what is nested too deep to be read level by level', async () => {
    answer = (response) => {
      response.writeHead(200).end('['.repeat(200_000) + ']'.repeat(200_000));
    };
    assert.equal(await request().reason, 'unexpectedAnswer');
  });

  for (const [what, body] of [
    [
      'is small and deep, and whose document would be a thousand times as long',
      '['.repeat(990) + '1,'.repeat(100_000) + '1' + ']'.repeat(990),
    ],
    ['has more values than any page', `[${'{},'.repeat(600_000)}{}]`],
  ] as const) {
    it(`refuse what ${what}`, async () => {
      answer = (response) => {
        response.writeHead(200).end(body);
      };
      assert.equal(await request().reason, 'unexpectedAnswer');
    });
  }

  /** Lets what has arrived be read. */
  async function turns(): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }

  /** The server is rid of the connection. */
  async function closed(): Promise<void> {
    while (!isClosed) await new Promise((resolve) => setImmediate(resolve));
  }
});
