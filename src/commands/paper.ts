import { writeFileSync } from 'node:fs';
import { command, type Group } from '../cli/command.ts';
import { anyArguments, argument, asked, flag, optional } from '../cli/fields.ts';
import { renderTable } from '../cli/screen/table.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { choice, number } from '../cli/values.ts';
import type { Context } from '../context.ts';
import type { Sheet } from '../documents/papers/sheet.ts';
import type { Tags } from '../documents/template/word.ts';
import { dayOf, minute } from '../domain/case/clock.ts';
import { paperNumber } from '../domain/case/papers.ts';
import { refuse } from '../domain/problems.ts';
import { type PaperFormat, type PaperKind, paperFormats, paperKinds } from '../domain/words/vocabulary.ts';
import { draftPapers, makePapers, needsNumbers, paperUnit } from '../services/case/papers.ts';
import { officeForPdf, writePdf } from '../services/office-program.ts';
import { openDraft } from '../store/files/output-draft.ts';
import { listPapers } from '../store/papers.ts';
import { endingFor, formatOf, outputFields } from './shared/output-fields.ts';
import { filling, paperTemplate } from './shared/template.ts';

const kind = asked(argument('哪一种文书', choice(paperKinds)), { question: '哪一种文书' });

const make = command({
  summary: '出一份文书：给部门、领导、投诉人、回访人、总部的纸或消息',
  usedWhen:
    '没有这个程序的人，靠纸和消息办事：把要说的写成 Word、PDF，或发微信、短信的文字（--format text）。每份编字号，记入流水。催办单、签批清单、回访单、整改通知书不写编号，就是全部该出的。',
  fields: {
    kind,
    no: asked(anyArguments('登记编号', number), { question: '哪一件', from: 'case' }),
    ...outputFields,
    format: optional('文件格式（默认看文件名，再默认 docx）', choice(paperFormats)),
    tags: flag('不出文书，列出模板里可以写的标记'),
  },
  examples: [
    'tousu paper transfer 2023100101',
    'tousu paper 催办单 --format text',
    'tousu paper answer 0101 -o 答复函.pdf',
    'tousu paper --tags transfer',
  ],
  missing: ({ kind: wanted, no: numbers, tags }) =>
    wanted !== null && !tags && numbers.length === 0 && needsNumbers(wanted) ? ['no'] : [],
  async run(ctx, { kind: wanted, no: numbers, output, force, format, tags }) {
    if (tags) return printTags(ctx, wanted);
    if (numbers.length > 0 && wanted === 'poster')
      refuse('usage.invalid', {
        message: `${paperKinds.poster}与哪一件投诉无关`,
        hint: 'tousu paper poster',
      });
    const { format: fileFormat, endings } = formatOf<PaperFormat>(paperFormats, format, output);
    const drafts = await draftPapers(ctx, wanted, numbers);
    if (drafts.length === 0) return printNone(ctx, wanted);
    const made = await (fileFormat === 'text' && output === null
      ? toScreen(ctx, wanted, drafts)
      : toFile(ctx, { kind: wanted, format: fileFormat, output, force, endings }, drafts));
    if (ctx.json) return ctx.print(toJson(made));
    if (made.text !== null) return ctx.print(shown(made.text));
    ctx.print(`${made.numbers.join('、')}，写入 ${shown(made.file)}`);
  },
});

/** Nothing waits: that is no refusal. */
const printNone = (ctx: Context, kind: PaperKind): void =>
  ctx.json
    ? ctx.print(toJson({ file: null, text: null, numbers: [] } satisfies Made))
    : ctx.say(`现在没有要出${paperKinds[kind]}的投诉`);

interface Made {
  readonly file: string | null;
  readonly text: string | null;
  readonly numbers: readonly string[];
}

type Drafts = Awaited<ReturnType<typeof draftPapers>>;

/** The wording alone, to be copied into a chat. */
async function toScreen(ctx: Context, kind: PaperKind, drafts: Drafts): Promise<Made> {
  const { paperText } = await import('../documents/papers/papers.ts');
  const sheets = await makePapers(ctx, { kind, format: 'text', drafts, write: async () => {} });
  return { file: null, text: paperText(kind, sheets), numbers: sheets.map((sheet) => sheet.number) };
}

