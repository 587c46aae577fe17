import assert from 'node:assert/strict';
import { startTenant, type Tenant } from '../tenant/server.ts';
import { failureSamples } from '../unit/failures.ts';
import { openWindow, type UiWindow } from './harness.ts';

const sample = failureSamples.find(({ reason }) => reason === 'rateLimited');

describe('Rate limits', () => {
  let tenant: Tenant;
  let window: UiWindow;

  const lookUp = async (command: string, key: string) => {
    await window.workbench.runCommand(`Organizations: ${command}`);
    await window.workbench.answer(key);
  };
  const tooManyRequests = async (retryAfter: string) => {
    assert.ok(sample);
    const { status, body } = sample;
    await tenant.clearRequests();
    await tenant.inject({ answer: { status, body, headers: { 'retry-after': retryAfter } }, times: 1 });
  };
  /** Writes down each number that a countdown shows from now on, however shortly it is there. */
  const recordCountdown = async (): Promise<() => Promise<readonly number[]>> => {
    await window.page.evaluate(`{
      globalThis.shownSeconds = new Set();
      new MutationObserver(() => {
        for (const { textContent } of document.querySelectorAll('.notification-toast')) {
          const seconds = /going on in (\\d) second/.exec(textContent)?.[1];
          if (seconds) shownSeconds.add(Number(seconds));
        }
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    }`);
    return () => window.page.evaluate('[...shownSeconds]');
  };

  before(async () => {
    tenant = await startTenant({ organizations: 3 });
    const accessToken = await tenant.mintToken();
    window = await openWindow({ tenants: [{ domain: tenant.domain, accessToken }] });
    await window.workbench.openSidebarView('Auth0 Organizations');
    await window.workbench.row(tenant.domain).waitFor();
  });
  after(async () => {
    await window.dispose();
    await tenant.close();
  });

  it('that are used up for a moment are waited for, with a countdown that ends in the rows', async () => {
    const { workbench } = window;
    const countdown = await recordCountdown();
    await tooManyRequests('4');
    await workbench.row(tenant.domain).click();
    await workbench.notification(/going on in \d seconds/).waitFor();
    await window.screenshot('countdown');
    await workbench.row(tenant.organizations[0]?.name ?? '-').waitFor();
    await workbench.notifications().first().waitFor({ state: 'detached' });
    assert.deepEqual(
      tenant.requests.map(({ status }) => status),
      [429, 200],
    );
    // A busy machine may skip a second, but never goes back.
    const seconds = await countdown();
    assert.ok(seconds.length > 1, `the only seconds are ${seconds.join()}`);
    assert.deepEqual(
      seconds,
      seconds.toSorted((one, other) => other - one),
    );
  });

  for (const [way, command, key] of [
    ['the list', 'Refresh', undefined],
    ['by ID', 'Open Organization by ID…', 'org_0000000000000000'],
    ['by name', 'Open Organization by Name…', 'nobody'],
  ] as const) {
    it(`that are used up for longer are explained: ${way}`, async () => {
      const { workbench } = window;
      await tooManyRequests('90');
      await (key === undefined ? workbench.pressViewButton(command) : lookUp(command, key));
      const notification = workbench.notification(/\(429 too_many_requests\).*Try again in 90 seconds/);
      await notification.waitFor();
      assert.equal(await workbench.messages().count(), 1);
      assert.equal(tenant.requests.length, 1);
      const titles = await notification.locator('.notification-list-item-buttons-container a').allInnerTexts();
      assert.deepEqual(titles, ['Retry', 'Open Documentation']);
      await workbench.runCommand('Notifications: Clear All Notifications');
      await workbench.notifications().first().waitFor({ state: 'detached' });
    });
  }

  it('are not waited for any longer once a person cancels', async () => {
    const { workbench, page } = window;
    // With the tenant goes what is known of its rate limits.
    await workbench.runCommand('Organizations: Disconnect Tenant…');
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect', exact: true }).click();
    await workbench.welcome().getByRole('button', { name: 'Connect Tenant' }).waitFor();
    await workbench.connect(tenant);
    await tooManyRequests('50');
    await lookUp('Open Organization by Name…', 'nobody');
    await workbench
      .notification(/going on in \d+ seconds/)
      .getByRole('button', { name: 'Cancel' })
      .click();
    await workbench.notifications().first().waitFor({ state: 'detached' });
    assert.equal(tenant.requests.length, 1);
  });
});
