import type { Context, Session } from '../context.ts';
import { dayOf } from '../domain/case/clock.ts';
import type { Complaint } from '../domain/case/complaint.ts';
import { type Problem, problem, Refusal, refuse } from '../domain/problems.ts';
import {
  type Field,
  type Fields,
  type InputOf,
  type InputSoFar,
  nameOf,
  optionName,
  takesSeveral,
} from './fields.ts';
import type { Prompts } from './questions/prompts.ts';
import { isWhen, type Reading } from './values.ts';

/** What every command says of itself, whatever it takes. */
interface Described {
  /** One line: what it does, as it stands in the list of commands. */
  readonly summary: string;
  /** When it is used: a sentence above its options. */
  readonly usedWhen: string;
  /** Two lines that can be copied. */
  readonly examples: readonly string[];
}

/** What makes a field mean something: in words (`--verdict invalid`), and whether it holds. */
interface Condition<F extends Fields> {
  readonly words: string;
  /** What to do to make it hold, where writing the words would not. */
  readonly mend?: string;
  holds(input: InputOf<F>): boolean;
}

interface Declaration<F extends Fields> extends Described {
  readonly fields: F;
  /** Options whose values may stand without them, in this order; what is left over belongs to the last. */
  readonly byPlace?: readonly (keyof F & string)[];
  /** Of these exactly one must be given. */
  readonly exactlyOne?: readonly (keyof F & string)[];
  /** The question that offers them on a terminal, where it is not 结果. */
  readonly choosing?: string;
  /** Of each of these lists at most one may be given. */
  readonly atMostOne?: readonly (readonly (keyof F & string)[])[];
  /** Fields that mean something only beside others: without these they are refused, so that nothing typed is lost. */
  readonly onlyWith?: { readonly [K in keyof F & string]?: Condition<F> };
  /** The field that may be given instead of a missing one, as the refusal says. */
  readonly instead?: { readonly [K in keyof F & string]?: keyof F & string };
  /** Of these at least one must be given; on a terminal the clerk chooses which. */
  readonly someOf?: { readonly question: string; readonly keys: readonly (keyof F & string)[] };
  /** What the clerk empties on a terminal is taken back, where that may be: its option goes into this list. */
  readonly takesBack?: {
    readonly into: keyof F & string;
    may(key: string, about: Complaint): boolean;
  };
  /** It writes to a case: on a terminal, what was asked for is shown before it is recorded, and can be corrected. */
  readonly records?: true;
  /** What is still missing beyond the required fields: keys that another value makes necessary. */
  missing?(input: InputOf<F>): readonly (keyof F & string)[];
}

/** What the process exits with (undefined is 0, done), or the words of the command that goes on in its place. */
export type Ending = number | undefined | readonly string[];

export interface LedgerCommand<F extends Fields = Fields> extends Declaration<F> {
  readonly opens: 'ledger';
  /** On a terminal: what it is about to do, to which case, where what was typed does not tell. Refuses as `run` would. */
  about?(ctx: Context, input: InputOf<F>): Promise<About>;
  /**
   * On a terminal, once such a field is answered: what the ledger knows of the answer. The words of the command that is to
   * go on in its place; undefined where it goes on itself. Throws Back where the answer is to be given again.
   */
  readonly crossroads?: {
    readonly [K in keyof F & string]?: (
      ctx: Context,
      input: InputSoFar,
      prompts: Prompts,
    ) => Promise<readonly string[] | undefined>;
  };
  /** `seen`: the entry that `about` showed; null where nobody was shown one. */
  run(ctx: Context, input: InputOf<F>, seen: number | null): Promise<Ending> | Promise<void>;
}

/** What the clerk is shown before he agrees: in words, and the entry of the journal that they speak of. */
export interface About {
  readonly words: string;
  readonly seen: number | null;
}

export interface BareCommand<F extends Fields = Fields> extends Declaration<F> {
  readonly opens: 'nothing';
  /** On a terminal, where something was asked: what is talked over once it is done. */
  afterwards?(session: Session, prompts: Prompts): Promise<Ending>;
  /** Where nothing is talked over: what to type next. */
  readonly next?: string;
  run(session: Session, input: InputOf<F>): Promise<Ending> | Promise<void>;
}

