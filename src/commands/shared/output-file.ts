import { existsSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { flag, optional } from '../../cli/fields.ts';
import { line } from '../../cli/values.ts';
import { refuse } from '../../domain/problems.ts';
import { codeOf, refuseBrokenDisk } from '../../store/files/faults.ts';
import { createPrivateFile, dropDraft, putInPlace, sync } from '../../store/files/private-files.ts';

/** `-o` and `--force`, as every command takes them that writes a file. */
export const outputFields = {
  output: optional('写到哪个文件', line, 'o'),
  force: flag('文件已存在时覆盖'),
};

/** The format that was asked for, else the one the file's name ends in, else the first of `formats`. */
export function formatOf<Format extends string>(
  formats: Readonly<Record<Format, string>>,
  given: Format | null,
  file: string | null,
): Format {
  const codes = Object.keys(formats) as Format[];
  const ending = extname(file ?? '')
    .slice(1)
    .toLowerCase();
  return given ?? codes.find((code) => code === ending) ?? (codes[0] as Format);
}

/**
 * Writes a file that appears whole or not at all, readable by its owner alone: `write` fills a draft beside it, which
 * then takes its name and is on the disk when this returns. `keep` brings the draft there at once, for who records what
 * is in it. Refuses an existing file without `force`, and a place where none can be written.
 */
export async function writeOutput<T>(
  file: string,
  force: boolean,
  write: (draft: string, keep: () => void) => Promise<T>,
): Promise<T> {
  refuseTaken(file, force);
  const draft = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  // Watching begins first: what breaks off between the two would leave the draft behind.
  const stopWatching = removeWhenBrokenOff(draft);
  let kept = false;
  const keep = () => {
    if (!kept) orRefuse(file, () => sync(draft));
    kept = true;
  };
  try {
    orRefuse(file, () => createPrivateFile(draft));
    const result = await write(draft, keep);
    keep();
    if (!orRefuse(file, () => putInPlace(draft, file, { replacing: force }))) taken(file);
    return result;
  } catch (error) {
    refuseBrokenDisk(error, file);
    throw error;
  } finally {
    dropDraft(draft);
    stopWatching();
  }
}

function refuseTaken(file: string, force: boolean): void {
  if (!existsSync(file)) return;
  if (statSync(file).isDirectory()) {
    refuse('usage.invalid', { message: `${file} 是文件夹`, hint: '-o 后写文件名' });
  }
  if (!force) taken(file);
}

const taken = (file: string): never =>
  refuse('usage.invalid', {
    message: `文件已存在：${file}`,
    hint: '加 --force 覆盖，或用 -o 换一个文件名',
  });

/** Ctrl-C ends the process where it stands: the half-written draft goes first. */
function removeWhenBrokenOff(draft: string): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const endings = signals.map((signal) => {
    const end = () => {
      dropDraft(draft);
      process.kill(process.pid, signal);
    };
    process.once(signal, end);
    return () => process.removeListener(signal, end);
  });
  return () => {
    for (const stop of endings) stop();
  };
}

function orRefuse<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    return refuseFault(error, file);
  }
}

function refuseFault(error: unknown, file: string): never {
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    refuse('not_found.file', { file: dirname(file), hint: '先建好这个文件夹，或用 -o 换一个地方' });
  }
  if (/^(EACCES|EPERM|EROFS|EBUSY|ENAMETOOLONG|EINVAL)$/.test(code)) {
    refuse('usage.invalid', {
      message: `不能写入 ${file}`,
      hint: '文件可能正被打开，或没有写权限；用 -o 换一个地方',
    });
  }
  refuseBrokenDisk(error, file);
  throw error;
}
