import type { Session } from '../../context.ts';
import { type Moment, secondsBetween } from '../../domain/case/clock.ts';
import type { Precedence } from '../../domain/case/priority.ts';
import type { Paint } from './table.ts';

/** The six meanings a colour may have; without colour the words say the same. */
export type Meaning = 'long overdue' | 'overdue' | 'soon' | 'priority' | 'done' | 'quiet';
export type Theme = (meaning: Meaning, text: string) => string;

/** Colours for this screen. chalk is loaded only where it colours; it does not know NO_COLOR by itself. */
export async function themeFor({ color }: Pick<Session, 'color'>): Promise<Theme> {
  if (!color) return (_meaning, text) => text;
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  const paints = {
    'long overdue': chalk.red.bold,
    overdue: chalk.red,
    soon: chalk.yellow,
    priority: chalk.magenta,
    done: chalk.green,
    quiet: chalk.dim,
  } as const;
  return (meaning, text) => paints[meaning](text);
}

/** Past due for so many days, it is overlooked rather than late. */
const LONG_OVERDUE = 7;
const DAY = 86_400;

/** How pressing a due time is; undefined where there is time, or none is set. */
function latenessOf(dueAt: Moment | null, now: Moment): Meaning | undefined {
  if (dueAt === null) return undefined;
  const late = secondsBetween(dueAt, now) / DAY;
  if (late > LONG_OVERDUE) return 'long overdue';
  return late > 0 ? 'overdue' : late > -1 ? 'soon' : undefined;
}

/**
 * How the cells of a list are coloured: the due time by how pressing it is, the number where the case goes first (4.1.2),
 * and nothing else. Where everything is red, red says nothing.
 */
export const casePaint =
  (
    theme: Theme,
    rows: readonly (Precedence & { readonly dueAt: Moment | null })[],
    now: Moment,
    dueColumn: number,
  ): Paint =>
  (text, place, column) => {
    const row = rows[place];
    if (row === undefined) return text;
    const meaning =
      column === dueColumn
        ? latenessOf(row.dueAt, now)
        : column === 0 && (row.urgent || row.priority)
          ? 'priority'
          : undefined;
    return meaning === undefined ? text : theme(meaning, text);
  };
