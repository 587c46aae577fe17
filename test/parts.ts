import { globSync } from 'node:fs';
import { hostTestFiles } from './host/bundle.ts';
import { browserDependent, versionDependent } from './host/elsewhere.ts';
import { heapsOf } from './seconds.ts';
import { builds, installNode, installVsCode, installWebVsCode } from './vscode/build.ts';
import { launchBrowser } from './vscode/chromium.ts';
import { repository } from './vscode/folders.ts';
import { webTestFiles } from './web/bundle.ts';

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
  /** When it runs, beside when it is asked for by its name: always, or with `--all`, or not at all. */
  readonly runs: 'always' | 'withAll' | 'whenNamed';
}

export interface PartOptions {
  /** The files of tests to run, all when left out. */
  readonly files: readonly string[];
  /** A text that the titles of the tests have. */
  readonly grep: string | undefined;
  /** Whether all windows are opened, and not those alone that `npm test` opens by itself. */
  readonly withAllWindows: boolean;
}

/** The Nodes of VS Code 1.96 and of those after it; the unit tests themselves run on that of the newest. */
const olderNodes = [20, 22];
/** In two windows, the tests of the extension host take little more than half the time. */
const hostWindows = 2;
/** What a person does first and most, which is tested in a window before each change goes out. */
const firstWindows = ['mainPath', 'firstMinutes', 'find', 'editor', 'explainAccess'].map(
  (name) => `test/ui/${name}.test.ts`,
);
/** A lane of UI tests keeps a VS Code, which one file after the other uses. */
const filesOfLane = 10;
/** Each process has the TypeScript of the tests to read, and the packages that it imports. */
const packageHeaps = 2;

/** All parts, in the order in which they begin: what takes longest is not last. */
export function allParts({ files, grep, withAllWindows }: PartOptions): readonly Part[] {
  const chosen = (all: readonly string[]) => all.filter((file) => files.length === 0 || files.includes(file));
  const mocha = (seconds: number, paths: readonly string[]): Command => {
    const titles = grep === undefined ? [] : ['--grep', grep];
    return ['mocha', '--reporter', 'test/reporter.ts', '--timeout', `${seconds}s`, ...titles, ...paths];
  };
  const inWindows = (program: readonly [string, ...string[]], all: readonly string[], windows: number) =>
    heapsOf(chosen(all), windows).map((some): Command => ['node', ...program, ...some]);
  const host = hostTestFiles();
  const inBrowser = webTestFiles();
  const isFirst = (file: string) => firstWindows.includes(file);
  const isNamed = files.length > 0 || grep !== undefined;
  const ui = chosen(testsIn('test/ui')).filter((file) => withAllWindows || isNamed || isFirst(file));
  const unit = chosen(testsIn('test/unit', 'test/tenant/tests'));
  const clients = chosen(testsIn('test/clients/sdk'));
  const browser = once(async () => (await launchBrowser()).close());
  const current = once(() => Promise.all([installVsCode(builds.current), browser()]));
  const minimum = once(() => Promise.all([installVsCode(builds.minimum), browser()]));
  const forWeb = once(() => Promise.all([installWebVsCode(), browser()]));
  const inCurrent = { counts: true, install: current, runs: 'always' } as const;
  const inMinimum = { counts: true, install: minimum } as const;
  const inWeb = { counts: true, install: forWeb } as const;
  const check = { counts: false, runs: 'always' } as const;
  const tests = { counts: true, runs: 'always' } as const;
  return [
    { name: 'host', commands: inWindows(['test/host/server.ts'], host, hostWindows), ...inCurrent },
    {
      name: 'ui',
      commands: heapsOf(ui, Math.ceil(ui.length / filesOfLane)).map((some) => mocha(900, some)),
      ...inCurrent,
    },
    {
      name: 'minimum',
      commands: inWindows(['test/host/server.ts', 'minimum'], host.filter(versionDependent), 1),
      ...inMinimum,
      runs: 'withAll',
    },
    {
      name: 'web',
      commands: inWindows(['test/web/run.ts'], inBrowser.filter(browserDependent), 1),
      ...inWeb,
      runs: 'withAll',
    },
    {
      name: 'minimum-full',
      commands: inWindows(['test/host/server.ts', 'minimum'], host, hostWindows),
      ...inMinimum,
      runs: 'whenNamed',
    },
    {
      name: 'web-full',
      commands: inWindows(['test/web/run.ts'], inBrowser, hostWindows),
      ...inWeb,
      runs: 'whenNamed',
    },
    {
      name: 'package',
      commands: heapsOf(chosen(testsIn('test/package')), packageHeaps).map((some) => mocha(900, some)),
      ...inCurrent,
    },
    { name: 'unit', commands: unit.length > 0 ? [mocha(180, unit)] : [], ...tests },
    { name: 'clients', commands: clients.length > 0 ? [mocha(180, clients)] : [], ...tests },
    {
      name: 'nodes',
      commands: files.length > 0 ? [] : olderNodes.map((major) => ['node', 'test/nodes/run.ts', String(major)]),
      ...tests,
      runs: 'withAll',
      install: () => Promise.all(olderNodes.map(installNode)),
    },
    { name: 'lint', commands: [['oxlint']], ...check },
    { name: 'types', commands: [['tsc']], ...check },
    { name: 'unused', commands: [['knip']], ...check },
    { name: 'format', commands: [['oxfmt', '--check']], ...check },
  ];
}

function testsIn(...folders: readonly string[]): readonly string[] {
  const patterns = folders.map((folder) => `${folder}/**/*.test.ts`);
  const files = globSync(patterns, { cwd: repository });
  return files.map((file) => file.replaceAll('\\', '/')).sort();
}

/** Does something once, whoever asks for it. */
function once<T>(act: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= act());
}
