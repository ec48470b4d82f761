import { extname } from 'node:path';
import { flag, optional } from '../../cli/fields.ts';
import { line } from '../../cli/values.ts';

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
