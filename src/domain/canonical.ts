export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * JSON with sorted keys (those that are whole numbers first) and no spaces: equal values give equal text, whatever
 * order they were built in.
 */
export const canonical = (value: Json): string => JSON.stringify(sorted(value));

function sorted(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(sorted);
  const object = value as { readonly [key: string]: Json };
  const inOrder: { [key: string]: Json } = {};
  for (const key of Object.keys(object).sort()) setField(inOrder, key, sorted(object[key] as Json));
  return inOrder;
}

/** Adds a field of any name. */
export function setField(object: { [key: string]: Json }, key: string, value: Json): void {
  // To assign this one would give the object a prototype; without any, objects are written half as fast.
  if (key === '__proto__') Object.defineProperty(object, key, { value, enumerable: true });
  else object[key] = value;
}
