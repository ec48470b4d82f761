// Every box of Annex 1 stands for a code of its list and says its label; a code without one goes into 其他.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import JSZip from 'jszip';
import { boxes, dayBoxes } from '../../../src/documents/form/boxes.ts';
import { blankForm } from '../../../src/documents/form/values.ts';
import * as words from '../../../src/domain/words/vocabulary.ts';

const template = fileURLToPath(new URL('../../../templates/annex1-form.docx', import.meta.url));

/** What the template prints behind each tag, up to the next tag. */
async function printedBehind(): Promise<ReadonlyMap<string, string>> {
  const zip = await JSZip.loadAsync(readFileSync(template));
  const xml = (await zip.file('word/document.xml')?.async('string')) ?? '';
  const text = xml.replaceAll('</w:p>', '\n').replaceAll(/<[^>]+>/g, '');
  return new Map(
    [...text.matchAll(/\{([^}]+)\}([^{\n]*)/g)].map(([, tag = '', behind = '']) => [tag, behind]),
  );
}

const printed = await printedBehind();
const labels: Readonly<Record<keyof typeof boxes, words.ClosedList>> = {
  channels: words.channels,
  assignedTo: words.unitKinds,
  feedbackTo: words.unitKinds,
  verdicts: words.verdicts,
  handled: { yes: '已处理', no: '未处理' },
  timeliness: words.grades,
  satisfaction: words.grades,
};
const rests: ReadonlySet<string> = new Set([boxes.channels.other]);

describe('a box says the label of its code, or is the one for the rest', () => {
  test.each(Object.entries(boxes))('%s', (list, codes: Readonly<Record<string, string>>) => {
    for (const [code, box] of Object.entries(codes)) {
      const label = labels[list as keyof typeof boxes][code];
      expect([box, printed.get(box)]).toEqual([
        box,
        expect.stringContaining(String(rests.has(box) ? '其他' : label)),
      ]);
    }
  });

  test.each(Object.entries(dayBoxes))('%s days', (days, box) => {
    expect(printed.get(box)).toContain(days === '0' ? '当日' : `${days}日内`);
  });
});

test('no box of the form stands for anything else', () => {
  const unit = { name: '', hotline: '', groupHotline: '', headquarters: new Set<string>() };
  const empty = Object.entries(blankForm(unit)).filter(([, value]) => value === '□');
  const known = [...Object.values(boxes), dayBoxes].flatMap((list) => Object.values<string>(list));
  expect(empty.map(([box]) => box).sort()).toEqual([...new Set(known)].sort());
});
