import { extname } from 'node:path';
import { flag, optional } from '../../cli/fields.ts';
import { line } from '../../cli/values.ts';
import { problem, Refusal } from '../../domain/problems.ts';

/** `-o` and `--force`, as every command takes them that writes a file. */
export const outputFields = {
  output: optional('写到哪个文件', line, 'o'),
  force: flag('文件已存在时覆盖'),
};

/**
 * The format that was asked for, else the one the file's name ends in, else the first of `formats`. Refuses a name whose
 * ending is that of something else: no program would open the file.
 */
export function formatOf<Format extends string>(
  formats: Readonly<Record<Format, string>>,
  given: Format | null,
  file: string | null,
): Format {
  const codes = Object.keys(formats) as Format[];
  const ending = endingOf(file);
  const format = given ?? codes.find((code) => endingFor(code) === ending) ?? (codes[0] as Format);
  if (file !== null) refuseEnding(file, given === null ? codes.map(endingFor) : [endingFor(format)]);
  return format;
}

/** Refuses a file that is called by another ending than these; one without an ending may be called so. */
export function refuseEnding(file: string, endings: readonly string[]): void {
  if (endingOf(file) !== '' && !endings.includes(endingOf(file)))
    throw new Refusal(problem('unfit_ending', { file, endings }));
}

const endingOf = (file: string | null): string =>
  extname(file ?? '')
    .slice(1)
    .toLowerCase();

/** What files of a format end in: its code, but for a message. */
export const endingFor = (format: string): string => (format === 'text' ? 'txt' : format);
