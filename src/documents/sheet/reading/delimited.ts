/** What text files of spreadsheets are written in: UTF-8, GB18030 of Chinese Windows, UTF-16 of Excel's “Unicode 文本”. */
const encodings = ['utf-8', 'gb18030'] as const;

/** The text of the file; undefined where it is none. */
export function decodeText(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodedAs('utf-16le', bytes);
  // No text has this sign; every other kind of file soon does.
  if (bytes.includes(0)) return undefined;
  for (const encoding of encodings) {
    const text = decodedAs(encoding, bytes);
    if (text !== undefined) return text;
  }
  return undefined;
}

function decodedAs(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A quote that nothing closes goes on to the next one, lines further down: the cases between would be one cell. */
export class UnpairedQuote extends Error {}

/**
 * The rows of a text, by the separator that its first lines have most of. RFC 4180; a quote inside a bare field is one.
 * Throws UnpairedQuote.
 */
export function* parseDelimited(text: string): Iterable<readonly string[]> {
  const separator = separatorOf(text);
  const field = new RegExp(
    `(?:"((?:[^"]|"")*)"([^${separator}\\r\\n]*)|([^${separator}\\r\\n]*))(${separator}|\\r\\n|\\n|\\r|$)`,
    'y',
  );
  let row: string[] = [];
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const [, quoted, behind = '', bare = '', end = ''] = field.exec(text) ?? [];
    if (field.lastIndex <= at) break;
    if (behind !== '' && quoted?.includes('\n')) throw new UnpairedQuote();
    row.push(quoted === undefined ? bare : quoted.replaceAll('""', '"') + behind);
    if (end === separator) continue;
    yield row;
    row = [];
  }
  if (row.length > 0) yield row;
}

function separatorOf(text: string): string {
  const beginning = text.slice(0, 10_000);
  const [most] = ['\t', ',', ';']
    .map((sign) => ({ sign, count: beginning.split(sign).length }))
    .sort((a, b) => b.count - a.count);
  return most?.sign ?? ',';
}
