import type { FinalReport } from '../month/sent-figures.ts';
import type { Courier, Notice } from '../notices.ts';
import type {
  AttachmentKind,
  CallbackMethod,
  ClockKind,
  Grade,
  Ground,
  InvestigationMethod,
  MeasureKind,
  OpinionRole,
  PaperFormat,
  PaperKind,
  ReplyMethod,
  Role,
  UnitKind,
} from '../words/vocabulary.ts';
import type { Day, Moment } from './clock.ts';
import type { Complaint, Registration, untouched, Waiver, Withdrawn } from './complaint.ts';

/** A limit as it was in force when the clock started: natural days, and the last moment in time. */
export interface Limit {
  readonly days: number;
  readonly dueAt: Moment;
}

/** What every event says: when it happened, who did it, when it was typed in and by whom. */
interface Occurrence {
  readonly occurredAt: Moment;
  readonly by: string;
  readonly recordedAt: Moment;
  readonly operator: string;
}

interface Event<Type extends string, Data> extends Occurrence {
  readonly type: Type;
  readonly no: string;
  readonly data: Data;
}

/**
 * An event of a case. `reading` says by which reading of the regulation it was decided: without it by the first, whose
 * clocks stay as they were. `starts` are the office's own clocks that begin with it.
 */
type CaseEventOf<Type extends string, Data> = Event<
  Type,
  Data & { readonly reading?: 2; readonly starts?: readonly StartedClock[] }
>;

/** Decided by the second reading: who holds the case is kept, and its clocks follow it. */
export const bySecondReading = ({ data }: { readonly data: { readonly reading?: 2 } }): boolean =>
  data.reading === 2;

export interface StartedClock extends Limit {
  readonly kind: ClockKind;
}

/** `amend` can set any of these. */
export type Correction = Partial<Registration & { readonly cause: string; readonly accountability: string }>;

type Registered = CaseEventOf<
  'registered',
  Omit<Registration, 'acceptedAt' | 'emergencyAt'> & {
    readonly emergencyAt?: Moment | null;
    readonly acceptedByHeadquarters?: boolean;
    readonly unit: string;
    readonly numberedOn: Day;
    readonly sequence: number;
    readonly deadlines: readonly StartedClock[];
  }
>;
/** What the entry itself says of a case, beside its data. */
type EntryKeys = 'no' | 'acceptedAt' | 'recordedAt' | 'acceptor' | 'operator' | 'imported';
/** What old ledgers never have, and what follows from the rest. */
type UnknownThere = 'acceptedByHeadquarters' | 'contactOnRecord';
/** A case as an old ledger had it; what had not happened to it is left out. */
type Imported = CaseEventOf<
  'imported',
  Omit<Complaint, EntryKeys | UnknownThere | 'emergencyAt' | keyof typeof untouched> &
    Partial<Pick<Complaint, 'emergencyAt' | keyof typeof untouched>>
>;
type Assigned = CaseEventOf<
  'assigned',
  {
    readonly department: string;
    readonly respondWithin: number;
    readonly feedbackTo: string | null;
    readonly recuse: readonly string[];
    readonly assist?: readonly string[];
    readonly reason?: string | null;
    /** When the department has to respond; null where it was responsible already and its clock runs on. */
    readonly dueAt: Moment | null;
  }
>;
type Investigated = CaseEventOf<
  'investigated',
  {
    readonly methods: readonly InvestigationMethod[];
    readonly findings: string;
    readonly cause: string | null;
    readonly verdict: {
      readonly valid: boolean;
      readonly ground: Ground | null;
      readonly reason: string | null;
      readonly explain: Limit | null;
      /** A closed case is handled again. */
      readonly again?: Limit | null;
    } | null;
  }
>;
type SolutionAnswered = CaseEventOf<
  'solution_answered',
  {
    readonly accepted: boolean;
    readonly proceeded?: boolean;
    readonly reason: string | null;
    readonly externalFactor: string | null;
    readonly promisedOn: Day | null;
    readonly approvedBy?: string | null;
  }
>;
type Completed = CaseEventOf<
  'completed',
  {
    readonly result: string;
    /** How the complainant was told; null where no contact is on record, and nobody can be. */
    readonly replied?: ReplyMethod | 'later' | null;
    readonly onTheSpot?: boolean;
    readonly cause: string | null;
    readonly accountability: string | null;
    readonly measures: readonly { readonly kind: MeasureKind; readonly text: string }[];
  }
>;
/** 4.3.8 What the complainant says when he is called back. */
export interface Survey {
  readonly handled: boolean;
  readonly unhandledReason: string | null;
  readonly timeliness: Grade;
  readonly satisfaction: Grade;
  readonly comment: string | null;
  readonly reason: string | null;
  readonly rehandle: boolean | null;
}

type CalledBack = CaseEventOf<
  'called_back',
  Survey & { readonly method: CallbackMethod; readonly again: Limit | null }
