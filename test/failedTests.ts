/** What a run of tests leaves for the one who ran several of them. */
export interface TestResult {
  readonly passed: number;
  readonly failed: number;
  /** The tests that failed, each with its whole title and the stack of its error. */
  readonly failures: readonly string[];
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
