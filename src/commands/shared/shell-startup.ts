import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { refuse } from '../../domain/problems.ts';

const BEGIN = '# >>> tousu completion';
const END = '# <<< tousu completion';

/** The file a shell reads when it starts; fish reads one of its own for each program. */
const startupFiles = {
  bash: () => join(homedir(), '.bashrc'),
  zsh: ({ ZDOTDIR }) => join(ZDOTDIR || homedir(), '.zshrc'),
  fish: ({ XDG_CONFIG_HOME }) =>
    join(XDG_CONFIG_HOME || join(homedir(), '.config'), 'fish', 'completions', 'tousu.fish'),
  powershell: powershellProfile,
} as const satisfies Readonly<Record<string, (env: NodeJS.ProcessEnv) => string>>;

export type Shell = keyof typeof startupFiles;

/** The answer in one encoding whatever the console's is: the path may hold the user's Chinese name. */
const ASK = '[Console]::OutputEncoding = [Text.Encoding]::UTF8; $PROFILE; Get-ExecutionPolicy';

/**
 * Where it lies depends on the version and on where the Documents are: PowerShell itself is asked. Refuses where no such file
 * is run, because every start would complain of it: that is so on a Windows on which nobody changed it.
 */
function powershellProfile(): string {
  for (const program of ['pwsh', 'powershell']) {
    const { status, stdout } = spawnSync(program, ['-NoProfile', '-Command', ASK], { encoding: 'utf8' });
    if (status !== 0) continue;
    const [file = '', policy = ''] = stdout.split(/\r?\n/).map((line) => line.trim());
    if (file === '') continue;
    if (/^(Restricted|AllSigned)$/i.test(policy))
      refuse('usage.invalid', {
        message: `PowerShell 的执行策略是 ${policy}，不运行启动文件，装了也不能补全`,
        hint: '在 PowerShell 里运行 Set-ExecutionPolicy -Scope CurrentUser RemoteSigned，再装一次',
      });
    return file;
  }
  return refuse('not_found.file', {
    file: 'PowerShell',
    hint: 'tousu completion powershell >> $PROFILE（在 PowerShell 里）',
  });
}

/**
 * Puts the script into the file that the shell reads at its start, between two marks, in the place of what an earlier
 * version put there; the rest of the file stays as it is, byte by byte. Returns the file.
 */
export function installCompletion(shell: Shell, script: string, env: NodeJS.ProcessEnv): string {
  const file = startupFiles[shell](env);
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  // `>>` of Windows PowerShell writes UTF-16. Of any other encoding only what is ASCII is touched.
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf16le' : 'latin1';
  const before = bytes.toString(encoding);
  const block = `${BEGIN}\n${script}\n${END}\n`;
  const [from, to] = [before.indexOf(BEGIN), before.indexOf(END)];
  const after =
    from >= 0 && to > from
      ? before.slice(0, from) + block + before.slice(to + END.length).replace(/^\r?\n/, '')
      : `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${block}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, Buffer.from(after, encoding));
  return file;
}
