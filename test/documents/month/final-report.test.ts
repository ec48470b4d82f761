import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Desk } from '../../support/run-tousu.ts';
import { unitDesk } from '../../support/run-unit.ts';
import { cellsOf, readWorkbook } from '../../support/workbook-xml.ts';
import { filed, registered } from '../cases.ts';

interface Report {
  readonly total: number;
  readonly changedSinceFinal: readonly { figure: string; was: unknown; is: unknown }[];
  readonly journalHead: { readonly seq: number };
}

const report = (desk: Desk, ...words: readonly string[]) =>
  desk.json<Report>(['report', '2023-10', ...words]);

/** What the workbook says of changes below the table of Annex 2. */
async function changesShown(desk: Desk): Promise<string> {
  await desk.ok(['report', '2023-10', '-o', 'later.xlsx', '--force']);
  const { sheets } = readWorkbook(join(desk.folder, 'later.xlsx'));
  const cells = cellsOf(sheets.get('投诉管理月度统计分析表'));
  return (
    [...cells.values()].map(({ value }) => value).find((value) => value.startsWith('上报总部后的变动')) ?? ''
  );
}

describe('report --final', () => {
  test('nothing has changed since: nothing is listed, in the figures or below the table', async () => {
    const desk = await unitDesk();
    await filed(desk);
    expect(await changesShown(desk)).toBe('');
    await desk.ok(['report', '2023-10', '--final']);
    expect((await report(desk)).changedSinceFinal).toEqual([]);
    expect(await changesShown(desk)).toBe('');
    expect(await desk.ok(['verify'])).toContain('核对无误');
  });

  test('what changes later is listed with the case that did it', async () => {
    const desk = await unitDesk();
    const no = await filed(desk);
    await desk.ok(['report', '2023-10', '--final']);
    await registered(desk, { at: '2023-10-20 08:00' });
    await registered(desk, { at: '2023-11-01 08:00' });
    await desk.ok(['note', no, '与数字无关']);
    const { changedSinceFinal } = await report(desk);
    expect(changedSinceFinal).toContainEqual({ figure: 'total', was: 1, is: 2 });
    expect(changedSinceFinal).toContainEqual({ figure: 'timelinessRate', was: 1, is: 0.5 });
    expect(changedSinceFinal).toContainEqual({ figure: 'byDepartment.未转办.total', was: 0, is: 1 });
    expect(changedSinceFinal).toContainEqual({ figure: 'byChannel.phone.total', was: 1, is: 2 });
    expect(changedSinceFinal.every(({ was, is }) => was !== is)).toBe(true);
    const shown = await changesShown(desk);
    expect(shown).toContain('投诉总次数 1→2');
    expect(shown).toContain('投诉处理及时率 100.00%→50.00%');
    expect(shown).toContain('2023102001：新登记');
    expect(shown).not.toContain(no);
    expect(shown).not.toContain('2023110101');
  });

  test('a case that left the month, and one that was voided, are named', async () => {
    const desk = await unitDesk();
    await registered(desk);
    await registered(desk);
    await desk.ok(['report', '2023-10', '--final']);
    const signed = '--approved-by=陈国栋';
    await desk.ok(['amend', '2023100101', '--accepted-at=2023-09-30 09:00', '--reason=更正', signed]);
    await desk.ok(['void', '2023100102', '--reason=误登']);
    const shown = await changesShown(desk);
    expect(shown).toContain('2023100101：受理日期 2023-10-01→2023-09-30');
    expect(shown).toContain('2023100102：状态 未归档→已作废');
    expect((await report(desk)).changedSinceFinal).toContainEqual({ figure: 'total', was: 2, is: 0 });
  });

  test('a step that was taken and withdrawn has changed nothing', async () => {
    const desk = await unitDesk();
    await registered(desk);
    await desk.ok(['report', '2023-10', '--final']);
    await desk.ok(['void', '0101', '--reason=误登']);
    await desk.ok(['undo', '0101', '--reason=按错了']);
    expect((await report(desk)).changedSinceFinal).toEqual([]);
    expect(await changesShown(desk)).toBe('');
  });

  test('files, notes and amended texts of a filed case move no figure', async () => {
    const desk = await unitDesk();
    const no = await filed(desk);
    await desk.ok(['report', '2023-10', '--final']);
    writeFileSync(join(desk.folder, '录音.txt'), '回访录音');
    await desk.ok(['attach', no, '录音.txt', '--kind=evidence']);
    await desk.ok(['note', no, '资料已归柜']);
    await desk.ok(['amend', no, '--content=更正后的内容', '--cause=更正后的原因', '--reason=笔误']);
    expect((await report(desk)).changedSinceFinal).toEqual([]);
  });

  test('the report sent last is the one that counts', async () => {
    const desk = await unitDesk();
    await registered(desk);
    await desk.ok(['report', '2023-10', '--final']);
    await registered(desk);
    const again = await report(desk, '--final');
    expect(again.changedSinceFinal).toContainEqual({ figure: 'total', was: 1, is: 2 });
    expect((await report(desk)).changedSinceFinal).toEqual([]);
  });

  test('what could not be written was not sent', async () => {
    const desk = await unitDesk();
    await registered(desk);
    const { journalHead } = await report(desk);
    writeFileSync(join(desk.folder, 'a.xlsx'), 'mine');
    const taken = await desk.refusal(['report', '2023-10', '--final', '-o', 'a.xlsx']);
    expect(taken).toMatchObject({ code: 'usage.invalid' });
    expect((await report(desk)).journalHead).toEqual(journalHead);
  });

  test('unmasked phones in the workbook are journalled, a page or figures reveal none', async () => {
    const desk = await unitDesk();
    await registered(desk);
    const { journalHead } = await report(desk, '--reveal');
    await desk.ok(['report', '2023-10', '--reveal', '--format=csv']);
    expect((await report(desk)).journalHead).toEqual(journalHead);
    await desk.ok(['report', '2023-10', '--reveal']);
    expect((await report(desk)).journalHead.seq).toBe(journalHead.seq + 1);
    expect(await desk.ok(['verify'])).toContain('核对无误');
  });
});

describe('report --format csv', () => {
  test('the table of Annex 2, a line for each department and the sum', async () => {
    const desk = await unitDesk();
    await filed(desk);
    await registered(desk);
    await desk.ok(['report', '2023-10', '--format=csv']);
    const text = readFileSync(join(desk.folder, '投诉管理月度统计分析表_2023-10.csv'), 'utf8');
    expect(text.split('\r\n')).toEqual([
      '\ufeff序号,责任部门,投诉总次数,有效投诉次数,无效投诉次数,按时办结数,投诉处理及时率,回访满意数,投诉解决满意率,主要问题,整改措施,备注',
      '1,工程部,1,1,0,1,100.00%,1,100.00%,1. 胶圈老化,"1. 排查同楼接头\n2. 接头列入年度更换计划",',
      '2,未转办,1,1,0,0,0.00%,0,0.00%,,,未判定 1 件，未归档 1 件，有超期 1 件',
      ',合计,2,2,0,1,50.00%,1,50.00%,,,暂定，1 件未归档；有效投诉中 1 件尚未判定',
      '统计说明：补录 1 次（2023100101）；更正受理日期、撤回回访或办结、作废、免回访、撤诉、终结、改判、时限或满意口径与规定不同、承诺期内或改期：无。',
      '',
    ]);
  });
});
