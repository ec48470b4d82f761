import { type Json, setField } from '../canonical.ts';
import type { Registration } from './complaint.ts';
import { type Entry, isLedgerType, type JournalEvent } from './events.ts';
import { holeAt, isHole, type Parts } from './personal-part.ts';
import { type FieldKind, type Kind, ofEveryStep, personalWords } from './personal-words.ts';
import { type Traces, withoutTraces } from './traces.ts';

/** Stands where a complainant's name stood. */
const PURGED = '（已清除）';

/**
 * What the event says, its personal values apart: every text that could tell who complained, as `personal-words.ts` has
 * it. What is about the ledger itself has none.
 */
export function parted({ type, data }: Pick<JournalEvent, 'type' | 'data'>): Parts {
  if (isLedgerType(type)) return { rest: data as unknown as Json, personal: [] };
  const personal: Json[] = [];
  const rest = mapped(kindsOf(type), data as unknown as Json, (kind, value) => {
    if (!isPersonal(kind) || typeof value !== 'string') return value;
    personal.push(value);
    return holeAt(personal.length - 1);
  });
  return { rest, personal };
}

/** The data of the entries of a case, in their order, without what tells who complained. */
export function redacted(entries: readonly Entry<JournalEvent>[]): readonly Json[] {
  const traces = entries.flatMap(tracesIn);
  const clean = (text: string): string => withoutTraces(text, traces);
  return entries.map(({ type, data }) =>
    mapped(kindsOf(type), data as unknown as Json, (kind, value) => blanked(kind, value, clean)),
  );
}

/** Everything by which the complainant was ever known in this case: names, phones, other contacts, numbers of others. */
export function tracesIn(entry: Entry<JournalEvent>): readonly Traces[] {
  const of = ({
    name = '',
    anonymous = false,
    phone = null,
    contact = null,
    externalNo = null,
  }: Partial<Registration>): Traces => ({
    name: anonymous || name === PURGED ? null : name,
    contacts: [phone, contact, externalNo].filter((each) => each !== null),
  });
  if (entry.type === 'registered' || entry.type === 'imported') return [of(entry.data)];
  return entry.type === 'amended' ? [of(entry.data.from), of(entry.data.to)] : [];
}

/**
 * The values are such as a purge leaves in the holes of the rest: a name is gone, a contact null, words are words. So a
 * purge can take what somebody said, but neither that he said something nor anything else.
 */
export function isLeftByPurge(type: JournalEvent['type'], { rest, personal }: Parts): boolean {
  const kinds = kindsOfHoles(kindsOf(type), rest);
  return personal.every((value, place) => {
    switch (kinds[place]) {
      case 'name':
        return value === PURGED;
      case 'contact':
        return value === null;
      default:
        return typeof value === 'string';
    }
  });
}

function kindsOfHoles(kind: FieldKind, rest: Json): readonly FieldKind[] {
  const kinds: FieldKind[] = [];
  const walk = (of: FieldKind, part: Json): void => {
    if (isHole(part)) kinds[part.personal] = of;
    else if (Array.isArray(part)) for (const item of part as readonly Json[]) walk(of, item);
    else if (typeof part === 'object' && part !== null)
      for (const [field, item] of Object.entries(part)) walk(kindOf(of, field), item);
  };
  walk(kind, rest);
  return kinds;
}

const kindsOf = (type: JournalEvent['type']): FieldKind => ({ ...personalWords[type], ...ofEveryStep });

const isPersonal = (kind: Kind): boolean => kind === 'name' || kind === 'contact' || kind === 'words';

/**
 * The value with what `change` makes of each part that has a kind; a field that this version does not know is taken for
 * words.
 */
function mapped(kind: FieldKind, value: Json, change: (kind: Kind, value: Json) => Json): Json {
  if (typeof value === 'object' && value !== null) {
    if (Array.isArray(value)) return value.map((item: Json) => mapped(kind, item, change));
    const changed: { [field: string]: Json } = {};
    for (const [field, part] of Object.entries(value))
      setField(changed, field, mapped(kindOf(kind, field), part, change));
    return changed;
  }
  return typeof kind === 'string' ? change(kind, value) : value;
}

const kindOf = (kind: FieldKind, field: string): FieldKind =>
  typeof kind === 'string' ? kind : (kind[field] ?? 'words');

function blanked(kind: Kind, value: Json, clean: (text: string) => string): Json {
  switch (kind) {
    case 'name':
      return PURGED;
    case 'contact':
      return null;
    case 'words':
      return typeof value === 'string' ? clean(value) : value;
    case 'colleague':
    case 'record':
      return value;
  }
}
