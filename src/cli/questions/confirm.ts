import { shortLabel } from '../fields.ts';
import { Interrupted } from '../screen/terminal.ts';
import { measureFor, pad, plainWidth, wrap } from '../screen/width.ts';
import { askField, goBack, labelled, type Talk, type WaysBack } from './ask.ts';
import type { DraftCommand } from './draft-command.ts';
import { Back } from './prompts.ts';

interface Screen {
  readonly width: number;
}

/**
 * Shows what is to be recorded; true when the clerk agrees, false when something was changed or is to be asked again:
 * every field can be corrected, those that were not asked for included. Throws Interrupted when it is not to be recorded.
 */
export async function confirmDraft(
  draft: DraftCommand,
  talk: Talk,
  waysBack: WaysBack,
  screen: Screen,
): Promise<boolean> {
  talk.say(`\n${await summary(draft, talk, screen.width)}\n`);
  try {
    const chosen = await talk.prompts.pick('以上对吗', [
      { value: 'record', label: '对，登记' },
      { value: 'change', label: '更改或补充' },
      { value: 'leave', label: '先不登记，留作草稿' },
    ]);
    if (chosen === 'record') return true;
    if (chosen === 'leave') throw new Interrupted();
  } catch (error) {
    if (!(error instanceof Back)) throw error;
    goBack(waysBack);
    return false;
  }
  await change(draft, talk);
  return false;
}

/** Esc leaves everything as it is. */
async function change(draft: DraftCommand, talk: Talk): Promise<void> {
  const keys = Object.keys(draft.declared.fields);
  const choices = keys.map((key) => ({
    value: key,
    label: labelled(draft, key, wordsOf(draft, key, talk.operator)),
  }));
  try {
    const key = await talk.prompts.pick('改哪一项', choices);
    const { exactlyOne = [] } = draft.declared;
    if ((exactlyOne as readonly string[]).includes(key)) draft.dropAll(exactlyOne);
    else await askField(draft, key, talk, { always: true });
  } catch (error) {
    if (!(error instanceof Back)) throw error;
  }
}

/** A line a field; the case itself stands above the question. */
async function summary(draft: DraftCommand, { operator }: Talk, width: number): Promise<string> {
  const lines = Object.keys(draft.declared.fields)
    .filter((key) => key !== 'no' || draft.about === undefined)
    .map((key) => lineOf(draft, key, operator))
    .filter(([, words]) => words !== '');
  const measure = await measureFor(lines.flat());
  const column = Math.max(0, ...lines.map(([label]) => plainWidth(label))) + 2;
  return lines
    .map(([label, words]) => {
      const [first, ...rest] = wrap(words, Math.max(10, width - column - 2), measure).split('\n');
      return [
        `  ${pad(label, column, plainWidth)}${first}`,
        ...rest.map((more) => ' '.repeat(column + 2) + more),
      ].join('\n');
    })
    .join('\n');
}

/** What one field is called, and what it says. */
function lineOf(draft: DraftCommand, key: string, operator: string): readonly [string, string] {
  const { exactlyOne = [], choosing = '结果' } = draft.declared;
  const field = draft.field(key);
  const words = wordsOf(draft, key, operator);
  const isChoice = field.shape === 'flag' && (exactlyOne as readonly string[]).includes(key);
  if (isChoice) return [choosing, words === '' ? '' : shortLabel(field)];
  const known = draft.isGiven(key) ? draft.knownWords(key) : '';
  if (known !== '') return [shortLabel(field), `${known} → ${words}`];
  return [shortLabel(field), draft.isGuessed(key) ? `${words}（从内容推测，不对请更改）` : words];
}

/** What the field holds, or what holds where nothing is said. */
function wordsOf(draft: DraftCommand, key: string, operator: string): string {
  if (draft.isGiven(key)) return draft.inWords(key);
  const { ask, type } = draft.field(key);
  switch (ask?.usual) {
    case 'now':
      return '现在';
    case 'operator':
      return operator;
    case 'first choice':
      return Object.values(type.choices ?? {})[0] ?? '';
    default:
      return '';
  }
}
