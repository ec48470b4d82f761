import { Refusal } from '../../domain/problems.ts';
import { questionOf, type Said, type Source, shortLabel, takesSeveral } from '../fields.ts';
import type { Form } from './draft-command.ts';
import { PASTED_NEWLINE } from './keyboard.ts';
import type { Choice, Prompts } from './prompts.ts';

/** Whom the questions are asked with. */
export interface Talk {
  readonly prompts: Prompts;
  /** Possible answers that the ledger knows. Their first is the likeliest. */
  suggest(source: Source, said: Said): Promise<Suggestions>;
  readonly operator: string;
  say(text: string): void;
}

export interface Suggestions {
  readonly choices: readonly Choice[];
  /** An answer that is none of them is allowed: what is said of it. Null: there are no others. */
  readonly others: string | null;
}

/** The answer to an optional question that says nothing. */
const NOTHING = '';
/** Asks for the editor. */
const EDITOR = '@';

/** Asks for everything that is still to be said, one question at a time. */
export async function askMissing(form: Form, talk: Talk): Promise<void> {
  for (const key of await chosenFields(form, talk)) await askField(form, key, talk);
  for (let key = form.next(); key !== undefined; key = form.next()) {
    await (isFork(form, key) ? askFork(form, talk) : askField(form, key, talk));
  }
}

/** Where she is to say which of many fields she wants to fill in, those she ticks; after the number. */
async function chosenFields(form: Form, talk: Talk): Promise<readonly string[]> {
  const { someOf } = form.declared;
  if (someOf === undefined || someOf.keys.some((key) => form.isGiven(key))) return [];
  if ('no' in form.declared.fields && !form.isGiven('no')) await askField(form, 'no', talk);
  const choices = someOf.keys.map((key) => ({ value: key, label: questionOf(form.field(key)) }));
  return talk.prompts.tick(someOf.question, choices, { ticked: [], mayBeEmpty: false });
}

/** Of several fields exactly one is to be given, and none is yet. */
const isFork = ({ declared: { exactlyOne = [] } }: Form, key: string): boolean =>
  (exactlyOne as readonly string[]).includes(key);

async function askFork(form: Form, talk: Talk): Promise<void> {
  const keys: readonly string[] = form.declared.exactlyOne ?? [];
  const choices = keys.map((key) => {
    const field = form.field(key);
    return { value: key, label: field.ask?.asChoice ?? shortLabel(field) };
  });
  const chosen = await talk.prompts.pick(form.declared.choosing ?? '结果', choices);
  await (form.field(chosen).form === 'flag' ? form.say(chosen, ['']) : askField(form, chosen, talk));
}

/** Asks for one field, whatever it holds now. */
export async function askField(form: Form, key: string, talk: Talk): Promise<void> {
  const texts = await answerTo(form, key, talk);
  if (texts.length === 0) {
    form.drop(key);
    form.leave(key);
  } else {
    await form.say(key, texts);
  }
}

async function answerTo(form: Form, key: string, talk: Talk): Promise<readonly string[]> {
  const field = form.field(key);
  if (field.form === 'flag') return askFlag(form, key, talk);
  if (field.ask?.from !== undefined && !takesSeveral(field))
    return askSuggested(form, key, field.ask.from, talk);
  if (field.type.choices) return askChoice(form, key, talk);
  return takesSeveral(field) ? askLines(form, key, talk) : askLine(form, key, talk, questionOf(field));
}

async function askFlag(form: Form, key: string, { prompts }: Talk): Promise<readonly string[]> {
  const { label, ask } = form.field(key);
  const [yes, no] = ask?.yesNo ?? ['是', '否'];
  const choices = [
    { value: NOTHING, label: no },
    { value: 'yes', label: yes },
  ];
  const chosen = await prompts.pick(ask?.question ?? label, choices, {
    initial: form.isGiven(key) ? 'yes' : NOTHING,
  });
  return chosen === NOTHING ? [] : [''];
}

