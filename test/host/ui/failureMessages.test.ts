import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../../patience.ts';
import { failureSamples } from '../../unit/api/failures.ts';
import { list, lookUps, nobody, ways } from '../find/lookUpWays.ts';
import { type ExpectedError, isOneError, messagesDuring } from '../messages.ts';
import { connectLoaded, forget, listedIds, requestsOf, tenants } from '../tenants.ts';

const { small } = tenants;

const update = 'Update Access Token';
const documentation = 'Open Documentation';
const retry = 'Retry';
const log = 'Show Log';

/** What people must be able to read and to press, by the situation of the samples. */
const expected: Readonly<Record<string, Omit<ExpectedError, 'failed'>>> = {
  'a page past 1000 records': {
    text: /\(400 invalid_paging\).*first 1000 records.*checkpoint/,
    buttons: [retry, documentation],
  },
  'an invalid query string': {
    text: /\(400 invalid_query_string\).*query string is not valid: Query validation error: 'Additional properties not allowed: name'/,
    buttons: [documentation, log],
  },
  'a token that is no JWT': { text: /\(400\).*not a JSON Web Token/, buttons: [update, documentation] },
  'an invalid token': {
    text: /\(401\).*does not accept the access token: Invalid token/,
    buttons: [update, documentation],
  },
  'an expired token': { text: /\(401\).*has expired/, buttons: [update, documentation] },
  'an invalid signature': {
    text: /\(401\).*signature of the access token is not valid.*If it worked before, .* revoked/,
    buttons: [update, documentation],
  },
  'a client that is not global': { text: /\(401\).*client is not global/, buttons: [update, documentation] },
  'a missing scope': {
    text: /\(403 insufficient_scope\).*Expected any of: read:organizations\./,
    buttons: [update, documentation],
  },
  'a field that the scopes do not allow': {
    text: /\(403\).*do not allow every field to be read: You attempted to read a field/,
    buttons: [update, documentation],
  },
  'a request that is not about scopes': {
    text: /\(403\).*does not allow the request: The specified client cannot .*Use a token of an application/,
    buttons: [update, documentation],
  },
  'a tenant that has to pay': { text: /\(402\).*a payment first: The subscription/, buttons: [retry, documentation] },
  'an endpoint that is gone': { text: /\(410\).*no longer has this: This endpoint/, buttons: [documentation, log] },
  'a request that took too long': { text: /\(408\).*did not answer in time/, buttons: [retry, log] },
  'no such organization': { text: /\(404\).*no organization by that ID or name/, buttons: [retry, documentation] },
  'too many requests': {
    text: /\(429 too_many_requests\).*Try again in 90 seconds/,
    buttons: [retry, documentation],
  },
  'a failing server': { text: /\(502\).*failed while it answered/, buttons: [retry, log] },
  'a search that took too long': {
    text: /\(503\).*longer than the tenant allows.*a longer beginning/,
    buttons: [retry, documentation],
  },
  'a login page of a proxy': { text: /\(200\).*not JSON.*proxy/, buttons: [retry, log] },
  'a redirect': { text: /The answer was a redirect, which was not followed/, buttons: [retry, log] },
};

const loginPage = { status: 200, body: 'Please log in' };

describe('A failure', () => {
  beforeEach(() => connectLoaded(small));
  afterEach(() => forget(small));

  for (const { situation, status, body, headers = {}, attempts = 1 } of failureSamples) {
    for (const way of ways) {
      it(`is explained once, after ${situation}: ${way.name}`, async () => {
        await small.inject({ answer: { status, body, headers } });
        const messages = await messagesDuring(async () => {
          assert.equal(await way.ask(small.domain), undefined);
        });
        const { text, buttons } = expected[situation] ?? assert.fail('nothing is expected of it');
        isOneError(messages, { failed: way.failed(small.domain), text, buttons });
        assert.deepEqual(await requestsOf(small), Array<string>(attempts).fill(way.request));
        assert.equal(vscode.window.activeTextEditor, undefined);
      });
    }
  }

  for (const way of ways) {
    it(`is explained once, after a connection that broke: ${way.name}`, async () => {
      await small.inject({ cut: 'before' });
      const messages = await messagesDuring(() => way.ask(small.domain));
      // A browser does not say why there is no answer.
      const text = 'origin' in globalThis ? /handed over no answer .*\(CORS\)/ : /broke before the answer was complete/;
      isOneError(messages, { failed: way.failed(small.domain), text, buttons: [retry, log] });
      assert.equal(vscode.window.activeTextEditor, undefined);
    });
  }

  it('is mended by Retry, which reads the list again', async () => {
    const [first] = await small.organizations();
    assert.ok(first);
    await small.removeOrganization(first.id);
    try {
      await small.inject({ times: 1, answer: loginPage });
      await messagesDuring(() => list.ask(small.domain), retry);
      await until(async () => !(await listedIds(small)).includes(first.id));
      assert.deepEqual(await requestsOf(small), [list.request, list.request]);
    } finally {
      await small.addOrganization(first);
    }
  });

  for (const way of lookUps) {
    it(`is mended by Retry, which looks up the same: ${way.name}`, async () => {
      await small.addOrganization(nobody);
      try {
        await small.inject({ times: 1, answer: loginPage });
        await messagesDuring(() => way.ask(small.domain), retry);
        await until(() => vscode.window.activeTextEditor?.document.uri.path === `/${nobody.name}.json`);
        assert.deepEqual(await requestsOf(small), [way.request, way.request]);
      } finally {
        await small.removeOrganization(nobody.id);
      }
    });
  }
});
