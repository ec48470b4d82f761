// What the program writes, read by programs that had no part in it: LibreOffice and unzip.

import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { fillForm } from '../../src/documents/form/form.ts';
import { blankForm } from '../../src/documents/form/values.ts';
import { documentText, recalculated, temporaryFolder, withLibreOffice } from '../support/libreoffice.ts';
import type { Desk } from '../support/run-tousu.ts';
import { unitDesk } from '../support/run-unit.ts';
import { dangerous, registered } from './cases.ts';

const available = spawnSync('unzip', ['-v'], { stdio: 'ignore' }).error === undefined;
const withUnzip = available || process.env.CI ? test : test.skip;

/** Longer than a cell of Excel holds, with a word at its end. */
const long = `${'燃气表走得太快😀，'.repeat(4000)}终`;

describe('the ledger', () => {
  /** A case for each dangerous text, and one whose notes together are too long for a cell. */
  async function filled(): Promise<Desk> {
    const desk = await unitDesk();
    for (const text of dangerous) await registered(desk, { content: text, demand: text });
    const no = await registered(desk);
    for (const part of long.match(/[\s\S]{1,9000}/g) ?? []) await desk.ok(['note', no, part]);
    return desk;
  }

  withLibreOffice(
    'as a workbook: texts are as they were typed, one that is too long ends with a mark',
    async () => {
      const desk = await filled();
      await desk.ok(['export', '--all', '-o', 'a.xlsx']);
      const [titles = [], ...rows] = recalculated(join(desk.folder, 'a.xlsx')).get('投诉台账') ?? [];
      const column = (title: string) => rows.map((row) => row[titles.indexOf(title)] ?? '');
      expect(column('投诉内容').slice(0, -1)).toEqual(dangerous);
      expect(column('投诉人要求').slice(0, -1)).toEqual(dangerous);
      const notes = column('备注').at(-1) ?? '';
      expect(notes).toHaveLength(32_767);
      expect(notes).toMatch(/😀，[\s\S]*…（续见系统）$/u);
    },
  );

  withLibreOffice('as CSV: nothing is computed, every text is seen', async () => {
    const desk = await unitDesk();
    for (const text of dangerous) await registered(desk, { content: text });
    await desk.ok(['export', '--all', '-o', 'a.csv']);
    const [titles = [], ...rows] = recalculated(join(desk.folder, 'a.csv')).get('a') ?? [];
    expect(rows.map((row) => row[titles.indexOf('投诉内容')]?.replace(/^'/, ''))).toEqual(dangerous);
  });
});

withLibreOffice('Annex 1: every text, one of 32,767 characters and more to its end', async () => {
  const template = fileURLToPath(new URL('../../templates/annex1-form.docx', import.meta.url));
  const unit = { name: '修武燃气公司', hotline: '1', groupHotline: '2', headquarters: new Set<string>() };
  const file = join(temporaryFolder(), 'form.docx');
  const values = { ...blankForm(unit), 投诉内容: dangerous.join('\n'), 投诉人要求: long };
  writeFileSync(file, await fillForm(template, values));
  const text = documentText(file);
  expect(text).toContain(dangerous.join('\n'));
  expect(text).toContain(`投诉人要求：${long}`);
});

describe('the archive of a case', () => {
  withUnzip('unzip finds it whole, its names right, its contents as they went in', async () => {
    const desk = await unitDesk();
    const no = await registered(desk, { content: '=1+1' });
    writeFileSync(join(desk.folder, '照片 😀.txt'), 'picture');
    await desk.ok(['attach', no, '照片 😀.txt', '--kind=evidence']);
    await desk.ok(['archive', no, '-o', 'a.zip']);
    const unzip = (...words: readonly string[]) =>
      execFileSync('unzip', words, { cwd: desk.folder, env: { ...process.env, LC_ALL: 'C.UTF-8' } });
    expect(unzip('-tq', 'a.zip').toString()).toContain('No errors detected');
    unzip('-q', 'a.zip', '-d', 'out');
    const part = (name: string) => readFileSync(join(desk.folder, 'out', no, name), 'utf8');
    expect(part('附件/证据材料_照片 😀.txt')).toBe('picture');
    expect(JSON.parse(part('投诉.json'))).toMatchObject({ no, content: '=1+1' });
  });
});
