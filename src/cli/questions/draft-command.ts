import { minute } from '../../domain/case/clock.ts';
import { refuse } from '../../domain/problems.ts';
import { type Command, isGiven, missingKeys, parseField, readingOf } from '../command.ts';
import { type Field, shortLabel, takesSeveral } from '../fields.ts';
import { shown } from '../screen/text.ts';
import { isWhen, type Reading } from '../values.ts';

/** What was said for each field, as it was typed; no text for one that was left empty. A draft is nothing more. */
export type Texts = ReadonlyMap<string, readonly string[]>;

/**
 * A command that is being filled in. What is typed goes through the parsing, and every look at what is missing through
 * the check, that the command line goes through.
 */
export class DraftCommand {
  readonly declared: Command;
  readonly #reading: Reading;
  readonly #left = new Set<string>();
  input: Readonly<Record<string, unknown>>;

  /** The draft as far as the command line filled it in: `input` is what that says. */
  constructor(declared: Command, input: Readonly<Record<string, unknown>>, reading: Reading) {
    this.declared = declared;
    this.input = input;
    this.#reading = withoutStandardInput(reading);
  }

  /** What was said beyond the usual, in texts that mean the same on another day. */
  get texts(): Texts {
    const given = Object.keys(this.declared.fields).filter(
      (key) => this.isGiven(key) && this.input[key] !== this.field(key).otherwise,
    );
    return new Map([
      ...[...this.#left].map((key): [string, readonly string[]] => [key, []]),
      ...given.map((key): [string, readonly string[]] => [
        key,
        this.#values(key).map((value) => textOf(value, this.field(key))),
      ]),
    ]);
  }

  field(key: string): Field {
    return this.declared.fields[key] as Field;
  }

  isGiven(key: string): boolean {
    return isGiven(this.input[key]);
  }

  /** The value that the texts make; throws a Refusal where they make none. */
  parse(key: string, texts: readonly string[]): Promise<unknown> {
    const field = this.field(key);
    return parseField(shortLabel(field), field, texts, readingOf(this.input, this.#reading));
  }

  /** Takes what was said another day, where nothing else was said since. Refuses what is no value any more. */
  async resume(texts: Texts): Promise<void> {
    for (const [key, said] of texts) {
      if (!(key in this.declared.fields) || this.isGiven(key)) continue;
      if (said.length === 0) this.leave(key);
      else await this.say(key, said);
    }
  }

  /** Takes what was typed or chosen for the field. */
  async say(key: string, texts: readonly string[]): Promise<void> {
    this.#put(key, await this.parse(key, texts));
  }

  /** Empties the field, so that it can be asked for again. */
  drop(key: string): void {
    this.#left.delete(key);
    this.#put(key, this.field(key).otherwise);
  }

  /** What another field held only because of the earlier value is dropped with it. */
  #put(key: string, value: unknown): void {
    const before = this.input;
    this.input = { ...before, [key]: value };
    for (const [other, { ask }] of Object.entries(this.declared.fields)) {
      const moot = ask?.when?.(before) === true && !ask.when(this.input);
      if (other !== key && this.isGiven(other) && moot) this.drop(other);
    }
  }

  /** She leaves the field empty: it is not asked for again. */
  leave(key: string): void {
    this.#left.add(key);
  }

  /** The field to ask for next: what is missing or demanded, and what is wanted and was not left empty. */
  next(): string | undefined {
    const missing = new Set(missingKeys(this.declared, this.input));
    const wanted = ([key, { ask }]: [string, Field]) =>
      ask?.when?.(this.input) === true && !this.isGiven(key) && !this.#left.has(key);
    const [found] =
      Object.entries(this.declared.fields).find((entry) => missing.has(entry[0]) || wanted(entry)) ?? [];
    const instead = found === undefined ? undefined : this.field(found).ask?.instead;
    return found !== undefined && instead !== undefined && this.#left.has(found) ? instead : found;
  }

  /** The field may be left empty: no rule needs it, or another one can stand in its place. */
  mayBeLeft(key: string): boolean {
    const { ask } = this.field(key);
    if (ask?.instead !== undefined) return true;
    const without = missingKeys(this.declared, { ...this.input, [key]: this.field(key).otherwise });
    const demanded = ask?.demanded === true && ask.when?.(this.input) !== false;
    return !demanded && !without.some((other) => other === key || this.field(other).ask?.instead === key);
  }

  /** What is offered to be typed or chosen: what the field holds, else what its hints say. */
  offer(key: string): string | undefined {
    const { shape, type, ask } = this.field(key);
    if (this.isGiven(key) && !takesSeveral({ shape }))
      return type.choices ? String(this.input[key]) : this.inWords(key);
    return typeof ask?.initial === 'function' ? ask.initial(this.input) : ask?.initial;
  }

  /** What the field holds, in the words of the screen; empty where nothing was said. */
  inWords(key: string): string {
    const { shape, type, ask } = this.field(key);
    if (!this.isGiven(key)) return '';
    if (shape === 'flag') return ask?.yesNo?.[0] ?? '是';
    const words = this.#values(key).map((value) => type.choices?.[String(value)] ?? plainText(value));
    return shown(words.join(type.long ? '\n' : '、'));
  }

  #values(key: string): readonly unknown[] {
    const value = this.input[key];
    return Array.isArray(value) ? value.flat() : [value];
  }
}

/** A value as it could have been typed. */
function textOf(value: unknown, { shape, type }: Field): string {
  if (shape === 'flag') return '';
  return type.long
    ? plainText(value).replace(/^@/, '@@')
    : isWhen(value) && 'moment' in value
      ? value.moment
      : plainText(value);
}

const plainText = (value: unknown): string =>
  !isWhen(value) ? String(value) : 'moment' in value ? minute(value.moment) : value.day;

/** Whoever answers questions sits at standard input. */
const withoutStandardInput = (reading: Reading): Reading => ({
  now: reading.now,
  readText: (file) =>
    file === '-'
      ? refuse('usage.invalid', { message: '“-”不是内容', hint: '直接写内容，或写 @文件名' })
      : reading.readText(file),
});
