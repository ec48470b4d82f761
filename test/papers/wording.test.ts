// What each paper says, on paper and as a message. UPDATE=1 writes what is seen: read the difference before it is committed.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import JSZip from 'jszip';
import { fillPapers, paperText } from '../../src/documents/papers/papers.ts';
import { type PaperKind, paperKinds } from '../../src/domain/words/vocabulary.ts';
import { sheetOf, unit } from './sheets.ts';

const kinds = Object.keys(paperKinds) as readonly PaperKind[];
const template = (kind: PaperKind): string =>
  fileURLToPath(new URL(`../../templates/paper-${kind}.docx`, import.meta.url));

/** What stands in the document, a paragraph a line; read without the library that wrote it. */
async function onPaper(kind: PaperKind): Promise<string> {
  const zip = await JSZip.loadAsync(await fillPapers(template(kind), kind, unit, [sheetOf(kind)]));
  const xml = await zip.file('word/document.xml')?.async('string');
  return (xml ?? '')
    .replaceAll('<w:tab/>', '　')
    .replaceAll('</w:p>', '\n')
    .replaceAll(/<[^>]+>/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .join('\n');
}

describe.each(kinds)('%s', (kind) => {
  const golden = join(import.meta.dirname, 'golden', `${kind}.txt`);

  test('says on paper and as a message what it said before', async () => {
    const said = `${await onPaper(kind)}\n\n======== 消息 ========\n${paperText(kind, [sheetOf(kind)])}\n`;
    if (process.env.UPDATE === '1') writeFileSync(golden, said);
    expect(said).toBe(readFileSync(golden, 'utf8'));
  });

  test('no mark is left in it', async () => {
    expect(await onPaper(kind)).not.toMatch(/[{}]|undefined|null/);
  });
});

test.each(['transfer', 'reminder', 'signing', 'rectification', 'penalty', 'headquarters'] as const)(
  'the message of %s names neither who complained nor his phone',
  (kind) => {
    const text = paperText(kind, [sheetOf(kind)]);
    expect(text).not.toMatch(/李强|1380000|13800001234/);
  },
);

test('the decision names nobody but the one it is about', () => {
  expect(paperText('penalty', [sheetOf('penalty')])).not.toMatch(/王芳|刘敏|陈国栋/);
});

test('the caller’s message has whom to call; the complainant’s no other name', () => {
  expect(paperText('callback', [sheetOf('callback')])).toContain('李强　13800001234');
  expect(paperText('answer', [sheetOf('answer')])).not.toMatch(/赵强|钱伟|刘敏/);
});
