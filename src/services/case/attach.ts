import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { win32 } from 'node:path';
import { refuse } from '../../domain/problems.ts';
import { attachFile } from '../../domain/steps/remark.ts';
import type { Warning } from '../../domain/steps/warnings.ts';
import { isPlainLine } from '../../domain/words/text.ts';
import type { AttachmentKind } from '../../domain/words/vocabulary.ts';
import type { AttachmentDraft } from '../../store/db.ts';
import { draftAttachment } from '../../store/files/attachment-files.ts';
import type { LedgerContext } from '../ledger-context.ts';
import { unknownPeople } from '../people.ts';
import { findCase } from './find.ts';
import { occasion, orRefuse, type Recorded, record, type StepInput } from './record-step.ts';

export interface AttachInput extends StepInput {
  readonly files: readonly string[];
  readonly kind: AttachmentKind;
}

/** 4.4.1 Keeps copies of the files and records each as an entry of its own, all of them or none. */
export async function attachToCase(ctx: LedgerContext, input: AttachInput): Promise<Recorded> {
  const drafts: (AttachmentDraft & { readonly name: string })[] = [];
  try {
    for (const [place, file] of input.files.entries()) drafts.push(draftOf(ctx.home, file, place));
    return await ctx.ledger.transaction(async (db) => {
      let complaint = await findCase(db, input.no);
      const warnings: Warning[] = [];
      for (const { name, sha256, size } of drafts) {
        const request = { ...occasion(ctx, input), complaint, kind: input.kind, name, sha256, size };
        const recorded = await record(ctx, db, complaint, orRefuse(attachFile(request)));
        complaint = recorded.complaint;
        warnings.push(...recorded.warnings);
      }
      for (const draft of drafts) await ctx.ledger.files.keep(draft);
      return {
        complaint,
        warnings: distinct([...warnings, ...(await unknownPeople(db, input.by === null ? [] : [input.by]))]),
      };
    });
  } finally {
    for (const draft of drafts) draft.drop();
  }
}

/** Each message once: the entries of several files warn of the same things. */
const distinct = (warnings: readonly Warning[]): readonly Warning[] => [
  ...new Map(warnings.map((warning) => [warning.message, warning])).values(),
];

function draftOf(home: string, file: string, place: number) {
  const name = nameOf(file);
  const source = opened(file);
  try {
    return { name, ...draftAttachment(home, source, place) };
  } finally {
    closeSync(source);
  }
}

/** The last part of the path, whichever system wrote it: the attachment is never a path to anywhere. */
function nameOf(file: string): string {
  const name = win32.basename(file).normalize('NFC');
  if (!isPlainLine(name)) unfit(file, '的文件名里有控制字符', '改名后再附');
  return name;
}

function opened(file: string): number {
  let [source, isFile] = [-1, false];
  try {
    // Without O_NONBLOCK, opening a pipe waits for somebody to write to it.
    source = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    isFile = fstatSync(source).isFile();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      refuse('not_found.file', { file, hint: '写文件的路径，带空格的加引号' });
    unfit(file, '读不出来', '检查读权限，或先关闭正在使用它的程序');
  }
  return isFile ? source : unfit(file, '不是文件', '只能附文件；文件夹先压缩成一个文件');
}

const unfit = (file: string, what: string, hint: string): never =>
  refuse('usage.invalid', { message: `${file} ${what}`, hint });
