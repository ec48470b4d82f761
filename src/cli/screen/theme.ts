import type { Session } from '../../context.ts';
import type { Precedence } from '../../domain/case/priority.ts';

/** The five meanings a colour may have; without colour the words say the same. */
export type Meaning = 'overdue' | 'soon' | 'priority' | 'done' | 'quiet';
export type Theme = (meaning: Meaning, text: string) => string;

/** Colours for this screen. chalk is loaded only where it colours; it does not know NO_COLOR by itself. */
export async function themeFor({ color }: Pick<Session, 'color'>): Promise<Theme> {
  if (!color) return (_meaning, text) => text;
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  const paints = {
    overdue: chalk.red,
    soon: chalk.yellow,
    priority: chalk.magenta,
    done: chalk.green,
    quiet: chalk.dim,
  } as const;
  return (meaning, text) => paints[meaning](text);
}

/** How the rows of a list are coloured: what is past due, else what goes first (4.1.2). */
export const rowPaint =
  (theme: Theme, rows: readonly (Precedence & { readonly overdue: boolean })[]) =>
  (text: string, place: number): string => {
    const row = rows[place];
    if (row?.overdue) return theme('overdue', text);
    return row?.urgent || row?.priority ? theme('priority', text) : text;
  };
