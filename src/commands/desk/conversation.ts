import { type Command, type Ending, misplaced } from '../../cli/command.ts';
import { askField, askMissing, type Talk } from '../../cli/questions/ask.ts';
import { reviewForm } from '../../cli/questions/confirm.ts';
import { Form } from '../../cli/questions/draft-command.ts';
import { openPrompts } from '../../cli/questions/prompts.ts';
import { problemText, shown } from '../../cli/screen/text.ts';
import { type Context, openContext, renewedContext, type Session } from '../../context.ts';
import { minute } from '../../domain/case/clock.ts';
import { type Problem, Refusal } from '../../domain/problems.ts';
import { findDraft, removeDraft, saveDraft } from '../../store/files/drafts.ts';
import { suggestions } from './suggestions.ts';

/**
 * Runs a command on a terminal: asks for what is missing, shows what is to be recorded, lets her correct it, and goes
 * on asking when a rule refuses it. What was typed is kept as a draft when she breaks off.
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
    return await asking(ctx ?? session, path, new Form(declared, input, session), talk);
  } finally {
    prompts.close();
    await ctx?.ledger.close();
  }
}

async function asking(ctx: Session | Context, path: string, form: Form, talk: Talk): Promise<Ending> {
  const typed = form.texts;
  const { records } = form.declared;
  if (records) await offerDraft(ctx, path, form, talk);
  try {
    const ending = await untilRecorded(form, ctx, talk);
    if (records) removeDraft(ctx, path);
    return ending;
  } catch (error) {
    const answered = [...form.texts.keys()].some((key) => !typed.has(key));
    if (records && answered) keepDraft(ctx, path, form);
    throw error;
  }
}

async function untilRecorded(form: Form, ctx: Session | Context, talk: Talk): Promise<Ending> {
  const { declared } = form;
  for (;;) {
    try {
      await askMissing(form, talk);
      dropMisplaced(form, talk);
      if (declared.records) {
        await sayAbout(form, talk, ctx);
        await reviewForm(form, talk, ctx);
      }
      // It happens when she agrees, not when the questions began. What a command opens is what it runs on.
      const current = 'ledger' in ctx ? await renewedContext(ctx) : ctx.renewed();
      return (await declared.run(current as Context, form.input)) ?? 0;
    } catch (error) {
      if (!(error instanceof Refusal) || error.problem.code.startsWith('ledger.')) throw error;
      if (!declared.records) throw error;
      talk.say(problemText(error.problem));
      await correct(form, error.problem, talk);
    }
  }
}

async function sayAbout({ declared, input }: Form, talk: Talk, ctx: Session | Context): Promise<void> {
  if (declared.opens !== 'ledger' || declared.about === undefined) return;
  try {
    talk.say(`\n${shown(await declared.about(ctx as Context, input))}`);
  } catch (error) {
    // She is told why it cannot be when it is tried, and can change it then.
    if (!(error instanceof Refusal)) throw error;
  }
}

/** What she typed for another answer than she gave then does not hold, and she is told. */
function dropMisplaced(form: Form, talk: Talk): void {
  for (const { key, problem } of misplaced(form.declared, form.input)) {
    talk.say(`注意: ${shown(problem.message)}，不登记`);
    form.drop(key);
  }
}

/** Where the refusal asks for another answer, that is asked for; anything else she changes where she is shown it all. */
async function correct(form: Form, { asks = [] }: Problem, talk: Talk): Promise<void> {
  for (const key of asks.filter((each) => each in form.declared.fields)) await askField(form, key, talk);
}

/** What was typed for this command when she broke off last: she may go on with it, where it is about the same. */
async function offerDraft(session: Session, path: string, form: Form, talk: Talk): Promise<void> {
  const draft = findDraft(session, path);
  if (draft === undefined) return;
  const differs = [...form.texts].some(([key, texts]) => {
    const drafted = draft.texts[key];
    return drafted !== undefined && drafted.join('\n') !== texts.join('\n');
  });
  if (differs) return;
  const about = [minute(draft.savedAt), ...(draft.texts.name ?? draft.texts.no ?? [])].join('，');
  const chosen = await talk.prompts.pick(`上次没有登记完（${shown(about)}）`, [
    { value: 'resume', label: '接着上次的填' },
    { value: 'anew', label: '不要了，从头填' },
  ]);
  if (chosen === 'resume') await form.resume(new Map(Object.entries(draft.texts)));
  else removeDraft(session, path);
}

/** A draft that cannot be kept (a full disk) must not hide why she left. */
function keepDraft(session: Session, path: string, form: Form): void {
  try {
    saveDraft(session, path, { savedAt: session.now, texts: Object.fromEntries(form.texts) });
    session.say(`填过的内容已留作草稿，再运行 tousu ${path} 可以接着填`);
  } catch {
    session.say('填过的内容没有留成草稿：磁盘已满，或台账所在的文件夹不能写入');
  }
}
