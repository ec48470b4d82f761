/**
 * How many columns text takes on a terminal. string-width knows every script and emoji, but loading it costs as much
 * as the rest of a command; text of ASCII, Chinese and common signs is measured without it.
 */
export type Measure = (text: string) => number;

const WIDE = /[\u2e80-\u303e\u3041-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6]/g;
const PLAIN =
  /^[\n\x20-\x7e\xa1-\xff\u2010-\u2027\u2030-\u205e\u2460-\u24ff\u2500-\u257f\u25a0-\u25e1\u2605\u2606\u2e80-\u303e\u3041-\u4dbf\u4e00-\u9fff\uff01-\uff60\uffe0-\uffe6]*$/;

/** Columns of text in ASCII, Chinese and the signs that go with them. */
export const plainWidth: Measure = (text) => text.length + (text.match(WIDE)?.length ?? 0);

/** A measure that is right for all of `texts`. */
export async function measureFor(texts: readonly string[]): Promise<Measure> {
  if (texts.every((text) => PLAIN.test(text))) return plainWidth;
  const { default: stringWidth } = await import('string-width');
  return stringWidth;
}

let segmenter: Intl.Segmenter | undefined;

/** The characters of the text as a reader counts them. A segmenter takes 12 ms to make, and plain text needs none. */
function graphemes(text: string): readonly string[] {
  if (PLAIN.test(text)) return text.split('');
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** The text broken into lines of at most `width` columns, no character lost but blanks at a break. Chinese breaks anywhere. */
export const wrap = (text: string, width: number, measure: Measure): string =>
  text
    .split('\n')
    .flatMap((paragraph) => wrapLine(paragraph, Math.max(2, width), measure))
    .join('\n');

function wrapLine(paragraph: string, width: number, measure: Measure): readonly string[] {
  if (measure(paragraph) <= width) return [paragraph];
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const piece of pieces(paragraph, width, measure)) {
    const columns = measure(piece);
    if (used + columns > width) {
      lines.push(line.trimEnd());
      line = '';
      used = 0;
    }
    if (line === '' && lines.length > 0 && piece === ' ') continue;
    line += piece;
    used += columns;
  }
  return line === '' ? lines : [...lines, line];
}

/** The text, or as much of its beginning as fits into `width` columns with an … behind it; empty where nothing fits. */
export function cutTo(text: string, width: number, measure: Measure): string {
  if (measure(text) <= width) return text;
  let cut = '';
  for (const sign of graphemes(text)) {
    if (measure(`${cut}${sign}…`) > width) break;
    cut += sign;
  }
  return cut === '' ? '' : `${cut}…`;
}

/** No line begins with one of these, and none ends with one of those: they stand with what they close and open. */
const CLOSING = /^[，。、；：？！）》」』】〉〕”’…％)\]}>,.;:?!%]+$/;
const OPENING = /^[（《「『【〈〔“‘([{<]+$/;

/** What is kept together: a number, a date or a word that fits on a line, a sign and what it closes or opens; else each character by itself. */
function pieces(paragraph: string, width: number, measure: Measure): readonly string[] {
  const runs = (paragraph.match(/[!-~]+|[^!-~]+/g) ?? []).flatMap((run) =>
    /^[!-~]/.test(run) && run.length <= width ? [run] : graphemes(run),
  );
  const kept: string[] = [];
  for (const run of runs) {
    const before = kept.at(-1);
    const together = before !== undefined && before !== ' ' && (CLOSING.test(run) || OPENING.test(before));
    if (together && measure(before + run) <= width) kept[kept.length - 1] = before + run;
    else kept.push(run);
  }
  return kept;
}

/** The text filled up with spaces to `width` columns. */
export const pad = (text: string, width: number, measure: Measure): string =>
  text + ' '.repeat(Math.max(0, width - measure(text)));
