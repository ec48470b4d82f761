import { hash } from 'node:crypto';
import { canonical, type Json } from '../../domain/canonical.ts';
import {
  arePossible,
  monthFigureKeys,
  type UnitFigures,
  type UnitMonth,
} from '../../domain/month/group-figures.ts';
import { customProperty } from '../sheet/custom-properties.ts';

/** The name of the custom property in which a workbook of a month carries its figures for headquarters. */
export const CARRIED = 'tousu';

/** The value of the property: the figures with the unit and its journal as JSON in ASCII, and a digest of it. */
export function carriedText(month: UnitMonth): string {
  const said = canonical({ version: 1, ...month } as unknown as Json);
  // Not every program writes other signs as it read them.
  const ascii = said.replaceAll(
    /[^ -~]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${hash('sha256', ascii)} ${ascii}`;
}

/** Why a workbook cannot be rolled up: it was made before workbooks carried figures, or what it carries was changed. */
export type NotCarried = 'no figures' | 'changed figures';

/** What the workbook carries. Its digest tells what was damaged or edited; it is no signature. */
export function carriedMonth(properties: ReadonlyMap<string, string>): UnitMonth | NotCarried {
  const text = customProperty(properties, CARRIED);
  if (text === undefined) return 'no figures';
  const said = text.slice(DIGEST + 1);
  if (text.slice(0, DIGEST) !== hash('sha256', said)) return 'changed figures';
  try {
    return monthFrom(JSON.parse(said) as Loose) ?? 'changed figures';
  } catch {
    return 'changed figures';
  }
}

const DIGEST = 64;

type Loose = { readonly [key: string]: unknown };

function monthFrom({ unit, name, month, asOf, origin, head, figures }: Loose): UnitMonth | undefined {
  const { seq, hash: last } = head as Loose;
  const counted = figuresFrom(figures as Loose);
  return isLine(unit) &&
    isLine(name) &&
    matches(month, /^\d{4}-(0[1-9]|1[0-2])$/) &&
    matches(asOf, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/) &&
    matches(origin, HASH) &&
    matches(last, HASH) &&
    Number.isSafeInteger(seq) &&
    counted !== undefined
    ? { unit, name, month, asOf, origin, head: { seq: Number(seq), hash: last }, figures: counted }
    : undefined;
}

const HASH = /^[0-9a-f]{64}$/;

const matches = (value: unknown, pattern: RegExp): value is string =>
  typeof value === 'string' && pattern.test(value);

/** A name that can stand in a table. */
const isLine = (value: unknown): value is string => matches(value, /^[^\p{Cc}]{1,200}$/u);

function figuresFrom(figures: Loose): UnitFigures | undefined {
  const read = Object.fromEntries(
    monthFigureKeys.map((figure) => [figure, figures[figure] ?? null]),
  ) as UnitFigures;
  const areNumbers = Object.values(read).every((value) => value === null || Number.isFinite(value));
  return areNumbers && arePossible(read) ? read : undefined;
}
