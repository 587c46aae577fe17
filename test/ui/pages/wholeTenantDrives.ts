import type { Drive } from './drive.ts';

/** Of the commands that compare whole tenants, by their names in the manifest. The row of one of them is selected. */
export const wholeTenantDrives: Readonly<Record<string, Drive>> = {
  compareTenants: async ({ window: { workbench } }) => {
    await workbench.box('↔').pick('Organizations Alone');
    await workbench.notification('Different: ').waitFor();
    await workbench.clearNotifications();
  },
  // Of the tenant of the comparison that is in front.
  saveSnapshot: async ({ window: { workbench } }) => {
    const box = workbench.box('Save Snapshot of');
    await box.pick('Organizations Alone');
    const path = `document.querySelector('.quick-input-widget input.input').value`;
    await workbench.page.waitForFunction(`${path}.endsWith('.ndjson')`);
    await box.item('..').waitFor();
    await box.field.press('Enter');
    await workbench.notification('Saved a snapshot').waitFor();
    await workbench.clearNotifications();
  },
  compareWithSnapshot: async ({ window: { workbench } }) => {
    const box = workbench.box('Compare with Snapshot');
    // The exports of other commands stand beside it.
    await box.pick(/-\d{4}-\d\d-\d\d\.ndjson/);
    await workbench.notification(/Changed since .*: 0 of/).waitFor();
    await workbench.clearNotifications();
  },
};
