import { command } from '../cli/command.ts';
import { remainingArguments, required } from '../cli/fields.ts';
import { choice, path } from '../cli/values.ts';
import { attachmentKinds } from '../domain/words/vocabulary.ts';
import { attachToCase } from '../services/case/attach.ts';
import { printRecorded } from './shared/recorded.ts';
import { at, by, no } from './shared/step-fields.ts';

export const attach = command({
  summary: '附上材料',
  usedWhen: '把照片、录音、报告等材料存进投诉档案；文件复制到台账旁的 attachments 文件夹，原件不动。',
  fields: {
    no,
    files: remainingArguments('文件', path),
    kind: required('材料种类', choice(attachmentKinds)),
    by,
    at,
  },
  records: true,
  examples: [
    'tousu attach 0102 表具照片.jpg 通话录音.mp3 --kind evidence',
    'tousu attach 0102 处罚决定.pdf --kind 处理决定 --by 刘敏',
  ],
  async run(ctx, input) {
    const recorded = await attachToCase(ctx, input);
    printRecorded(ctx, recorded, `已附上 ${input.files.length} 份${attachmentKinds[input.kind]}`);
  },
});
