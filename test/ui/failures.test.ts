import assert from 'node:assert/strict';
import { until } from '../patience.ts';
import type { Tenant } from '../tenant/server.ts';
import { failureSamples } from '../unit/api/failures.ts';
import { commandsUnderWay } from './windows/extensionLog.ts';
import { type SetUp, type TenantWindow, useWindow } from './windows/useWindow.ts';

const missingScope = sampleOf('insufficientScope');
const tooManyRequests = sampleOf('rateLimited');

/** A window with a second tenant, not opened yet: its rate limits are used up, and stay so for the tests after that. */
interface FailureWindow extends TenantWindow {
  readonly limited: Tenant;
}

async function openWindow(setUp: SetUp): Promise<FailureWindow> {
  const tenant = await setUp.tenant({ organizations: 3 });
  const limited = await setUp.tenant({ organizations: 3, seed: 7 });
  const tenants = [tenant, limited].map(async (each) => ({ domain: each.domain, accessToken: await each.mintToken() }));
  const window = await setUp.window({ tenants: await Promise.all(tenants) });
  await window.workbench.openView('Auth0 Organizations');
  // A row that comes between would move the other one away under the mouse.
  await window.workbench.row(limited.domain).waitFor();
  await window.workbench.expandTenant(tenant);
  return { ...window, tenant, limited };
}

