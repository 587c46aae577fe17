import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tenant } from '../tenant/server.ts';
import { removeFolder, temporaryFolder } from '../vscode/folders.ts';
import { openWindow, type UiOptions, type UiWindow } from './harness.ts';
import { plainEnglish, textsFrom, textsOf } from './plainEnglish.ts';
import { pseudo, pseudoExtension } from './pseudoLocale.ts';

/** What is on our surfaces and is no text of ours. */
const foreign: readonly RegExp[] = [
  // Scopes and requests.
  /\b(read|create|update|delete):\w+/g,
  /\bGET \/api\/v2\/\S+/g,
  // The name of the extension, and of the commands that VS Code says a link runs.
  /Organization Inspector for Auth0/g,
  /\borganizationInspector\.\w+/g,
  // What VS Code calls icons and keys where it reads them out.
  /^(key|server-process|terminal|organization) {2}/g,
  /\+Enter\b|^Enter(?= tø )|^Escape$|\(Del\)/g,
  // Dates, which are English where there is no such locale.
  /\b[A-Z][a-z]+ \d{1,2}, \d{4} at \d{1,2}:\d\d\s[AP]M\b/g,
  // Formats, code and commands.
  /\b(ND)?JSON\b|\bCSV\b/g,
  /\borganization: "[^"]*"/g,
  /^(auth0|echo) .*/gm,
  // Links, IDs, and examples of what is asked for.
  /\bauth0-organization:\S+/g,
  /\borg_(…|\w+)/g,
  /\b(acme\.eu\.auth0|login\.example)\.com\b|\beyJ…|^acme\b/g,
];

/** Where we say something. */
export const surfaces = {
  sidebar: '.sidebar',
  box: '.quick-input-widget',
  menu: '.monaco-menu',
  hover: '.monaco-hover',
  notifications: '.notification-toast',
  dialog: '.monaco-dialog-box',
  /** The choices of a drop and of a quick fix. */
  choices: '.action-widget',
} as const;

/** A window of a VS Code in the pseudo-locale. */
export interface PseudoWindow extends UiWindow {
  /** Runs one of our commands by its English title. */
  run(title: string): Promise<void>;
  /** What is still English on a surface, once this is seen in it. */
  leftOn(surface: string, english: string, place?: string): Promise<readonly string[]>;
  /** What is still English in a box with this title. The palette, which may just be going, has none. */
  leftInBox(title: string): Promise<readonly string[]>;
  /** Closes what is open, which takes a moment. */
  escape(): Promise<void>;
}

/**
 * Opens a window in the pseudo-locale.
 * @param tenants whose texts may be English
 * @param files what the workspace holds, by name
 */
export async function openPseudoWindow(
  tenants: readonly Tenant[],
  files: Readonly<Record<string, string>>,
  options: UiOptions = {},
): Promise<PseudoWindow> {
  const temporary = await temporaryFolder();
  const folder = join(temporary, 'workspace');
  await mkdir(folder);
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const extension = { folder: await pseudoExtension(temporary) };
  const window = await openWindow({ ...options, language: 'qps-ploc', folder, extension });
  const leftOn = async (surface: string, english: string, place = surface) => {
    await window.page.locator(place).getByText(pseudo(english)).first().waitFor();
    const keys = tenants.flatMap(({ organizations }) =>
      organizations.flatMap(({ metadata, branding }) => Object.keys({ ...metadata, ...branding?.colors })),
    );
    const texts = (await Promise.all(tenants.map(textsFrom))).flat();
    const data = [...foreign, ...texts, ...keys, ...tenants.map(({ domain }) => domain)];
    return plainEnglish(await textsOf(window.page, surface), data);
  };
  return {
    ...window,
    run: (title) => window.workbench.runCommand(`${pseudo('Organizations')}: ${pseudo(title)}`),
    leftOn,
    leftInBox: (title) => leftOn(surfaces.box, title, `${surfaces.box} .quick-input-title`),
    escape: async () => {
      await window.page.keyboard.press('Escape');
      await window.workbench.inputBox().waitFor({ state: 'hidden' });
    },
    dispose: async () => {
      await window.dispose();
      await removeFolder(temporary);
    },
  };
}
