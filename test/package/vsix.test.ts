import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import JSZip from 'jszip';
import { openWindow } from '../ui/harness.ts';
import { removeFolder, temporaryFolder } from '../vscode/folders.ts';
import { packageExtension } from '../vscode/extensions.ts';

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
    assert.doesNotMatch(output, /warning|error/i);
  });

  it('holds what it needs and nothing else', async () => {
    const zip = await JSZip.loadAsync(await readFile(vsix));
    const files = Object.values(zip.files).filter((file) => !file.dir && file.name.startsWith('extension/'));
    assert.deepEqual(files.map((file) => file.name.slice('extension/'.length)).sort(), [
      'LICENSE.txt',
      'changelog.md',
      'dist/commands.cjs',
      'dist/connecting.cjs',
      'dist/exporting.cjs',
      'dist/extension.cjs',
      'dist/idLinks.cjs',
      'dist/nodeFiles.cjs',
      'dist/organizationPick.cjs',
      'dist/organizationSections.cjs',
      'dist/tooltip.cjs',
      'media/organization-inspector.svg',
      'package.json',
      'package.nls.json',
      'readme.md',
      'schemas/client.schema.json',
      'schemas/clientGrant.schema.json',
      'schemas/connection.schema.json',
      'schemas/discoveryDomain.schema.json',
      'schemas/everything.schema.json',
      'schemas/group.schema.json',
      'schemas/invitation.schema.json',
      'schemas/list.schema.json',
      'schemas/member.schema.json',
      'schemas/organization.schema.json',
      'schemas/role.schema.json',
    ]);
  });

  it('greets a person who just installed it', async () => {
    const window = await openWindow({ extension: { vsix }, restrictedMode: true });
    try {
      await window.workbench.openSidebarView('Auth0 Organizations');
      await window.workbench.welcome().getByRole('button', { name: 'Connect Tenant' }).waitFor();
      await window.screenshot('installed');
    } finally {
      await window.dispose();
    }
  });
});
