import type { Context, Session } from '../context.ts';
import { problem, Refusal } from '../domain/problems.ts';
import { type Fields, type InputOf, nameOf, optionName } from './fields.ts';

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
  /** What is still missing beyond the required fields: keys that another value makes necessary. */
  missing?(input: InputOf<F>): readonly (keyof F & string)[];
}

/** What the process exits with; undefined is 0, done. */
type ExitCode = number | undefined;

export interface LedgerCommand<F extends Fields = Fields> extends Declaration<F> {
  readonly opens: 'ledger';
  run(ctx: Context, input: InputOf<F>): Promise<ExitCode> | Promise<void>;
}

export interface BareCommand<F extends Fields = Fields> extends Declaration<F> {
  readonly opens: 'nothing';
  run(session: Session, input: InputOf<F>): Promise<ExitCode> | Promise<void>;
}

export type Command = LedgerCommand | BareCommand;

/** Several commands under one word: `dept add`, `dept list`. */
export interface Group extends Pick<Described, 'summary'> {
  readonly commands: Readonly<Record<string, Command>>;
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

/**
 * The input of a command from what was typed. Values that are none are refused at once; everything missing is named
 * together, in the order of the fields.
 */
export async function readInput(
  path: string,
  declared: Command,
  typed: Typed,
  session: Session,
): Promise<Input> {
  const input = await parseTyped(declared, typed, session);
  exclusive(declared, input);
  const missing = missingFields(declared, input);
  if (missing.length > 0) throw new Refusal(problem('usage.missing', { names: missing, command: path }));
  return input;
}

async function parseTyped(declared: Command, typed: Typed, session: Session): Promise<Input> {
  const input: Input = {};
  const rest = [...typed.arguments];
  for (const [key, field] of Object.entries(declared.fields)) {
    const name = nameOf(key, field);
    const argument = field.form === 'argument' ? rest.shift() : undefined;
    const texts = argument === undefined ? (typed.options.get(key) ?? []) : [argument];
    const values: unknown[] = [];
    for (const text of texts.filter((given) => field.form === 'flag' || given.trim() !== '')) {
      values.push(field.form === 'flag' ? true : await field.type.parse(text, name, session));
    }
    const given = values.filter((value) => value !== '');
    input[key] = given.length === 0 ? field.otherwise : field.form === 'list' ? given : given[0];
  }
  return input;
}

const isGiven = (value: unknown): boolean =>
  value !== null && value !== false && !(Array.isArray(value) && value.length === 0);

function exclusive({ exactlyOne = [] }: Command, input: Input): void {
  const given = exactlyOne.filter((key) => isGiven(input[key])).map(optionName);
  if (given.length > 1) {
    throw new Refusal(
      problem('usage.invalid', { message: `${given.join(' 与 ')} 只能写一个`, hint: `去掉 ${given[1]}` }),
    );
  }
}

function missingFields(declared: Command, input: Input): readonly string[] {
  const { fields, exactlyOne = [] } = declared;
  const required = Object.keys(fields).filter((key) => fields[key]?.required && !isGiven(input[key]));
  const oneOf = exactlyOne.some((key) => isGiven(input[key])) ? [] : exactlyOne;
  const further = declared.missing?.(input) ?? [];
  const lacking = new Set([...required, ...oneOf, ...further]);
  return Object.entries(fields)
    .filter(([key]) => lacking.has(key))
    .map(([key, field]) => nameOf(key, field));
}
