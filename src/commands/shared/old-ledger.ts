import { openPrompts, type Prompts } from '../../cli/questions/prompts.ts';
import { shown, toJson } from '../../cli/screen/text.ts';
import type { Context } from '../../context.ts';
import { findTables, openOldBook } from '../../documents/old-ledger/find-tables.ts';
import { writeReview } from '../../documents/old-ledger/review-workbook.ts';
import type { Mapping, Unread } from '../../documents/old-ledger/table.ts';
import {
  type ColumnKey,
  columnFor,
  knownTitles,
  likelyColumn,
  titleFor,
} from '../../domain/old-ledger/headings.ts';
import type { BadCell } from '../../domain/problems.ts';
import { toHalfWidth } from '../../domain/words/text.ts';
import {
  importLedger,
  isNumberFault,
  isYearFault,
  type OldFile,
  type Preview,
  previewImport,
  rejected,
} from '../../services/old-ledger/import.ts';
import { openDraft } from '../../store/files/output-draft.ts';
import { findHeadings, rememberHeadings } from '../../store/files/remembered-headings.ts';
import { importPage } from '../pages/import-page.ts';

/** A file and what was said of it on the command line. */
export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sheets: readonly string[];
  readonly mapping: Mapping;
  readonly number: boolean;
}

interface How {
  readonly dryRun: boolean;
  readonly output: string | null;
  readonly force: boolean;
}

/** Imports the file, or says what an import would do. On a terminal asks for what the file leaves open, and before it records. */
export async function runImport(ctx: Context, given: GivenFile, how: How): Promise<void> {
  const prompts = ctx.interactive ? await openPrompts(ctx.color) : undefined;
  try {
    const file = await openFile(ctx, given, prompts);
    if (how.dryRun) return await dryRun(ctx, file, prompts, how);
    if (prompts !== undefined) return await importAsking(ctx, file, prompts);
    const result = await importLedger(ctx, file);
    ctx.print(ctx.json ? toJson({ dryRun: false, ...result }) : importPage(result, { done: true }));
  } finally {
    prompts?.close();
  }
}

async function dryRun(
  ctx: Context,
  file: OldFile,
  prompts: Prompts | undefined,
  { output, force }: How,
): Promise<void> {
  const { preview } = await previewDated(ctx, file, prompts);
  const { bad, result } = preview;
  const written = output === null ? undefined : await writeReviewTo(ctx, output, preview, { force });
  if (bad.length > 0) {
    if (!ctx.json) ctx.say(`${importPage(result, { done: false })}${written ?? ''}\n`);
    throw rejected(file.name, bad);
  }
  ctx.print(
    ctx.json
      ? toJson({ dryRun: true, ...result, ...(output === null ? {} : { file: output }) })
      : `${importPage(result, { done: false })}${written ?? ''}`,
  );
}

async function writeReviewTo(
  ctx: Context,
  output: string,
  preview: Preview,
  { force }: { readonly force: boolean },
): Promise<string> {
  using draft = openDraft(ctx, output, { force });
  await draft.write((path) => writeReview(path, preview));
  draft.keep();
  return `\n已写入 ${shown(output)}：红的要改，黄的请核对；改好后导入它`;
}

/** The page first, then the question; a year that nothing says, and a number of another form, are asked about once for all. */
async function importAsking(ctx: Context, given: OldFile, prompts: Prompts): Promise<void> {
  const { file, preview } = await previewDated(ctx, given, prompts);
  const unnumbered = preview.bad.filter(isNumberFault).length;
  if (unnumbered > 0 && !file.number && (await agreesToNumbers(prompts, unnumbered)))
    return importAsking(ctx, { ...file, number: true }, prompts);
  ctx.say(importPage(preview.result, { done: false }));
  if (preview.bad.length > 0) throw rejected(file.name, preview.bad);
  if (preview.result.imported > 0 && !(await agrees(prompts, preview.result.imported))) {
    ctx.say('没有导入');
    return;
  }
  ctx.print(importPage(await importLedger(ctx, file), { done: true, brief: true }));
}

const agrees = async (prompts: Prompts, cases: number): Promise<boolean> =>
  (await prompts.pick(`导入这 ${cases} 件`, [
    { value: 'yes', label: '导入' },
    { value: 'no', label: '不导入' },
  ])) === 'yes';

