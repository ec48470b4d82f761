import { canonical, type Json } from '../canonical.ts';
import type { Complaint, Registration, untouched } from '../case/complaint.ts';
import type { CaseEvent } from '../case/events.ts';
import { formatNumber, parseNumber } from '../case/number.ts';
import type { Occasion } from '../steps/decide.ts';
import { ANONYMOUS, registrationDefaults, whoComplains } from '../steps/register.ts';
import type { Status } from '../words/vocabulary.ts';
import { importedClocks } from './clocks.ts';
import {
  type Absent,
  type Fault,
  type OldCase,
  type OldField,
  statusOf,
  timesOf,
  UNRECORDED,
} from './old-case.ts';
import { importedParts } from './parts.ts';
import { faultsOf } from './rules.ts';

export type Imported = Extract<CaseEvent, { type: 'imported' }>;

export interface ImportRequest extends Pick<Occasion, 'now' | 'operator' | 'policy'> {
  readonly unit: string;
  readonly old: OldCase;
  readonly absent: Absent;
}

type ImportOutcome =
  | { readonly ok: true; readonly event: Imported; readonly unrecorded: readonly OldField[] }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * A case of an old ledger as one event: its registration, and its handling as far as that ledger knew it. The rules of
 * the single steps are not asked of the past; but the row must be complete (4.2.2) and agree with itself.
 */
export function importCase({ old, unit, now, operator, policy, absent }: ImportRequest): ImportOutcome {
  const times = timesOf(old, absent);
  const status = statusOf(old, absent);
  const unrecorded = unrecordedOf(old, status, absent);
  const registration = registrationOf(old, unrecorded);
  const faults = faultsOf({ old, registration, times, status, absent, unrecorded }, now);
  const number = parseNumber(old.no ?? '');
  if (faults.length > 0 || number === undefined || times.acceptedAt === null) return { ok: false, faults };
  const happened = Object.values(times).filter((at) => at !== null);
  const event: Imported = {
    type: 'imported',
    no: formatNumber(number.day, number.sequence),
    occurredAt: times.acceptedAt,
    by: old.acceptor ?? UNRECORDED,
    recordedAt: now,
    operator,
    data: {
      ...registration,
      unit,
      numberedOn: number.day,
      sequence: number.sequence,
      status,
      round: old.round ?? 1,
      lastStepAt: happened.toSorted().at(-1) ?? times.acceptedAt,
      ...onlyTouched(importedParts(old, times, status)),
      deadlines: importedClocks({ old, times, status, source: registration.source, policy }),
    },
  };
  return { ok: true, event, unrecorded };
}

/** Two imports of a row are the same whatever limits were in force at each: due times do not count. */
export const contentOf = ({ occurredAt, by, data }: Pick<Imported, 'occurredAt' | 'by' | 'data'>): string =>
  canonical({ occurredAt, by, data: { ...data, deadlines: null } } as unknown as Json);

/**
 * What 4.2.2 asks of a case and this row does not have, so that 未记载 stands in its place: no old ledger is asked for a
 * column it never had, and who wants a case that is over cannot ask for it any more.
 */
const unrecordedOf = (old: OldCase, status: Status, absent: Absent): readonly OldField[] =>
  (['acceptor', 'channel', 'name', 'phone', 'demand'] as const).filter((field) => {
    const isSaid =
      field === 'phone'
        ? old.phone !== null || old.contact !== null || old.anonymous === true || old.name === ANONYMOUS
        : field === 'name'
          ? old.name !== null || old.anonymous === true
          : old[field] !== null;
    const isOver = status === 'closed' || status === 'voided';
    return !isSaid && (field === 'acceptor' || isOver || absent.has(field));
  });

/** What stands in a registration when nothing else was said (1.2.1), under what the row says. */
function registrationOf(old: OldCase, unrecorded: readonly OldField[]): Omit<Registration, 'acceptedAt'> {
  const fields = Object.keys({
    ...registrationDefaults,
    channel: null,
    name: null,
    content: null,
    demand: null,
  });
  const said = fields
    .map((field) => [field, old[field as keyof OldCase]] as const)
    .filter(([, value]) => value !== null);
  const lacks = (field: OldField): boolean => unrecorded.includes(field);
  return {
    ...registrationDefaults,
    ...(lacks('channel') ? { channel: 'other', channelNote: UNRECORDED } : {}),
    ...(lacks('demand') ? { demand: UNRECORDED } : {}),
    ...Object.fromEntries(said),
    ...whoComplains(old.anonymous, lacks('name') ? UNRECORDED : old.name),
  } as Omit<Registration, 'acceptedAt'>;
}

type Parts = Partial<Pick<Complaint, keyof typeof untouched>>;

/** An entry does not say what did not happen. */
const onlyTouched = (parts: Parts): Parts =>
  Object.fromEntries(
    Object.entries(parts).filter(
      ([, value]) => value !== null && value !== false && !(Array.isArray(value) && value.length === 0),
    ),
  );
