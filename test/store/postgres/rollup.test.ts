// Three branches on files, two on a server: rolled up and collected together, and one that was falsified is named.

import { expect, test } from '@jest/globals';
import { branch, headquarters, sendLedger, sendReport } from '../../support/group-desks.ts';
import { describeOnServer, loggedInAs, server } from '../../support/postgres.ts';
import { type Desk, deskAt } from '../../support/run-tousu.ts';

interface Rolled {
  readonly units: readonly { readonly unit: string; readonly total: number }[];
  readonly sum: { readonly total: number };
  readonly missing: readonly { readonly source: string | null }[];
  readonly differ: readonly { readonly unit: string }[];
}

async function answer(
  desk: Desk,
  words: readonly string[],
): Promise<Rolled & { readonly exit: number | null }> {
  const { status, stdout, stderr } = await desk.run([...words, '--json']);
  if (stdout === '') throw new Error(stderr);
  return { exit: status, ...(JSON.parse(stdout) as Rolled) };
}

const totals = ({ units }: Rolled) => Object.fromEntries(units.map(({ unit, total }) => [unit, total]));

/** Who received files of three branches, and may read the two that lie on the server. */
async function group() {
  const hq = await headquarters();
  const files = await Promise.all([
    branch('xiuwu', '修武燃气公司', { cases: 3 }).then((desk) => sendLedger(desk, hq, 'xiuwu.db')),
    branch('wenxian', '温县燃气公司', { cases: 2 }).then((desk) => sendLedger(desk, hq, 'wenxian.db')),
    branch('boai', '博爱燃气公司', { cases: 1 }).then((desk) => sendReport(desk, hq, 'boai.xlsx')),
  ]);
  const qinyang = deskAt(server().newAddress('qinyang'));
  await branch('qinyang', '沁阳燃气公司', { cases: 4 }, qinyang);
  const mengzhou = deskAt(qinyang.ledger.replace(/qinyang$/, '孟州'));
  await branch('孟州', '孟州燃气公司', { cases: 1 }, mengzhou);
  for (const unit of ['qinyang', '孟州'])
    await qinyang.ok(['unit', 'user', 'add', '集团', '--unit', unit, '--as', 'reader']);
  const database = loggedInAs('集团', qinyang.ledger).replace(/\/qinyang$/, '');
  return { hq, files, qinyang, database };
}

const MONTH = '2023-10';

describeOnServer('headquarters', () => {
  test('counts files and every unit of a server that it may read', async () => {
    const { hq, files, database } = await group();
    const rolled = await answer(hq, ['rollup', MONTH, ...files, database]);
    expect(rolled).toMatchObject({ exit: 0, missing: [], differ: [], sum: { total: 11 } });
    expect(totals(rolled)).toEqual({ xiuwu: 3, wenxian: 2, boai: 1, qinyang: 4, 孟州: 1 });
    const one = await answer(hq, ['rollup', MONTH, `${database}/qinyang`]);
    expect(totals(one)).toEqual({ qinyang: 4 });
  }, 120_000);

  test('names the one that was falsified on the server since it was collected, and what it may not read', async () => {
    const { hq, files, qinyang, database } = await group();
    expect(await answer(hq, ['collect', MONTH, ...files, database])).toMatchObject({ exit: 0, differ: [] });
    server().tamper(
      qinyang.ledger,
      'DELETE FROM journal WHERE seq = (SELECT MAX(seq) FROM journal); UPDATE complaint SET verdict_valid = 0',
    );
    const rolled = await answer(hq, ['rollup', MONTH, ...files, database]);
    expect(rolled.exit).toBe(5);
    expect(rolled.differ.map(({ unit }) => unit)).toEqual(['qinyang']);
    server().tamper(qinyang.ledger, 'CREATE RULE swallow AS ON INSERT TO note DO INSTEAD NOTHING');
    const strange = await answer(hq, ['rollup', MONTH, ...files, database]);
    expect(strange.missing).toContainEqual(expect.objectContaining({ source: `${database}/qinyang` }));
    const shut = database.replace('集团', '李娜');
    server().admit('李娜');
    server().tamper(qinyang.ledger, 'ALTER ROLE "李娜" NOSUPERUSER');
    const lacking = await answer(hq, ['rollup', MONTH, ...files, `${shut}/qinyang`]);
    expect(lacking).toMatchObject({
      exit: 4,
      missing: expect.arrayContaining([expect.objectContaining({ source: `${shut}/qinyang` })]),
    });
  }, 120_000);
});
