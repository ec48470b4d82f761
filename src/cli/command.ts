import type { Context, Session } from '../context.ts';
import { dayOf } from '../domain/clock.ts';
import { problem, Refusal } from '../domain/problems.ts';
import {
  type Field,
  type Fields,
  type InputOf,
  nameOf,
  optionName,
  type Said,
  takesSeveral,
} from './fields.ts';
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

interface Declaration<F extends Fields> extends Described {
  readonly fields: F;
  /** Of these exactly one must be given. */
  readonly exactlyOne?: readonly (keyof F & string)[];
  /** Of these at least one must be given; on a terminal she chooses which. */
  readonly someOf?: { readonly question: string; readonly keys: readonly (keyof F & string)[] };
  /** It writes to a case: on a terminal, what was asked for is shown before it is recorded, and can be corrected. */
  readonly records?: true;
  /** What is still missing beyond the required fields: keys that another value makes necessary. */
  missing?(input: InputOf<F>): readonly (keyof F & string)[];
}

/** What the process exits with (undefined is 0, done), or the words of the command that goes on in its place. */
export type Ending = number | undefined | readonly string[];

export interface LedgerCommand<F extends Fields = Fields> extends Declaration<F> {
  readonly opens: 'ledger';
  run(ctx: Context, input: InputOf<F>): Promise<Ending> | Promise<void>;
}

export interface BareCommand<F extends Fields = Fields> extends Declaration<F> {
  readonly opens: 'nothing';
  run(session: Session, input: InputOf<F>): Promise<Ending> | Promise<void>;
}

export type Command = LedgerCommand | BareCommand;

/** Several commands under one word: `dept add`, `dept list`. */
export interface Group extends Pick<Described, 'summary'> {
  readonly commands: Readonly<Record<string, Command>>;
  /** What the group's word does with a number alone: `resolve 0102`. */
  readonly alone?: Command;
}

/** A command that works on the ledger: what it is called, what it takes, one service call, one sentence. */
export const command = <F extends Fields>(declared: Omit<LedgerCommand<F>, 'opens'>): Command =>
  ({ ...declared, opens: 'ledger' }) as unknown as Command;

/** A command that opens no ledger. */
export const bareCommand = <F extends Fields>(declared: Omit<BareCommand<F>, 'opens'>): Command =>
  ({ ...declared, opens: 'nothing' }) as unknown as Command;

export const isGroup = (entry: Command | Group): entry is Group => 'commands' in entry;

/** What was typed: arguments in order, and the texts of each option by its key; a flag has none. */
export interface Typed {
  readonly arguments: readonly string[];
  readonly options: ReadonlyMap<string, readonly string[]>;
}

type Input = Record<string, unknown>;

/** What was typed, by field; arguments in their order. */
export function textsOf({ fields }: Command, typed: Typed): ReadonlyMap<string, readonly string[]> {
  const rest = [...typed.arguments];
  return new Map(
    Object.entries(fields).flatMap(([key, { form }]): [string, readonly string[]][] => {
      const taken = form === 'argument' ? rest.splice(0, 1) : form === 'arguments' ? rest.splice(0) : [];
      const texts = taken.length === 0 ? typed.options.get(key) : taken;
      return texts === undefined ? [] : [[key, texts]];
    }),
  );
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
    input[key] = await parseField(key, field, texts.get(key) ?? [], readingOf(input, reading));
  }
  exclusive(declared, input);
  return input;
}

/** What the parsing of a further value may ask: the entry's own day too, where it was said. */
export const readingOf = ({ at }: Said, reading: Reading): Reading =>
  isWhen(at) ? { ...reading, happenedOn: 'day' in at ? at.day : dayOf(at.moment) } : reading;

/** The value of one field; throws a Refusal where a text is none. Empty texts say nothing. */
export async function parseField(
  key: string,
  field: Field,
  texts: readonly string[],
  reading: Reading,
): Promise<unknown> {
  const name = nameOf(key, field);
  const values: unknown[] = [];
  for (const text of texts.filter((given) => field.form === 'flag' || given.trim() !== '')) {
    values.push(field.form === 'flag' ? true : await field.type.parse(text, name, reading));
  }
  const given = values.filter((value) => value !== '');
  if (given.length === 0) return field.otherwise;
  return takesSeveral(field) ? given : given[0];
}

export const isGiven = (value: unknown): boolean =>
  value !== null && value !== false && !(Array.isArray(value) && value.length === 0);

function exclusive({ exactlyOne = [] }: Command, input: Input): void {
  const given = exactlyOne.filter((key) => isGiven(input[key])).map(optionName);
  if (given.length > 1) {
    throw new Refusal(
      problem('usage.invalid', { message: `${given.join(' 与 ')} 只能写一个`, hint: `去掉 ${given[1]}` }),
    );
  }
}

/** The fields that are still missing, in their order. */
export function missingKeys(declared: Command, input: Said): readonly string[] {
  const { fields, exactlyOne = [] } = declared;
  const required = Object.keys(fields).filter((key) => fields[key]?.required && !isGiven(input[key]));
  const oneOf = exactlyOne.some((key) => isGiven(input[key])) ? [] : exactlyOne;
  const further = declared.missing?.(input as InputOf<Fields>) ?? [];
  const lacking = new Set([...required, ...oneOf, ...further]);
  return Object.keys(fields).filter((key) => lacking.has(key));
}

/** Refuses what is missing, all of it together. */
export function refuseMissing(
  path: string,
  { fields, exactlyOne = [] }: Command,
  missing: readonly string[],
): void {
  if (missing.length === 0) return;
  const names = missing.map((key) => nameOf(key, fields[key] as Field));
  const oneOf = exactlyOne.some((key) => missing.includes(key)) ? exactlyOne.map(optionName) : undefined;
  throw new Refusal(problem('usage.missing', { names, command: path, ...(oneOf ? { oneOf } : {}) }));
}
