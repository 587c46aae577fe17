import type { Seconds } from './seconds.ts';

/** What a run of tests leaves for the one who ran several of them. */
export interface TestResult {
  readonly passed: number;
  readonly failed: number;
  /** The tests that failed, each with its whole title and the stack of its error. */
  readonly failures: readonly string[];
  /** How long each file took, in seconds, by its path in this repository. */
  readonly seconds: Seconds;
}

/** Collects the tests of a run that fail, from now on. @returns them, once the run has ended */
export function failedTests(runner: Mocha.Runner): () => readonly string[] {
  const failures: (() => string)[] = [];
  runner.on('fail', (test, error: Error) => {
    // A hook after the test may add to the error what it has found out.
    failures.push(() => `${test.fullTitle()}\n${error.stack ?? error.message}`);
  });
  return () => failures.map((describe) => describe());
}

/**
 * Measures how long the tests of each file take from now on, with the hooks before and after them.
 * @returns the seconds by the path of the file in this repository, once all have ended
 */
export function secondsOfFiles(runner: Mocha.Runner): () => Seconds {
  const seconds: Record<string, number> = {};
  let begin = performance.now();
  runner.on('suite', (suite) => {
    if (suite.parent?.root) begin = performance.now();
  });
  runner.on('suite end', (suite) => {
    // A bundle lies as deep in its folder as its source lies in this repository.
    const path = suite.file
      ?.replaceAll('\\', '/')
      .replace(/^.*\/(?=test\/)/, '')
      .replace(/\.cjs$/, '.ts');
    if (suite.parent?.root && path) seconds[path] = (seconds[path] ?? 0) + (performance.now() - begin) / 1000;
  });
  return () => Object.fromEntries(Object.entries(seconds).map(([path, time]) => [path, Math.ceil(time)]));
}
