import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { safeNames } from '../../../src/documents/sheet/safe-names.ts';

describe('names that any system can unpack', () => {
  test.each([
    ['a path', '../../etc/passwd', 'passwd'],
    ['a path of Windows', 'C:\\Users\\x\\照片.jpg', '照片.jpg'],
    ['a path and nothing behind it', '../', '文件'],
    ['dots', '..', '文件'],
    ['a device', 'CON.txt', '_CON.txt'],
    ['a device, small', 'aux', '_aux'],
    ['a device with a raised digit', 'com¹.log', '_com¹.log'],
    ['no device', 'console.txt', 'console.txt'],
    ['signs that Windows refuses', 'a<b>:"|?*.txt', 'a_b______.txt'],
    ['a dot and a space at the end', '报告. .', '报告'],
    ['controls and marks that turn the writing', '甲\u0007\u202egpj.exe', '甲__gpj.exe'],
    ['Chinese and emoji', '现场 照片😀.jpg', '现场 照片😀.jpg'],
  ])('%s', (_name, given, expected) => {
    expect(safeNames([given])).toEqual([expected]);
  });

  test('no two alike, whatever their case or width', () => {
    expect(safeNames(['a.txt', 'A.TXT', 'ａ.txt', 'a (2).txt'])).toEqual([
      'a.txt',
      'A (2).TXT',
      'ａ (3).txt',
      'a (2) (2).txt',
    ]);
  });

  test('a long name is cut before its ending, through no character', () => {
    const [name = ''] = safeNames([`${'😀'.repeat(200)}.jpg`]);
    expect(name).toBe(`${'😀'.repeat(80)}.jpg`);
  });

  test('whatever the names: as many, all different, no path, nothing that Windows refuses', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 120 }), { maxLength: 20 }), (given) => {
        const names = safeNames(given);
        expect(names).toHaveLength(given.length);
        expect(new Set(names.map((name) => name.normalize('NFKC').toLowerCase())).size).toBe(names.length);
        for (const name of names) {
          expect(name).not.toMatch(/[/\\<>:"|?*\p{Cc}\p{Cf}\p{Cs}]|^\.*$|[. ]$/u);
          expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
          expect([...name].length).toBeLessThanOrEqual(100);
        }
      }),
    );
  });
});
