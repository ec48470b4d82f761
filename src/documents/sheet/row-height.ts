import type { Style } from 'exceljs';

/** Points of one character of column width, in the standard font of the files exceljs writes. */
export const pointsPerWidth = 5.25;

/** Excel takes rows up to 409 points; beside the repeated heading less has room on a page. */
export const highestRow = 400;

/**
 * Points that a wrapped text needs in a column of this width. Rows do not grow by themselves once the file is printed, and
 * fonts differ between Excel, WPS and LibreOffice, so this errs on the side of room.
 */
export function textHeight(text: string, columnWidth: number, style: Partial<Style>): number {
  if (text === '') return 0;
  const size = style.font?.size ?? 11;
  const room = columnWidth * pointsPerWidth - sidePadding - (style.alignment?.indent ?? 0) * 9;
  const perLine = Math.max(2, Math.floor((room * 0.96) / (size / 2)));
  const lines = style.alignment?.wrapText ? countLines(text, perLine) : 1;
  return lines * size * lineSpacing + 1;
}

/** The style, in smaller print where the text would not fit into one row otherwise. */
export function fittingStyle(
  text: string,
  columnWidth: number,
  style: Partial<Style>,
  smallest = 8,
): Partial<Style> {
  const size = style.font?.size ?? 11;
  if (size <= smallest || !style.alignment?.wrapText || textHeight(text, columnWidth, style) <= highestRow)
    return style;
  return fittingStyle(
    text,
    columnWidth,
    { ...style, font: { ...style.font, size: Math.max(smallest, size - 1) } },
    smallest,
  );
}

const lineSpacing = 1.45; // what the tall ones among the Chinese fonts need
const sidePadding = 5;

/** Lines of a text in half-width columns: Latin letters and digits break at spaces and hyphens, Chinese anywhere. */
function countLines(text: string, perLine: number): number {
  return text.split('\n').reduce((lines, paragraph) => {
    let used = 0;
    let count = 1;
    for (const [word] of paragraph.matchAll(/[!-,.-~]+-?|[\s\S]/gu)) {
      const width = displayWidth(word);
      if (used > 0 && used + width > perLine) {
        count += 1;
        used = 0;
      }
      count += Math.max(0, Math.ceil(width / perLine) - 1);
      used = width > perLine ? width % perLine : used + width;
    }
    return lines + count;
  }, 0);
}

/** Capitals are wider than half a Chinese character in most fonts. */
function displayWidth(word: string): number {
  let width = 0;
  for (const character of word) width += character > '~' ? 2 : /[A-Z@%&]/.test(character) ? 1.4 : 1;
  return width;
}
