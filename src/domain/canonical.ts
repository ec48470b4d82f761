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
  // Without a prototype, so that `__proto__` is a key like any other.
  const inOrder: { [key: string]: Json } = Object.create(null);
  for (const key of Object.keys(object).sort()) inOrder[key] = sorted(object[key] as Json);
  return inOrder;
}
