import { globSync } from 'node:fs';
import { hostTestFiles } from './host/bundle.ts';
import { builds, installNode, installVsCode, installWebVsCode } from './vscode/build.ts';
import { launchBrowser } from './vscode/chromium.ts';
import { repository } from './vscode/folders.ts';

/** A program with its arguments. */
export type Command = readonly [program: string, ...args: string[]];

/** A part of `npm test`. */
export interface Part {
  readonly name: string;
  /** What it runs, all at the same time where there is room. A command without counted tests is one test itself. */
  readonly commands: readonly Command[];
  /** Whether its commands count their tests. */
  readonly counts: boolean;
  /** Installs what its commands need, which takes a minute on a fresh machine. */
  readonly install?: () => Promise<unknown>;
  /** Whether it only runs when it is asked for. */
  readonly isFurther?: boolean;
}

export interface PartOptions {
  /** The files of tests to run, all when left out. */
  readonly files: readonly string[];
  /** A text that the titles of the tests have. */
  readonly grep: string | undefined;
}

/** The Nodes of VS Code 1.96 and of those after it; the unit tests themselves run on that of the newest. */
const olderNodes = [20, 22];
/** In two windows, the tests of the extension host take little more than half the time. */
const hostWindows = 2;
/** Takes longer than any other file of them, so it begins first. */
const longestUiFile = 'test/ui/secrets.test.ts';

/** All parts, in the order in which they begin: what takes longest is not last. */
export function allParts({ files, grep }: PartOptions): readonly Part[] {
  const chosen = (all: readonly string[]) => all.filter((file) => files.length === 0 || files.includes(file));
  const mocha = (seconds: number, ...paths: readonly string[]): Command => {
    const titles = grep === undefined ? [] : ['--grep', grep];
    return ['mocha', '--reporter', 'test/reporter.ts', '--timeout', `${seconds}s`, ...titles, ...paths];
  };
  const host = (...version: readonly string[]): readonly Command[] =>
    split(chosen(hostTestFiles()), hostWindows).map((some) => ['node', 'test/host/server.ts', ...version, ...some]);
  const unit = chosen(testsIn('test/unit', 'test/tenant/tests'));
  const ui = chosen(testsIn('test/ui').toSorted((one, other) => rank(one) - rank(other)));
  const packaged = chosen(testsIn('test/package'));
  const browser = once(async () => (await launchBrowser()).close());
  const current = once(() => Promise.all([installVsCode(builds.current), browser()]));
  const minimum = () => Promise.all([installVsCode(builds.minimum), browser()]);
  const forWeb = () => Promise.all([installWebVsCode(), browser()]);
  const web = hostTestFiles().some((file) => chosen([file]).length > 0) ? ([['node', 'test/web/run.ts']] as const) : [];
  return [
    { name: 'types', commands: [['tsc']], counts: false },
    { name: 'lint', commands: [['eslint', '.']], counts: false },
    { name: 'unused', commands: [['knip']], counts: false },
    { name: 'format', commands: [['prettier', '--check', '.']], counts: false },
    { name: 'unit', commands: unit.length > 0 ? [mocha(60, ...unit)] : [], counts: true },
    {
      name: 'nodes',
      commands: files.length > 0 ? [] : olderNodes.map((major) => ['node', 'test/nodes/run.ts', String(major)]),
      counts: true,
      install: () => Promise.all(olderNodes.map(installNode)),
    },
    { name: 'host', commands: host(), counts: true, install: current },
    {
      name: 'minimum',
      commands: host('minimum'),
      counts: true,
      install: minimum,
      isFurther: true,
    },
    {
      name: 'web',
      commands: web,
      counts: true,
      install: forWeb,
      isFurther: true,
    },
    { name: 'ui', commands: ui.map((file) => mocha(300, file)), counts: true, install: current },
    { name: 'package', commands: packaged.map((file) => mocha(300, file)), counts: true, install: current },
  ];
}

function testsIn(...folders: readonly string[]): readonly string[] {
  const patterns = folders.map((folder) => `${folder}/*.test.ts`);
  const files = globSync(patterns, { cwd: repository });
  return files.map((file) => file.replaceAll('\\', '/')).sort();
}

function rank(file: string): number {
  return file === longestUiFile ? 0 : 1;
}

/** Deals things out to so many heaps, of which none is empty. */
function split<T>(things: readonly T[], heaps: number): readonly (readonly T[])[] {
  const all = Array.from({ length: heaps }, (_, heap) => things.filter((_thing, place) => place % heaps === heap));
  return all.filter(({ length }) => length > 0);
}

/** Does something once, whoever asks for it. */
function once<T>(act: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= act());
}
