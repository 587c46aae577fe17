import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { localFiles } from '../../../src/host/node/localFiles.ts';
import { removeFolder, temporaryFolder } from '../../vscode/folders.ts';

const { openDraft } = localFiles ?? assert.fail('This runs in Node.');

describe('A file that is written as a whole or not at all', () => {
  let folder: string;
  let target: string;

  beforeEach(async () => {
    folder = await temporaryFolder();
    target = join(folder, 'organizations.json');
  });
  afterEach(() => removeFolder(folder));

  it('holds all pieces, and nothing else is left', async () => {
    await writeWholeFile(target, pieces('a', 'ü', '', '😀'));
    assert.equal(await readFile(target, 'utf8'), 'aü😀');
    assert.deepEqual(await readdir(folder), ['organizations.json']);
    await writeWholeFile(target, pieces());
    assert.equal(await readFile(target, 'utf8'), '');
  });

  it('is not seen before it is whole', async () => {
    await writeFile(target, 'old');
    const seen: string[] = [];
    async function* texts(): AsyncIterable<string> {
      yield 'a';
      seen.push(await readFile(target, 'utf8'));
      yield 'b';
      seen.push(await readFile(target, 'utf8'));
    }
    await writeWholeFile(target, texts());
    assert.deepEqual(seen, ['old', 'old']);
    assert.equal(await readFile(target, 'utf8'), 'ab');
  });

  it('is as it was before, and nothing else is left, when a piece fails', async () => {
    const failure = new Error('no third piece');
    for (const before of [[], ['organizations.json']]) {
      await assert.rejects(writeWholeFile(target, pieces('a', 'b', failure)), failure);
      assert.deepEqual(await readdir(folder), before);
      await writeFile(target, 'old');
    }
    await assert.rejects(writeWholeFile(target, pieces(failure)), failure);
    assert.equal(await readFile(target, 'utf8'), 'old');
  });

  it('leaves nothing where the process ends before it is whole', async () => {
    const module = new URL('../../../src/host/node/localFiles.ts', import.meta.url).href;
    const program = `
      import { readdirSync } from 'node:fs';
      import { localFiles } from ${JSON.stringify(module)};
      const draft = await localFiles.openDraft(${JSON.stringify(target)});
      await draft.append('a');
      console.log(readdirSync(${JSON.stringify(folder)}).length);
      process.exit();`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);
    assert.equal(stdout.trim(), '1', 'there was something');
    assert.deepEqual(await readdir(folder), []);
  });

  it('keeps the permissions of the file before', async function () {
    if (process.platform === 'win32') {
      this.skip();
    }
    for (const mode of [0o600, 0o666, 0o777]) {
      await writeFile(target, 'old');
      await chmod(target, mode);
      await writeWholeFile(target, pieces('new'));
      assert.equal((await stat(target)).mode & 0o777, mode);
    }
  });

  it('is written where a link leads', async function () {
    if (process.platform === 'win32') {
      this.skip();
    }
    const elsewhere = join(folder, 'elsewhere');
    await mkdir(elsewhere);
    await writeFile(join(elsewhere, 'real.json'), 'old');
    await symlink(join(elsewhere, 'real.json'), target);
    await writeWholeFile(target, pieces('new'));
    assert.equal(await readFile(join(elsewhere, 'real.json'), 'utf8'), 'new');
    assert.deepEqual(
      [await readdir(folder), await readdir(elsewhere)],
      [['elsewhere', 'organizations.json'], ['real.json']],
    );
  });

  it('is refused before anything is asked for where it cannot be written', async () => {
    const asked: string[] = [];
    async function* texts(): AsyncIterable<string> {
      asked.push('a');
      yield await Promise.resolve('a');
    }
    await assert.rejects(writeWholeFile(folder, texts()), { code: 'EISDIR' });
    await assert.rejects(writeWholeFile(join(folder, 'missing', 'a.json'), texts()), { code: 'ENOENT' });
    await writeFile(target, 'old');
    await assert.rejects(writeWholeFile(join(target, 'a.json'), texts()), { code: 'ENOTDIR' });
    // Whoever may do everything, such as root, may also write what is protected.
    if (process.getuid?.() !== 0) {
      await chmod(target, 0o400);
      await assert.rejects(writeWholeFile(target, texts()), { code: /^(EACCES|EPERM)$/ });
    }
    assert.deepEqual(asked, []);
    assert.equal(await readFile(target, 'utf8'), 'old');
  });
});

/** Writes texts as they come. */
async function writeWholeFile(target: string, texts: AsyncIterable<string>): Promise<void> {
  const draft = await openDraft(target);
  try {
    for await (const text of texts) {
      await draft.append(text);
    }
    await draft.commit();
  } catch (error) {
    await draft.discard();
    throw error;
  }
}

/** Texts that come one after the other; an error is thrown in its place. */
async function* pieces(...texts: readonly (string | Error)[]): AsyncIterable<string> {
  for (const text of texts) {
    if (text instanceof Error) {
      throw text;
    }
    yield await Promise.resolve(text);
  }
}
