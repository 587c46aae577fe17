import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { failedTests, secondsOfFiles, type TestResult } from './testRun.ts';

/** Prints what mocha's own reporter prints, and leaves the result in a file for the one who ran several parts. */
export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    const file = process.env['ORGANIZATION_INSPECTOR_RESULT'];
    if (!file) return;
    const failures = failedTests(runner);
    const seconds = secondsOfFiles(runner);
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures: failed } = this.stats;
      const result: TestResult = { passed: passes, failed, failures: failures(), seconds: seconds() };
      writeFileSync(file, JSON.stringify(result));
    });
  }
}
