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
  for (const key of Object.keys(object).sort()) {
    const value = sorted(object[key] as Json);
    // To assign this one would give the object a prototype; without any, objects are written half as fast.
    if (key === '__proto__') Object.defineProperty(inOrder, key, { value, enumerable: true });
    else inOrder[key] = value;
  }
  return inOrder;
}