>;
type Amended = CaseEventOf<
  'amended',
  {
    readonly reason: string;
    readonly from: Correction;
    readonly to: Correction;
    readonly recuse?: readonly string[];
    readonly approvedBy?: string | null;
    readonly hqFeedback: Limit | null;
  }
>;

/** Everything that can happen to a case. Events are never renamed; fields are only added. */
export type CaseEvent =
  | Registered
  | Imported
  | Assigned
  | Investigated
  | CaseEventOf<'solution_proposed', { readonly plan: string }>
  | SolutionAnswered
  | CaseEventOf<'answer_attempted', { readonly text: string }>
  | CaseEventOf<'promise_moved', { readonly promisedOn: Day; readonly externalFactor: string }>
  | Completed
  | CaseEventOf<
      'concluded',
      {
        readonly reason: string;
        readonly method: ReplyMethod;
        readonly reply: string;
        readonly approvedBy: string;
      }
    >
  | CaseEventOf<'replied', { readonly method: ReplyMethod; readonly reply: string | null }>
  | CaseEventOf<'explained', { readonly method: ReplyMethod; readonly reply: string }>
  | CaseEventOf<
      'opinion_given',
      { readonly as: OpinionRole; readonly agreed: boolean; readonly opinion: string }
    >
  | CaseEventOf<'review_passed', Limit & { readonly caller: string | null }>
  | CaseEventOf<'review_returned', { readonly reason: string }>
  | CaseEventOf<'review_supplemented', { readonly reason: string }>
  | CaseEventOf<'reminded', { readonly to: string; readonly text: string; readonly promisedOn: Day | null }>
  | CaseEventOf<'callback_failed', { readonly method: CallbackMethod; readonly reason: string }>
  | CalledBack
  | CaseEventOf<
      'feedback_given',
      {
        readonly to: string;
        readonly content: string;
        /** 4.3.7(1) It is what headquarters waits for. */
        readonly reportsResult?: boolean;
      }
    >
  | CaseEventOf<'closed', { readonly waiver: Waiver | null; readonly withdrawn?: Withdrawn | null }>
  | CaseEventOf<'reopened', Limit & { readonly reason: string }>
  | CaseEventOf<
      'voided',
      {
        readonly reason: string;
        readonly duplicateOf: string | null;
        readonly approvedBy?: string | null;
      }
    >
  | Amended
  | CaseEventOf<'noted', { readonly text: string }>
  | CaseEventOf<
      'file_attached',
      {
        readonly kind: AttachmentKind;
        readonly name: string;
        readonly sha256: string;
        readonly size: number;
      }
    >
  | CaseEventOf<
      'measure_added',
      {
        readonly n: number;
        readonly kind: MeasureKind;
        readonly text: string;
        readonly owner: string;
        readonly dueOn: Day;
      }
    >
  | CaseEventOf<'measure_done', { readonly n: number; readonly doneOn: Day; readonly effect: string | null }>
  | CaseEventOf<
      'penalty_decided',
      {
        /** Null where the decision is for a bad effect. */
        readonly deadline: ClockKind | null;
        readonly effect?: string | null;
        readonly person: string;
        readonly decision: string;
      }
    >;

/** Strikes out an earlier entry of the case: the case is what its standing entries make of it. */
export type Undone = Event<
  'undone',
  {
    readonly seq: number;
    readonly reason: string;
    /** 4.3.8(4) The leader who lets a completed callback be withdrawn. */
    readonly approvedBy?: string | null;
  }
>;

/** Sequences of a day from the first to the second, both included. */
export type SequenceRange = readonly [from: number, to: number];

/**
 * What happens to the ledger itself: the subject (`no`) is `ledger`, `department:工程部`, `person:张三`,
 * `setting:unit.name`, `notify:email`, `paper:transfer`, `month:2023-10` or `unit:xiuwu`.
 */
