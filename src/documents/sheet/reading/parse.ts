import { SaxesParser } from 'saxes';

/** What is done with each element of a part, by its name without a prefix, and with the text in it. */
export interface Handlers {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Deeper than any element of a workbook lies. */
const DEEPEST = 64;

/** A parser that stops at what is no XML, or nested without end. */
function saxParser({ open, text, close }: Handlers): SaxesParser {
  const parser = new SaxesParser();
  const local = (name: string): string => name.slice(name.indexOf(':') + 1);
  let depth = 0;
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (depth > DEEPEST) throw new RangeError('nested too deep');
    open(local(name), attributes as Record<string, string>);
  });
  if (text) parser.on('text', text);
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    close?.(local(name));
  });
  parser.on('error', (error) => {
    throw error;
  });
  return parser;
}

/** Reads a part from its beginning to its end. Fails with what is no XML, or nested without end. */
export function parse(part: Uint8Array, handlers: Handlers): void {
  const parser = saxParser(handlers);
  const decoder = new TextDecoder('utf-8');
  for (let from = 0; from < part.length; from += PIECE)
    parser.write(decoder.decode(part.subarray(from, from + PIECE), { stream: true }));
  parser.write(decoder.decode());
  parser.close();
}

/** The text of a large part is never in memory whole. */
const PIECE = 1 << 16;
