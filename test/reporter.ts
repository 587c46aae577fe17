import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { failedTests, type TestResult } from './failedTests.ts';

/** Prints what mocha's own reporter prints, and leaves the result in a file for the one who ran several parts. */
export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    const file = process.env['ORGANIZATION_INSPECTOR_RESULT'];
    if (!file) return;
    const failures = failedTests(runner);
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures: failed } = this.stats;
      writeFileSync(file, JSON.stringify({ passed: passes, failed, failures: failures() } satisfies TestResult));
    });
  }
}