/** What an import would do. On a terminal the year of dates is asked for that nothing in the file tells. */
async function previewDated(
  ctx: Context,
  file: OldFile,
  prompts: Prompts | undefined,
): Promise<{ readonly file: OldFile; readonly preview: Preview }> {
  const preview = await previewImport(ctx, file);
  const undated = preview.bad.filter(isYearFault);
  if (prompts === undefined || undated.length === 0 || file.book.saidYear !== undefined)
    return { file, preview };
  const saidYear = await askYear(ctx, prompts, undated);
  return previewDated(ctx, { ...file, book: { ...file.book, saidYear } }, prompts);
}

const EARLIEST_YEAR = 1990;

/** The year of dates that do not say it. */
async function askYear(ctx: Context, prompts: Prompts, cells: readonly BadCell[]): Promise<number> {
  const latest = Number(ctx.now.slice(0, 4));
  const yearIn = (typed: string): number => Number(toHalfWidth(typed).replace(/年$/, '').trim());
  const typed = await prompts.type(`“${shown(cells[0]?.value)}”等 ${cells.length} 处没有写年份，是哪一年`, {
    hint: `四位数，如 ${latest}`,
    check: async (text) => {
      const year = yearIn(text);
      const isYear = Number.isInteger(year) && year >= EARLIEST_YEAR && year <= latest;
      return isYear || `写 ${EARLIEST_YEAR} 到 ${latest} 的一年`;
    },
  });
  return yearIn(typed);
}

const agreesToNumbers = async (prompts: Prompts, count: number): Promise<boolean> =>
  (await prompts.pick(`${count} 件没有本系统的编号（受理日期加当日序号）`, [
    { value: 'yes', label: '按受理日期和先后编号，原来的编号记为来源编号' },
    { value: 'no', label: '不编号' },
  ])) === 'yes';

/** Opens the file; on a terminal asks what each heading stands for that is not known, and remembers it for the next file. */
async function openFile(
  ctx: Context,
  { name, bytes, sheets, mapping, number }: GivenFile,
  prompts: Prompts | undefined,
): Promise<OldFile> {
  const spreadsheet = await openOldBook(bytes, name);
  const ofMapping = (known: Mapping) => findTables(spreadsheet, name, { sheets, mapping: known });
  const known = prompts === undefined ? mapping : new Map([...rememberedMapping(ctx), ...mapping]);
  const book = await ofMapping(known);
  const file = { name, bytes, number, progress: ctx.progress };
  if (prompts === undefined) return { ...file, book };
  const taken = new Set(book.tables.flatMap(({ headings }) => headings.map(({ key }) => key)));
  const open = book.tables.flatMap(({ unread }) => unread).filter(({ title }) => !known.has(title));
  const said = await askHeadings(prompts, open, taken);
  if (said.size === 0) return { ...file, book };
  rememberHeadings(
    ctx.ownFolder,
    Object.fromEntries([...said].map(([title, key]) => [title, key === undefined ? '' : titleFor(key)])),
  );
  return { ...file, book: await ofMapping(new Map([...known, ...said])) };
}

const rememberedMapping = ({ ownFolder }: Context): Mapping =>
  new Map(Object.entries(findHeadings(ownFolder)).map(([title, column]) => [title, columnFor(column)]));

const NOT_READ = '';

async function askHeadings(
  prompts: Prompts,
  open: readonly Unread[],
  taken: ReadonlySet<ColumnKey>,
): Promise<ReadonlyMap<string, ColumnKey | undefined>> {
  const said = new Map<string, ColumnKey | undefined>();
  for (const { title, samples } of open) {
    if (said.has(title)) continue;
    const free = knownTitles.filter((known) => {
      const key = columnFor(known);
      return key !== undefined && !taken.has(key) && ![...said.values()].includes(key);
    });
    const likely = likelyColumn(title);
    const proposed = likely === undefined ? undefined : free.find((known) => columnFor(known) === likely);
    const rest = free.filter((known) => known !== proposed).map((known) => ({ value: known, label: known }));
    const values = samples.map((sample) => sample.slice(0, LONGEST_SAMPLE)).join('、');
    const answer = await prompts.pick(
      `“${shown(title)}”栏是什么${values === '' ? '' : `（如 ${shown(values)}）`}`,
      [
        ...(proposed === undefined ? [] : [{ value: proposed, label: proposed }]),
        { value: NOT_READ, label: '不读这一栏' },
        ...rest,
      ],
    );
    said.set(title, answer === NOT_READ ? undefined : columnFor(answer));
  }
  return said;
}

const LONGEST_SAMPLE = 20;
