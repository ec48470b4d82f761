import { type Command, type Ending, misplaced } from '../../cli/command.ts';
import { askField, askMissing, type Talk } from '../../cli/questions/ask.ts';
import { confirmDraft } from '../../cli/questions/confirm.ts';
import { DraftCommand } from '../../cli/questions/draft-command.ts';
import { openPrompts } from '../../cli/questions/prompts.ts';
import { problemText, shown } from '../../cli/screen/text.ts';
import { type Context, openContext, renewedContext, type Session } from '../../context.ts';
import { minute } from '../../domain/case/clock.ts';
import { type Problem, Refusal } from '../../domain/problems.ts';
import { findDraft, removeDraft, saveDraft } from '../../store/files/drafts.ts';
import { suggestions } from './suggestions.ts';

/**
 * Runs a command on a terminal: asks for what is missing, shows what is to be recorded, lets it be corrected, and
 * goes on asking when a rule refuses it. What was typed is kept as a draft when the clerk breaks off.
 */
export async function converse(
  session: Session,
  path: string,
  declared: Command,
  input: Readonly<Record<string, unknown>>,
): Promise<Ending> {
  const ctx = declared.opens === 'ledger' ? await openContext(session) : undefined;
  const prompts = await openPrompts(session.color);
  const talk: Talk = {
    prompts,
    say: session.say,
    operator: ctx?.operator ?? '',
    suggest: ctx ? suggestions(ctx, path) : async () => ({ choices: [], others: null }),
  };
  try {
    return await asking(ctx ?? session, path, new DraftCommand(declared, input, session), talk);
  } finally {
    prompts.close();
    await ctx?.ledger.close();
  }
}

async function asking(
  ctx: Session | Context,
  path: string,
  draft: DraftCommand,
  talk: Talk,
): Promise<Ending> {
  const typed = draft.texts;
  const { records } = draft.declared;
  if (records) await offerDraft(ctx, path, draft, talk);
  try {
    const ending = await untilRecorded(draft, ctx, talk);
    if (records) removeDraft(ctx, path);
    return ending;
  } catch (error) {
    const filledIn = [...draft.texts.keys()].some((key) => !typed.has(key));
    if (records && filledIn) keepDraft(ctx, path, draft);
    throw error;
  }
}

async function untilRecorded(draft: DraftCommand, ctx: Session | Context, talk: Talk): Promise<Ending> {
  const { declared } = draft;
  for (;;) {
    try {
      await askMissing(draft, talk);
      dropMisplaced(draft, talk);
      const seen = declared.records ? await sayAbout(draft, talk, ctx) : null;
      if (declared.records) await confirmDraft(draft, talk, ctx);
      // The time is that of the clerk's consent, not of the first question. What a command opens is what it runs on.
      const current = 'ledger' in ctx ? await renewedContext(ctx) : ctx.renewed();
      return (await declared.run(current as Context, draft.input, seen)) ?? 0;
    } catch (error) {
      if (!(error instanceof Refusal) || error.problem.code.startsWith('ledger.')) throw error;
      if (!declared.records) throw error;
      talk.say(problemText(error.problem));
      await correct(draft, error.problem, talk);
    }
  }
}

/** Says what the command is about to do; returns the entry that this speaks of, if any. */
async function sayAbout(
  { declared, input }: DraftCommand,
  talk: Talk,
  ctx: Session | Context,
): Promise<number | null> {
  if (declared.opens !== 'ledger' || declared.about === undefined) return null;
  try {
    const { words, seen } = await declared.about(ctx as Context, input);
    talk.say(`\n${shown(words)}`);
    return seen;
  } catch (error) {
    // The refusal is shown when the step is tried, where it can still be changed.
    if (!(error instanceof Refusal)) throw error;
    return null;
  }
}

/** Drops what a value given later has made meaningless, and tells the clerk. */
function dropMisplaced(draft: DraftCommand, talk: Talk): void {
  for (const { key, problem } of misplaced(draft.declared, draft.input)) {
    talk.say(`注意: ${shown(problem.message)}，不登记`);
    draft.drop(key);
  }
}

/** Asks again for the fields that the refusal names; all others can be changed before it is recorded. */
async function correct(draft: DraftCommand, { asks = [] }: Problem, talk: Talk): Promise<void> {
  for (const key of asks.filter((each) => each in draft.declared.fields)) await askField(draft, key, talk);
}

/** Offers to go on with what was typed for this command when it was last broken off, where it is about the same. */
async function offerDraft(session: Session, path: string, draft: DraftCommand, talk: Talk): Promise<void> {
  const saved = findDraft(session, path);
  if (saved === undefined) return;
  const differs = [...draft.texts].some(([key, texts]) => {
    const drafted = saved.texts[key];
    return drafted !== undefined && drafted.join('\n') !== texts.join('\n');
  });
  if (differs) return;
  const about = [minute(saved.savedAt), ...(saved.texts.name ?? saved.texts.no ?? [])].join('，');
  const chosen = await talk.prompts.pick(`上次没有登记完（${shown(about)}）`, [
    { value: 'resume', label: '接着上次的填' },
    { value: 'anew', label: '不要了，从头填' },
  ]);
  if (chosen === 'resume') await draft.resume(new Map(Object.entries(saved.texts)));
  else removeDraft(session, path);
}

/** A draft that cannot be kept (a full disk) must not hide why the command was broken off. */
function keepDraft(session: Session, path: string, draft: DraftCommand): void {
  try {
    saveDraft(session, path, { savedAt: session.now, texts: Object.fromEntries(draft.texts) });
    session.say(`填过的内容已留作草稿，再运行 tousu ${path} 可以接着填`);
  } catch {
    session.say('填过的内容没有留成草稿：磁盘已满，或台账所在的文件夹不能写入');
  }
}
