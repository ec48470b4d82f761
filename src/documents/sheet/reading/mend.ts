// What SheetJS 0.20.3 reads wrong without a word, put into a form that it reads right. Each is tried in
// test/documents/sheet/spreadsheet.test.ts: what a later version reads can go.

/** A part's bytes as characters, so that what is looked for in it is found without decoding. */
export function mended(part: string): string {
  const plain = part.includes('<![CDATA[') ? withoutCdata(part) : part;
  return plain.includes('&#') ? withoutLargeReferences(plain) : plain;
}

/** Of a text in CDATA it loses what stands behind a `<` in it, or behind the section. */
const withoutCdata = (part: string): string =>
  part.replaceAll(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_all, text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  );

/** A character beyond the 65,536th, as a number (`&#128512;`), becomes another one. */
const withoutLargeReferences = (part: string): string =>
  part.replaceAll(/&#(x[\da-f]+|\d+);/gi, (all, code: string) => {
    const point = /^x/i.test(code) ? Number.parseInt(code.slice(1), 16) : Number(code);
    return point > 0xffff && point <= 0x10ffff
      ? Buffer.from(String.fromCodePoint(point)).toString('latin1')
      : all;
  });

/** A merged range is seen only where its address is the first thing said of it. */
export const mendedMerges = (part: string): string =>
  part.replaceAll(
    /<(?:\w+:)?mergeCell\s[^>]*?\bref\s*=\s*["']([A-Z0-9:$]+)["'][^>]*>/g,
    '<mergeCell ref="$1"/>',
  );

/** A target that begins with `./` or `../`, or lies in a folder of its own, is not found: `placeOf` says where it is. */
export const mendedTargets = (part: string, placeOf: (target: string) => string | undefined): string =>
  part.replaceAll(/(\sTarget\s*=\s*)(["'])(.*?)\2/g, (all, before: string, quote: string, target: string) => {
    const place = placeOf(target);
    return place === undefined ? all : `${before}${quote}${place}${quote}`;
  });

/** A date in words (`t="d"`) is read without its offset from China time: as a text it comes as it stands. */
export const mendedDates = (part: string): string => part.replaceAll(/ t=(["'])d\1/g, ' t="str"');
