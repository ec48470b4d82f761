import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { bareCommand } from '../cli/command.ts';
import { asked, flag, optionalArgument } from '../cli/fields.ts';
import { readBytes } from '../cli/screen/terminal.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { line } from '../cli/values.ts';
import { openContext, type Session } from '../context.ts';
import { packageFile } from '../ledger-place.ts';
import type { ImportResult } from '../services/old-ledger/import.ts';
import { refuseUnread } from '../store/files/faults.ts';
import { openDraft } from '../store/files/output-draft.ts';
import { outputFields } from './shared/output-fields.ts';

export const importCommand = bareCommand({
  summary: '导入旧的 Excel 台账',
  usedWhen:
    '启用系统时把以前的 Excel 台账一次导入：编号照旧，有一行不对就一行也不导入；先用 --dry-run 核对。--template 给出空表。',
  fields: {
    file: asked(optionalArgument('Excel 文件', line), { asChoice: '导入旧台账' }),
    dryRun: flag('只核对，不导入'),
    template: flag('写出导入模板'),
    ...outputFields,
  },
  exactlyOne: ['file', 'template'],
  choosing: '做什么',
  onlyWith: {
    dryRun: { words: 'Excel 文件', holds: ({ file }) => file !== null },
    output: { words: '--template', holds: ({ template }) => template },
  },
  examples: ['tousu import --template -o 导入模板.xlsx', 'tousu import 旧台账.xlsx --dry-run'],
  async run(session, { file, dryRun, output, force }) {
    if (file === null) return writeTemplate(session, output ?? '投诉导入模板.xlsx', force);
    const { checkImport, importLedger } = await import('../services/old-ledger/import.ts');
    const old = { name: basename(file), bytes: bytesOf(file), progress: session.progress };
    const ctx = await openContext(session);
    try {
      const result = await (dryRun ? checkImport(ctx, old) : importLedger(ctx, old));
      session.print(session.json ? toJson({ dryRun, ...result }) : summary(result, dryRun));
    } finally {
      await ctx.ledger.close();
    }
  },
});

async function writeTemplate(session: Session, file: string, force: boolean): Promise<void> {
  using draft = openDraft(session, file, { force, endings: ['xlsx'] });
  await draft.write(async (path) => writeFile(path, await readFile(packageFile('templates/import.xlsx'))));
  draft.keep();
  session.print(session.json ? toJson({ file }) : `已写入 ${shown(file)}，“填写说明”表写着每一栏怎么填`);
}

/** Ten times what 100,000 cases take, in an Excel file. */
const MOST_BYTES = 256 * 1024 * 1024;

function bytesOf(file: string): Uint8Array {
  try {
    return readBytes(file, MOST_BYTES);
  } catch (error) {
    return refuseUnread(error, file, '写旧台账的路径；空表用 tousu import --template');
  }
}

function summary({ imported, skipped, departments, ignored }: ImportResult, dryRun: boolean): string {
  const done = dryRun ? '核对通过，可以导入' : '已导入';
  return [
    `${done} ${imported} 件${skipped > 0 ? `，另有 ${skipped} 件以前已经导入，没有变化` : ''}`,
    ...(departments.length > 0 ? [`${dryRun ? '将新增' : '新增了'}部门：${departments.join('、')}`] : []),
    ...(ignored.length > 0 ? [`没有读取的栏：${ignored.map(shown).join('、')}`] : []),
  ].join('\n');
}
