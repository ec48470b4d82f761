import type { Complaint } from '../domain/case/complaint.ts';
import { line, type ValueType } from './values.ts';

/**
 * What a command takes, said once: help, parsing, questions, the list of everything missing and completion are all
 * read from it. The key of a field is its option in camelCase (`respondWithin` is --respond-within).
 */
export interface Field<T = unknown> {
  readonly shape: 'argument' | 'arguments' | 'option' | 'list' | 'flag';
  readonly label: string;
  readonly required: boolean;
  readonly type: ValueType<unknown>;
  /** The value where nothing was said. */
  readonly otherwise: T;
  /** One letter: `-o`. */
  readonly short?: string;
  /** How it is asked for on a terminal, where label and kind of value do not say it all. */
  readonly ask?: Asking;
}

/** What the fields of a command hold so far, by their keys. */
export type InputSoFar = Readonly<Record<string, unknown>>;

/** Where the values to choose from come from, beside closed lists. */
export type Source =
  | 'case'
  | 'department'
  | 'person'
  | 'liaison'
  | 'caller'
  | 'signer'
  | 'leader'
  | 'measure'
  | 'breach';

/** Hints for the question on a terminal; nothing else reads them. */
export interface Asking {
  /** The question, where the label is none. */
  readonly question?: string;
  /** What it is called where it is one of several that exclude each other. */
  readonly asChoice?: string;
  readonly from?: Source;
  /** An optional value is asked for all the same while this holds, and dropped when it no longer does. */
  readonly when?: (input: InputSoFar, about?: Complaint) => boolean;
  /** While `when` holds it may not be left out, because a rule demands it. */
  readonly demanded?: boolean;
  /** The value offered first. */
  readonly initial?: string | ((input: InputSoFar) => string);
  /** None is offered first: an answer that counts is not put into anybody's mouth. */
  readonly noPreset?: true;
  /** What the other answers make likely: not asked for then, but shown as a guess before it is recorded. */
  readonly guess?: (input: InputSoFar) => string | undefined;
  /** What other answers say with it: not asked for then. */
  readonly implied?: (input: InputSoFar, isAnswered: (key: string) => boolean) => string | undefined;
  /** What stands behind the value on the screen: 日. */
  readonly unit?: string;
  /** What it means to leave the field empty, where that is allowed. */
  readonly none?: string;
  /** What holds where nothing is said: shown before the step is recorded. */
  readonly usual?: 'now' | 'operator' | 'first choice';
  /** The field that is asked for when this one is left empty. */
  readonly instead?: string;
  /** What a flag means when it is set, and when it is not. */
  readonly yesNo?: readonly [yes: string, no: string];
}

/** The field with hints for its question. */
export const asked = <F extends Field<unknown>>(field: F, ask: Asking): F => ({ ...field, ask });

/** What the required fields hold until `missing` has seen to them. */
const nothing = null as never;

const mustBeGiven = <T>(
  shape: Field['shape'],
  label: string,
  type: ValueType<unknown>,
  otherwise: T,
): Field<T> => ({ shape, label, type, required: true, otherwise });

const mayBeLeft = <T>(
  shape: Field['shape'],
  label: string,
  type: ValueType<unknown>,
  otherwise: T,
): Field<T> => ({ shape, label, type, required: false, otherwise });

/** An argument that must be given, by its place: `NO`. */
export const argument = <T>(label: string, type: ValueType<T>): Field<T> =>
  mustBeGiven('argument', label, type, nothing);

/** An argument that may be left out; then it is null. */
export const optionalArgument = <T>(label: string, type: ValueType<T>): Field<T | null> =>
  mayBeLeft('argument', label, type, null);

/** All arguments that are left, one at least. */
export const remainingArguments = <T>(label: string, type: ValueType<T>): Field<readonly T[]> =>
  mustBeGiven<readonly T[]>('arguments', label, type, []);

/** All arguments that are left; then the list may be empty. */
export const anyArguments = <T>(label: string, type: ValueType<T>): Field<readonly T[]> =>
  mayBeLeft<readonly T[]>('arguments', label, type, []);

/** An option that must be given: asked for on a terminal, else named among all that is missing. */
export const required = <T>(label: string, type: ValueType<T>): Field<T> =>
  mustBeGiven('option', label, type, nothing);

/** An option that may be left out; then it is null. */
export const optional = <T>(label: string, type: ValueType<T>, short?: string): Field<T | null> => ({
  ...mayBeLeft<T | null>('option', label, type, null),
  ...(short ? { short } : {}),
});

/** An option with a value where nothing was said. */
export const defaulted = <T>(label: string, type: ValueType<T>, otherwise: T): Field<T> =>
  mayBeLeft('option', label, type, otherwise);

/** An option that may be repeated, or left out: then the list is empty. */
export const many = <T>(label: string, type: ValueType<T>): Field<readonly T[]> =>
  mayBeLeft<readonly T[]>('list', label, type, []);

/** An option that may be repeated and must be given once. */
export const atLeastOne = <T>(label: string, type: ValueType<T>): Field<readonly T[]> =>
  mustBeGiven<readonly T[]>('list', label, type, []);

/** An option without a value; false where it is left out. */
export const flag = (label: string): Field<boolean> => mayBeLeft('flag', label, line, false);

export type Fields = Readonly<Record<string, Field<unknown>>>;

/** What `run` gets: every field's value under its key. */
export type InputOf<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/** The option of a field, as it is typed: `--respond-within`; an argument has none and goes by its label. */
export const optionName = (key: string): string =>
  `--${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** What the clerk calls the field: its option, or an argument's label. */
export const nameOf = (key: string, { shape, label }: Pick<Field, 'shape' | 'label'>): string =>
  isArgument({ shape }) ? label : optionName(key);

export const isArgument = ({ shape }: Pick<Field, 'shape'>): boolean =>
  shape === 'argument' || shape === 'arguments';

/** Its value is a list of what was said. */
export const takesSeveral = ({ shape }: Pick<Field, 'shape'>): boolean =>
  shape === 'list' || shape === 'arguments';

/** The label without its aside in （…）, which is for those who type options. */
export const shortLabel = ({ label }: Pick<Field, 'label'>): string => label.replace(/（[^）]*）$/, '');

export const questionOf = (field: Field): string => field.ask?.question ?? shortLabel(field);
