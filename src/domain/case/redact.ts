import type { Json } from '../canonical.ts';
import type { CaseEvent, Entry, JournalEvent } from './events.ts';
import { anonymised, type Identity } from './privacy.ts';

/** Stands where a complainant's name stood. */
const PURGED = '（已清除）';

/** What says who the complainant is. The rest of a registration is about the matter, and figures are made of it. */
const identifying: Readonly<Record<string, string | null>> = {
  name: PURGED,
  phone: null,
  contact: null,
  externalNo: null,
};

/** What people wrote in their own words, and may have named the complainant in. */
const freeTexts: ReadonlySet<string> = new Set([
  ...['content', 'demand', 'evidence', 'respondent', 'channelNote', 'findings', 'cause', 'plan', 'reason'],
  ...['result', 'accountability', 'reply', 'opinion', 'comment', 'unhandledReason', 'text', 'effect'],
  ...['externalFactor', 'decision', 'feedbackTo', 'name'],
]);

type Data = Readonly<Record<string, Json>>;

/** The data of the entries of a case, in their order, without what tells who complained. */
export function redacted(entries: readonly Entry<JournalEvent>[]): readonly Data[] {
  const identities = entries.flatMap(identitiesIn);
  const clean = (text: string): string =>
    identities.reduce((cleaned, identity) => anonymised(cleaned, identity), text);
  return entries.map((entry) => {
    const data = withoutTexts(entry.data as Data, clean);
    if (entry.type === 'registered' || entry.type === 'imported') return withoutIdentity(data);
    if (entry.type !== 'amended') return data;
    return { ...data, from: withoutIdentity(data.from as Data), to: withoutIdentity(data.to as Data) };
  });
}

/** Every name and contact the complainant ever had in this case. */
function identitiesIn(entry: Entry<JournalEvent>): readonly Identity[] {
  const given = (entry as Entry<CaseEvent>).type;
  const parts =
    given === 'registered' || given === 'imported'
      ? [entry.data as Data]
      : given === 'amended'
        ? [(entry.data as Data).from as Data, (entry.data as Data).to as Data]
        : [];
  return parts.map(({ name, anonymous, contact }) => ({
    name: String(name ?? ''),
    anonymous: anonymous === true,
    contact: (contact ?? null) as string | null,
  }));
}

const withoutIdentity = (data: Data): Data =>
  Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      Object.hasOwn(identifying, key) ? (identifying[key] ?? null) : value,
    ]),
  );

function withoutTexts(data: Data, clean: (text: string) => string): Data {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, cleaned(key, value, clean)]));
}

function cleaned(key: string, value: Json, clean: (text: string) => string): Json {
  if (typeof value === 'string') return freeTexts.has(key) ? clean(value) : value;
  if (Array.isArray(value)) return value.map((item: Json) => cleaned(key, item, clean));
  return typeof value === 'object' && value !== null ? withoutTexts(value as Data, clean) : value;
}
