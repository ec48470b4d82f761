import { command } from '../cli/command.ts';
import { argument } from '../cli/fields.ts';
import { text } from '../cli/values.ts';
import { noteCase } from '../services/case/steps.ts';
import { printRecorded } from './shared/recorded.ts';
import { at, by, no } from './shared/step-fields.ts';

export const note = command({
  summary: '备注',
  usedWhen: '记一句话，不改变办理状态和时限。',
  fields: { no, text: argument('备注内容', text), by, at },
  records: true,
  examples: ['tousu note 0102 用户说周末都在家', 'tousu note 0102 @通话记录.txt --by 王芳'],
  async run(ctx, input) {
    printRecorded(ctx, await noteCase(ctx, input), '已备注');
  },
});
