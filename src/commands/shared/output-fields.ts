import { flag, optional } from '../../cli/fields.ts';
import { path } from '../../cli/values.ts';
import { endingOf } from '../../domain/words/file-names.ts';

/** `-o` and `--force`, as every command takes them that writes a file. */
export const outputFields = {
  output: optional('写到哪个文件', path, 'o'),
  force: flag('文件已存在时覆盖'),
};

interface Chosen<Format> {
  readonly format: Format;
  /** What the name of a file of that format may end in. */
  readonly endings: readonly string[];
}

/** The format that was asked for, else the one the file's name ends in, else the first of `formats`. */
export function formatOf<Format extends string>(
  formats: Readonly<Record<Format, string>>,
  given: Format | null,
  file: string | null,
): Chosen<Format> {
  const codes = Object.keys(formats) as Format[];
  const ending = endingOf(file ?? '');
  const format = given ?? codes.find((code) => endingFor(code) === ending) ?? (codes[0] as Format);
  return { format, endings: given === null ? codes.map(endingFor) : [endingFor(format)] };
}

/** What files of a format end in: its code, but for a message. */
export const endingFor = (format: string): string => (format === 'text' ? 'txt' : format);
