// A clerk at a server waits for the server, not for SQLite as well.

import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { describeOnServer } from '../../support/postgres.ts';
import { peopledUnit } from './peopled-unit.ts';

describeOnServer('the addon of SQLite', () => {
  test.each([
    ['list', false],
    ['show 01', false],
    ['note 01 备注', false],
    ['report 2023-10 --json', false],
    ['verify', true],
    ['backup', true],
  ])('%s: loaded %s', async (line, loaded) => {
    const { desk } = await peopledUnit();
    const [watcher, mark] = [join(desk.folder, 'watch.cjs'), join(desk.folder, 'loaded')];
    writeFileSync(
      watcher,
      `const open = process.dlopen;
       process.dlopen = (...given) => { require('fs').writeFileSync(${JSON.stringify(mark)}, ''); return open(...given); };`,
    );
    await desk.ok(line.split(' '), { env: { NODE_OPTIONS: `--require "${watcher}"` } });
    expect(existsSync(mark)).toBe(loaded);
  });
});

describeOnServer('what V8 compiled of a command on a server', () => {
  test('is kept after the first run, and read by the next', async () => {
    const { desk } = await peopledUnit();
    const cache = join(desk.folder, 'cache');
    const list = () => desk.ok(['list'], { env: { XDG_CACHE_HOME: cache } });
    const kept = () =>
      Object.fromEntries(
        readdirSync(cache, { recursive: true, encoding: 'utf8' })
          .filter((name) => name.endsWith('.cache'))
          .map((name) => [basename(name), statSync(join(cache, name)).ino]),
      );
    await list();
    const first = kept();
    expect(Object.keys(first).sort()).toEqual(['list-server.cache', 'pg.cjs.cache']);
    await list();
    expect(kept()).toEqual(first);
  });
});
