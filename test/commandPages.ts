import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { repository } from './vscode/folders.ts';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: { readonly commandPalette: readonly { readonly command: string; readonly when: string }[] };
  };
}

/** The pages that list the commands, with the titles of their language. */
export const commandPages: readonly { readonly page: string; readonly titles: string }[] = [
  { page: 'docs/commands.md', titles: 'package.nls.json' },
  { page: 'docs/commands.fr.md', titles: 'package.nls.fr.json' },
];

const read = (file: string) => readFileSync(join(repository, file), 'utf8');
const { commands, menus } = (JSON.parse(read('package.json')) as Manifest).contributes;
const hidden = menus.commandPalette.flatMap(({ command, when }) => (when === 'false' ? command : []));
const table = /(?:^\|.*\n)+/m;

/**
 * A page with the commands of the manifest. What the rows do stays as it is, and so does the row of a command. A new one
 * comes into the row of the one before it in the manifest, and one that is gone leaves its row.
 */
export function withCommands({ page, titles: file }: (typeof commandPages)[number]): string {
  const titles = JSON.parse(read(file)) as Readonly<Record<string, string>>;
  const names = commands.map(({ command, title }) => {
    const name = titles[title.slice(1, -1)] ?? title;
    return { name, shown: hidden.includes(command) ? `_${name}_` : name };
  });
  const text = read(page);
  const [head = [], , ...rows] = cellsOf(table.exec(text)?.[0] ?? '');
  const listed = rows.map(([first = '', ...others]) => {
    const before = first.split(' · ').filter((cell) => names.some(({ shown }) => shown === cell));
    return { cells: before, others };
  });
  let row = listed[0];
  for (const { name, shown } of names) {
    // The button that refreshes everything has the title of the command for one row.
    const own = listed.find(({ cells }) => cells.includes(shown) || cells.includes(name));
    if (!own) row?.cells.push(shown);
    row = own ?? row;
  }
  const lines = listed.flatMap(({ cells, others }) => (cells.length === 0 ? [] : [[cells.join(' · '), ...others]]));
  return text.replace(table, () => tableOf([head, ...lines]));
}

function cellsOf(markdown: string): readonly (readonly string[])[] {
  return markdown
    .trim()
    .split('\n')
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

/** As Oxfmt sets it. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  const [head = '', ...others] = rows.map((row) => line(row.map((cell, column) => cell.padEnd(widths[column] ?? 0))));
  return [head, line(widths.map((width) => '-'.repeat(width))), ...others].join('');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const page of commandPages) writeFileSync(join(repository, page.page), withCommands(page));
}
