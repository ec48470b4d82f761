import { Refusal } from '../../domain/problems.ts';
import { type InputSoFar, questionOf, type Source, shortLabel, takesSeveral } from '../fields.ts';
import { Interrupted } from '../screen/terminal.ts';
import type { DraftCommand } from './draft-command.ts';
import { PASTED_NEWLINE } from './keyboard.ts';
import type { Choice } from './pick.ts';
import { Back, type Prompts } from './prompts.ts';

/** Whom the questions are asked with. */
export interface Talk {
  readonly prompts: Prompts;
  /** Values that the ledger knows. Their first is the likeliest. */
  suggest(source: Source, input: InputSoFar): Promise<Suggestions>;
  /** Standard phrases of the office for the field. */
  phrases(key: string): readonly string[];
  readonly operator: string;
  say(text: string): void;
  /** The field was answered, or left empty: from here on it must not get lost. */
  answered(draft: DraftCommand, key: string): Promise<void>;
}

export interface Suggestions {
  readonly choices: readonly Choice[];
  /** Another value than these is allowed: what becomes of it. Null: there are no others. */
  readonly others: Others | null;
  /** The one who holds the role alone: taken unasked, and said. */
  readonly only?: string | undefined;
  /** What is typed is looked for; digits are a part of that. */
  readonly digitsSearch?: boolean;
}

export interface Others {
  /** The choice that what was typed makes. */
  label(typed: string): string;
  /** The value, after a second look at what was typed. Throws Back where she wants to choose again; refuses what is none. */
  settle(typed: string, prompts: Prompts): Promise<string>;
}

/** What is typed or chosen to leave an optional field empty. */
const NOTHING = '';
/** Asks for the editor. */
const EDITOR = '@';

/** The ways back: how to take back each question that was answered, the last one at the end. */
export type WaysBack = (() => void)[];

/** Asks for everything that is still to be said, one question at a time; Esc goes back through them. */
export async function askMissing(draft: DraftCommand, talk: Talk, waysBack: WaysBack): Promise<void> {
  for (;;) {
    await draft.conclude();
    const question = nextQuestion(draft);
    if (question === undefined) return;
    try {
      const isAsked = await question.ask(draft, talk);
      if (isAsked) waysBack.push(question.takeBack);
    } catch (error) {
      if (!(error instanceof Back)) throw error;
      goBack(waysBack);
    }
  }
}

/** Takes the last answer back, so that it is asked for again; before the first question there is only the way out. */
export function goBack(waysBack: WaysBack): void {
  const takeBack = waysBack.pop();
  if (takeBack === undefined) throw new Interrupted();
  takeBack();
}

interface Question {
  /** False where there was nothing to ask. */
  ask(draft: DraftCommand, talk: Talk): Promise<boolean>;
  takeBack(): void;
}

function nextQuestion(draft: DraftCommand): Question | undefined {
  const { exactlyOne = [], fields } = draft.declared;
  if (mustChooseFields(draft) && (!('no' in fields) || draft.isGiven('no'))) {
    return { ask: chooseFields, takeBack: () => draft.want([]) };
  }
  const key = draft.next();
  if (key === undefined) return undefined;
  if ((exactlyOne as readonly string[]).includes(key)) {
    return { ask: askFork, takeBack: () => draft.dropAll(exactlyOne) };
  }
  return { ask: (_draft, talk) => askField(draft, key, talk), takeBack: () => draft.drop(key) };
}

/** The command takes some of many fields, and it is not said yet which. */
const mustChooseFields = (draft: DraftCommand): boolean => {
  const { someOf } = draft.declared;
  return someOf !== undefined && draft.wanted.length === 0 && !someOf.keys.some((key) => draft.isGiven(key));
};

/** Of many fields, those that the clerk ticks. What the ledger has stands beside them. */
async function chooseFields(draft: DraftCommand, { prompts }: Talk): Promise<boolean> {
  const { question = '', keys = [] } = draft.declared.someOf ?? {};
  const choices = keys.map((key) => ({ value: key, label: labelled(draft, key, draft.knownWords(key)) }));
  draft.want(await prompts.tick(question, choices, { ticked: [], mayBeEmpty: false }));
  return true;
}

