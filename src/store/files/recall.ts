import { readFileSync, statSync } from 'node:fs';

/** Thousands of headings take less. */
const MOST_BYTES = 1 << 20;

/** What the program has noted for itself in a file, as JSON; undefined where there is nothing that can be read. */
export function recalled(file: string): unknown {
  try {
    const status = statSync(file);
    // A pipe would be waited for.
    return status.isFile() && status.size <= MOST_BYTES ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  } catch {
    return undefined;
  }
}
