// Ends a jest run with one plain line that people and machines read alike: `812 passed, 0 failed`.

export default class CountReporter {
  onRunComplete(_contexts, results) {
    // A file that does not even load has no failed test in it, and is a failure all the same.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const counts = [`${results.numPassedTests} passed`, `${failed} failed`];
    if (skipped > 0) counts.push(`${skipped} skipped`);
    // jest puts its own summary behind every reporter of ours, so wait for that too.
    process.once('exit', () => process.stdout.write(`${counts.join(', ')}\n`));
  }
}
