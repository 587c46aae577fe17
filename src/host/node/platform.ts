import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { chmod, open, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** What can be done with files that VS Code's own API cannot do. */
interface LocalFiles {
  readonly writeWholeFile: typeof writeWholeFile;
  readonly homeFolder: typeof homeFolder;
}

/** The origin of the page that makes requests, which only a browser has. */
export const webOrigin: string | undefined = undefined;

/** The files of this machine, `undefined` in a browser. */
export const localFiles: LocalFiles | undefined = { writeWholeFile, homeFolder };

/**
 * Writes a file that is there as a whole in the end or, when this fails, as it was before. What is written meanwhile
 * lies beside it under another name.
 * @throws what the texts or the file system throw
 */
async function writeWholeFile(target: string, texts: AsyncIterable<string>): Promise<void> {
  // Taking the place of a link would leave the file that it leads to as it was.
  const path = await realpath(target).catch(() => target);
  const mode = await modeOf(path);
  const draft = join(dirname(path), `.organizations-${randomUUID()}.tmp`);
  const removeDraft = () => {
    rmSync(draft, { force: true });
  };
  // A window that is closed or loaded again ends this process.
  process.once('exit', removeDraft);
  try {
    await writeFile(draft, texts, { flag: 'wx', flush: true, ...(mode !== undefined && { mode }) });
    if (mode !== undefined) {
      // The umask of the process takes from what a new file is given.
      await chmod(draft, mode & 0o7777);
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    process.off('exit', removeDraft);
  }
}

/** Where files are suggested to go when no folder is open. */
function homeFolder(): string {
  return homedir();
}

/**
 * What the file that is there now may be used for, `undefined` where there is none. Opened for writing, since its
 * folder alone decides whether another file can take its place.
 * @throws where it may not be written, or is no file
 */
async function modeOf(path: string): Promise<number | undefined> {
  try {
    const file = await open(path, 'r+');
    try {
      const { mode } = await file.stat();
      return mode;
    } finally {
      await file.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}
