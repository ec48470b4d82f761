// What Windows says of files that somebody else has open, and of names it has no files for; told by stand-ins here.

import { expect, test } from '@jest/globals';
import { Refusal } from '../../src/domain/problems.ts';
import { whyNoWindowsPath } from '../../src/domain/words/file-names.ts';
import { refuseFault, refuseUnread } from '../../src/store/files/faults.ts';
import { isOnNetwork, synchroniserOf } from '../../src/store/files/network-folder.ts';
import { patiently } from '../../src/store/files/patience.ts';

const fault = (code: string) => Object.assign(new Error(code), { code });

/** Fails `times` times with `code`, then answers. */
function heldFor(times: number, code: string) {
  let calls = 0;
  return () => {
    calls += 1;
    if (calls <= times) throw fault(code);
    return calls;
  };
}

test.each(['EBUSY', 'EPERM', 'EACCES'])('%s goes by: tried again', (code) => {
  expect(patiently(heldFor(2, code), { tries: 3, pause: 1 })).toBe(3);
});

test('who holds it longer is told', () => {
  expect(() => patiently(heldFor(3, 'EBUSY'), { tries: 3, pause: 1 })).toThrow('EBUSY');
});

test('what is no matter of holding is not tried again', () => {
  expect(() => patiently(heldFor(1, 'ENOSPC'), { tries: 3, pause: 1 })).toThrow('ENOSPC');
});

const problemOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.problem;
    throw error;
  }
  return undefined;
};

test('a ledger that another program keeps to itself is busy', () => {
  expect(problemOf(() => refuseFault(fault('EBUSY'), 'D:\\l.db'))?.code).toBe('ledger.busy');
});

test.each([
  ['EBUSY', 'usage.invalid', /WPS/],
  ['EACCES', 'usage.invalid', /读权限/],
  ['ENOENT', 'not_found.file', /写路径/],
])('a file that cannot be read, %s', (code, expected, hint) => {
  const problem = problemOf(() => refuseUnread(fault(code), '旧台账.xlsx', '写路径'));
  expect(problem).toMatchObject({ code: expected, hint: expect.stringMatching(hint) });
});

test.each([
  ['D:\\投诉\\ledger.db', undefined],
  ['C:月报.xlsx', undefined],
  ['..\\月报.v2.xlsx', undefined],
  ['\\\\server\\share\\月报.xlsx', undefined],
  ['\\\\?\\C:\\月报.xlsx', undefined],
  ['aux月报.xlsx', undefined],
  ['con', /设备/],
  ['D:\\备份\\NUL.xlsx', /设备/],
  ['com1\\月报.xlsx', /设备/],
  ['C:\\x\\a:b.db', /:/],
  ['x?.xlsx', /\?/],
  ['a|b.db', /\|/],
  ['月报.xlsx.', /结尾/],
  ['月报 ', /结尾/],
])('Windows and %s', (path, why) => {
  if (why === undefined) expect(whyNoWindowsPath(path)).toBeUndefined();
  else expect(whyNoWindowsPath(path)).toMatch(why);
});

test.each([
  ['Z:\\tousu\\ledger.db', '\\\\server\\投诉', true],
  ['Z:\\tousu\\ledger.db', '\\\\?\\UNC\\server\\投诉', true],
  ['\\\\?\\UNC\\server\\投诉\\ledger.db', '', true],
  ['D:\\tousu\\ledger.db', 'D:\\tousu', false],
  ['\\\\?\\D:\\tousu\\ledger.db', '\\\\?\\D:\\tousu', false],
])('%s with %s behind it on a network: %s', (file, real, expected) => {
  expect(isOnNetwork(file, () => real)).toBe(expected);
});

test.each([
  ['C:\\Users\\wang\\OneDrive - 公司\\桌面\\ledger.db', 'OneDrive'],
  ['D:\\我的坚果云\\ledger.db', '坚果云'],
  ['D:\\坚果云\\台账\\ledger.db', '坚果云'],
  ['C:\\Users\\wang\\Nutstore\\1\\ledger.db', '坚果云'],
  ['D:\\BaiduSyncdisk\\ledger.db', '百度网盘'],
  ['D:\\BaiduNetdiskWorkspace\\ledger.db', '百度网盘'],
  ['C:\\Users\\wang\\WPSDrive\\1001\\WPS云盘\\ledger.db', 'WPS 云文档'],
  ['D:\\WPS Cloud Files\\ledger.db', 'WPS 云文档'],
  ['D:\\Dropbox\\ledger.db', 'Dropbox'],
  ['D:\\投诉\\OneDrive.db', undefined],
  ['C:\\Users\\wang\\AppData\\Local\\tousu\\ledger.db', undefined],
])('%s is kept in step by %s', (file, expected) => {
  expect(synchroniserOf(file.replaceAll('\\', '/'))).toBe(expected);
});
