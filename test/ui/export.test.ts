import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../patience.ts';
import { commandsUnderWay } from './windows/extensionLog.ts';
import { useWindow, withTenant } from './windows/useWindow.ts';

describe('Exporting to a file', () => {
  const window = useWindow(withTenant({ organizations: 250 }));

  beforeEach(async () => {
    for (const name of await files()) await rm(inFolder(name), { recursive: true });
  });

  const inFolder = (name: string) => join(window().home, name);
  /** Exported ones and those that become one. */
  const files = async () => (await readdir(window().home)).filter((name) => name.includes('organizations'));
  const nothingIsLeft = () => until(async () => (await files()).length === 0);
  const suggestedName = (format: string) =>
    `${window().tenant.domain.replace(':', '-')}-organizations.${format.toLowerCase()}`;
  const box = () => window().workbench.box('Export Organizations');

  const chooseAll = async () => {
    const { workbench, tenant } = window();
    await workbench.chooseFromMenu(workbench.row(tenant.domain), 'Export Organizations (CSV, JSON)…');
    await box().pick(/^All Organizations/);
  };
  /** Accepts the path that is suggested, once the dialog has filled it in, with the extension of a format. */
  const acceptDialog = async (format: string) => {
    await until(async () => (await box().field.inputValue()).startsWith(inFolder(suggestedName(''))));
    await box().item('..').waitFor();
    await box().answer(inFolder(suggestedName(format)));
  };
  const exportAll = async (format: string) => {
    await chooseAll();
    await acceptDialog(format);
  };

  it('asks what to export and where to, and writes the file in the home folder', async () => {
    const { workbench, tenant } = window();
    await workbench.chooseFromMenu(workbench.row(tenant.domain), 'Export Organizations (CSV, JSON)…');
    await box().item('Loaded Organizations').getByText('100', { exact: true }).waitFor();
    await box().item('All Organizations').getByText('One request for each 100 organizations.').waitFor();
    await window().screenshot('export');
    await box().pick(/^All Organizations/);
    await workbench.box(`Export Organizations of ${tenant.domain} as CSV, JSON or NDJSON`).item('..').waitFor();
    // A name without an extension gets that of the first format.
    await until(async () => (await box().field.inputValue()) === inFolder(suggestedName('csv')));
    await window().screenshot('export-file');
    await box().answer(inFolder(suggestedName('').slice(0, -1)));
    const told = workbench.notification(`Exported 250 organizations of ${tenant.domain}.`);
    await told.waitFor();
    assert.deepEqual(await told.locator('.monaco-text-button').allInnerTexts(), ['Open File']);
    await told.getByRole('button', { name: 'Open File' }).click();
    await workbench.editor.line('id,name,display_name').waitFor();
    await window().screenshot('exported');
    const text = await readFile(inFolder(suggestedName('CSV')), 'utf8');
    assert.ok(text.includes(tenant.organizations[249]?.id ?? '-'));
  });

  it('tells how far the export is, and leaves nothing when it is cancelled', async () => {
    const { workbench, tenant, dataDir } = window();
    await tenant.inject({ match: 'from=', times: 1, delayMs: 1 });
    await tenant.inject({ match: 'from=', delayMs: 600_000 });
    await exportAll('NDJSON');
    const progress = workbench.notification('Exporting the organizations');
    await progress.filter({ hasText: /organizations: 200/ }).waitFor();
    await window().screenshot('exporting');
    assert.equal((await files()).length, 1);
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await until(async () => (await commandsUnderWay(dataDir)).length === 0);
    const stopped = workbench.notification('stopped. Organizations so far: 200.');
    await stopped.waitFor();
    await window().screenshot('export-stopped');
    await stopped.getByRole('button', { name: 'Discard' }).click();
    await stopped.waitFor({ state: 'detached' });
    await nothingIsLeft();
    assert.equal(await workbench.notifications.count(), 0);
  });

  it('says what is wrong with the file, and asks for another one', async () => {
    const { workbench, tenant } = window();
    const name = suggestedName('NDJSON');
    await tenant.inject({ match: 'from=', times: 1, hold: true });
    await exportAll('NDJSON');
    await until(async () => (await files()).length === 1);
    await mkdir(inFolder(name));
    await tenant.clearFaults();
    const problem = workbench.notification(
      `could not be exported to ${inFolder(name)}. There is a folder with this name.`,
    );
    await problem.waitFor();
    assert.equal((await files()).length, 2, 'the folder, and what was read');
    await window().screenshot('export-problem');
    await rm(inFolder(name), { recursive: true });
    await problem.getByRole('button', { name: 'Choose Another File…' }).click();
    await acceptDialog('NDJSON');
    await workbench.notification('Exported 250 organizations').waitFor();
    assert.equal((await readFile(inFolder(name), 'utf8')).split('\n').length, 251);
    assert.deepEqual(await files(), [name]);
  });

  it('leaves nothing when the window is loaded again meanwhile', async () => {
    const { tenant } = window();
    await tenant.inject({ match: 'from=', delayMs: 600_000 });
    await exportAll('CSV');
    await until(async () => (await files()).length === 1);
    await window().reload();
    await nothingIsLeft();
  });
});
