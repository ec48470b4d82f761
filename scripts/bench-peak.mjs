// Imported into a process that is measured: at its end it writes the most memory it has held, in bytes, and the seconds that
// it took of a processor to descriptor 3.

import { readFileSync, writeSync } from 'node:fs';

process.on('exit', () => writeSync(3, JSON.stringify({ peak: peak(), processor: processor() })));

function processor() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** On Linux, `resourceUsage` counts the peak of the parent process in; /proc does not. */
function peak() {
  try {
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}
