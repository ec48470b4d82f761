import { closeSync, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { refuse } from '../../domain/problems.ts';
import { codeOf, refusing } from './faults.ts';

/** Largest file that is read whole: a workbook of a month has a hundredth of it. */
const MOST_BYTES = 64 << 20;

/** What every SQLite file begins with. */
const DATABASE = 'SQLite format 3\0';

/** The file is a database, not a document. Refuses what is not there, and what is no file to be read twice. */
export function isDatabaseFile(file: string): boolean {
  return reading(file, (descriptor) => {
    const header = Buffer.alloc(DATABASE.length);
    readSync(descriptor, header);
    return header.toString('latin1') === DATABASE;
  });
}

/** The content of a file of ordinary size. Refuses a larger one, and devices and pipes, which may have no end. */
export const readWhole = (file: string): Uint8Array =>
  reading(file, (descriptor) => {
    if (fstatSync(descriptor).size > MOST_BYTES)
      refuse('usage.invalid', {
        message: `${file} 太大，超过 ${MOST_BYTES >> 20} MB`,
        hint: '写 tousu 生成的文件',
      });
    return readFileSync(descriptor);
  });

/** A pipe would be waited for at its opening: what it is, is asked before. */
function reading<T>(file: string, work: (descriptor: number) => T): T {
  const found = stateOf(file);
  if (found === undefined) refuse('not_found.file', { file, hint: '检查路径' });
  if (!found?.isFile())
    refuse('usage.invalid', {
      message: `${file} 不是普通文件`,
      hint: '写文件的路径，不是文件夹、管道或设备',
    });
  return refusing(file, () => {
    const descriptor = openSync(file, 'r');
    try {
      return work(descriptor);
    } finally {
      closeSync(descriptor);
    }
  });
}

function stateOf(file: string) {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch (error) {
    if (/^(ENAMETOOLONG|ENOTDIR)$/.test(codeOf(error))) return undefined;
    throw error;
  }
}
