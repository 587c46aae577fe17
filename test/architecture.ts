/* `node test/architecture.ts` draws the folders of `src` and the imports between them into CONTRIBUTING.md. */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { repository } from './vscode/folders.ts';

const guide = join(repository, 'CONTRIBUTING.md');
const drawingInGuide = /(?<=<!-- drawing -->\n).*?(?=<!-- end of drawing -->)/s;

/** What imports what. */
export type Imports = ReadonlyMap<string, ReadonlySet<string>>;

/** The imports between the files of `src`, type imports included. */
export function importsOfFiles(): Imports {
  const files = globSync('src/**/*.ts', { cwd: repository }).map((file) => file.replaceAll('\\', '/'));
  return new Map(files.toSorted().map((file) => [file, new Set(importsIn(file))]));
}

/** The imports between the folders of `src`. */
export function importsOfFolders(): Imports {
  const folders = new Map<string, Set<string>>();
  for (const [file, imports] of importsOfFiles()) {
    const from = folderOf(file);
    const arrows = folders.get(from) ?? new Set();
    folders.set(from, arrows);
    for (const to of Array.from(imports, folderOf).toSorted()) {
      if (to !== from) {
        arrows.add(to);
      }
    }
  }
  return folders;
}

/** A way along the imports that comes back to where it began, if there is one. */
export function circleIn(imports: Imports): readonly string[] | undefined {
  const done = new Set<string>();
  const search = (name: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(name)) {
      return [...way.slice(way.indexOf(name)), name];
    }
    if (done.has(name)) {
      return undefined;
    }
    for (const next of imports.get(name) ?? []) {
      const circle = search(next, [...way, name]);
      if (circle) {
        return circle;
      }
    }
    done.add(name);
    return undefined;
  };
  return Array.from(imports.keys(), (name) => search(name, [])).find((circle) => circle !== undefined);
}

/**
 * The folders as a Mermaid diagram, the ones that import others on top. Imports that follow from others are left out: where
 * A imports B and B imports C, there is no arrow from A to C.
 */
export function drawing(): string {
  const folders = importsOfFolders();
  const arrows = Array.from(folders, ([from, imports]) => {
    const others = [...imports];
    return others
      .filter((to) => !others.some((other) => reaches(folders, other, to)))
      .map((to) => `  ${from} --> ${to}`);
  });
  return ['', '```mermaid', 'flowchart TD', ...arrows.flat(), '```', '', ''].join('\n');
}

/** The drawing as it stands in CONTRIBUTING.md. */
export function drawingOfGuide(): string | undefined {
  return drawingInGuide.exec(readFileSync(guide, 'utf8'))?.[0];
}

function reaches(imports: Imports, from: string, to: string): boolean {
  return [...(imports.get(from) ?? [])].some((next) => next === to || reaches(imports, next, to));
}

function importsIn(file: string): readonly string[] {
  const text = readFileSync(join(repository, file), 'utf8');
  return Array.from(text.matchAll(/(?:\bfrom |\bimport |\bimport\()'([^']+)'/g)).flatMap(([, name = '']) => {
    if (name.startsWith('#host/')) {
      return [`src/host/node/${name.slice('#host/'.length)}.ts`];
    }
    return name.startsWith('.') ? [posix.join(posix.dirname(file), name)] : [];
  });
}

/** The extension itself is none: it builds the parts of all others. */
function folderOf(file: string): string {
  const [, folder = ''] = file.split('/');
  return folder.replace(/\.ts$/, '');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(guide, readFileSync(guide, 'utf8').replace(drawingInGuide, drawing()));
}
