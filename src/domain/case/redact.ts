import type { Json } from '../canonical.ts';
import type { Registration } from './complaint.ts';
import type { Entry, JournalEvent } from './events.ts';
import { type FieldKind, type Kind, ofEveryStep, personalWords } from './personal-words.ts';
import { anonymised, type Identity } from './privacy.ts';

/** Stands where a complainant's name stood. */
const PURGED = '（已清除）';

/** The data of the entries of a case, in their order, without what tells who complained. */
export function redacted(entries: readonly Entry<JournalEvent>[]): readonly Json[] {
  const identities = entries.flatMap(identitiesIn);
  const clean = (text: string): string =>
    identities.reduce((cleaned, identity) => anonymised(cleaned, identity), text);
  return entries.map((entry) =>
    without({ ...personalWords[entry.type], ...ofEveryStep }, entry.data as unknown as Json, clean),
  );
}

/** Every name and contact the complainant ever had in this case. */
function identitiesIn(entry: Entry<JournalEvent>): readonly Identity[] {
  const identity = ({ name = '', anonymous = false, contact = null }: Partial<Registration>): Identity => ({
    name,
    anonymous,
    contact,
  });
  if (entry.type === 'registered' || entry.type === 'imported') return [identity(entry.data)];
  return entry.type === 'amended' ? [identity(entry.data.from), identity(entry.data.to)] : [];
}

/** The value without what its kind says of the complainant; a field that this version does not know is taken for words. */
function without(kind: FieldKind, value: Json, clean: (text: string) => string): Json {
  if (Array.isArray(value)) return value.map((item: Json) => without(kind, item, clean));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([field, part]) => [field, without(kindOf(kind, field), part, clean)]),
    );
  return typeof kind === 'string' ? blanked(kind, value, clean) : value;
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
