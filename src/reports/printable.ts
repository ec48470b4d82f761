/** The text as Office files can hold it: lines end in a newline, what XML forbids and what hides is shown escaped. */
export const printable = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(unprintable, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Controls but tab and newline, the marks that reverse the direction of writing, halves of a pair, and what XML forbids. */
const unprintable = /(?![\t\n])[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/gu;
