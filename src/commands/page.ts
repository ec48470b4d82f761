import { writeFileSync } from 'node:fs';
import { command } from '../cli/command.ts';
import { optional } from '../cli/fields.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { choice } from '../cli/values.ts';
import type { Happening } from '../documents/case/page.ts';
import { type Entry, isUndone, withdrawn } from '../domain/case/events.ts';
import { paperNumber } from '../domain/case/papers.ts';
import { paperFormats, paperKinds } from '../domain/words/vocabulary.ts';
import { openCase } from '../services/case/case-file.ts';
import { setting } from '../services/ledger-context.ts';
import { writePagePdf } from '../services/office-program.ts';
import { openDraft } from '../store/files/output-draft.ts';
import { type ListedPaper, listPapersOf } from '../store/papers.ts';
import { entryStory } from './pages/entry-story.ts';
import { formatOf, outputFields } from './shared/output-fields.ts';
import { no } from './shared/step-fields.ts';

const formats = { html: '网页', pdf: 'PDF' } as const;

export const page = command({
  summary: '一件投诉的网页，在手机上看或打印',
  usedWhen:
    '把一件投诉给不用本程序的人看：谁、什么事、经过和时间、谁拿了多久、哪里超了期、出过哪些文书。一个文件，不用连网；电话打码。',
  fields: {
    no,
    ...outputFields,
    format: optional('文件格式（默认看文件名，再默认 html）', choice(formats)),
  },
  examples: ['tousu page 0102', 'tousu page 2023100102 -o 给经理.html'],
  async run(ctx, { no: number, output, force, format }) {
    const { format: fileFormat, endings } = formatOf(formats, format, output);
    const { complaint, entries } = await openCase(ctx, number);
    const file = output ?? `投诉_${complaint.no}.${fileFormat}`;
    using draft = openDraft(ctx, file, { force, endings });
    const { casePage } = await import('../documents/case/page.ts');
    const content = casePage({
      complaint,
      happenings: [...stepsOf(entries), ...(await listPapersOf(ctx.ledger, complaint.no)).map(paperOnTheWay)],
      unit: setting(ctx, 'unit.name'),
      asOf: ctx.now,
    });
    const write = async (path: string) => writeFileSync(path, content);
    await draft.write((path) => (fileFormat === 'pdf' ? writePagePdf(ctx, path, write) : write(path)));
    draft.keep();
    ctx.print(ctx.json ? toJson({ file, no: complaint.no }) : `已写入 ${shown(file)}`);
  },
});

/** What the journal says of the case; that something was withdrawn is told by what it struck out. */
function stepsOf(entries: readonly Entry[]): readonly Happening[] {
  const struck = withdrawn(entries);
  return entries
    .filter((entry) => !isUndone(entry))
    .map((entry) => ({
      at: entry.occurredAt,
      by: entry.by,
      ...entryStory(entry),
      kind: struck.has(entry.seq) ? 'struck' : 'step',
    }));
}

const paperOnTheWay = (paper: ListedPaper): Happening => ({
  at: paper.madeAt,
  title: `出${paperKinds[paper.kind]}`,
  by: paper.to === null ? '给投诉人' : `给${paper.to}`,
  text: `${paperNumber(paper)}（${paperFormats[paper.format]}）`,
  kind: 'paper',
});
