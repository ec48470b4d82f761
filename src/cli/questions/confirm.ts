import { questionOf, shortLabel } from '../fields.ts';
import { Interrupted } from '../screen/terminal.ts';
import { measureFor, pad, plainWidth, wrap } from '../screen/width.ts';
import { askField, askMissing, type Talk } from './ask.ts';
import type { DraftCommand } from './draft-command.ts';

interface Screen {
  readonly width: number;
}

/**
 * Shows what is to be recorded and comes back when the clerk agrees; until then every field can be corrected, those that
 * were not asked for included. Throws Interrupted when it is not to be recorded.
 */
export async function confirmDraft(draft: DraftCommand, talk: Talk, screen: Screen): Promise<void> {
  for (;;) {
    talk.say(`\n${await summary(draft, talk, screen.width)}\n`);
    const chosen = await talk.prompts.pick('以上对吗', [
      { value: 'record', label: '对，登记' },
      { value: 'change', label: '更改或补充' },
      { value: 'leave', label: '先不登记，留作草稿' },
    ]);
    if (chosen === 'record') return;
    if (chosen === 'leave') throw new Interrupted();
    await change(draft, talk);
    await askMissing(draft, talk);
  }
}

async function change(draft: DraftCommand, talk: Talk): Promise<void> {
  const choices = Object.entries(draft.declared.fields).map(([key, field]) => {
    const words = wordsOf(draft, key, talk.operator).replaceAll('\n', ' ');
    return { value: key, label: words === '' ? questionOf(field) : `${questionOf(field)}：${words}` };
  });
  const key = await talk.prompts.pick('改哪一项', choices);
  const { exactlyOne = [] } = draft.declared;
  if ((exactlyOne as readonly string[]).includes(key)) {
    for (const key of exactlyOne) draft.drop(key);
  } else {
    await askField(draft, key, talk);
  }
}

async function summary(draft: DraftCommand, { operator }: Talk, width: number): Promise<string> {
  const lines = Object.entries(draft.declared.fields)
    .map(([key, field]) => [shortLabel(field), wordsOf(draft, key, operator)] as const)
    .filter(([, words]) => words !== '');
  const measure = await measureFor(lines.flat());
  const column = Math.max(...lines.map(([label]) => plainWidth(label))) + 2;
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
