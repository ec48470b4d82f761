import { line, type ValueType } from './values.ts';

/**
 * What a command takes, said once: help, parsing, questions, the list of everything missing and completion are all
 * read from it. The key of a field is its option in camelCase (`respondWithin` is --respond-within).
 */
export interface Field<T = unknown> {
  readonly form: 'argument' | 'option' | 'list' | 'flag';
  readonly label: string;
  readonly required: boolean;
  readonly type: ValueType<unknown>;
  /** The value where nothing was said. */
  readonly otherwise: T;
  /** One letter: `-o`. */
  readonly short?: string;
}

const field = <T>(
  form: Field['form'],
  label: string,
  type: ValueType<unknown>,
  required: boolean,
  otherwise: T,
  short?: string,
): Field<T> => ({ form, label, type, required, otherwise, ...(short ? { short } : {}) });

/** What the required fields hold until `missing` has seen to them. */
const nothing = null as never;

export const argument = <T = string>(label: string, type: ValueType<T> = line as ValueType<T>): Field<T> =>
  field(`argument`, label, type, true, nothing as T);

export const optionalArgument = <T = string>(
  label: string,
  type: ValueType<T> = line as ValueType<T>,
): Field<T | null> => field('argument', label, type, false, null);

export const required = <T = string>(label: string, type: ValueType<T> = line as ValueType<T>): Field<T> =>
  field('option', label, type, true, nothing as T);

export const optional = <T = string>(
  label: string,
  type: ValueType<T> = line as ValueType<T>,
  short?: string,
): Field<T | null> => field<T | null>('option', label, type, false, null, short);

/** An option with a value where nothing was said. */
export const defaulted = <T>(label: string, type: ValueType<T>, otherwise: T): Field<T> =>
  field('option', label, type, false, otherwise);

/** An option that may be repeated. */
export const many = <T = string>(
  label: string,
  type: ValueType<T> = line as ValueType<T>,
): Field<readonly T[]> => field<readonly T[]>('list', label, type, false, []);

export const atLeastOne = <T = string>(
  label: string,
  type: ValueType<T> = line as ValueType<T>,
): Field<readonly T[]> => field<readonly T[]>('list', label, type, true, []);

export const flag = (label: string): Field<boolean> => field('flag', label, line, false, false);

export type Fields = Readonly<Record<string, Field<unknown>>>;

/** What `run` gets: every field's value under its key. */
export type InputOf<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/** The option of a field, as it is typed: `--respond-within`; an argument has none and goes by its label. */
export const optionName = (key: string): string =>
  `--${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

export const nameOf = (key: string, { form, label }: Pick<Field, 'form' | 'label'>): string =>
  form === 'argument' ? label : optionName(key);
