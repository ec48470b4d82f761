import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { bareCommand } from '../cli/command.ts';
import { asked, flag, many, optionalArgument } from '../cli/fields.ts';
import { readBytes } from '../cli/screen/terminal.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { line, path } from '../cli/values.ts';
import { openContext, type Session } from '../context.ts';
import { packageFile } from '../ledger-place.ts';
import { refuseUnread } from '../store/files/faults.ts';
import { openDraft } from '../store/files/output-draft.ts';
import { headingMapping } from './shared/heading-mapping.ts';
import { outputFields } from './shared/output-fields.ts';

export const importCommand = bareCommand({
  summary: '导入旧台账（Excel、WPS、csv）',
  usedWhen:
    '启用系统时把以前的台账一次导入：有一行不对就一行也不导入；先用 --dry-run 核对，-o 写出一份标了红的来改。--template 给出空表。',
  fields: {
    file: asked(optionalArgument('旧台账文件', path), { asChoice: '导入旧台账' }),
    dryRun: flag('只核对，不导入'),
    sheet: many('只读这些表（可多次；隐藏的表写了才读）', line),
    map: many('栏名对应（可多次）：旧栏名=本系统栏名，不读的写 旧栏名=', line),
    number: flag('没有本系统编号的，按受理日期和先后编号'),
    template: flag('写出导入模板'),
    ...outputFields,
  },
  exactlyOne: ['file', 'template'],
  choosing: '做什么',
  onlyWith: {
    dryRun: { words: '旧台账文件', holds: ({ file }) => file !== null },
    sheet: { words: '旧台账文件', holds: ({ file }) => file !== null },
    map: { words: '旧台账文件', holds: ({ file }) => file !== null },
    number: { words: '旧台账文件', holds: ({ file }) => file !== null },
    output: { words: '--template 或 --dry-run', holds: ({ template, dryRun }) => template || dryRun },
  },
  examples: [
    'tousu import 旧台账.xls --dry-run -o 核对.xlsx',
    'tousu import 旧台账.xlsx --number --map 反映问题=投诉内容',
  ],
  async run(session, { file, dryRun, sheet, map, number, output, force }) {
    if (file === null) return writeTemplate(session, output ?? '投诉导入模板.xlsx', force);
    const { runImport } = await import('./shared/old-ledger.ts');
    const bytes = bytesOf(file);
    const given = { name: basename(file), bytes, sheets: sheet, mapping: headingMapping(map), number };
    const ctx = await openContext(session);
    try {
      await runImport(ctx, given, { dryRun, output, force });
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
