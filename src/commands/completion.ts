import { bareCommand } from '../cli/command.ts';
import { completionScripts } from '../cli/completion-scripts.ts';
import { argument, asked } from '../cli/fields.ts';
import { choice } from '../cli/values.ts';

const shells = { bash: 'bash', zsh: 'zsh', fish: 'fish', powershell: 'PowerShell' } as const;

export const completion = bareCommand({
  summary: '命令行补全',
  usedWhen:
    '装上以后按 Tab 补全命令、选项、值、未办完的编号、部门和人员。把输出存入命令行的启动文件，重开终端。',
  fields: { shell: asked(argument('命令行 shell', choice(shells)), { question: '哪一种命令行' }) },
  examples: ['tousu completion bash >> ~/.bashrc', 'tousu completion powershell >> $PROFILE'],
  async run(session, { shell }) {
    session.print(completionScripts[shell]);
  },
});
