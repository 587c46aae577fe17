import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { repository } from '../../vscode/folders.ts';
import { commandsUnderWay, extensionLog } from './extensionLog.ts';
import type { UiWindow } from './openWindow.ts';

/**
 * Adds to an error what the window of its test shows, and keeps both with a picture in `out/failures`, which CI hands out.
 * A window that is gone is said to be so.
 * @param title of the test
 */
export async function reportFailure(
  { page, workbench, dataDir }: UiWindow,
  title: string,
  error: unknown,
): Promise<void> {
  const folder = join(repository, 'out', 'failures');
  const file = join(folder, title.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 150));
  await mkdir(folder, { recursive: true });
  const picture = await page.screenshot({ path: `${file}.png`, timeout: 10_000 }).then(() => `${file}.png`, String);
  const report = [
    ['Picture', [picture]],
    ['Quick pick', await shown(workbench.box().root)],
    ['Its focused entry', await shown(workbench.box().focusedItem(/./))],
    [
      'Its text',
      [
        await workbench
          .box()
          .field.inputValue({ timeout: 1000 })
          .catch(() => ''),
      ],
    ],
    ['Notifications', await shown(workbench.notifications)],
    ['Rows', await shown(workbench.rows)],
    ['Commands under way', await commandsUnderWay(dataDir)],
    ['Log', (await extensionLog(dataDir)).slice(-10)],
  ] as const;
  const text = report.map(([name, lines]) => [`${name}:`, ...lines].join('\n    ')).join('\n  ');
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  await writeFile(`${file}.txt`, `${title}\n${said}\n  ${text}\n`);
  if (error instanceof Error) error.stack = `${said}\n  ${text}`;
}

async function shown(locator: Locator): Promise<readonly string[]> {
  const texts = await locator.allInnerTexts().catch((error: unknown) => [String(error)]);
  return texts.map((text) => text.replaceAll(/\s+/g, ' ').trim());
}
