import { type Command, type Ending, misplaced } from '../../cli/command.ts';
import type { InputSoFar } from '../../cli/fields.ts';
import { askField, askMissing, type Talk, type WaysBack } from '../../cli/questions/ask.ts';
import { confirmDraft } from '../../cli/questions/confirm.ts';
import { DraftCommand } from '../../cli/questions/draft-command.ts';
import { Back, openPrompts, type Prompts } from '../../cli/questions/prompts.ts';
import { problemText, shown } from '../../cli/screen/text.ts';
import {
  type Context,
  type Listener,
  openContext,
  overheard,
  renewedContext,
  type Session,
} from '../../context.ts';
import { allSteps, type Step } from '../../domain/case/step-table.ts';
import { type Problem, Refusal, refuse } from '../../domain/problems.ts';
import { outOfTurn } from '../../domain/steps/out-of-turn.ts';
import { nameKey } from '../../domain/words/text.ts';
import { openCase } from '../../services/case/case-file.ts';
import { isOnServer } from '../../store/engine.ts';
import { caseHeading } from './case-heading.ts';
import { chooseCase } from './choose-case.ts';
import { type KeptAnswers, leaveTyped, offerDraft } from './drafts.ts';
import { phraseList, phrasesIn } from './phrases.ts';
import { registered, saidInVain } from './said-before.ts';
import { suggestions } from './suggestions.ts';

/** A command as far as it was typed. */
export interface Begun {
  readonly path: string;
  readonly declared: Command;
  readonly input: InputSoFar;
  /** The draft that was chosen to go on with, by its id. */
  readonly draft?: string | undefined;
  /** Why a rule has refused what was typed: what it demands is asked for. */
  readonly refused?: Problem | undefined;
  /** Who hears what the command answers. */
  readonly listener?: Listener | undefined;
}

/** An answer has led to another command, by its words. */
class Elsewhere extends Error {
  readonly words: readonly string[];

  constructor(words: readonly string[]) {
    super();
    this.words = words;
  }
}

/**
 * Runs a command on a terminal: finds its case first, asks for what is missing, shows what is to be recorded, lets it be
 * corrected, and goes on asking when a rule refuses it. Every answer is kept as a draft until it is recorded.
 */
export async function converse(session: Session, begun: Begun): Promise<Ending> {
  const { path, declared, input } = begun;
  const ctx = declared.opens === 'ledger' ? await reached(session, begun) : undefined;
  if (ctx && declared.records) await refuseReader(ctx);
  const prompts = await openPrompts(session.color);
  try {
    const no = ctx && typeof input.no === 'string' ? await chooseCase(ctx, input.no, prompts) : input.no;
    const draft = new DraftCommand(declared, no === undefined ? input : { ...input, no }, session);
    if (ctx) await faceCase(ctx, path, draft, prompts);
    const kept = declared.records && (await offerDraft(session, begun, draft, prompts));
    if (ctx) await faceCase(ctx, path, draft, prompts);
    const phrases = phraseList(session);
    const talk: Talk = {
      prompts,
      say: session.say,
      operator: ctx?.operator ?? '',
      suggest: ctx ? suggestions(ctx, path) : async () => ({ choices: [], others: null }),
      phrases: (key) => phrasesIn(phrases, key, draft.about?.category),
      async answered(filledIn, key) {
        kept?.keep(filledIn);
        if (ctx && key === 'no') await faceCase(ctx, path, filledIn, prompts);
        if (ctx) await atCrossroads(ctx, filledIn, key, prompts);
      },
    };
    return await asking(ctx ?? session, draft, talk, kept, begun);
  } finally {
    prompts.close();
    await ctx?.ledger.close();
  }
}

/** The ledger; where its server cannot be reached, what was typed is not lost. */
async function reached(session: Session, begun: Begun): Promise<Context> {
  try {
    return await openContext(session);
  } catch (error) {
    leaveWhereUnreachable(session, begun, error);
    throw error;
  }
}

/** Before anything is asked: what could not be recorded was answered in vain. */
async function refuseReader({ ledger, address }: Context): Promise<void> {
  if (await ledger.mayRecord()) return;
  await ledger.close();
  if (isOnServer(address)) refuse('ledger.denied', { address, why: 'right' });
  refuse('ledger.read_only', { file: address });
}

/** What was typed for something to be recorded is left as a draft, where `error` says that the server cannot be reached. */
export function leaveWhereUnreachable(session: Session, begun: Begun, error: unknown): void {
  const unreachable = error instanceof Refusal && error.problem.code === 'ledger.unreachable';
  if (unreachable && begun.declared.records && begun.draft === undefined) leaveTyped(session, begun);
}

const isStep = (path: string): path is Step => (allSteps as readonly string[]).includes(path);

