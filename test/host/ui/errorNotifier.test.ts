import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ApiError } from '../../../src/api/apiError.ts';
import { tokenDocumentation } from '../../../src/connect/askForCredentials.ts';
import { documentationOf } from '../../../src/api/organizationsClient.ts';
import { ErrorNotifier } from '../../../src/ui/errorNotifier.ts';
import { until } from '../../patience.ts';
import { messagesDuring, unanswered } from '../messages.ts';

describe('A failure beside another whose notification is open', () => {
  let log: vscode.LogOutputChannel;
  let notifier: ErrorNotifier;

  beforeEach(() => {
    log = vscode.window.createOutputChannel('Test of failures', { log: true });
    notifier = new ErrorNotifier(log);
  });
  afterEach(() => {
    log.dispose();
  });

  /** One of many tasks that fail, such as the documents of a new window. */
  const fail = (what: string, error: ApiError, domain = 'acme.test', retry: () => unknown = () => undefined) => {
    notifier.notify(error, { domain, what, documentation: '', retry, isOneOfMany: true });
  };
  const down = (status = 500) => new ApiError('serverError', { status });

  it('is told at once where the tenant or the cause is another one', async () => {
    const messages = await messagesDuring(async (soFar) => {
      fail('One', down());
      fail('Two', down(), 'other.test');
      fail('Three', down(503));
      fail('Four', new ApiError('notJson', { status: 200 }));
      await until(() => soFar.length === 4);
    }, unanswered);
    assert.deepEqual(messages.map(({ text }) => text.replace(/\..*/, '')).toSorted(), [
      'Four (200)',
      'One (500)',
      'Three (503)',
      'Two (500)',
    ]);
  });

  it('is told a moment later together with others where the cause is the same', async () => {
    const retried: string[] = [];
    const messages = await messagesDuring(
      async (soFar) => {
        for (const what of ['One', 'Two', 'Three', 'Four', 'Five', 'Six']) {
          fail(what, down(), 'acme.test', () => retried.push(what));
        }
        await until(() => soFar.length === 2 && retried.length > 0);
      },
      async ({ text }) => (text.startsWith('Two') ? 'Retry' : new Promise<string>(() => undefined)),
    );
    const [first, second] = messages.map(({ text }) => text);
    assert.match(first ?? '', /^One \(500\)\. /);
    assert.equal(second?.replace('Two. Three. Four. And 2 more', 'One'), first);
    assert.deepEqual(retried, ['Two', 'Three', 'Four', 'Five', 'Six']);
  });

  it('is told again where a retry fails as well', async () => {
    let attempts = 0;
    const attempt = () => {
      attempts++;
      fail('Not read', new ApiError('notJson', { status: 200 }), 'acme.test', attempt);
    };
    const messages = await messagesDuring(async (soFar) => {
      attempt();
      await until(() => attempts === 2 && soFar.length === 2);
    }, 'Retry');
    assert.equal(messages.length, 2);
  });
});

describe('The documentation button of a failure', () => {
  const reference = 'https://auth0.com/docs/api/management/v2/organizations/get-organizations-by-id';
  for (const [what, documentation, page] of [
    ['the page of the endpoint', documentationOf.get, reference],
    ['a page that is no endpoint’s', tokenDocumentation, tokenDocumentation],
  ] as const) {
    it(`opens ${what}`, async () => {
      const { openExternal } = vscode.env;
      const log = vscode.window.createOutputChannel('Test of documentation', { log: true });
      const opened: string[] = [];
      Object.assign(vscode.env, {
        openExternal: (uri: vscode.Uri) => Promise.resolve(opened.push(uri.toString()) > 0),
      });
      try {
        await messagesDuring(async () => {
          new ErrorNotifier(log).notify(new ApiError('badRequest', { status: 400 }), {
            domain: 'acme.test',
            what: 'Not read',
            documentation,
            retry: () => undefined,
          });
          await until(() => opened.length > 0);
        }, 'Open Documentation');
        assert.deepEqual(opened, [page]);
      } finally {
        Object.assign(vscode.env, { openExternal });
        log.dispose();
      }
    });
  }
});
