import assert from 'node:assert/strict';
import { useWindow, withTenant } from './windows/useWindow.ts';

// What is asked for, and that no secret is shown, is checked in `test/host/sections/events.test.ts`. This is about what a person
// sees and clicks.
describe('Recent events', () => {
  const opened = useWindow(withTenant({ organizations: 5 }));

  /** Opens the events of one organization, and leaves no other row expanded that could push them off the screen. */
  async function openEvents(place: number): Promise<void> {
    const { workbench, tenant } = opened();
    const row = workbench.row(tenant.organizations[place]?.name ?? '-');
    await workbench.setExpanded(row);
    await workbench.setExpanded(workbench.row('Recent Events'));
  }

  async function close(place: number): Promise<void> {
    const { workbench, tenant } = opened();
    await workbench.setExpanded(workbench.row(tenant.organizations[place]?.name ?? '-'), false);
  }

  it('are in words, can be filtered by failures, and open as JSON', async () => {
    const { workbench, tenant, ...window } = opened();
    await openEvents(1);
    const events = workbench.row('Recent Events');
    const login = workbench.row(/^Login.*ago/).first();
    const failure = workbench.row('Failed login: wrong password').first();
    await failure.waitFor();
    await workbench.row('Not here: MFA, blocked accounts').waitFor();
    await events.getByText('100+').waitFor();
    await workbench.hoverUntil(failure, /Type fp/);
    await window.screenshot('events');

    await tenant.clearRequests();
    await workbench.pressInlineButton(events, 'Show Failures Only');
    await events.getByText('failures only').waitFor();
    await login.waitFor({ state: 'detached' });
    await window.screenshot('events-failures-only');
    await workbench.pressInlineButton(events, 'Show All Events');
    await events.getByText('failures only').waitFor({ state: 'detached' });
    await login.waitFor();
    assert.equal(tenant.requests.length, 2);

    await failure.click();
    await workbench.editor.line('"203.0.113.7"').waitFor();
    assert.equal(tenant.requests.length, 2);
    await close(1);
  });

  it('say for how long they are kept where there are none', async () => {
    const { workbench, ...window } = opened();
    await openEvents(2);
    await workbench.row(/^None/).getByText('Auth0 keeps events 1 day (Free)').waitFor();
    await window.screenshot('events-none');
    await close(2);
  });
});
