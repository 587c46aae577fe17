import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { chmod, open, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** File operations that VS Code's API does not offer. */
interface LocalFiles {
  readonly writeWholeFile: typeof writeWholeFile;
  readonly homeFolder: typeof homeFolder;
}

/** The origin of the page that makes requests, which only a browser has. */
export const webOrigin: string | undefined = undefined;

/** Operations on the files of this machine; `undefined` in a browser. */
export const localFiles: LocalFiles | undefined = { writeWholeFile, homeFolder };

/**
 * Writes a file as a whole: if this fails, the previous file stays as it was. Until the end, the content is in a draft
 * beside the file, under another name.
 * @throws the error of `texts` or of the file system
 */
async function writeWholeFile(target: string, texts: AsyncIterable<string>): Promise<void> {
  // Renaming the draft over a link would leave the target of the link unchanged.
  const path = await realpath(target).catch(() => target);
  const mode = await modeOf(path);
  const draft = join(dirname(path), `.organizations-${randomUUID()}.tmp`);
  const removeDraft = () => {
    rmSync(draft, { force: true });
  };
  // Closing or reloading the window ends this process.
  process.once('exit', removeDraft);
  try {
    await writeFile(draft, texts, { flag: 'wx', flush: true, ...(mode !== undefined && { mode }) });
    if (mode !== undefined) {
      // The umask of the process restricts the mode of a new file.
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

/** The suggested folder for files when no folder is open. */
function homeFolder(): string {
  return homedir();
}

/**
 * The mode of the current file, `undefined` if there is none. The file is opened for writing as a check, because a
 * rename only needs permission for the folder.
 * @throws if the file is not writable, or is not a file
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
