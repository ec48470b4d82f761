import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desk } from './run-tousu.ts';

/** A crontab command that keeps the table in a file of this desk, as the real one keeps it in /var. */
export function crontabOf(desk: Desk) {
  const [bin, file] = [join(desk.folder, 'bin'), join(desk.folder, 'crontab')];
  mkdirSync(bin);
  writeFileSync(
    join(bin, 'crontab'),
    `#!/bin/sh
case "$1" in
-l) [ -f '${file}' ] && { cat '${file}'; sleep 0.1; exit; }; echo "no crontab for clerk" >&2; exit 1 ;;
-) exec cat > '${file}' ;;
esac\n`,
  );
  chmodSync(join(bin, 'crontab'), 0o755);
  const env = { PATH: `${bin}:${process.env.PATH}` };
  return {
    file,
    read: () => readFileSync(file, 'utf8'),
    schedule: (what: string) => desk.json<{ installed: boolean }>(['schedule', what], { env }),
    env,
  };
}
