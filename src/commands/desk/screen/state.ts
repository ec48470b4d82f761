import type { Size } from '../../../cli/screen/full-screen.ts';
import type { Key } from '../../../cli/screen/keys.ts';
import type { Moment } from '../../../domain/case/clock.ts';
import type { Today, WorkCase } from '../../../services/day/today.ts';

/** What the work screen shows and what it asks for: values only. `reduce` goes from one to the next, `view` shows it. */
export interface State {
  readonly size: Size;
  readonly desk: Desk;
  readonly tab: Tab;
  /** Where the cursor stands in each tab. */
  readonly at: Readonly<Record<Tab, Place>>;
  /** What was looked for, in the place of the tabs; null where nothing was. */
  readonly found: Found | null;
  readonly page: Page;
  readonly dialog: Dialog | null;
  /** What the last step answered; gone at the next key. */
  readonly message: readonly string[];
  /** Esc was pressed where nothing is left to go back to: once more leaves. */
  readonly leaving: boolean;
}

export const tabs = { mine: '我的', overdue: '超期', today: '今天', all: '全部', drafts: '草稿' } as const;
export type Tab = keyof typeof tabs;
export const tabOrder = Object.keys(tabs) as readonly Tab[];

/** The work as the ledger has it. */
export interface Desk extends Today {
  readonly now: Moment;
  readonly unit: string;
  readonly operator: string;
  /** Something can be recorded; else the screen shows, and offers nothing that would be refused. */
  readonly mayRecord: boolean;
  readonly drafts: readonly DraftRow[];
  /** What the office should know before it begins: that a backup is late. */
  readonly notice: string | null;
}

/** Something typed and not recorded. */
export interface DraftRow {
  readonly id: string;
  /** The words of its command. */
  readonly command: string;
  readonly label: string;
  readonly about: string;
  readonly inUse: boolean;
}

/** The row the cursor is on, by what it is and by where it stands: the one that is left when the other is gone. */
export interface Place {
  readonly key: string | null;
  readonly index: number;
}

export interface Found {
  readonly title: string;
  readonly source: Source;
  readonly typing: boolean;
  readonly cases: readonly WorkCase[];
  readonly place: Place;
}

/** What asks for these rows again: a text that is looked for, or what of a month is not filed. */
export type Source =
  | { readonly kind: 'find'; readonly text: string }
  | { readonly kind: 'openCases'; readonly month: string };

export type Page = { readonly name: 'list' } | CasePage | MonthPage | { readonly name: 'help' };

/** A case: what can be done with it, and all that is known of it. */
export interface CasePage {
  readonly name: 'case';
  readonly no: string;
  readonly heading: string;
  readonly offers: readonly Offer[];
  readonly index: number;
  /** The page as `show` prints it, line by line, as wide as the screen. */
  readonly lines: readonly string[];
  readonly scroll: number;
}

export interface Offer {
  readonly label: string;
  readonly isDue: boolean;
  /** It takes something back. */
  readonly isGrave: boolean;
  readonly action:
    | { readonly kind: 'step'; readonly words: readonly string[] }
    | { readonly kind: 'paper'; readonly paper: Paper };
}

/** A month: its figures and what the office does at its end. */
export interface MonthPage {
  readonly name: 'month';
  readonly month: string;
  /** The months that have figures, oldest first. */
  readonly months: readonly string[];
  /** The month in three lines. */
  readonly figures: readonly string[];
  readonly offers: readonly MonthOffer[];
  readonly index: number;
}

export interface MonthOffer {
  readonly label: string;
  /** What is known of it: how many, where the file lies, when it was sent. */
  readonly remark: string;
  readonly action: MonthAction;
}

type MonthAction =
  | { readonly kind: 'cases' }
  | { readonly kind: 'papers'; readonly papers: readonly Paper[] }
  /** Everything in one go: with the figures marked as sent, or without. */
  | { readonly kind: 'everything'; readonly sent: readonly Paper[]; readonly unsent: readonly Paper[] }
  | { readonly kind: 'folder'; readonly path: string };

/** One command of the month's end, and the file that it writes. */
export interface Paper {
  readonly label: string;
  readonly words: readonly string[];
  /** null where it writes none. */
  readonly file: PaperFile | null;
}

export interface PaperFile {
  /** The whole path. */
  readonly path: string;
  readonly exists: boolean;
  /** A name beside it that is free. */
  readonly another: string;
}

/** A question with its few answers, in front of the page. */
export interface Dialog {
  readonly question: string;
  readonly choices: readonly { readonly label: string; readonly effect: Effect | null }[];
  readonly index: number;
}

