import type { Key } from '../../../cli/screen/keys.ts';
import { moved, pageOf } from './cursor.ts';
import { dueWords } from './due-words.ts';
import { reduceCase } from './reduce-case.ts';
import { reduceMonth } from './reduce-month.ts';
import {
  type CasePage,
  type Effect,
  type Found,
  held,
  type Input,
  indexIn,
  listedKeys,
  type MonthPage,
  type Next,
  placeOf,
  type State,
  selectedCase,
  selectedDraft,
  type Tab,
  tabOrder,
  typedText,
  withPlace,
} from './state.ts';

/** The only place where the work screen changes: what comes in, and what stands there afterwards. */
export function reduce(state: State, input: Input): Next {
  const next = after(state, input);
  return { ...next, state: held(next.state) };
}

function after(state: State, input: Input): Next {
  switch (input.kind) {
    case 'key':
      return pressed({ ...state, message: [], leaving: false }, input.key, { again: state.leaving });
    case 'size':
      return resized({ ...state, size: input.size });
    case 'desk':
      return stay({ ...state, desk: input.desk });
    case 'found':
      return stay(withFound(state, input));
    case 'page':
      return stay(onPage(state, input.page));
    case 'told':
      return stay({ ...state, message: input.lines });
  }
}

const stay = (state: State): Next => ({ state, effect: null });
const ask = (state: State, effect: Effect): Next => ({ state, effect });

/** Asks for what ends in an entry; who may only read is told so instead. */
const record = (state: State, effect: Effect): Next =>
  state.desk.mayRecord ? ask(state, effect) : stay({ ...state, message: ['在这里只能看，不能登记'] });

/** A case's page is as wide as the screen: it is made anew. */
const resized = (state: State): Next =>
  state.page.name === 'case' ? ask(state, { kind: 'open', no: state.page.no }) : stay(state);

function pressed(state: State, key: Key, { again }: { readonly again: boolean }): Next {
  if (key.name === 'break') return ask(state, { kind: 'leave', code: 130 });
  if (state.dialog !== null) return inDialog(state, key);
  if (state.page.name === 'case') return reduceCase(state, state.page, key);
  if (state.page.name === 'month') return reduceMonth(state, state.page, key);
  if (state.page.name === 'help') return stay({ ...state, page: { name: 'list' } });
  if (state.found?.typing) return whileTyping(state, state.found, key);
  return inList(state, key, { again });
}

/** Whoever goes back from the page of a case finds the cursor on it. */
function onPage(state: State, page: CasePage | MonthPage): State {
  const index = page.name === 'case' ? listedKeys(state).indexOf(page.no) : -1;
  const placed = index < 0 ? state : withPlace(state, { key: listedKeys(state)[index] ?? null, index });
  return { ...placed, page };
}

function withFound(state: State, { title, source, cases }: Extract<Input, { kind: 'found' }>): State {
  const before = state.found?.source;
  // Found for what has been typed on since.
  if (source.kind === 'find' && before?.kind === 'find' && before.text !== source.text) return state;
  const place = state.found?.place ?? { key: null, index: 0 };
  const typing = state.found?.typing ?? false;
  return { ...state, found: { title, source, typing, cases, place } };
}

function inList(state: State, key: Key, { again }: { readonly again: boolean }): Next {
  const keys = listedKeys(state);
  const index = moved(indexIn(keys, placeOf(state)), key, keys.length, pageOf(state.size));
  if (index !== null) return stay(withPlace(state, { key: keys[index] ?? null, index }));
  switch (key.name) {
    case 'enter':
      return opened(state);
    case 'tab':
    case 'right':
      return stay(withTab(state, 1));
    case 'backtab':
    case 'left':
      return stay(withTab(state, -1));
    case 'escape':
      if (state.found !== null) return stay({ ...state, found: null });
      return again ? ask(state, { kind: 'leave', code: 0 }) : stay({ ...state, leaving: true });
    case 'delete':
    case 'backspace':
      return thrownAway(state);
    case 'text':
      return typedInList(state, key.text);
    case 'paste':
      return find(state, key.text);
    default:
      return stay(state);
  }
}

