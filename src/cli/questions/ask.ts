import { Refusal } from '../../domain/problems.ts';
import { type InputSoFar, questionOf, type Source, shortLabel, takesSeveral } from '../fields.ts';
import type { DraftCommand } from './draft-command.ts';
import { PASTED_NEWLINE } from './keyboard.ts';
import type { Choice, Prompts } from './prompts.ts';

/** Whom the questions are asked with. */
export interface Talk {
  readonly prompts: Prompts;
  /** Values that the ledger knows. Their first is the likeliest. */
  suggest(source: Source, input: InputSoFar): Promise<Suggestions>;
  readonly operator: string;
  say(text: string): void;
  /** Something was answered: from here on it must not get lost. */
  answered(draft: DraftCommand): void;
}

export interface Suggestions {
  readonly choices: readonly Choice[];
  /** Another value than these is allowed: what is said of it. Null: there are no others. */
  readonly others: string | null;
}

/** What is typed or chosen to leave an optional field empty. */
const NOTHING = '';
/** Asks for the editor. */
const EDITOR = '@';

/** Asks for everything that is still to be said, one question at a time. */
export async function askMissing(draft: DraftCommand, talk: Talk): Promise<void> {
  for (const key of await chosenFields(draft, talk)) await askField(draft, key, talk);
  for (let key = draft.next(); key !== undefined; key = draft.next()) {
    await (isFork(draft, key) ? askFork(draft, talk) : askField(draft, key, talk));
  }
}

/** Of a command that takes some of many fields, those that the clerk ticks; the number is asked for first. */
async function chosenFields(draft: DraftCommand, talk: Talk): Promise<readonly string[]> {
  const { someOf } = draft.declared;
  if (someOf === undefined || someOf.keys.some((key) => draft.isGiven(key))) return [];
  if ('no' in draft.declared.fields && !draft.isGiven('no')) await askField(draft, 'no', talk);
  const choices = someOf.keys.map((key) => ({ value: key, label: questionOf(draft.field(key)) }));
  return talk.prompts.tick(someOf.question, choices, { ticked: [], mayBeEmpty: false });
}

/** Of several fields exactly one is to be given, and none is yet. */
const isFork = ({ declared: { exactlyOne = [] } }: DraftCommand, key: string): boolean =>
  (exactlyOne as readonly string[]).includes(key);

async function askFork(draft: DraftCommand, talk: Talk): Promise<void> {
  const keys: readonly string[] = draft.declared.exactlyOne ?? [];
  const choices = keys.map((key) => {
    const field = draft.field(key);
    return { value: key, label: field.ask?.asChoice ?? shortLabel(field) };
  });
  const chosen = await talk.prompts.pick(draft.declared.choosing ?? '结果', choices);
  if (draft.field(chosen).shape !== 'flag') return askField(draft, chosen, talk);
  await draft.say(chosen, ['']);
  talk.answered(draft);
}

/** Asks for one field, whatever it holds now. */
export async function askField(draft: DraftCommand, key: string, talk: Talk): Promise<void> {
  const texts = await textsFor(draft, key, talk);
  if (texts.length === 0) {
    draft.drop(key);
    draft.leave(key);
  } else {
    await draft.say(key, texts);
  }
  talk.answered(draft);
}

async function textsFor(draft: DraftCommand, key: string, talk: Talk): Promise<readonly string[]> {
  const field = draft.field(key);
  if (field.shape === 'flag') return askFlag(draft, key, talk);
  if (field.ask?.from !== undefined && !takesSeveral(field))
    return askSuggested(draft, key, field.ask.from, talk);
  if (field.type.choices) return askChoice(draft, key, talk);
  return takesSeveral(field) ? askLines(draft, key, talk) : askLine(draft, key, talk, questionOf(field));
}

async function askFlag(draft: DraftCommand, key: string, { prompts }: Talk): Promise<readonly string[]> {
  const { label, ask } = draft.field(key);
  const [yes, no] = ask?.yesNo ?? ['是', '否'];
  const choices = [
    { value: NOTHING, label: no },
    { value: 'yes', label: yes },
  ];
  const chosen = await prompts.pick(ask?.question ?? label, choices, {
    initial: draft.isGiven(key) ? 'yes' : NOTHING,
  });
  return chosen === NOTHING ? [] : [''];
}