export type Command = LedgerCommand | BareCommand;

/** Several commands under one word: `dept add`, `dept list`. */
export interface Group extends Pick<Described, 'summary'> {
  readonly commands: Readonly<Record<string, Command>>;
  /** The Chinese word of each: `tousu 部门 增加` is `tousu dept add`. */
  readonly names: Readonly<Record<string, string>>;
  /** What the group's word does with a number alone: `resolve 0102`. */
  readonly alone?: Command;
  /** The group's word is a command itself, for whatever names none of the others: `penalty 1001 --person …`. */
  readonly own?: Command;
}

/** A command that works on the ledger: what it is called, what it takes, one service call, one sentence. */
export const command = <F extends Fields>(declared: Omit<LedgerCommand<F>, 'opens'>): Command =>
  ({ ...declared, opens: 'ledger' }) as unknown as Command;

/** A command that opens no ledger. */
export const bareCommand = <F extends Fields>(declared: Omit<BareCommand<F>, 'opens'>): Command =>
  ({ ...declared, opens: 'nothing' }) as unknown as Command;

/** Each command of the group has a Chinese name, and each name a command. */
export const group = <Word extends string>(
  declared: Group & {
    readonly commands: Readonly<Record<Word, Command>>;
    readonly names: Readonly<Record<NoInfer<Word>, string>>;
  },
): Group => declared;

/** The word of the group's command that has this word or name; undefined where none is called so. */
export const memberCalled = ({ commands, names }: Group, typed: string): string | undefined =>
  Object.hasOwn(commands, typed) ? typed : Object.keys(names).find((word) => names[word] === typed);

export const isGroup = (entry: Command | Group): entry is Group => 'commands' in entry;

/** What was typed: arguments in order, and the texts of each option by its key; a flag has none. */
export interface Typed {
  readonly arguments: readonly string[];
  readonly options: ReadonlyMap<string, readonly string[]>;
}

type Input = Record<string, unknown>;

/**
 * What was typed, by field; arguments in their order, and behind them what stands without its option (`byPlace`). Refuses
 * what is said both ways.
 */
export function textsOf(
  { fields, byPlace = [] }: Command,
  typed: Typed,
): ReadonlyMap<string, readonly string[]> {
  const rest = [...typed.arguments];
  const texts = new Map(
    Object.entries(fields).flatMap(([key, { shape }]): [string, readonly string[]][] => {
      const taken = shape === 'argument' ? rest.splice(0, 1) : shape === 'arguments' ? rest.splice(0) : [];
      const said = taken.length === 0 ? typed.options.get(key) : taken;
      return said === undefined ? [] : [[key, said]];
    }),
  );
  for (const key of byPlace) {
    const taken = rest.splice(0, key === byPlace.at(-1) ? rest.length : 1);
    if (taken.length === 0) break;
    const said = texts.get(key)?.join(' ');
    if (said !== undefined)
      refuse('usage.invalid', {
        message: `${optionName(key)} 写了两次：${said}、${taken.join(' ')}`,
        hint: '只留一个；带空格的值要加引号',
      });
    texts.set(key, [taken.join(' ')]);
  }
  return texts;
}

/**
 * The values of what was typed, and of every other field what it holds where nothing was said. Values that are none
 * are refused at once.
 */
export async function parseInput(
  declared: Command,
  texts: ReadonlyMap<string, readonly string[]>,
  reading: Reading,
): Promise<Input> {
  const input: Input = {};
  const { at, ...others } = declared.fields;
  // When it happened is known first: a day still to come is counted from there.
  for (const [key, field] of Object.entries({ ...(at ? { at } : {}), ...others })) {
    input[key] = await parseField(nameOf(key, field), field, texts.get(key) ?? [], readingOf(input, reading));
  }
  exclusive(declared, input);
  return input;
}

/** What the parsing of a further value may ask: the entry's own day too, where it was said. */
export const readingOf = ({ at }: InputSoFar, reading: Reading): Reading =>
  isWhen(at) ? { ...reading, happenedOn: 'day' in at ? at.day : dayOf(at.moment) } : reading;

