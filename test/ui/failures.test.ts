import assert from 'node:assert/strict';
import { startTenant, type Tenant } from '../tenant/server.ts';
import { failureSamples } from '../unit/failures.ts';
import { openWindow, type UiWindow } from './harness.ts';

/** A rate limit that is used up stays so for all tests after it: it has a window of its own. */
const samples = failureSamples.filter(({ reason }) => reason !== 'rateLimited');

const update = 'Update Access Token';
const documentation = 'Open Documentation';
const retry = 'Retry';
const log = 'Show Log';

/** What people must be able to read and to press, by the situation of the samples. */
const expected: Readonly<Record<string, { readonly text: RegExp; readonly buttons: readonly string[] }>> = {
  'a page past 1000 records': { text: /\(400 invalid_paging\).*first 1000 records/, buttons: [retry, documentation] },
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
    text: /\(401\).*signature of the access token is not valid/,
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
  'no such organization': { text: /\(404\).*no organization by that ID or name/, buttons: [retry, documentation] },
  'a failing server': { text: /\(502\).*failed while it answered/, buttons: [retry, log] },
  'a login page of a proxy': { text: /\(200\).*not JSON.*proxy/, buttons: [retry, log] },
  'a redirect': { text: /answered with a redirect, which was not followed/, buttons: [retry, log] },
};

describe('Failures', () => {
  let tenant: Tenant;
  let window: UiWindow;

  const lookUp = async (command: string, key: string) => {
    const { workbench } = window;
    await workbench.runCommand(`Organizations: ${command}`);
    await workbench.answer(key);
  };
  const ways: Readonly<Record<string, () => Promise<void>>> = {
    'the list': () => window.workbench.pressViewButton('Refresh'),
    'by ID': () => lookUp('Open Organization by ID…', 'org_0000000000000000'),
    'by name': () => lookUp('Open Organization by Name…', 'nobody'),
  };
  const isExplained = async (text: RegExp, buttons: readonly string[]) => {
    const message = window.workbench.notification(text);
    await message.waitFor();
    assert.equal(await window.workbench.messages().count(), 1);
    const titles = await message.locator('.notification-list-item-buttons-container a').allInnerTexts();
    assert.deepEqual(titles, buttons);
  };
  const clearNotifications = async () => {
    await window.workbench.runCommand('Notifications: Clear All Notifications');
    await window.workbench.notifications().first().waitFor({ state: 'detached' });
  };

  before(async () => {
    tenant = await startTenant({ organizations: 3 });
    const accessToken = await tenant.mintToken();
    window = await openWindow({ tenants: [{ domain: tenant.domain, accessToken }] });
    await window.workbench.openSidebarView('Auth0 Organizations');
    await window.workbench.row(tenant.domain).click();
    await window.workbench.row(tenant.organizations[0]?.name ?? '-').waitFor();
  });
  after(async () => {
    await window.dispose();
    await tenant.close();
  });

  beforeEach(() => clearNotifications());

  for (const { situation, status, body, headers = {}, attempts = 1 } of samples) {
    for (const way of ['the list', 'by ID', 'by name']) {
      it(`explains ${situation}: ${way}`, async () => {
        const { text, buttons } = expected[situation] ?? assert.fail(`nothing is expected of ${situation}`);
        await tenant.clearFaults();
        await tenant.clearRequests();
        await tenant.inject({ answer: { status, body, headers } });
        await ways[way]?.();
        await isExplained(text, buttons);
        assert.equal(tenant.requests.length, attempts);
        if (situation === 'a missing scope') {
          await window.screenshot(`failure-${way.replace(' ', '-')}`);
        }
      });
    }
  }

  it('are mended by Retry, which asks again with what was typed after a 404', async () => {
    const { workbench } = window;
    await tenant.clearFaults();
    await lookUp('Open Organization by Name…', 'nobody');
    await workbench.notification('404').getByRole('button', { name: retry }).click();
    assert.equal(await workbench.inputBox().inputValue(), 'nobody');
    const [organization] = tenant.organizations;
    await workbench.answer(organization?.name ?? '-');
    await workbench.tab(`${organization?.name}.json`).waitFor();
  });

  it('are mended by Update Access Token, which asks for the token of that tenant', async () => {
    const { workbench, page } = window;
    await tenant.inject({ answer: { status: 401, body: { statusCode: 401, message: 'Invalid token' } }, times: 1 });
    await workbench.pressViewButton('Refresh');
    await workbench.notification('401').getByRole('button', { name: update }).click();
    await page.getByText(`Access Token for ${tenant.domain}`).waitFor();
    await workbench.answer(await tenant.mintToken());
    await workbench.statusBar().getByText('is updated').waitFor();
    await workbench.row(/^401/).waitFor({ state: 'detached' });
  });

  it('can be looked up in the log', async () => {
    const { workbench, page } = window;
    await tenant.inject({ answer: { status: 502, body: 'Bad Gateway' } });
    await workbench.pressViewButton('Refresh');
    await workbench.notification('502').getByRole('button', { name: log }).click();
    const line = page.locator('.output-view .view-line').filter({ hasText: 'serverError 502' });
    await line
      .filter({ hasText: new RegExp(`GET.${tenant.domain}/api/v2/organizations`) })
      .first()
      .waitFor();
    await window.screenshot('log');
  });

  it('of input are explained before any request', async () => {
    const { workbench, page } = window;
    await tenant.clearFaults();
    await tenant.clearRequests();
    await lookUp('Open Organization by ID…', 'acme');
    await workbench.inputMessage().filter({ hasText: 'An organization ID is org_' }).waitFor();
    await page.keyboard.press('Escape');
    await lookUp('Open Organization by Name…', 'Acme Corp');
    await workbench.inputMessage().filter({ hasText: '1 to 50 characters' }).waitFor();
    await page.keyboard.press('Escape');
    assert.equal(tenant.requests.length, 0);
  });

  it('are not shown when a person cancels', async () => {
    const { workbench } = window;
    await tenant.clearFaults();
    await tenant.inject({ delayMs: 60_000 });
    await lookUp('Open Organization by Name…', 'slow');
    await workbench.notification('Looking up slow').getByRole('button', { name: 'Cancel' }).click();
    await workbench.notification('Looking up slow').waitFor({ state: 'detached' });
    await tenant.clearFaults();
    await workbench.pressViewButton('Refresh');
    await workbench.row(tenant.organizations[0]?.name ?? '-').waitFor();
    assert.equal(await workbench.messages().count(), 0);
  });

  for (const [way, go] of Object.entries(ways)) {
    it(`explains a connection that breaks: ${way}`, async () => {
      await tenant.clearFaults();
      await tenant.inject({ cut: 'before' });
      await go();
      await isExplained(/broke before the answer was complete/, [retry, log]);
    });
  }

  for (const [way, go] of Object.entries(ways)) {
    it(`explains that nothing listens any more: ${way}`, async () => {
      await tenant.close();
      await go();
      await isExplained(/refused the connection \(ECONNREFUSED\): nothing listens there/, [retry, log]);
    });
  }
});
