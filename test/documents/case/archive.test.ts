import { createHash } from 'node:crypto';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Desk } from '../../support/run-tousu.ts';
import { unitDesk } from '../../support/run-unit.ts';
import { spoilFiles } from '../../support/stored-files.ts';
import { unzip } from '../../support/unzip.ts';
import { filed, registered } from '../cases.ts';

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');

async function attached(desk: Desk, no: string, files: Readonly<Record<string, string>>, kind = 'evidence') {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(desk.folder, name), content);
  await desk.ok(['attach', no, ...Object.keys(files), `--kind=${kind}`]);
}

describe('the archive of a case', () => {
  test('4.4.1 form, case, journal and files with their checksums; what it lacks is listed', async () => {
    const desk = await unitDesk();
    const no = await filed(desk);
    await attached(desk, no, { '照片.txt': 'picture', 'CON.txt': 'device' });
    expect(await desk.json(['archive', '0101'])).toEqual({
      file: '投诉档案_2023100101.zip',
      cases: [no],
      incomplete: true,
    });
    const parts = unzip(join(desk.folder, `投诉档案_${no}.zip`));
    expect([...parts.keys()]).toEqual([
      ...['投诉登记表_2023100101.docx', '投诉.json', '流水.json'].map((name) => `${no}/${name}`),
      `${no}/附件/证据材料_照片.txt`,
      `${no}/附件/证据材料_CON.txt`,
      '缺少清单.txt',
      '校验清单.txt',
    ]);
    expect(parts.get(`${no}/附件/证据材料_照片.txt`)).toBe('picture');
    const packed = JSON.parse(parts.get(`${no}/投诉.json`) ?? '') as { status: string };
    expect(packed).toMatchObject({ no, status: 'closed', verdict: { valid: true } });
    const shown = await desk.json<{ journal: unknown }>(['show', no, '--journal']);
    expect(JSON.parse(parts.get(`${no}/流水.json`) ?? '')).toEqual(shown.journal);
    expect(parts.get('缺少清单.txt')).toMatch(/2023100101（已归档）\n {2}- 投诉分析报告\n$/);
    const sums = new Map(
      (parts.get('校验清单.txt') ?? '').split('\n').map((line) => [line.slice(66), line.slice(0, 64)]),
    );
    for (const [path, content] of parts) {
      if (path.endsWith('.docx') || path === '校验清单.txt') continue;
      expect(sums.get(path)).toBe(sha256(content));
    }
    expect(sums.get(`${no}/投诉登记表_${no}.docx`)).toMatch(/^[0-9a-f]{64}$/);
  });

  test('a case that has everything has no list of what it lacks', async () => {
    const desk = await unitDesk();
    const no = await filed(desk, { evidence: '照片' });
    await attached(desk, no, { '分析.txt': 'analysis' }, '分析报告');
    expect(await desk.json(['archive', no])).toMatchObject({ incomplete: false });
    expect([...unzip(join(desk.folder, `投诉档案_${no}.zip`)).keys()]).not.toContain('缺少清单.txt');
  });

  test('is readable by its owner alone and never takes the place of another file', async () => {
    const desk = await unitDesk();
    const no = await registered(desk);
    await desk.ok(['archive', no, '-o', 'a.zip']);
    if (process.platform !== 'win32') expect(statSync(join(desk.folder, 'a.zip')).mode & 0o777).toBe(0o600);
    expect(await desk.refusal(['archive', no, '-o', 'a.zip'])).toMatchObject({ code: 'usage.invalid' });
    await desk.ok(['archive', no, '-o', 'a.zip', '--force']);
  });

  test('a file that is gone or changed since is not vouched for', async () => {
    const desk = await unitDesk();
    const no = await registered(desk);
    await attached(desk, no, { 'a.txt': 'evidence' });
    spoilFiles(desk);
    const refusal = await desk.refusal(['archive', no]);
    expect(refusal).toMatchObject({ code: 'attachment.changed', exit: 5 });
    expect(refusal.message).toContain('2023100101 a.txt');
    expect(readdirSync(desk.folder).filter((name) => /zip|tmp/.test(name))).toEqual([]);
  });
});

describe('the archive of a month', () => {
  test('a folder for each case accepted in it, voided ones included', async () => {
    const desk = await unitDesk();
    for (const at of ['2023-10-01 00:00', '2023-10-31 23:59', '2023-11-01 00:00'])
      await registered(desk, { at });
    await desk.ok(['void', '2023103101', '--reason=误登']);
    await attached(desk, '2023100101', { 'a.txt': 'a' });
    await desk.ok(['archive', '--month=2023-10']);
    const parts = unzip(join(desk.folder, '投诉档案_2023-10.zip'));
    expect(new Set([...parts.keys()].map((path) => path.split('/')[0]))).toEqual(
      new Set(['2023100101', '2023103101', '缺少清单.txt', '校验清单.txt']),
    );
    expect(parts.get('缺少清单.txt')).not.toContain('2023103101');
  });

  test('without a case there is nothing to pack', async () => {
    const desk = await unitDesk();
    expect(await desk.refusal(['archive', '--month=2023-10'])).toMatchObject({ code: 'usage.invalid' });
    expect(await desk.refusal(['archive'])).toMatchObject({ code: 'usage.missing' });
    expect(await desk.refusal(['archive', '0101', '--month=2023-10'])).toMatchObject({
      code: 'usage.invalid',
    });
    expect(await desk.refusal(['archive', '0101'])).toMatchObject({ code: 'not_found.complaint' });
  });
});