/** The question of the field with what it holds. */
export const labelled = (draft: DraftCommand, key: string, words: string): string => {
  const question = questionOf(draft.field(key));
  return words === '' ? question : `${question}：${words.replaceAll('\n', ' ')}`;
};

/** Of several fields exactly one is to be given, and none is yet. */
async function askFork(draft: DraftCommand, talk: Talk): Promise<boolean> {
  const keys: readonly string[] = draft.declared.exactlyOne ?? [];
  const choices = keys.map((key) => {
    const field = draft.field(key);
    return { value: key, label: field.ask?.asChoice ?? shortLabel(field) };
  });
  const initial = keys.find((key) => draft.held(key).length > 0);
  // What is recorded is said by somebody: an Enter too many must not have a complainant accept.
  const noPreset = draft.declared.records === true;
  for (;;) {
    const chosen = await talk.prompts.pick(draft.declared.choosing ?? '结果', choices, { initial, noPreset });
    if (draft.field(chosen).shape === 'flag') {
      await draft.say(chosen, ['']);
      await talk.answered(draft, chosen);
      return true;
    }
    try {
      return await askField(draft, chosen, talk);
    } catch (error) {
      if (!(error instanceof Back)) throw error;
    }
  }
}

/** Asks for one field, whatever it holds now. False where there is but one answer. */
export async function askField(
  draft: DraftCommand,
  key: string,
  talk: Talk,
  { always } = { always: false },
): Promise<boolean> {
  const only = always ? undefined : await onlyAnswer(draft, key, talk);
  const texts = only === undefined ? await textsFor(draft, key, talk) : [only];
  if (texts.length === 0) {
    draft.drop(key);
    draft.leave(key);
  } else {
    await draft.say(key, texts);
    if (only !== undefined) talk.say(`  ${questionOf(draft.field(key))}：${only}（只有这一位）`);
  }
  await talk.answered(draft, key);
  return only === undefined;
}

/** The one who may, where there is but one. */
async function onlyAnswer(draft: DraftCommand, key: string, talk: Talk): Promise<string | undefined> {
  const { ask, shape } = draft.field(key);
  if (ask?.from === undefined || takesSeveral({ shape }) || draft.held(key).length > 0) return undefined;
  return (await talk.suggest(ask.from, draft.input)).only;
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
    initial: draft.held(key).length > 0 ? 'yes' : undefined,
    noPreset: ask?.noPreset === true,
  });
  return chosen === NOTHING ? [] : [''];
}

/** The choice that says nothing, where that is allowed. */
const emptyChoice = (draft: DraftCommand, key: string): readonly Choice[] => {
  const { ask, otherwise } = draft.field(key);
  const mustSay = ask?.noPreset === true && ask.none === undefined;
  return draft.mayBeLeft(key) && otherwise === null && ask?.initial === undefined && !mustSay
    ? [{ value: NOTHING, label: ask?.none ?? '（不写）' }]
    : [];
};

async function askChoice(draft: DraftCommand, key: string, { prompts }: Talk): Promise<readonly string[]> {
  const field = draft.field(key);
  const choices = Object.entries(field.type.choices ?? {}).map(([value, label]) => ({ value, label }));
  if (takesSeveral(field)) {
    return prompts.tick(questionOf(field), choices, {
      ticked: draft.held(key),
      mayBeEmpty: draft.mayBeLeft(key),
    });
  }
  const chosen = await prompts.pick(questionOf(field), [...choices, ...emptyChoice(draft, key)], {
    initial: draft.held(key)[0] ?? draft.initial(key),
    noPreset: field.ask?.noPreset === true,
  });
  return chosen === NOTHING ? [] : [chosen];
}

