import type { Key } from '../../../cli/screen/keys.ts';
import { moved } from './cursor.ts';
import type { Dialog, MonthPage, Next, Paper, State } from './state.ts';

/** A key on the page of a month: ← and → go to its neighbours, Enter does what the cursor is on. */
export function reduceMonth(state: State, page: MonthPage, key: Key): Next {
  switch (key.name) {
    case 'escape':
      return { state: { ...state, page: { name: 'list' } }, effect: null };
    case 'left':
      return turned(state, page, -1);
    case 'right':
      return turned(state, page, 1);
    case 'enter':
      return done(state, page, page.index);
    case 'text':
      return key.text.toLowerCase() === 'q'
        ? { state: { ...state, page: { name: 'list' } }, effect: null }
        : done(state, page, Number(key.text) - 1);
    default: {
      const index = moved(page.index, key, page.offers.length, page.offers.length);
      return { state: index === null ? state : { ...state, page: { ...page, index } }, effect: null };
    }
  }
}

/** A month without figures is said, not shown as zeros. */
function turned(state: State, { month, months }: MonthPage, by: number): Next {
  const next = months[months.indexOf(month) + by];
  if (next !== undefined) return { state, effect: { kind: 'month', month: next } };
  const why = by > 0 ? `${month} 以后的月份还没有到` : `台账始于 ${months[0] ?? month}，以前的月份没有数`;
  return { state: { ...state, message: [why] }, effect: null };
}

function done(state: State, page: MonthPage, index: number): Next {
  const offer = page.offers[index];
  if (offer === undefined) return { state, effect: null };
  const on = { ...state, page: { ...page, index } };
  switch (offer.action.kind) {
    case 'cases':
      return {
        state: { ...on, page: { name: 'list' }, found: null },
        effect: { kind: 'openCases', month: page.month },
      };
    case 'folder':
      return { state: on, effect: { kind: 'openFile', file: offer.action.path } };
    case 'papers':
      return writing(on, offer.action.papers);
    case 'everything':
      return { state: { ...on, dialog: everything(page.month, offer.action) }, effect: null };
  }
}

const isTaken = ({ file }: Paper): boolean => file?.exists === true;

/** Where a file of that name is there, she says what is to become of it. */
export function writing(state: State, papers: readonly Paper[]): Next {
  const taken = papers.find(isTaken)?.file;
  if (!taken) return { state, effect: { kind: 'write', papers, how: 'replace' } };
  const dialog: Dialog = {
    question: `文件已经有了：${taken.path}`,
    choices: [
      { label: '覆盖', effect: { kind: 'write', papers, how: 'replace' } },
      { label: `另存为 ${taken.another}`, effect: { kind: 'write', papers, how: 'beside' } },
      { label: '打开它', effect: { kind: 'openFile', file: taken.path } },
      { label: '不写了', effect: null },
    ],
    // What may have been written on by hand is not gone at a stray Enter.
    index: 1,
  };
  return { state: { ...state, dialog }, effect: null };
}

/** That figures are sent is remembered for ever: it is asked before, together with what becomes of files that are there. */
function everything(
  month: string,
  { sent, unsent }: { readonly sent: readonly Paper[]; readonly unsent: readonly Paper[] },
): Dialog {
  const taken = sent.filter(isTaken).length;
  const ways =
    taken === 0
      ? [{ how: 'replace', words: '' } as const]
      : [
          { how: 'beside', words: '，已有的另存一份' } as const,
          { how: 'replace', words: '，已有的覆盖' } as const,
        ];
  const choices = [
    ...ways.map(({ how, words }) => ({
      label: `做，并记为上报总部的数${words}`,
      effect: { kind: 'write', papers: sent, how } as const,
    })),
    ...ways.map(({ how, words }) => ({
      label: `做，先不记上报数${words}`,
      effect: { kind: 'write', papers: unsent, how } as const,
    })),
    { label: '不做', effect: null },
  ];
  const question = `${month} 一次做完：核对、月报、分析报告、台账${taken > 0 ? `；其中 ${taken} 个文件已经有了` : ''}`;
  return { question, choices, index: 0 };
}
