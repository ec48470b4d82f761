import { bareCommand } from '../cli/command.ts';
import { completionScripts } from '../cli/completion-scripts.ts';
import { argument, asked, flag } from '../cli/fields.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { choice } from '../cli/values.ts';
import { installCompletion } from './shared/shell-startup.ts';

const shells = { bash: 'bash', zsh: 'zsh', fish: 'fish', powershell: 'PowerShell' } as const;

export const completion = bareCommand({
  summary: '命令行补全',
  usedWhen:
    '按 Tab 补全命令、选项、值、未办完的编号、部门和人员。--install 装进命令行的启动文件，重开终端后起作用；不写就只把脚本写出来。',
  fields: {
    shell: asked(argument('命令行 shell', choice(shells)), { question: '哪一种命令行' }),
    install: flag('装进命令行的启动文件'),
  },
  examples: ['tousu completion bash --install', 'tousu completion powershell >> $PROFILE'],
  async run(session, { shell, install }) {
    const script = completionScripts[shell];
    if (!install) return session.print(script);
    const file = installCompletion(shell, script, session.env);
    session.print(session.json ? toJson({ file }) : `已装进 ${shown(file)}，重开终端后按 Tab`);
  },
});