/** The value of one field; throws a Refusal that calls it `name` where a text is none. Empty texts say nothing. */
export async function parseField(
  name: string,
  field: Field,
  texts: readonly string[],
  reading: Reading,
): Promise<unknown> {
  const values: unknown[] = [];
  for (const text of texts.filter((given) => field.shape === 'flag' || given.trim() !== '')) {
    values.push(field.shape === 'flag' ? true : await field.type.parse(text, name, reading));
  }
  const given = values.filter((value) => value !== '');
  if (given.length === 0) return field.otherwise;
  return takesSeveral(field) ? given : given[0];
}

export const isGiven = (value: unknown): boolean =>
  value !== null && value !== false && !(Array.isArray(value) && value.length === 0);

function exclusive({ exactlyOne = [], atMostOne = [], fields }: Command, input: Input): void {
  for (const keys of [exactlyOne, ...atMostOne]) {
    const [one, other] = keys
      .filter((key) => isGiven(input[key]))
      .map((key) => nameOf(key, fields[key] as Field));
    if (other === undefined) continue;
    refuse('usage.invalid', {
      message: `${one} 与 ${other} 只能写一个`,
      hint: `去掉 ${one}，或去掉 ${other}`,
    });
  }
}

/** The fields given without that which makes them mean something (`onlyWith`), with the refusal of each. */
export function misplaced(
  declared: Command,
  input: InputSoFar,
): readonly { key: string; problem: Problem }[] {
  return Object.entries(declared.onlyWith ?? {}).flatMap(([key, condition]) => {
    if (!condition || !isGiven(input[key]) || condition.holds(input as InputOf<Fields>)) return [];
    const option = optionName(key);
    const message = `${option} 只与 ${condition.words} 同写`;
    const hint = `去掉 ${option}，或${condition.mend ?? `写 ${condition.words}`}`;
    return [{ key, problem: problem('usage.invalid', { message, hint }) }];
  });
}

/** The fields that are still missing, in their order. */
export function missingKeys(declared: Command, input: InputSoFar): readonly string[] {
  const { fields, exactlyOne = [] } = declared;
  const required = Object.keys(fields).filter((key) => fields[key]?.required && !isGiven(input[key]));
  const oneOf = lacksAll(exactlyOne, input) ? exactlyOne : [];
  const further = declared.missing?.(input as InputOf<Fields>) ?? [];
  const lacking = new Set([...required, ...oneOf, ...further]);
  return Object.keys(fields).filter((key) => lacking.has(key));
}

/** The fields that are empty, though another value makes a rule demand them. */
export const demandedKeys = ({ fields }: Command, input: InputSoFar): readonly string[] =>
  Object.entries(fields).flatMap(([key, { ask }]) =>
    ask?.demanded === true && ask.when?.(input) === true && !isGiven(input[key]) ? [key] : [],
  );

/** The command has nothing to do: of `someOf` not one is given. */
export const lacksSome = ({ someOf }: Command, input: InputSoFar): boolean =>
  someOf !== undefined && lacksAll(someOf.keys, input);

const lacksAll = (keys: readonly string[], input: InputSoFar): boolean =>
  !keys.some((key) => isGiven(input[key]));

/** Refuses what is missing, all of it together, and then what was given in vain (`misplaced`). */
export function refuseIncomplete(path: string, declared: Command, input: InputSoFar): void {
  const { fields, exactlyOne = [], someOf } = declared;
  const name = (key: string): string => nameOf(key, fields[key] as Field);
  const alternatives = [exactlyOne, someOf?.keys ?? []].filter(
    (keys) => keys.length > 0 && lacksAll(keys, input),
  );
  const missing = missingKeys(declared, input).filter((key) => !alternatives.flat().includes(key));
  if (missing.length + alternatives.length > 0) {
    const instead = Object.entries(declared.instead ?? {}).map(([key, other]) => [
      name(key),
      name(other ?? ''),
    ]);
    refuse('usage.missing', {
      command: path,
      names: missing.map(name),
      instead: Object.fromEntries(instead),
      oneOf: alternatives.map((keys) => keys.map(name)),
    });
  }
  const [first] = misplaced(declared, input);
  if (first) throw new Refusal(first.problem);
}
