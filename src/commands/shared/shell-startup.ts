import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { refuse } from '../../domain/problems.ts';

const BEGIN = '# >>> tousu completion';
const END = '# <<< tousu completion';

/** The file a shell reads when it starts; fish reads one of its own for each program. */
const startupFiles = {
  bash: () => join(homedir(), '.bashrc'),
  zsh: () => join(homedir(), '.zshrc'),
  fish: () => join(homedir(), '.config', 'fish', 'completions', 'tousu.fish'),
  powershell: powershellProfile,
} as const;

export type Shell = keyof typeof startupFiles;

/** Where it lies depends on the version and on where the Documents are: PowerShell itself is asked. */
function powershellProfile(): string {
  for (const program of ['pwsh', 'powershell']) {
    const { status, stdout } = spawnSync(program, ['-NoProfile', '-Command', '$PROFILE'], {
      encoding: 'utf8',
    });
    if (status === 0 && stdout.trim() !== '') return stdout.trim();
  }
  return refuse('not_found.file', {
    file: 'PowerShell',
    hint: 'tousu completion powershell >> $PROFILE（在 PowerShell 里）',
  });
}

/**
 * Puts the script into the file that the shell reads at its start, between two marks, in the place of what an earlier
 * version put there; the rest of the file stays as it is. Returns the file.
 */
export function installCompletion(shell: Shell, script: string): string {
  const file = startupFiles[shell]();
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const block = `${BEGIN}\n${script}\n${END}\n`;
  const [from, to] = [before.indexOf(BEGIN), before.indexOf(END)];
  mkdirSync(dirname(file), { recursive: true });
  if (from >= 0 && to > from) {
    writeFileSync(file, before.slice(0, from) + block + before.slice(to + END.length).replace(/^\r?\n/, ''));
  } else {
    // PowerShell of Windows takes a file without a mark for one of the old code page.
    const mark = shell === 'powershell' && before === '' ? '\uFEFF' : '';
    appendFileSync(file, `${mark}${before === '' || before.endsWith('\n') ? '' : '\n'}${block}`);
  }
  return file;
}