export type LedgerEvent =
  | Event<'ledger_created', { readonly version: number }>
  | Event<'department_added', { readonly name: string; readonly kind: UnitKind }>
  | Event<'department_retired', { readonly name: string }>
  | Event<'department_renamed', { readonly name: string; readonly to: string }>
  | Event<
      'person_added',
      {
        readonly name: string;
        readonly department: string;
        readonly phone: string | null;
        readonly roles: readonly Role[];
      }
    >
  | Event<'person_retired', { readonly name: string }>
  | Event<'person_roles_set', { readonly name: string; readonly roles: readonly Role[] }>
  | Event<'person_moved', { readonly name: string; readonly department: string }>
  | Event<'person_renamed', { readonly name: string; readonly to: string }>
  | Event<'person_phone_set', { readonly name: string; readonly phone: string | null }>
  | Event<
      'setting_changed',
      {
        readonly key: string;
        readonly from: string | null;
        readonly to: string;
        /** Of a limit of the regulation: why it differs. */
        readonly reason?: string;
      }
    >
  | Event<
      'ledger_imported',
      {
        /** The name of the old ledger's file, and the SHA-256 of its content. */
        readonly file: string;
        readonly sha256: string;
        readonly cases: number;
        /** The numbers that each of these days lacks since: they were never used, or are lost. */
        readonly gaps: readonly { readonly day: Day; readonly missing: readonly SequenceRange[] }[];
      }
    >
  | Event<'report_finalised', FinalReport>
  | Event<
      'personal_data_revealed',
      {
        /** The command that wrote unmasked phones into a file. */
        readonly document: 'export' | 'report';
        /** First and last day of acceptance of the cases in it. */
        readonly from: Day;
        readonly to: Day;
        readonly cases: number;
      }
    >
  | Event<
      'ledger_restored',
      {
        /** Where the journal of the backup ended. */
        readonly backup: { readonly seq: number; readonly hash: string };
        /** Where that of the replaced ledger did; null where there was none that could be read. */
        readonly replaced: { readonly seq: number; readonly hash: string } | null;
        /** How many entries of the replaced ledger the backup does not have. */
        readonly lost: number | null;
        /** The numbers of each of these days that the replaced ledger had given out: nobody gets them again. */
        readonly gaps?: readonly { readonly day: Day; readonly missing: readonly SequenceRange[] }[];
      }
    >
  | Event<
      'personal_data_purged',
      {
        /** Cases filed or voided before this day. */
        readonly before: Day;
        /** How long cases were to be kept when it was done; purges from before there was such a limit do not say. */
        readonly retentionMonths?: number;
        /** Of each case, what its entries say since: a digest, because the chain no longer holds their words. */
        readonly cases: readonly { readonly no: string; readonly digest: string }[];
      }
    >
  | Event<
      'paper_made',
      {
        readonly kind: PaperKind;
        /** Its number: the `n`th of its kind in that year. */
        readonly year: number;
        readonly n: number;
        readonly format: PaperFormat;
        /** The department or employee it goes to; null: the complainant, or the public. */
        readonly to: string | null;
        /** The cases it is about; none for a public notice. */
        readonly cases: readonly string[];
      }
    >
  | Event<
      'notices_sent',
      { readonly channel: Courier; readonly on: Day; readonly notices: readonly Notice[] }
    >
  | Event<
      'unit_collected',
      FinalReport & {
        /** Whose figures of the month headquarters has got: code and name of the unit. */
        readonly unit: string;
        readonly name: string;
        /** As of when it counted them. */
        readonly asOf: Moment;
        /** The hash of the first entry of its journal. */
        readonly origin: string;
        /** The file they came from, and the SHA-256 of a workbook: a ledger is known by its head. */
        readonly source: { readonly file: string; readonly sha256: string | null };
      }
    >
  | Event<
      'ledger_received',
      {
        /** Where the ledger lay before. */
        readonly from: string;
        /** The last entry that both have. */
        readonly head: { readonly seq: number; readonly hash: string };
      }
    >
  | Event<
      'ledger_moved',
      {
        /** Where it is since. This is the last entry here: none follows it. */
        readonly to: string;
        /** The last entry that both have. */
        readonly head: { readonly seq: number; readonly hash: string };
      }
    >;

export type JournalEvent = CaseEvent | Undone | LedgerEvent;

/** An event in its place in the journal. */
export type Entry<E extends JournalEvent = JournalEvent> = E extends JournalEvent
  ? E & { readonly seq: number }
  : never;

const ledgerTypes: Readonly<Record<LedgerEvent['type'], true>> = {
  ledger_created: true,
  department_added: true,
  department_retired: true,
  person_added: true,
  person_retired: true,
  person_roles_set: true,
  person_moved: true,
  person_renamed: true,
  person_phone_set: true,
  department_renamed: true,
  setting_changed: true,
  ledger_imported: true,
  report_finalised: true,
  personal_data_revealed: true,
  ledger_restored: true,
  personal_data_purged: true,
  paper_made: true,
  notices_sent: true,
  unit_collected: true,
  ledger_received: true,
  ledger_moved: true,
};

export const isLedgerEntry = (entry: Entry): entry is Entry<LedgerEvent> => isLedgerType(entry.type);

/** An event of the ledger itself is called so. */
export const isLedgerType = (type: string): boolean => Object.hasOwn(ledgerTypes, type);
export const isUndone = (entry: Entry): entry is Entry<Undone> => entry.type === 'undone';

/** The numbers of the entries that a later `undo` struck out. */
export const withdrawn = (entries: readonly Entry[]): ReadonlySet<number> =>
  new Set(entries.filter(isUndone).map((entry) => entry.data.seq));

/** The entries of one case that still stand, in their order; an undo is no event of the case. */
export function standing(entries: readonly Entry[]): readonly Entry<CaseEvent>[] {
  const struck = withdrawn(entries);
  return entries.filter(
    (entry): entry is Entry<CaseEvent> => !isUndone(entry) && !isLedgerEntry(entry) && !struck.has(entry.seq),
  );
}
