// Imported into a process that is measured: at its end it writes the most memory it has held, in bytes, to descriptor 3.

import { readFileSync, writeSync } from 'node:fs';

process.on('exit', () => writeSync(3, String(peak())));

/** On Linux, `resourceUsage` counts the peak of the parent process in; /proc does not. */
function peak() {
  try {
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}
