import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refuse } from '../../domain/problems.ts';

/**
 * The text as it was left in the editor of this computer ($VISUAL, $EDITOR, else Notepad or nano). It lies in a folder
 * that its owner alone can read, whatever the umask, and only while the editor is open. Refuses when no editor starts.
 *
 * inquirer has a prompt for this, too; but it guesses the encoding (and takes `ok` for UTF-32), and goes on reading the
 * keyboard beside the editor.
 */
export function edit(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'tousu-'));
  const file = join(folder, '内容.txt');
  try {
    chmodSync(folder, 0o700);
    writeFileSync(file, text, { mode: 0o600 });
    chmodSync(file, 0o600);
    // The editor has the keyboard to itself.
    process.stdin.pause();
    const [program = '', ...words] = wordsOf(editor());
    const { status, error } = spawnSync(program, [...words, file], { stdio: 'inherit' });
    process.stdin.resume();
    // Windows starts a .cmd, as `code` is, by its full name and a shell only.
    if (status !== 0) noEditor(error && process.platform === 'win32' ? '；要写 .exe 的完整路径' : '');
    return readFileSync(file, 'utf8')
      .replace(/^\uFEFF/, '')
      .replaceAll('\r\n', '\n')
      .trim();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const editor = (): string =>
  process.env.VISUAL || process.env.EDITOR || (process.platform === 'win32' ? 'notepad' : 'nano');

/** A program and its options, `code --wait`; a path with blanks stands in quotes. No shell reads it. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );

const noEditor = (more: string): never =>
  refuse('usage.invalid', {
    message: `编辑器没有打开（${editor()}）`,
    hint: `写在一行里，或写 @文件名；编辑器由环境变量 EDITOR 指定${more}`,
  });