/** The choice that says nothing, where that is allowed. */
const emptyChoice = (draft: DraftCommand, key: string): readonly Choice[] => {
  const { ask, otherwise } = draft.field(key);
  return draft.mayBeLeft(key) && otherwise === null && ask?.initial === undefined
    ? [{ value: NOTHING, label: ask?.none ?? '（不写）' }]
    : [];
};

async function askChoice(draft: DraftCommand, key: string, { prompts }: Talk): Promise<readonly string[]> {
  const field = draft.field(key);
  const choices = Object.entries(field.type.choices ?? {}).map(([value, label]) => ({ value, label }));
  if (takesSeveral(field)) {
    const ticked = (draft.input[key] as readonly unknown[]).flat().map(String);
    return prompts.tick(questionOf(field), choices, { ticked, mayBeEmpty: draft.mayBeLeft(key) });
  }
  const chosen = await prompts.pick(questionOf(field), [...choices, ...emptyChoice(draft, key)], {
    initial: draft.offer(key),
  });
  return chosen === NOTHING ? [] : [chosen];
}

async function askSuggested(
  draft: DraftCommand,
  key: string,
  source: Source,
  talk: Talk,
): Promise<readonly string[]> {
  const field = draft.field(key);
  const { choices, others } = await talk.suggest(source, draft.input);
  if (choices.length === 0) return askLine(draft, key, talk, questionOf(field));
  const free = (typed: string): Choice | undefined =>
    others === null || choices.some(({ value }) => value === typed)
      ? undefined
      : { value: typed, label: `“${typed}”${others}` };
  const chosen = await talk.prompts.pick(questionOf(field), [...choices, ...emptyChoice(draft, key)], {
    initial: draft.offer(key),
    free,
  });
  return chosen === NOTHING ? [] : [chosen];
}

/** One line after the other until an empty one. */
async function askLines(draft: DraftCommand, key: string, talk: Talk): Promise<readonly string[]> {
  const lines: string[] = [];
  for (;;) {
    const question = `${questionOf(draft.field(key))}${lines.length > 0 ? `，第 ${lines.length + 1} 条` : ''}`;
    const [line] = await askLine(draft, key, talk, question, { further: lines.length > 0 });
    if (line === undefined) return lines;
    lines.push(line);
    await draft.say(key, lines);
    talk.answered(draft);
  }
}

async function askLine(
  draft: DraftCommand,
  key: string,
  talk: Talk,
  question: string,
  { further } = { further: false },
): Promise<readonly string[]> {
  const { type, ask } = draft.field(key);
  const mayBeLeft = further || draft.mayBeLeft(key);
  const now = further ? undefined : draft.offer(key)?.replaceAll('\n', PASTED_NEWLINE);
  const check = async (text: string): Promise<true | string> => {
    if (text.trim() === '') return mayBeLeft || '不能不写';
    if (type.long && text.trim() === EDITOR) return true;
    return whatIsWrong(draft, key, text);
  };
  const hints = [
    mayBeLeft && !now && (ask?.none ?? '没有就回车'),
    type.long && `写长文：${EDITOR} 回车`,
  ].filter(Boolean);
  const typed = await talk.prompts.type(question, { hint: hints.join('；'), initial: now, check });
  if (type.long && typed.trim() === EDITOR) return askInEditor(draft, key, talk, question);
  return typed.trim() === '' ? [] : [typedText(typed)];
}

async function askInEditor(
  draft: DraftCommand,
  key: string,
  talk: Talk,
  question: string,
): Promise<readonly string[]> {
  try {
    const text = talk.prompts.edit(draft.inWords(key)).replace(/^@/, '@@');
    await draft.parse(key, [text]);
    if (text !== '') return [text];
  } catch (error) {
    talk.say(wordsOf(error));
  }
  return askLine(draft, key, talk, question);
}

/** A pasted newline is one again. */
const typedText = (text: string): string => text.replaceAll(PASTED_NEWLINE, '\n');

async function whatIsWrong(draft: DraftCommand, key: string, text: string): Promise<true | string> {
  try {
    await draft.parse(key, [typedText(text)]);
    return true;
  } catch (error) {
    return wordsOf(error);
  }
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Refusal)) throw error;
  return `${error.problem.message}。${error.problem.hint}`;
}
