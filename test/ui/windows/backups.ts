import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../../patience.ts';

/**
 * Waits until the window has a backup of an untitled document with this text. It writes one about a second after each
 * change, and a document without a backup is gone once the window is loaded again.
 * @param dataDir of the window
 */
export async function untitledIsBackedUp(dataDir: string, text: string): Promise<void> {
  await until(async () => {
    const files = globSync('user/User/Backups/*/untitled/*', { cwd: dataDir });
    const backups = await Promise.all(files.map((file) => readFile(join(dataDir, file), 'utf8')));
    return backups.some((backup) => backup.includes(text));
  });
}
