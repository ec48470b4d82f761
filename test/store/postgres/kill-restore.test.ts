// kill -9 while a copy goes to a server or comes from it: the server keeps nothing of it, and this computer not for long.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { draftsIn, killed } from '../../support/left-copies.ts';
import { describeOnServer, server } from '../../support/postgres.ts';
import { type Desk, environment } from '../../support/run-tousu.ts';
import { peopledUnit } from './peopled-unit.ts';

const DELAYS = process.env.TOUSU_RELIABILITY === 'long' ? 40 : 5;
/** Milliseconds after which all of them are done. */
const LONGEST = 600;

const servers = join(environment.HOME, '.local', 'share', 'tousu', 'servers');

const schemasOf = (desk: Desk): string =>
  server().sql(desk.ledger, "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' ORDER BY 1");

async function withBackup() {
  const { owner } = await peopledUnit();
  const file = join(owner.folder, '录像.mp4');
  writeFileSync(file, Buffer.alloc(20_000_000, '录像'));
  await owner.ok(['attach', '01', file, '--kind', 'evidence']);
  const backup = join(owner.folder, (await owner.json<{ file: string }>(['backup', '备份'])).file);
  return { owner, backup };
}

describeOnServer('killed', () => {
  test(
    'a restore',
    async () => {
      const { owner, backup } = await withBackup();
      let left = 0;
      for (let i = 0; i < DELAYS; i++) {
        const before = schemasOf(owner);
        const head = (await owner.json(['verify'])).head;
        left += (await killed(owner, ['restore', backup], [servers], (LONGEST * i) / DELAYS)).length;
        // The server finds out that nobody is there when it answers.
        await new Promise((resolve) => setTimeout(resolve, 1000));
        if (schemasOf(owner) === before) expect((await owner.json(['verify'])).head).toEqual(head);
        expect(await owner.json(['verify'])).toMatchObject({ ok: true, attachments: 1 });
      }
      expect(left).toBeGreaterThan(0);
      await owner.ok(['restore', backup]);
      expect(draftsIn(servers)).toEqual([]);
      expect(await owner.json(['verify'])).toMatchObject({ ok: true, attachments: 1 });
    },
    DELAYS * 60_000,
  );

  test(
    'a backup',
    async () => {
      const { owner } = await withBackup();
      const folder = join(owner.folder, 'b');
      let left = 0;
      for (let i = 0; i < DELAYS; i++)
        left += (await killed(owner, ['backup', 'b'], [folder], (LONGEST * i) / DELAYS)).length;
      expect(left).toBeGreaterThan(0);
      await owner.ok(['backup', 'b']);
      expect(draftsIn(folder)).toEqual([]);
    },
    DELAYS * 60_000,
  );
});
