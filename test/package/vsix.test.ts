import assert from 'node:assert/strict';
import { existsSync, globSync } from 'node:fs';
import { chmod, cp, readFile, symlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { useWindow } from '../ui/windows/useWindow.ts';
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

  it('holds what it needs and nothing else, deflated', async () => {
    const listed = await readFile(join(import.meta.dirname, 'files.txt'), 'utf8');
    const deflated = 8;
    assert.deepEqual(
      entriesOf(await readFile(vsix)).sort(),
      linesOf(listed).map((name) => `${name} ${deflated}`),
    );
  });

  it('has the same bytes at another place, from files with other times and permissions, and in another time zone', async () => {
    const copy = join(folder, 'copy');
    const left = ['.git', 'dist', 'node_modules', 'out'].map((name) => join(repository, name));
    await cp(repository, copy, { recursive: true, filter: (path) => !left.includes(path) });
    await symlink(join(repository, 'node_modules'), join(copy, 'node_modules'), 'junction');
    const files = globSync('**', { cwd: copy, withFileTypes: true, exclude: ['node_modules'] });
    const now = new Date();
    for (const file of files.filter((entry) => entry.isFile())) {
      await utimes(join(file.parentPath, file.name), now, now);
      await chmod(join(file.parentPath, file.name), 0o600);
    }
    const again = join(folder, 'again.vsix');
    const umask = process.umask(0o077);
    try {
      await packageExtension(again, { cwd: copy, env: { TZ: 'Pacific/Auckland' } });
    } finally {
      process.umask(umask);
    }
    assert.ok((await readFile(again)).equals(await readFile(vsix)));
  });

  describe('in a window', () => {
    const opened = useWindow(async (setUp) => {
      const tenant = await setUp.tenant({ organizations: 3 });
      return { ...(await setUp.window({ extension: { vsix }, restrictedMode: true })), tenant };
    });

    it('takes a person who just installed it to the first organization in two inputs', async () => {
      const { tenant, workbench, ...window } = opened();
      const [organization = assert.fail()] = tenant.organizations;
      await workbench.openView('Auth0 Organizations');
      const button = workbench.welcome.getByRole('button', { name: 'Connect Tenant' });
      await button.waitFor();
      await window.screenshot('installed');
      await button.click();
      await workbench.box('Connect Tenant').answer(tenant.domain);
      await workbench.pasteToken(tenant.domain, await tenant.mintToken());
      await workbench.row(organization.display_name ?? organization.name).click();
      await workbench.tab(`${organization.name}.json`).waitFor();
      await workbench.editor.line(organization.id).waitFor();
      await window.screenshot('installed-organization');
    });

    it('has a README whose pictures and links are addresses, so that the Marketplace shows them', async () => {
      const extensions = join(opened().dataDir, 'extensions');
      const [path = assert.fail()] = globSync('organization-inspector*/readme.md', { cwd: extensions });
      const readme = await readFile(join(extensions, path), 'utf8');
      const targets = Array.from(readme.matchAll(/(!?)\[[^\]]*\]\(([^)]+)\)/g), ([, picture, target = '']) => {
        const start = picture ? 'raw/HEAD/' : 'blob/HEAD/';
        return target.replace(`https://github.com/organization-inspector/organization-inspector/${start}`, '');
      });
      const left = targets.filter((target) => !target.startsWith('https:'));
      assert.ok(left.length > 20);
      assert.deepEqual(
        left.filter((target) => !existsSync(join(repository, target.replace(/#.*/, '')))),
        [],
      );
      assert.doesNotMatch(readme, /\]\((?!https:)/);
    });
  });
});

/**
 * The names and the methods of what an archive holds, which its directory lists: folders too if they are entries.
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.3.12
 */
function entriesOf(archive: Buffer): string[] {
  const entries: string[] = [];
  const end = archive.lastIndexOf('PK\x05\x06');
  let at = archive.readUInt32LE(end + 16);
  while (at < end) {
    const [name = 0, extra = 0, comment = 0] = [28, 30, 32].map((field) => archive.readUInt16LE(at + field));
    entries.push(`${archive.toString('utf8', at + 46, at + 46 + name)} ${archive.readUInt16LE(at + 10)}`);
    at += 46 + name + extra + comment;
  }
  return entries;
}

function linesOf(text: string): string[] {
  return text.trim().split(/\r?\n/).sort();
}
