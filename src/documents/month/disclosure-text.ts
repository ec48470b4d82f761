import { minute } from '../../domain/case/clock.ts';
import {
  type DisclosedItem,
  type Disclosure,
  type DisclosureKind,
  disclosureKinds,
} from '../../domain/month/disclosures.ts';
import { codes } from '../../domain/words/vocabulary.ts';

// 统计说明 in words, the same in the workbook, in the CSV and on the page. "None" is said.

export const DISCLOSURES = '统计说明';

/** What the clerk reads of one kind: how often, and the paragraphs that say which. */
export interface DisclosureText {
  readonly label: string;
  readonly total: number;
  readonly paragraphs: readonly string[];
}

/** More than these are named by their numbers alone. */
const MOST_TOLD = 10;
/** Numbers on a line of a sheet, and lines that still fit into one of its rows. */
const [NUMBERS_IN_LINE, LINES] = [6, 20];
/** A reason longer than this is read in the case. */
const LONGEST_REASON = 120;

/** Every kind there is, in its order; what did not happen says so. */
export const disclosureTexts = (disclosures: readonly Disclosure[]): readonly DisclosureText[] =>
  codes(disclosureKinds).map((kind) => {
    const items = itemsOf(disclosures, kind);
    return {
      label: disclosureKinds[kind],
      total: items.length,
      paragraphs: items.length === 0 ? ['无'] : paragraphsOf(kind, items),
    };
  });

const itemsOf = (disclosures: readonly Disclosure[], kind: DisclosureKind): readonly DisclosedItem[] =>
  disclosures.find((disclosure) => disclosure.kind === kind)?.items ?? [];

function paragraphsOf(kind: DisclosureKind, items: readonly DisclosedItem[]): readonly string[] {
  const told = items.slice(0, MOST_TOLD).map((item) => sentence(kind, item));
  const lines = inParts(numbersOf(items.slice(MOST_TOLD)), NUMBERS_IN_LINE).map((part) => part.join('、'));
  const others = lines.length === 0 ? [] : ['另有：', ...lines];
  return [...told, ...inParts(others, LINES).map((part) => part.join('\n'))];
}

const inParts = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));

/** The cases of the items, each once. */
const numbersOf = (items: readonly DisclosedItem[]): readonly string[] => [
  ...new Set(items.flatMap(({ no }) => (no === null ? [] : [no]))),
];

/** What somebody did in the end: he typed it in, or set it. */
const verbs: Partial<Readonly<Record<DisclosureKind, string>>> = { late_entry: '录入', limit_changed: '改' };

function sentence(kind: DisclosureKind, { no, at, by, approvedBy, reason, detail }: DisclosedItem): string {
  const parts = [
    detail,
    `${minute(at)} ${by ?? ''}${verbs[kind] ?? ''}`.trim(),
    approvedBy === null ? null : `${approvedBy}批准`,
    reason === null ? null : `原因：${shortened(reason)}`,
  ];
  return `${no === null ? '' : `${no} `}${parts.filter((part) => part !== null).join('，')}`;
}

/** Below the table of Annex 2 more numbers than these of one kind are not read. */
const MOST_IN_LINE = 20;

/** One line for below the table of Annex 2. 1.3: of a voided number its reason too, and who signed. */
export function disclosureLine(disclosures: readonly Disclosure[]): string {
  const happened = codes(disclosureKinds).filter((kind) => itemsOf(disclosures, kind).length > 0);
  const parts = happened.map((kind) => {
    const items = itemsOf(disclosures, kind);
    const named = items.slice(0, MOST_IN_LINE).map((item) => inLine(kind, item));
    const more = items.length > named.length ? `等，全部见“分析”表的${DISCLOSURES}` : '';
    return `${disclosureKinds[kind]} ${items.length} 次（${[...new Set(named)].join('、')}${more}）`;
  });
  const none = codes(disclosureKinds)
    .filter((kind) => !happened.includes(kind))
    .map((kind) => disclosureKinds[kind]);
  const last = none.length === 0 ? [] : [`${none.join('、')}：${parts.length === 0 ? '均无' : '无'}`];
  return `${DISCLOSURES}：${[...parts, ...last].join('；')}。`;
}

function inLine(kind: DisclosureKind, { no, approvedBy, reason, detail }: DisclosedItem): string {
  if (no === null) return detail ?? '';
  if (kind !== 'voided') return no;
  return [`${no} ${shortened(reason ?? '')}`, ...(approvedBy === null ? [] : [`${approvedBy}批准`])].join(
    '，',
  );
}

/** On one line. */
function shortened(reason: string): string {
  const signs = [...reason.replaceAll(/\s+/g, ' ')];
  return signs.length > LONGEST_REASON ? `${signs.slice(0, LONGEST_REASON).join('')}…` : signs.join('');
}
