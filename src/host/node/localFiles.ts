import { randomUUID } from 'node:crypto';
import { createReadStream, rmSync } from 'node:fs';
import { chmod, type FileHandle, open, realpath, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** File operations that VS Code's API does not offer. */
interface LocalFiles {
  readonly openDraft: typeof openDraft;
  readonly homeFolder: typeof homeFolder;
  readonly readableFile: typeof readableFile;
}

/** Operations on the files of this machine; `undefined` in a browser. */
export const localFiles: LocalFiles | undefined = { openDraft, homeFolder, readableFile };

/** A file that is written under another name beside its target, so that the target stays as it is until it is whole. */
export interface Draft {
  /** Adds a text. A failure adds nothing, so the same text can be added again. */
  readonly append: (text: string) => Promise<void>;
  /** Puts the draft in the place of the target. After a failure, it can be tried again. */
  readonly commit: () => Promise<void>;
  /** Removes the draft. */
  readonly discard: () => Promise<void>;
}

/** @throws the error of the file system if the target cannot be written */
async function openDraft(target: string): Promise<Draft> {
  // Renaming the draft over a link would leave the target of the link unchanged.
  const path = await realpath(target).catch(() => target);
  const mode = await modeOf(path);
  const draft = join(dirname(path), `.organizations-${randomUUID()}.tmp`);
  const file = await open(draft, 'wx', mode);
  const removeDraft = () => {
    rmSync(draft, { force: true });
  };
  // Closing or reloading the window ends this process.
  process.once('exit', removeDraft);
  let size = 0;
  let isOpen = true;
  return {
    append: async (text) => {
      size += await writeAt(file, Buffer.from(text), size);
    },
    commit: async () => {
      if (isOpen) {
        await file.sync();
        await file.close();
        isOpen = false;
      }
      if (mode !== undefined) {
        // The umask of the process restricts the mode of a new file.
        await chmod(draft, mode & 0o7777);
      }
      await rename(draft, path);
      process.off('exit', removeDraft);
    },
    discard: async () => {
      process.off('exit', removeDraft);
      if (isOpen) {
        await file.close().catch(() => undefined);
      }
      await rm(draft, { force: true });
    },
  };
}

/** Writes all bytes at a position of a file. @returns their number */
async function writeAt(file: FileHandle, bytes: Uint8Array, position: number): Promise<number> {
  for (let written = 0; written < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, position + written);
    written += bytesWritten;
  }
  return bytes.length;
}

/** A file that is read in pieces. */
export interface ReadableFile {
  /** The content from the beginning to the end, in pieces. */
  readonly chunks: () => AsyncIterable<Uint8Array>;
  /** The bytes at a place, fewer if the file ends before. */
  readonly bytesAt: (start: number, length: number) => Promise<Uint8Array>;
}

/** A file of any size, which is open only while it is read. Both functions throw the errors of the file system. */
function readableFile(path: string): ReadableFile {
  return {
    chunks: () => createReadStream(path, { highWaterMark: 1024 * 1024 }),
    bytesAt: async (start, length) => {
      const file = await open(path, 'r');
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
  };
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
