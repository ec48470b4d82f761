import { SaxesParser } from 'saxes';

/** What is done with each element of a part and the text in it. */
export interface Handlers {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** A parser that knows elements by their name without a prefix, and stops at what is no XML. */
export function saxParser({ open, text, close }: Handlers): SaxesParser {
  const parser = new SaxesParser();
  const local = (name: string): string => name.slice(name.indexOf(':') + 1);
  parser.on('opentag', ({ name, attributes }) => open(local(name), attributes as Record<string, string>));
  if (text) parser.on('text', text);
  if (close) parser.on('closetag', ({ name }) => close(local(name)));
  parser.on('error', (error) => {
    throw error;
  });
  return parser;
}
