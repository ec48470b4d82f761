import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refuse } from '../../domain/problems.ts';

/**
 * The text as it was left in the editor of this computer ($VISUAL, $EDITOR, else Notepad or nano). It lies in a folder
 * that its owner alone can read, whatever the umask, and only while the editor is open. Refuses when no editor starts.
 *
 * An editor that hands the file to a window that is open already, as the Notepad of Windows 11 does, comes back at once.
 * Where nothing was written, `closed` is waited for: that she says so.
 *
 * inquirer has a prompt for this, too; but it guesses the encoding (and takes `ok` for UTF-32), and goes on reading the
 * keyboard beside the editor.
 */
export async function edit(text: string, closed: () => Promise<unknown>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'tousu-'));
  const file = join(folder, '内容.txt');
  try {
    chmodSync(folder, 0o700);
    writeFileSync(file, text, { mode: 0o600 });
    chmodSync(file, 0o600);
    const before = writtenAt(file);
    // The editor has the keyboard to itself, and as it is usual.
    const { isRaw, isTTY } = process.stdin;
    process.stdin.pause();
    await aTick();
    if (isTTY) process.stdin.setRawMode(false);
    const [program = '', ...words] = wordsOf(editor());
    const { status, error } = spawnSync(program, [...words, file], { stdio: 'inherit' });
    if (isTTY) process.stdin.setRawMode(isRaw);
    process.stdin.resume();
    // Windows starts a .cmd, as `code` is, by a shell only.
    const more = '；写 .exe 的完整路径，code 这样的 .cmd、.bat 启动不了';
    if (status !== 0) noEditor(error && process.platform === 'win32' ? more : '');
    if (writtenAt(file) === before) await closed();
    return readFileSync(file, 'utf8')
      .replace(/^\uFEFF/, '')
      .replaceAll('\r\n', '\n')
      .trim();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** After which Node has stopped to read what is paused. */
const aTick = () => new Promise((resolve) => setImmediate(resolve));

const writtenAt = (file: string): bigint => statSync(file, { bigint: true }).mtimeNs;

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
