/** The rows that are seen: from which one to before which one. */
export type Window = readonly [from: number, to: number];

/** The rows that are seen of so many, where there is room for `room`. The cursor keeps away from the edges. */
export function seen(index: number, rows: number, room: number): Window {
  const from = Math.max(0, Math.min(index - Math.floor(room / 2), rows - room));
  return [from, Math.min(rows, from + room)];
}

/** What a list does not show, in words; empty where it shows everything. */
export function hidden([from, to]: Window, rows: number): string {
  const parts = [from > 0 && `上面还有 ${from} 项`, to < rows && `下面还有 ${rows - to} 项`];
  return parts.filter(Boolean).join('，');
}

/** As `seen`, where what is not seen is told in the room itself: in a line above, in one below, or in both. */
export function seenBetween(index: number, rows: number, room: number): Window {
  if (rows <= room) return [0, rows];
  const half = (room - 1) / 2;
  if (index <= Math.floor(half)) return [0, room - 1];
  if (index >= rows - Math.ceil(half)) return [rows - room + 1, rows];
  const from = index - Math.floor((room - 2) / 2);
  return [from, from + room - 2];
}