function typedInList(state: State, text: string): Next {
  const tab = tabOrder[Number(text) - 1];
  if (tab !== undefined) return stay({ ...state, tab, found: null });
  switch (text.toLowerCase()) {
    case ' ':
      return doDueStep(state);
    case 'n':
    case '+':
      return record(state, { kind: 'register' });
    case 'm':
      return ask(state, { kind: 'month', month: null });
    case 'r':
      return ask(state, { kind: 'refresh' });
    case 'q':
      return ask(state, { kind: 'leave', code: 0 });
    case 'x':
      return thrownAway(state);
    case '?':
      return stay({ ...state, page: { name: 'help' } });
    // What an input method makes of the same key.
    case '/':
    case '、':
      return find(state, '');
    default:
      // Chinese is never a command: it is what she looks for.
      return text > '~' ? find(state, text) : stay(state);
  }
}

function find(state: State, text: string): Next {
  const source = { kind: 'find', text } as const;
  const found: Found = { title: '', source, typing: true, cases: [], place: { key: null, index: 0 } };
  const looking = { ...state, found };
  return text.trim() === '' ? stay(looking) : ask(looking, source);
}

/** What is typed is looked for at once; Enter, or a step down, goes to what was found. */
function whileTyping(state: State, found: Found, key: Key): Next {
  const text = typedText(found);
  const listed = { ...state, found: { ...found, typing: false } };
  switch (key.name) {
    case 'text':
    case 'paste':
      return find(state, text + key.text);
    case 'backspace':
      return text === '' ? stay({ ...state, found: null }) : find(state, [...text].slice(0, -1).join(''));
    case 'clear':
      return find(state, '');
    case 'escape':
      return stay({ ...state, found: null });
    case 'enter':
      if (text.trim() === '') return stay({ ...state, found: null });
      return found.cases.length === 1 ? opened(listed) : stay(listed);
    case 'down':
    case 'up':
    case 'pagedown':
    case 'pageup':
      return stay(listed);
    default:
      return stay(state);
  }
}

const withTab = (state: State, by: number): State => {
  const next = (tabOrder.indexOf(state.tab) + by + tabOrder.length) % tabOrder.length;
  return { ...state, found: null, tab: tabOrder[next] as Tab };
};

function opened(state: State): Next {
  const draft = selectedDraft(state);
  if (draft !== undefined) return goOnWith(state, draft);
  const selected = selectedCase(state);
  if (selected !== undefined) return ask(state, { kind: 'open', no: selected.no });
  return isBlank(state.desk) ? record(state, { kind: 'register' }) : stay(state);
}

/** There is no case yet, and nothing begun: the first complaint is all there is to do. */
const isBlank = ({ open, filedInAll, drafts }: State['desk']): boolean =>
  open.length === 0 && filedInAll === 0 && drafts.length === 0;

function goOnWith(state: State, { id, command, inUse }: NonNullable<ReturnType<typeof selectedDraft>>): Next {
  if (inUse) return stay({ ...state, message: ['这份草稿另一个窗口正在填'] });
  return record(state, { kind: 'run', words: command.split(' '), draft: id });
}

/** One key for the step that is due; where nothing is, the case is opened. */
function doDueStep(state: State): Next {
  const [task] = selectedCase(state)?.tasks ?? [];
  return task === undefined ? opened(state) : record(state, { kind: 'run', words: dueWords(task) });
}

function thrownAway(state: State): Next {
  const draft = selectedDraft(state);
  if (draft === undefined) return stay(state);
  if (draft.inUse) return stay({ ...state, message: ['这份草稿另一个窗口正在填'] });
  return stay({
    ...state,
    dialog: {
      question: `丢掉这份草稿吗：${draft.label}  ${draft.about}`,
      choices: [
        { label: '留着', effect: null },
        { label: '丢掉', effect: { kind: 'dropDraft', id: draft.id } },
      ],
      index: 0,
    },
  });
}

function inDialog(state: State, key: Key): Next {
  const { dialog } = state;
  if (dialog === null || key.name === 'escape') return stay({ ...state, dialog: null });
  const { choices } = dialog;
  const digit = key.name === 'text' ? Number(key.text) - 1 : -1;
  const chosen = key.name === 'enter' ? choices[dialog.index] : choices[digit];
  if (chosen !== undefined) return { state: { ...state, dialog: null }, effect: chosen.effect };
  const index = moved(dialog.index, key, choices.length, choices.length);
  return stay(index === null ? state : { ...state, dialog: { ...dialog, index } });
}
