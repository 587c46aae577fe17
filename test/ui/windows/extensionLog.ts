import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The lines that the extension has logged in the windows of a VS Code so far, the oldest first. */
export async function extensionLog(dataDir: string): Promise<readonly string[]> {
  const logs = await Promise.all(logFiles(dataDir).map(linesOf));
  return logs.flat().sort();
}

/** The commands of the extension that have begun in these windows and not ended. */
export async function commandsUnderWay(dataDir: string): Promise<readonly string[]> {
  const commands = logFiles(dataDir).map(async (file) => {
    if (await hasEnded(join(dirname(dirname(file)), 'remoteexthost.log'))) return [];
    const underWay: string[] = [];
    for (const line of await linesOf(file)) {
      const [, command, event] = /(organizationInspector\.\w+) (begins|has ended)$/.exec(line) ?? [];
      if (command === undefined) continue;
      if (event === 'begins') underWay.push(command);
      else underWay.splice(underWay.indexOf(command), 1);
    }
    return underWay;
  });
  return (await Promise.all(commands)).flat();
}

/** The log of each extension host, of which a window that is loaded again gets another one. */
function logFiles(dataDir: string): readonly string[] {
  return globSync('**/Organization Inspector.log', { cwd: dataDir }).map((file) => join(dataDir, file));
}

/** Whether the extension host that writes this log is gone, with all that was under way in it. */
export async function hasEnded(log: string): Promise<boolean> {
  const lines = await linesOf(log);
  return lines.some((line) => / Extension host with pid \d+ exiting /.test(line));
}

async function linesOf(file: string): Promise<readonly string[]> {
  return (await readFile(file, 'utf8')).split('\n').filter(Boolean);
}
