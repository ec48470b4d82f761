import { mended } from './mend.ts';
import { DamagedSheet } from './spreadsheet.ts';
import type { PackedPart } from './unpack.ts';

/** A cell holds 32,767 signs: what goes on for longer without the end of an element is no table. */
const LONGEST = 4 << 20;

/** The text that stands in the first element of this name, in pieces. Throws DamagedSheet where the part is damaged. */
export async function* textsIn(part: PackedPart, element: string): AsyncIterable<string> {
  for await (const { place, text } of textsAround(part, element)) {
    if (place === 'behind') return;
    yield text;
  }
}

/** The same, and behind it the text from the end of the element to that of the part. */
export async function* textsAround(
  part: PackedPart,
  element: string,
): AsyncIterable<{ readonly place: 'within' | 'behind'; readonly text: string }> {
  const begin = new RegExp(`<(?:\\w+:)?${element}(?:\\s[^>]*?)?(/?)>`);
  const end = new RegExp(`</(?:\\w+:)?${element}\\s*>`);
  let place: 'before' | 'within' | 'behind' = 'before';
  for await (const piece of textOf(part)) {
    let text = piece;
    if (place === 'before') {
      const found = begin.exec(text);
      if (found === null) continue;
      place = found[1] === '' ? 'within' : 'behind';
      text = text.slice(found.index + found[0].length);
    }
    if (place === 'within') {
      const close = text.search(end);
      yield { place, text: close < 0 ? text : text.slice(0, close) };
      if (close < 0) continue;
      place = 'behind';
      text = text.slice(close);
    }
    yield { place: 'behind', text };
  }
  if (place === 'within') throw new DamagedSheet();
}

/** The text of a part, its bytes as characters, in pieces that end where an element does, mended. */
async function* textOf(part: PackedPart): AsyncIterable<string> {
  let rest = '';
  for await (const piece of piecesOf(part)) {
    const text = rest + piece.toString('latin1');
    const end = endOfLastElement(text);
    rest = text.slice(end);
    if (rest.length > LONGEST) throw new DamagedSheet();
    yield mended(text.slice(0, end));
  }
  yield mended(rest);
}

async function* piecesOf(part: PackedPart): AsyncIterable<Buffer> {
  try {
    yield* part.pieces();
  } catch {
    throw new DamagedSheet();
  }
}

const CDATA = '<![CDATA[';
const END_OF_CDATA = ']]>';

/** What stands in CDATA may look like an element: a section is never parted. */
function endOfLastElement(text: string): number {
  const end = text.lastIndexOf('>') + 1;
  const section = text.lastIndexOf(CDATA, end);
  if (section < 0) return end;
  const close = text.indexOf(END_OF_CDATA, section);
  return close >= 0 && close + END_OF_CDATA.length <= end ? end : section;
}

/**
 * What stands between two elements in pages that end with `end`: an element of the file, whole. All in one page where it
 * is undefined.
 */
export async function* pagesOf(texts: AsyncIterable<string>, end: string | undefined): AsyncIterable<string> {
  let [page, least] = ['', 0];
  for await (const text of texts) {
    page += text;
    if (end === undefined || page.length < least) continue;
    const found = page.lastIndexOf(end);
    // Looked for again when there is twice as much: each time would take for ever.
    if (found < 0) least = page.length * 2;
    else {
      yield page.slice(0, found + end.length);
      [page, least] = [page.slice(found + end.length), 0];
    }
  }
  yield page;
}