async function askSuggested(
  draft: DraftCommand,
  key: string,
  source: Source,
  talk: Talk,
): Promise<readonly string[]> {
  for (;;) {
    const field = draft.field(key);
    const { choices, others, digitsSearch = false } = await talk.suggest(source, draft.input);
    const free = (typed: string): Choice | undefined =>
      others === null || choices.some(({ value }) => value === typed)
        ? undefined
        : { value: typed, label: others.label(typed) };
    const chosen = await talk.prompts.pick(questionOf(field), [...choices, ...emptyChoice(draft, key)], {
      initial: draft.held(key)[0] ?? draft.initial(key),
      free,
      digitsSearch,
    });
    if (chosen === NOTHING) return [];
    if (others === null || choices.some(({ value }) => value === chosen)) return [chosen];
    try {
      return [await others.settle(chosen, talk.prompts)];
    } catch (error) {
      if (error instanceof Refusal) talk.say(wordsOf(error));
      else if (!(error instanceof Back)) throw error;
    }
  }
}

/** One line after the other until an empty one; what was answered before stands in them. */
async function askLines(draft: DraftCommand, key: string, talk: Talk): Promise<readonly string[]> {
  const held = draft.held(key);
  const lines: string[] = [];
  for (;;) {
    const question = `${questionOf(draft.field(key))}${lines.length > 0 ? `，第 ${lines.length + 1} 条` : ''}`;
    try {
      const [line] = await askLine(draft, key, talk, question, {
        further: lines.length > 0,
        now: held[lines.length],
      });
      if (line === undefined) return lines;
      lines.push(line);
      await draft.say(key, lines);
      await talk.answered(draft, key);
    } catch (error) {
      if (!(error instanceof Back) || lines.length === 0) throw error;
      lines.pop();
    }
  }
}

async function askLine(
  draft: DraftCommand,
  key: string,
  talk: Talk,
  question: string,
  { further, now } = { further: false, now: draft.held(key)[0] },
): Promise<readonly string[]> {
  const { type, ask } = draft.field(key);
  const mayBeLeft = further || draft.mayBeLeft(key);
  const initial = further ? undefined : draft.initial(key);
  const check = async (text: string): Promise<true | string> => {
    if (text.trim() === '') return mayBeLeft || '不能不写';
    if (type.long && text.trim() === EDITOR) return true;
    return whatIsWrong(draft, key, text);
  };
  const hints = [
    mayBeLeft && !initial && !now && (ask?.none ?? '没有就回车'),
    !further && draft.canBeTakenBack(key) && '清空就是去掉',
    type.long && `写长文：${EDITOR} 回车`,
  ].filter(Boolean);
  const typed = await talk.prompts.type(question, {
    hint: hints.join('；'),
    initial,
    held: now?.replaceAll('\n', PASTED_NEWLINE),
    check,
    phrases: talk.phrases(key),
    ...(type.isWhole ? { isWhole: type.isWhole } : {}),
  });
  if (type.long && typed.trim() === EDITOR) return askInEditor(draft, key, talk, question);
  if (typed.trim() === '') return [];
  const doubt = type.doubt?.(typed);
  if (doubt === undefined || (await isSure(doubt, talk))) return [typedText(typed)];
  return askLine(draft, key, talk, question, { further, now: typed });
}

/** She looks at it again: it may be a slip. */
async function isSure(doubt: string, { prompts }: Talk): Promise<boolean> {
  const choices = [
    { value: 'again', label: '重写' },
    { value: 'sure', label: '没有错，就是这样' },
  ];
  try {
    return (await prompts.pick(`${doubt}，确定吗`, choices, { noPreset: true })) === 'sure';
  } catch (error) {
    if (error instanceof Back) return false;
    throw error;
  }
}

async function askInEditor(
  draft: DraftCommand,
  key: string,
  talk: Talk,
  question: string,
): Promise<readonly string[]> {
  try {
    const written = await talk.prompts.edit(draft.held(key).join('\n'));
    const text = written.replace(/^@/, '@@');
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