/** What the screen cannot do by itself. */
export type Effect =
  | { readonly kind: 'leave'; readonly code: number }
  /** Runs the words that could have been typed after `tousu`, with its questions. */
  | { readonly kind: 'run'; readonly words: readonly string[]; readonly draft?: string }
  | { readonly kind: 'register' }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'open'; readonly no: string }
  | Source
  | { readonly kind: 'month'; readonly month: string | null }
  | { readonly kind: 'write'; readonly papers: readonly Paper[]; readonly how: 'replace' | 'beside' }
  | { readonly kind: 'openFile'; readonly file: string }
  | { readonly kind: 'dropDraft'; readonly id: string };

/** What comes from outside: a key, another size, or the answer to an effect. */
export type Input =
  | { readonly kind: 'key'; readonly key: Key }
  | { readonly kind: 'size'; readonly size: Size }
  | { readonly kind: 'desk'; readonly desk: Desk }
  | {
      readonly kind: 'found';
      readonly title: string;
      readonly source: Source;
      readonly cases: readonly WorkCase[];
    }
  | { readonly kind: 'page'; readonly page: CasePage | MonthPage }
  | { readonly kind: 'told'; readonly lines: readonly string[] };

/** The state after an input, and what is to be done because of it. */
export interface Next {
  readonly state: State;
  readonly effect: Effect | null;
}

const AT_THE_TOP: Place = { key: null, index: 0 };

/** The screen as it opens: on what waits for the operator, or on the first tab that has something. */
export function firstState(desk: Desk, size: Size): State {
  const blank: State = {
    size,
    desk,
    tab: 'all',
    at: {
      mine: AT_THE_TOP,
      overdue: AT_THE_TOP,
      today: AT_THE_TOP,
      all: AT_THE_TOP,
      drafts: AT_THE_TOP,
    },
    found: null,
    page: { name: 'list' },
    dialog: null,
    message: [],
    leaving: false,
  };
  const tab = (['mine', 'overdue', 'today'] as const).find((each) => casesIn(desk, each).length > 0);
  return held({ ...blank, tab: tab ?? 'all' });
}

/** The cases of a tab, in the order in which they stand there; of the drafts' none. */
function casesIn({ open, filed }: Desk, tab: Tab): readonly WorkCase[] {
  switch (tab) {
    case 'mine':
      return open.filter(({ isMine }) => isMine);
    case 'overdue':
      return open.filter(({ overdue }) => overdue);
    case 'today':
      return open.filter(({ dueToday }) => dueToday);
    case 'all':
      return [...open, ...filed];
    case 'drafts':
      return [];
  }
}

/** What the number behind a tab counts: what is to be done there. */
export const countIn = (desk: Desk, tab: Tab): number =>
  tab === 'drafts' ? desk.drafts.length : tab === 'all' ? desk.open.length : casesIn(desk, tab).length;

/** The cases that are listed now. */
export const listedCases = ({ desk, tab, found }: State): readonly WorkCase[] =>
  found === null ? casesIn(desk, tab) : found.cases;

const isOfDrafts = ({ tab, found }: State): boolean => found === null && tab === 'drafts';

/** What the rows that are listed now are called by. */
export const listedKeys = (state: State): readonly string[] =>
  isOfDrafts(state) ? state.desk.drafts.map(({ id }) => id) : listedCases(state).map(({ no }) => no);

export const placeOf = ({ found, at, tab }: State): Place => found?.place ?? at[tab];

/** Where the cursor stands among the rows: on the one it stood on, or where that stood. -1 where there is none. */
export function indexIn(keys: readonly string[], { key, index }: Place): number {
  const same = key === null ? -1 : keys.indexOf(key);
  return same >= 0 ? same : Math.min(index, keys.length - 1);
}

export const withPlace = (state: State, place: Place): State =>
  state.found === null
    ? { ...state, at: { ...state.at, [state.tab]: place } }
    : { ...state, found: { ...state.found, place } };

/** The cursor remembers its row by what it is: other rows may come above it, or it may go itself. */
export function held(state: State): State {
  const keys = listedKeys(state);
  const index = indexIn(keys, placeOf(state));
  return withPlace(state, { key: keys[index] ?? null, index: Math.max(0, index) });
}

/** What is looked for, as it was typed. */
export const typedText = ({ source }: Found): string => (source.kind === 'find' ? source.text : '');

/** The case the cursor is on; undefined where there is none. */
export const selectedCase = (state: State): WorkCase | undefined =>
  isOfDrafts(state) ? undefined : listedCases(state)[indexIn(listedKeys(state), placeOf(state))];

export const selectedDraft = (state: State): DraftRow | undefined =>
  isOfDrafts(state) ? state.desk.drafts[indexIn(listedKeys(state), placeOf(state))] : undefined;
