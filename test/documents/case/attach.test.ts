import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Desk } from '../../support/run-tousu.ts';
import { unitDesk } from '../../support/run-unit.ts';
import { storedFiles } from '../../support/stored-files.ts';
import { registered } from '../cases.ts';

interface Attached {
  readonly attachments: readonly { kind: string; name: string; sha256: string; size: number; by: string }[];
}

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');

function put(desk: Desk, name: string, content: string): string {
  writeFileSync(join(desk.folder, name), content);
  return name;
}

/** The digests of those that have something in them. */
const stored = (desk: Desk): readonly string[] => storedFiles(desk).filter((digest) => digest !== sha256(''));

describe('4.4.1 files of a case', () => {
  test('are copied into the ledger under their SHA-256; the originals stay', async () => {
    const desk = await unitDesk();
    await registered(desk);
    const files = [put(desk, '照片 一.jpg', 'picture'), put(desk, '录音.mp3', '')];
    const { attachments } = await desk.json<Attached>(['attach', '0101', ...files, '--kind=证据材料']);
    expect(attachments).toMatchObject([
      { kind: 'evidence', name: '照片 一.jpg', sha256: sha256('picture'), size: 7, by: '王芳' },
      { kind: 'evidence', name: '录音.mp3', sha256: sha256(''), size: 0, by: '王芳' },
    ]);
    expect(stored(desk)).toEqual([sha256('picture')]);
    expect(readFileSync(join(desk.folder, '照片 一.jpg'), 'utf8')).toBe('picture');
    const { journal } = await desk.json<{ journal: readonly { type: string }[] }>([
      'show',
      '0101',
      '--journal',
    ]);
    expect(journal.map(({ type }) => type)).toEqual(['registered', 'file_attached', 'file_attached']);
    expect(await desk.ok(['verify'])).toContain('2 份附件');
  });

  test('equal content lies there once, each attachment keeps its own name', async () => {
    const desk = await unitDesk();
    await registered(desk);
    const files = [put(desk, 'a.txt', 'same'), put(desk, 'b.txt', 'same')];
    const { attachments } = await desk.json<Attached>(['attach', '0101', ...files, '--kind=other']);
    expect(attachments.map(({ name }) => name)).toEqual(['a.txt', 'b.txt']);
    expect(stored(desk)).toEqual([sha256('same')]);
  });

  test('the name is the last part of the path, and nothing is written elsewhere', async () => {
    const desk = await unitDesk();
    await registered(desk);
    mkdirSync(join(desk.folder, 'in'));
    put(desk, '..\\..\\evil.txt', 'x');
    put(desk, 'CON.txt', 'y');
    put(desk, '-dash.txt', 'z');
    const before = readdirSync(desk.folder).toSorted();
    const { attachments } = await desk.json<Attached>([
      'attach',
      '--kind=other',
      '0101',
      'in/../CON.txt',
      '..\\..\\evil.txt',
      './-dash.txt',
    ]);
    expect(attachments.map(({ name }) => name)).toEqual(['CON.txt', 'evil.txt', '-dash.txt']);
    expect(stored(desk)).toEqual(['x', 'y', 'z'].map(sha256).toSorted());
    expect(
      readdirSync(desk.folder).filter((name) => !before.includes(name) && name !== 'attachments'),
    ).toEqual([]);
  });

  test('one that cannot be had, and none is recorded, none is left behind', async () => {
    const desk = await unitDesk();
    await registered(desk);
    put(desk, 'a.txt', 'a');
    mkdirSync(join(desk.folder, 'dir'));
    symlinkSync('nowhere', join(desk.folder, 'dangling'));
    for (const [file, code] of [
      ['nope.txt', 'not_found.file'],
      ['dangling', 'not_found.file'],
      ['a.txt/b', 'not_found.file'],
      ['dir', 'usage.invalid'],
      ['/dev/null', 'usage.invalid'],
    ] as const) {
      expect(await desk.refusal(['attach', '0101', 'a.txt', file, '--kind=other'])).toMatchObject({ code });
    }
    expect(stored(desk)).toEqual([]);
    expect((await desk.json<Attached>(['show', '0101'])).attachments).toEqual([]);
  });

  test('a name with a mark that turns the writing is refused', async () => {
    const desk = await unitDesk();
    await registered(desk);
    const name = put(desk, '照片\u202egpj.exe', 'x');
    // Read without the mark, as everything that is typed.
    expect(await desk.refusal(['attach', '0101', name, '--kind=other'])).toMatchObject({
      code: 'not_found.file',
    });
  });

  test('a case that does not take files is refused, and the copies are gone', async () => {
    const desk = await unitDesk();
    await registered(desk);
    await desk.ok(['void', '0101', '--reason=误登']);
    put(desk, 'a.txt', 'a');
    expect(await desk.refusal(['attach', '0101', 'a.txt', '--kind=other'])).toMatchObject({
      code: 'state.not_allowed',
    });
    expect(stored(desk)).toEqual([]);
  });

  test('everything missing is named at once', async () => {
    const desk = await unitDesk();
    expect(await desk.refusal(['attach'])).toMatchObject({
      code: 'usage.missing',
      details: { names: ['登记编号', '文件', '--kind'] },
    });
  });
});