/** What each failure says is in `test/host/ui/failureMessages.test.ts`. */
describe('Failures', () => {
  const window = useWindow(openWindow);

  const boxOf = (kind: 'ID' | 'Name') => window().workbench.box(`Open Organization by ${kind}`);
  const lookUp = async (kind: 'ID' | 'Name', key: string) => {
    await window().workbench.runCommand(`Auth0 Organizations: Open Organization by ${kind}…`);
    const box = boxOf(kind);
    await box.message.filter({ hasText: `${kind} of the organization` }).waitFor();
    await box.answer(key);
  };
  const refresh = () => window().workbench.pressViewButton('Refresh');
  const nothingIsUnderWay = async () => {
    const { dataDir } = window();
    await until(async () => (await commandsUnderWay(dataDir)).length === 0);
  };

  for (const [way, go, other] of [
    ['the list', refresh, 'Open Documentation'],
    // The other tenant has answered that it does not have the organization.
    ['by ID', () => lookUp('ID', 'org_0000000000000000'), 'Retry'],
    ['by name', () => lookUp('Name', 'nobody'), 'Retry'],
  ] as const) {
    it(`are shown in one notification with buttons: ${way}`, async () => {
      const { workbench, tenant } = window();
      const { status, body } = missingScope;
      await tenant.inject({ answer: { status, body } });
      await go();
      const notification = workbench.notification(/\(403 insufficient_scope\).*Expected any of: read:organizations\./);
      await notification.waitFor();
      assert.equal(await workbench.messages.count(), 1);
      const buttons = notification.locator('.notification-list-item-buttons-container a');
      assert.deepEqual(await buttons.allInnerTexts(), ['Update Access Token', other]);
      if (go === refresh) await workbench.row(/^403 insufficient_scope: .*Update Access Token/).waitFor();
      await window().screenshot(`failure-${way.replace(' ', '-')}`);
    });
  }

  it('are explained in the tab of a document, once more in the notification, and gone once it can be read', async () => {
    const { workbench, tenant } = window();
    const [, organization = assert.fail()] = tenant.organizations;
    const { status, body } = sampleOf('serverError');
    await tenant.inject({ match: organization.id, answer: { status, body } });
    await workbench.row(organization.name).click();
    await workbench.tab(`${organization.name}.json`).waitFor();
    await workbench.editor.line(`could not be read (${status}).`).waitFor();
    await workbench.editor.line(`"id": "${organization.id}"`).waitFor();
    assert.equal(await workbench.page.getByText('unexpected error').count(), 0);
    const notification = workbench.notification('could not be read');
    await notification.waitFor();
    await window().screenshot('unreadable-document');
    await tenant.clearFaults();
    await notification.getByRole('button', { name: 'Retry' }).click();
    await workbench.editor.line('"error"').waitFor({ state: 'detached' });
    assert.ok((await workbench.editor.text()).includes(`"name": "${organization.name}"`));
  });

  it('are gone from the tab of a document with a click on its row, also on one that is selected', async () => {
    const { workbench, tenant } = window();
    const [organization = assert.fail()] = tenant.organizations;
    const { status, body } = sampleOf('serverError');
    await tenant.inject({ match: organization.id, answer: { status, body } });
    await workbench.row(organization.name).click();
    await workbench.editor.line(`could not be read (${status}).`).waitFor();
    await tenant.clearFaults();
    await workbench.row(organization.name).click();
    await workbench.editor.line('"error"').waitFor({ state: 'detached' });
    assert.ok((await workbench.editor.text()).includes(`"name": "${organization.name}"`));
  });

  it('are mended by Retry, which asks again with what was typed after a 404', async () => {
    const { workbench, tenant } = window();
    await lookUp('Name', 'nobody');
    await workbench.notification('404').getByRole('button', { name: 'Retry' }).click();
    const { field } = boxOf('Name');
    await until(async () => (await field.inputValue()) === 'nobody');
    const [organization] = tenant.organizations;
    await boxOf('Name').answer(organization?.name ?? '-');
    await workbench.tab(`${organization?.name}.json`).waitFor();
  });

  it('are mended by Update Access Token, which asks for the token of that tenant', async () => {
    const { workbench, tenant } = window();
    await tenant.inject({ answer: { status: 401, body: { statusCode: 401, message: 'Invalid token' } }, times: 1 });
    await refresh();
    const row = workbench.row(/^401/);
    await row.waitFor();
    await workbench.notification('401').getByRole('button', { name: 'Update Access Token' }).click();
    await workbench.box(`Access Token for ${tenant.domain}`).answer(await tenant.mintToken());
    await workbench.statusBar.getByText('is updated').waitFor();
    await row.waitFor({ state: 'detached' });
  });

  it('can be looked up in the log', async () => {
    const { workbench, page, tenant } = window();
    await tenant.inject({ answer: { status: 502, body: 'Bad Gateway' } });
    await refresh();
    await workbench.notification('502').getByRole('button', { name: 'Show Log' }).click();
    const line = page.locator('.output-view .view-line').filter({ hasText: 'serverError 502' });
    await line
      .filter({ hasText: new RegExp(`GET.${tenant.domain}/api/v2/organizations`) })
      .first()
      .waitFor();
    await window().screenshot('log');
  });

  it('of input are explained before any request', async () => {
    const { tenant } = window();
    for (const [kind, key, problem] of [
      ['ID', 'acme', 'An organization ID is org_'],
      ['Name', 'Acme Corp', '1 to 50 characters'],
    ] as const) {
      await lookUp(kind, key);
      await boxOf(kind).message.filter({ hasText: problem }).waitFor();
      await boxOf(kind).escape();
    }
    assert.equal(tenant.requests.length, 0);
  });

  it('are not shown when a person cancels', async () => {
    const { workbench, tenant } = window();
    await tenant.inject({ match: '/name/', delayMs: 600_000 });
    await lookUp('Name', 'slow');
    const progress = workbench.notification('Looking up slow');
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await progress.waitFor({ state: 'detached' });
    await nothingIsUnderWay();
    // What comes later on the same way is there.
    await tenant.addOrganization({ id: 'org_0123456789abcdef', name: 'after-the-cancelled' });
    await refresh();
    await workbench.row('after-the-cancelled').waitFor();
    assert.equal(await workbench.messages.count(), 0);
  });

  describe('by a rate limit', () => {
    const useUp = async (tenant: Tenant, retryAfter: string) => {
      const { status, body } = tooManyRequests;
      await tenant.inject({ answer: { status, body, headers: { 'retry-after': retryAfter } }, times: 1 });
    };
    /** Writes down each number that a countdown shows from now on, however shortly it is there. */
    const recordCountdown = async (): Promise<() => Promise<readonly number[]>> => {
      const { page } = window();
      await page.evaluate(`{
        globalThis.shownSeconds = new Set();
        new MutationObserver(() => {
          for (const { textContent } of document.querySelectorAll('.notification-toast')) {
            const seconds = /going on in (\\d) second/.exec(textContent)?.[1];
            if (seconds) shownSeconds.add(Number(seconds));
          }
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
      }`);
      return () => page.evaluate('[...shownSeconds]');
    };

    it('are waited for, with a countdown that ends in the rows', async () => {
      const { workbench, limited } = window();
      const countdown = await recordCountdown();
      await useUp(limited, '9');
      await workbench.row(limited.domain).click();
      await workbench.notification(/going on in \d seconds/).waitFor();
      await window().screenshot('countdown');
      await workbench.row(limited.organizations[0]?.name ?? '-').waitFor();
      await workbench.notifications.first().waitFor({ state: 'detached' });
      assert.deepEqual(
        limited.requests.map(({ status }) => status),
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

    it('are not waited for any longer once a person cancels', async () => {
      const { workbench, limited } = window();
      await useUp(limited, '25');
      await lookUp('Name', 'nobody');
      await workbench
        .notification(/going on in \d+ seconds/)
        .getByRole('button', { name: 'Cancel' })
        .click();
      await workbench.notifications.first().waitFor({ state: 'detached' });
      await nothingIsUnderWay();
      assert.equal(limited.requests.length, 1);
    });
  });
});

function sampleOf(reason: (typeof failureSamples)[number]['reason']) {
  return failureSamples.find((sample) => sample.reason === reason) ?? assert.fail(`there is no sample of ${reason}`);
}
