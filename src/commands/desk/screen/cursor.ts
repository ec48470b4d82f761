import type { Size } from '../../../cli/screen/full-screen.ts';
import type { Key } from '../../../cli/screen/keys.ts';

/**
 * Where the cursor stands after the key, among so many rows; null where the key does not move it. From the last row it
 * goes on to the first, and back; by pages it stops at the ends. -1 stays where there are no rows.
 */
export function moved(index: number, { name }: Key, rows: number, page: number): number | null {
  const last = rows - 1;
  switch (name) {
    case 'up':
      return index <= 0 ? last : index - 1;
    case 'down':
      return index >= last ? Math.min(0, last) : index + 1;
    case 'home':
      return Math.min(0, last);
    case 'end':
      return last;
    case 'pageup':
      return Math.max(Math.min(0, last), index - page);
    case 'pagedown':
      return Math.min(last, index + page);
    default:
      return null;
  }
}

/** Rows that a page of the list moves by: a little less than what is seen, so that one row stays. */
export const pageOf = ({ lines }: Size): number => Math.max(1, lines - 11);
