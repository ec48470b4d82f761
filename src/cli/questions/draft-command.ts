import { minute } from '../../domain/case/clock.ts';
import type { Complaint } from '../../domain/case/complaint.ts';
import { Refusal, refuse } from '../../domain/problems.ts';
import { type Command, isGiven, missingKeys, parseField, readingOf } from '../command.ts';
import { type Field, optionName, shortLabel } from '../fields.ts';
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
  /** What was answered before, and taken back: offered again. */
  readonly #earlier = new Map<string, unknown>();
  /** What the ledger has in the place of what is to be corrected. */
  readonly #known = new Map<string, unknown>();
  readonly #guessed = new Set<string>();
  #wanted: readonly string[] = [];
  input: Readonly<Record<string, unknown>>;
  /** The case that it is about, once that is known. */
  about: Complaint | undefined;

  /** The draft as far as the command line filled it in: `input` is what that says. */
  constructor(declared: Command, input: Readonly<Record<string, unknown>>, reading: Reading) {
    this.declared = declared;
    this.input = input;
    this.#reading = withoutStandardInput(reading);
  }

  /** What was said beyond the usual, in texts that mean the same on another day. What follows from that is no answer of hers. */
  get texts(): Texts {
    const given = Object.keys(this.declared.fields).filter(
      (key) => this.isGiven(key) && !this.#guessed.has(key) && this.input[key] !== this.field(key).otherwise,
    );
    return new Map([
      ...[...this.#left].map((key): [string, readonly string[]] => [key, []]),
      ...given.map((key): [string, readonly string[]] => [
        key,
        valuesOf(this.input[key]).map((value) => textOf(value, this.field(key))),
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

  /** Takes what was said another day, where nothing else was said since; what is no value any more is asked for again. */
  async resume(texts: Texts): Promise<void> {
    for (const [key, said] of texts) {
      if (!(key in this.declared.fields) || this.isGiven(key)) continue;
      if (said.length === 0) this.leave(key);
      else await unlessRefused(() => this.say(key, said));
    }
  }

  /** Takes what was typed or chosen for the field. */
  async say(key: string, texts: readonly string[]): Promise<void> {
    this.#put(key, await this.parse(key, texts));
    this.#guessed.delete(key);
    this.#takeBack(key, { taken: false });
  }

  /** Offers what was said in an entry that was withdrawn since. What is no value any more is not offered. */
  remember = (texts: Texts): Promise<void> => this.#keep(texts, this.#earlier);

  /** Offers what the ledger has, to be corrected. */
  knows = (texts: Texts): Promise<void> => this.#keep(texts, this.#known);

  async #keep(texts: Texts, where: Map<string, unknown>): Promise<void> {
    for (const [key, said] of texts) {
      if (!(key in this.declared.fields)) continue;
      const texts = this.field(key).type.long ? said.map((text) => text.replace(/^@/, '@@')) : said;
      await unlessRefused(async () => where.set(key, await this.parse(key, texts)));
    }
  }

  /** Empties the field, so that it can be asked for again: what it held is offered then. */
  drop(key: string): void {
    if (this.isGiven(key) && !this.#guessed.has(key)) this.#earlier.set(key, this.input[key]);
    this.#left.delete(key);
    this.#guessed.delete(key);
    this.#put(key, this.field(key).otherwise);
    this.#takeBack(key, { taken: false });
  }

  /** What another field held only because of the earlier value is dropped with it. */
  #put(key: string, value: unknown): void {
    const before = this.input;
    this.input = { ...before, [key]: value };
    for (const [other, { ask }] of Object.entries(this.declared.fields)) {
      const moot = ask?.when?.(before, this.about) === true && !ask.when(this.input, this.about);
      if (other !== key && this.isGiven(other) && moot) this.drop(other);
    }
  }

  /** The same for each of them. */
  dropAll(keys: readonly string[]): void {
    for (const key of keys) this.drop(key);
  }

  /** She leaves the field empty: it is not asked for again. What the ledger has in its place is to be taken back. */
  leave(key: string): void {
    this.#left.add(key);
    this.#takeBack(key, { taken: true });
  }

  /** The ledger has something in its place that may be taken back: to empty the field is to say so. */
  canBeTakenBack(key: string): boolean {
    const { takesBack } = this.declared;
    return this.#isKnown(key) && this.about !== undefined && takesBack?.may(key, this.about) === true;
  }

  #isKnown = (key: string): boolean => isHeld(this.#known.get(key));

  #takeBack(key: string, { taken }: { readonly taken: boolean }): void {
    const { takesBack } = this.declared;
    if (takesBack === undefined || !this.canBeTakenBack(key)) return;
    const option = optionName(key).slice(2);
    const others = valuesOf(this.input[takesBack.into]).filter((each) => each !== option);
    this.#put(takesBack.into, taken ? [...others, option] : others);
  }

  /** These are asked for, before anything that is missing. */
  want(keys: readonly string[]): void {
    this.#wanted = keys;
  }

  get wanted(): readonly string[] {
    return this.#wanted;
  }

  /** Takes what the other answers imply or make likely, until she says something of it herself. */
  async conclude(): Promise<void> {
    const isAnswered = (key: string): boolean => this.isGiven(key) || this.#left.has(key);
    for (const [key, { ask }] of Object.entries(this.declared.fields)) {
      const isHers = this.isGiven(key) && !this.#guessed.has(key);
      if (isHers || this.#earlier.has(key) || (ask?.guess ?? ask?.implied) === undefined) continue;
      const concluded = ask?.guess?.(this.input) ?? ask?.implied?.(this.input, isAnswered);
      if (concluded !== undefined) {
        this.#put(key, await this.parse(key, [concluded]));
        this.#guessed.add(key);
      } else if (this.#guessed.delete(key)) {
        this.#put(key, this.field(key).otherwise);
      }
    }
  }

  /** It is likely, no more: nobody said so. */
  isGuessed(key: string): boolean {
    return this.#guessed.has(key) && this.field(key).ask?.guess !== undefined;
  }

  /** The field to ask for next: what was asked to be asked, what is missing or demanded, what is wanted and not left empty. */
  next(): string | undefined {
    const missing = new Set(missingKeys(this.declared, this.input));
    const isOpen = (key: string): boolean => !this.isGiven(key) && !this.#left.has(key);
    const found =
      this.#wanted.find(isOpen) ??
      Object.entries(this.declared.fields).find(
        ([key, { ask }]) => missing.has(key) || (ask?.when?.(this.input, this.about) === true && isOpen(key)),
      )?.[0];
    const instead = found === undefined ? undefined : this.field(found).ask?.instead;
    return found !== undefined && instead !== undefined && this.#left.has(found) ? instead : found;
  }

  /** The field may be left empty: no rule needs it, another one can stand in its place, or what stands there is taken back. */
  mayBeLeft(key: string): boolean {
    const { ask } = this.field(key);
    if (this.declared.takesBack !== undefined && this.#isKnown(key) && !this.canBeTakenBack(key))
      return false;
    if (ask?.instead !== undefined) return true;
    const without = missingKeys(this.declared, { ...this.input, [key]: this.field(key).otherwise });
    const demanded = ask?.demanded === true && ask.when?.(this.input, this.about) !== false;
    return !demanded && !without.some((other) => other === key || this.field(other).ask?.instead === key);
  }

  /** What was answered for the field before, or stands in the ledger: the codes of a list, the words of anything else. */
  held(key: string): readonly string[] {
    const { type } = this.field(key);
    const [value] = [this.input[key], this.#earlier.get(key), this.#known.get(key)].filter(isHeld);
    if (value === undefined) return [];
    return valuesOf(value).map((each) => (type.choices ? String(each) : shown(plainText(each))));
  }

  /** What Enter alone says. */
  initial(key: string): string | undefined {
    const { ask } = this.field(key);
    return typeof ask?.initial === 'function' ? ask.initial(this.input) : ask?.initial;
  }

  /** What the field holds, in the words of the screen; empty where nothing was said. */
  inWords(key: string): string {
    return this.isGiven(key) ? this.#words(key, this.input[key]) : '';
  }

  /** What the ledger has in its place, in the words of the screen; empty where nothing is known. */
  knownWords(key: string): string {
    const value = this.#known.get(key);
    return isHeld(value) ? this.#words(key, value) : '';
  }

  #words(key: string, value: unknown): string {
    const { shape, type, ask } = this.field(key);
    if (shape === 'flag') return ask?.yesNo?.[0] ?? '是';
    const words = valuesOf(value).map((each) => type.choices?.[String(each)] ?? plainText(each));
    return shown(words.join(type.long ? '\n' : '、')) + (ask?.unit ?? '');
  }
}

async function unlessRefused(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

const isHeld = (value: unknown): boolean => value !== undefined && isGiven(value);

const valuesOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value.flat() : [value]);

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
