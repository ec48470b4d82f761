import { type Command, type Ending, misplaced } from '../../cli/command.ts';
import { askField, askMissing, type Talk } from '../../cli/questions/ask.ts';
import { confirmDraft } from '../../cli/questions/confirm.ts';
import { DraftCommand } from '../../cli/questions/draft-command.ts';
import { openPrompts } from '../../cli/questions/prompts.ts';
import { problemText, shown } from '../../cli/screen/text.ts';
import { type Context, openContext, renewedContext, type Session } from '../../context.ts';
import { type Problem, Refusal } from '../../domain/problems.ts';
import { type KeptAnswers, offerDraft } from './drafts.ts';
import { suggestions } from './suggestions.ts';

/** A command as far as it was typed. */
export interface Begun {
  readonly path: string;
  readonly declared: Command;
  readonly input: Readonly<Record<string, unknown>>;
  /** The draft that was chosen to go on with, by its id. */
  readonly draft?: string | undefined;
}

/**
 * Runs a command on a terminal: asks for what is missing, shows what is to be recorded, lets it be corrected, and
 * goes on asking when a rule refuses it. What was typed is kept as a draft when the clerk breaks off.
 */
export async function converse(session: Session, begun: Begun): Promise<Ending> {
  const { path, declared, input } = begun;
  const ctx = declared.opens === 'ledger' ? await openContext(session) : undefined;
  const prompts = await openPrompts(session.color);
  const draft = new DraftCommand(declared, input, session);
  try {
    const kept = declared.records && (await offerDraft(session, begun, draft, prompts));
    const talk: Talk = {
      prompts,
      say: session.say,
      operator: ctx?.operator ?? '',
      suggest: ctx ? suggestions(ctx, path) : async () => ({ choices: [], others: null }),
      answered: (filledIn) => kept?.keep(filledIn),
    };
    return await asking(ctx ?? session, draft, talk, kept);
  } finally {
    prompts.close();
    await ctx?.ledger.close();
  }
}

async function asking(
  ctx: Session | Context,
  draft: DraftCommand,
  talk: Talk,
  kept: KeptAnswers | undefined,
): Promise<Ending> {
  try {
    const ending = await untilRecorded(draft, ctx, talk);
    kept?.recorded();
    return ending;
  } catch (error) {
    kept?.brokenOff(draft);
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