/** The choice that says nothing, where that is allowed. */
const emptyChoice = (form: Form, key: string): readonly Choice[] => {
  const { ask, otherwise } = form.field(key);
  return form.mayBeLeft(key) && otherwise === null && ask?.initial === undefined
    ? [{ value: NOTHING, label: ask?.none ?? '（不写）' }]
    : [];
};

async function askChoice(form: Form, key: string, { prompts }: Talk): Promise<readonly string[]> {
  const field = form.field(key);
  const choices = Object.entries(field.type.choices ?? {}).map(([value, label]) => ({ value, label }));
  if (takesSeveral(field)) {
    const ticked = (form.input[key] as readonly unknown[]).flat().map(String);
    return prompts.tick(questionOf(field), choices, { ticked, mayBeEmpty: form.mayBeLeft(key) });
  }
  const chosen = await prompts.pick(questionOf(field), [...choices, ...emptyChoice(form, key)], {
    initial: form.offer(key),
  });
  return chosen === NOTHING ? [] : [chosen];
}

async function askSuggested(form: Form, key: string, source: Source, talk: Talk): Promise<readonly string[]> {
  const field = form.field(key);
  const { choices, others } = await talk.suggest(source, form.input);
  if (choices.length === 0) return askLine(form, key, talk, questionOf(field));
  const free = (typed: string): Choice | undefined =>
    others === null || choices.some(({ value }) => value === typed)
      ? undefined
      : { value: typed, label: `“${typed}”${others}` };
  const chosen = await talk.prompts.pick(questionOf(field), [...choices, ...emptyChoice(form, key)], {
    initial: form.offer(key),
    free,
  });
  return chosen === NOTHING ? [] : [chosen];
}

/** One line after the other until an empty one. */
async function askLines(form: Form, key: string, talk: Talk): Promise<readonly string[]> {
  const lines: string[] = [];
  for (;;) {
    const question = `${questionOf(form.field(key))}${lines.length > 0 ? `，第 ${lines.length + 1} 条` : ''}`;
    const [line] = await askLine(form, key, talk, question, lines.length > 0);
    if (line === undefined) return lines;
    lines.push(line);
  }
}

async function askLine(
  form: Form,
  key: string,
  talk: Talk,
  question: string,
  further = false,
): Promise<readonly string[]> {
  const { type, ask } = form.field(key);
  const mayBeLeft = further || form.mayBeLeft(key);
  const now = further ? undefined : form.offer(key)?.replaceAll('\n', PASTED_NEWLINE);
  const check = async (text: string): Promise<true | string> => {
    if (text.trim() === '') return mayBeLeft || '不能不写';
    if (type.long && text.trim() === EDITOR) return true;
    return whatIsWrong(form, key, text);
  };
  const hints = [
    mayBeLeft && !now && (ask?.none ?? '没有就回车'),
    type.long && `写长文：${EDITOR} 回车`,
  ].filter(Boolean);
  const answer = await talk.prompts.type(question, { hint: hints.join('；'), initial: now, check });
  if (type.long && answer.trim() === EDITOR) return askInEditor(form, key, talk, question);
  return answer.trim() === '' ? [] : [typedText(answer)];
}

async function askInEditor(
  form: Form,
  key: string,
  talk: Talk,
  question: string,
): Promise<readonly string[]> {
  try {
    const text = talk.prompts.edit(form.inWords(key)).replace(/^@/, '@@');
    await form.parse(key, [text]);
    if (text !== '') return [text];
  } catch (error) {
    talk.say(wordsOf(error));
  }
  return askLine(form, key, talk, question);
}

/** A pasted newline is one again. */
const typedText = (text: string): string => text.replaceAll(PASTED_NEWLINE, '\n');

async function whatIsWrong(form: Form, key: string, text: string): Promise<true | string> {
  try {
    await form.parse(key, [typedText(text)]);
    return true;
  } catch (error) {
    return wordsOf(error);
  }
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Refusal)) throw error;
  return `${error.problem.message}。${error.problem.hint}`;
}
