import type { Json } from '../canonical.ts';

/**
 * What an entry says, in two parts that are committed to separately: a purge takes the personal one, and the chain still
 * proves the rest.
 */
export interface Parts {
  /** All of it, with a hole where each personal value stood: the rest says where they belong, and how many there are. */
  readonly rest: Json;
  /** The personal values, each at the place that its hole names. */
  readonly personal: readonly Json[];
}

/** Where a personal value was taken out: the place of it in the list. No field of any event is an object like this. */
export interface Hole {
  readonly personal: number;
}

export const holeAt = (place: number): Json => ({ personal: place });

export const isHole = (value: Json): value is Json & Hole =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length === 1 &&
  'personal' in value &&
  Number.isInteger(value.personal);

/** The whole of it again. Fails where values and holes do not belong together: nothing may come in beside the rest. */
export function joined({ rest, personal }: Parts): Json {
  const filled = new Set<number>();
  const whole = withoutHoles(rest, ({ personal: place }) => {
    const value = personal[place];
    if (value === undefined || filled.has(place)) throw new Error(`no value for the hole ${place}`);
    filled.add(place);
    return value;
  });
  if (filled.size !== personal.length) throw new Error('a value without a hole');
  return whole;
}

function withoutHoles(value: Json, fill: (hole: Hole) => Json): Json {
  if (isHole(value)) return fill(value);
  if (Array.isArray(value)) return value.map((item: Json) => withoutHoles(item, fill));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([field, part]) => [field, withoutHoles(part, fill)]));
}

/** The values that `whole`, which is of the shape of the rest, has where that has its holes: in the order of their places. */
export function valuesAtHoles(rest: Json, whole: Json): readonly Json[] {
  const values: Json[] = [];
  const walk = (part: Json, from: Json): void => {
    if (isHole(part)) values[part.personal] = from;
    else if (typeof part === 'object' && part !== null)
      for (const [field, item] of Object.entries(part)) walk(item as Json, partOf(from, field));
  };
  walk(rest, whole);
  return values;
}

/** A field of an object, or an item of a list by its place. */
const partOf = (whole: Json, field: string): Json =>
  (whole as { readonly [field: string]: Json })[field] ?? null;
