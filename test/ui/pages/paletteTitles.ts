import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../../vscode/folders.ts';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: { readonly commandPalette: readonly { readonly command: string; readonly when: string }[] };
  };
}

const json = async (file: string): Promise<unknown> => JSON.parse(await readFile(join(repository, file), 'utf8'));
const { commands, menus } = ((await json('package.json')) as Manifest).contributes;
const texts = (await json('package.nls.json')) as Readonly<Record<string, string>>;
const hidden = menus.commandPalette.flatMap(({ command, when }) => (when === 'false' ? command : []));
/** The titles of our commands in the palette, by their names. */
export const paletteTitles: ReadonlyMap<string, string> = new Map(
  commands
    .filter(({ command }) => !hidden.includes(command))
    .map(({ command, title }) => [
      command.replace('organizationInspector.', ''),
      `Auth0 Organizations: ${texts[title.slice(1, -1)]}`,
    ]),
);