/**
 * The case that it is about stands above every question from here on; what was said of it before is offered again. Refuses
 * a step that has not its turn before anything is asked.
 */
async function faceCase(ctx: Context, path: string, draft: DraftCommand, prompts: Prompts): Promise<void> {
  const { no } = draft.input;
  if (typeof no !== 'string' || draft.about?.no === no) return;
  const { complaint, entries } = await openCase(ctx, no);
  draft.about = complaint;
  const refused = isStep(path) ? outOfTurn(complaint, path) : undefined;
  if (refused) throw new Refusal(refused);
  prompts.head(await caseHeading(complaint, ctx.now, ctx.width));
  if (draft.declared.someOf) await draft.knows(registered(complaint));
  else await draft.remember(saidInVain(path, entries));
}

/** The answer may lead to another command; Esc there takes it back. */
async function atCrossroads(ctx: Context, draft: DraftCommand, key: string, prompts: Prompts): Promise<void> {
  const { declared } = draft;
  const way = declared.opens === 'ledger' ? declared.crossroads?.[key] : undefined;
  if (way === undefined || !draft.isGiven(key)) return;
  try {
    const words = await way(ctx, draft.input, prompts);
    if (words !== undefined) throw new Elsewhere(words);
  } catch (error) {
    if (!(error instanceof Back)) throw error;
    draft.drop(key);
  }
}

async function asking(
  ctx: Session | Context,
  draft: DraftCommand,
  talk: Talk,
  kept: KeptAnswers | undefined,
  begun: Pick<Begun, 'refused' | 'listener'>,
): Promise<Ending> {
  try {
    const ending = await untilRecorded(draft, ctx, talk, begun);
    kept?.recorded();
    return ending;
  } catch (error) {
    if (error instanceof Elsewhere) {
      kept?.recorded();
      return error.words;
    }
    kept?.brokenOff(draft);
    throw error;
  }
}

async function untilRecorded(
  draft: DraftCommand,
  ctx: Session | Context,
  talk: Talk,
  { refused, listener }: Pick<Begun, 'refused' | 'listener'>,
): Promise<Ending> {
  const { declared } = draft;
  const waysBack: WaysBack = [];
  const opened = 'ledger' in ctx ? ctx : undefined;
  let problem = refused;
  if (opened) await passGivenCrossroads(opened, draft, talk.prompts);
  await whoseRole(draft, talk);
  for (;;) {
    try {
      if (problem !== undefined) await mend(draft, problem, talk);
      problem = undefined;
      await askMissing(draft, talk, waysBack);
      dropMisplaced(draft, talk);
      const seen = declared.records ? await sayAbout(draft, talk, ctx) : null;
      if (declared.records && !(await confirmDraft(draft, talk, waysBack, ctx))) continue;
      // The time is that of the clerk's consent, not of the first question. What a command opens is what it runs on.
      const current = opened ? await renewedContext(opened) : ctx.renewed();
      const ending = (await declared.run(overheard(current as Context, listener), draft.input, seen)) ?? 0;
      return declared.opens === 'nothing' && declared.afterwards
        ? await declared.afterwards(ctx.renewed(), talk.prompts)
        : ending;
    } catch (error) {
      if (!(error instanceof Refusal) || error.problem.code.startsWith('ledger.')) throw error;
      if (!declared.records) throw error;
      problem = error.problem;
    }
  }
}

/** What the command line said already may lead elsewhere, too. */
async function passGivenCrossroads(ctx: Context, draft: DraftCommand, prompts: Prompts): Promise<void> {
  const { declared } = draft;
  for (const key of Object.keys((declared.opens === 'ledger' && declared.crossroads) || {}))
    await atCrossroads(ctx, draft, key, prompts);
}

/** Steps of a role are done by who holds it: where the operator does not, one of those does; the only one unasked. */
async function whoseRole(draft: DraftCommand, talk: Talk): Promise<void> {
  const { by } = draft.declared.fields;
  if (by?.ask?.from !== 'liaison' || draft.isGiven('by')) return;
  const { choices } = await talk.suggest('liaison', draft.input);
  const isHolder = choices.some(({ value }) => nameKey(value) === nameKey(talk.operator));
  if (!isHolder && choices.length > 0) draft.want(['by']);
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
async function mend(draft: DraftCommand, problem: Problem, talk: Talk): Promise<void> {
  talk.say(problemText(problem));
  const { asks = [] } = problem;
  for (const key of asks.filter((each) => each in draft.declared.fields)) {
    try {
      await askField(draft, key, talk, { always: true });
    } catch (error) {
      // What was said stays; she sees it again before it is recorded.
      if (!(error instanceof Back)) throw error;
    }
  }
}