interface Target {
  readonly kind: PaperKind;
  readonly format: PaperFormat;
  readonly output: string | null;
  readonly force: boolean;
  readonly endings: readonly string[];
}

async function toFile(ctx: Context, target: Target, drafts: Drafts): Promise<Made> {
  const { kind, format, output, force, endings } = target;
  const file = output ?? nameOf(ctx, kind, format, drafts);
  const writer = await writerOf(ctx, kind, format);
  using draft = openDraft(ctx, file, { force, endings });
  const write = async (sheets: readonly Sheet[]) => {
    await draft.write((path) => writer(path, sheets));
    draft.flush(); // What cannot be kept is not recorded as made.
  };
  const sheets = await makePapers(ctx, { kind, format, drafts, write });
  draft.keep();
  return { file, text: null, numbers: sheets.map((sheet) => sheet.number) };
}

/** `转办单_2023100101.docx`; of papers about several cases the day stands for them. */
function nameOf({ now }: Context, kind: PaperKind, format: PaperFormat, drafts: Drafts): string {
  const cases = new Set(drafts.flatMap((draft) => draft.cases.map(({ no }) => no)));
  const [only] = cases;
  const about = only !== undefined && cases.size === 1 ? only : dayOf(now);
  return `${paperKinds[kind]}_${about}.${endingFor(format)}`;
}

type Writer = (path: string, sheets: readonly Sheet[]) => Promise<void>;

async function writerOf(ctx: Context, kind: PaperKind, format: PaperFormat): Promise<Writer> {
  const { fillPapers, paperText } = await import('../documents/papers/papers.ts');
  const unit = paperUnit(ctx);
  const word: Writer = async (path, sheets) =>
    writeFileSync(
      path,
      await filling(paperTemplate(kind), (template) => fillPapers(template, kind, unit, sheets)),
    );
  switch (format) {
    case 'docx':
      return word;
    case 'text':
      return async (path, sheets) => writeFileSync(path, `${paperText(kind, sheets)}\n`);
    case 'pdf': {
      const office = officeForPdf(ctx);
      return (path, sheets) => writePdf(office, path, 'docx', (document) => word(document, sheets));
    }
  }
}

/** Every mark with what it stands for; those of a list further in. */
async function printTags(ctx: Context, kind: PaperKind): Promise<void> {
  const { templateTags } = await import('../documents/papers/designs.ts');
  const tags = templateTags(kind);
  if (ctx.json) return ctx.print(toJson({ kind, template: paperTemplate(kind).file, tags }));
  ctx.print(
    [`${paperTemplate(kind).file} 里须有这些标记，一个不能少，也不能有别的：`, ...tagLines(tags, '')].join(
      '\n',
    ),
  );
}

const tagLines = (tags: Tags, indent: string): readonly string[] =>
  Object.entries(tags).flatMap(([tag, what]) =>
    typeof what === 'string'
      ? [`${indent}{${tag}}  ${what}`]
      : [`${indent}{#${tag}}  以下每份、每行重复`, ...tagLines(what, `${indent}  `), `${indent}{/${tag}}`],
  );

const list = command({
  summary: '列出出过的文书',
  usedWhen: '看出过哪些文书：字号、何时、给谁、哪几件；最近的在前。',
  fields: { kind: optional('哪一种（默认全部）', choice(paperKinds)) },
  examples: ['tousu paper list', 'tousu paper list --kind 转办单'],
  async run(ctx, { kind: wanted }) {
    const papers = await listPapers(ctx.ledger, wanted);
    if (ctx.json) {
      const items = papers.map((paper) => ({ number: paperNumber(paper), ...paper }));
      return ctx.print(toJson({ items }));
    }
    if (papers.length === 0) return ctx.say('还没有出过文书');
    const rows = shown(papers).map((paper) => [
      paperNumber(paper),
      minute(paper.madeAt),
      paper.to ?? (paper.cases.length === 0 ? '公众' : '投诉人'),
      paperFormats[paper.format],
      paper.cases.join('、'),
    ]);
    ctx.print(await renderTable(ctx, ['字号', '出具时间', '给谁', '格式', '投诉'], rows));
  },
});

export const paper: Group = {
  summary: '文书：出一份、列出出过的',
  names: { list: '列出' },
  commands: { list },
  own: make,
};
