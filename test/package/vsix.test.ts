import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startTenant } from '../tenant/server.ts';
import { openWindow } from '../ui/harness.ts';
import { packageExtension } from '../vscode/extensions.ts';
import { removeFolder, repository, temporaryFolder } from '../vscode/folders.ts';

describe('The packaged extension', () => {
  let folder: string;
  let vsix: string;
  let output: string;

  before(async () => {
    folder = await temporaryFolder();
    vsix = join(folder, 'organization-inspector.vsix');
    output = await packageExtension(vsix);
  });

  after(() => removeFolder(folder));

  it('is packaged without a warning', () => {
    assert.match(output, /\bDONE\b/);
    assert.doesNotMatch(output, /warn|error/i);
  });

  it('holds what it needs and nothing else', async () => {
    const options = { cwd: repository, shell: process.platform === 'win32' };
    const { stdout } = await promisify(execFile)('vsce', ['ls', '--no-dependencies'], options);
    const listed = await readFile(join(import.meta.dirname, 'files.txt'), 'utf8');
    assert.deepEqual(linesOf(stdout), linesOf(listed));
  });

  it('has the same bytes when it is packaged again, from files with other times and in another time zone', async () => {
    const now = new Date();
    const sources = globSync(['*.{json,md}', 'LICENSE', '{media,schemas}/**'], { cwd: repository });
    await Promise.all(sources.map((file) => utimes(join(repository, file), now, now)));
    const again = join(folder, 'again.vsix');
    await packageExtension(again, { TZ: 'Pacific/Auckland' });
    assert.ok((await readFile(again)).equals(await readFile(vsix)));
  });

  it('takes a person who just installed it to the first organization in two inputs', async () => {
    const tenant = await startTenant({ organizations: 3 });
    const window = await openWindow({ extension: { vsix }, restrictedMode: true });
    const { workbench } = window;
    try {
      await workbench.openSidebarView('Auth0 Organizations');
      const button = workbench.welcome().getByRole('button', { name: 'Connect Tenant' });
      await button.waitFor();
      await window.screenshot('installed');
      await button.click();
      await workbench.answer(tenant.domain);
      await workbench.quickPick('Paste a Management API access token').click();
      await window.page.getByText(`Access Token for ${tenant.domain}`).waitFor();
      await workbench.answer(await tenant.mintToken());
      const [organization] = tenant.organizations;
      assert.ok(organization);
      await workbench.row(organization.display_name ?? organization.name).click();
      await workbench.tab(`${organization.name}.json`).waitFor();
      await workbench.editor().getByText(organization.id).waitFor();
      await window.screenshot('installed-organization');
    } finally {
      await window.dispose();
      await tenant.close();
    }
  });
});

function linesOf(text: string): string[] {
  return text.trim().split(/\r?\n/).sort();
}
