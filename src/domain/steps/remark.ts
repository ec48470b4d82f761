import { type Day, dayOf, isBreach, isPastDue } from '../case/clock.ts';
import { problem } from '../problems.ts';
import type { AttachmentKind, ClockKind, MeasureKind } from '../words/vocabulary.ts';
import { decide, occurredAt, occurrence, orderly, type Request, type Rule } from './decide.ts';

export interface NoteRequest extends Request {
  readonly text: string;
}

/** A remark: moves nothing. */
export const addNote = decide(orderly('note'), (request: NoteRequest) => ({
  ...occurrence(request),
  type: 'noted',
  data: { text: request.text },
}));

export interface AttachRequest extends Request {
  readonly kind: AttachmentKind;
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
}

/** 4.4.1 A file of the case. */
export const attachFile = decide(orderly('attach'), (request: AttachRequest) => ({
  ...occurrence(request),
  type: 'file_attached',
  data: { kind: request.kind, name: request.name, sha256: request.sha256, size: request.size },
}));

export interface AddMeasureRequest extends Request {
  readonly kind: MeasureKind;
  readonly text: string;
  readonly owner: string;
  readonly dueOn: Day;
}

/** 2.1.5, 4.1.1 A planned measure with owner and due day. */
export const addMeasure = decide(orderly('measure add'), (request: AddMeasureRequest) => ({
  ...occurrence(request),
  type: 'measure_added',
  data: {
    n: request.complaint.measures.length + 1,
    kind: request.kind,
    text: request.text,
    owner: request.owner,
    dueOn: request.dueOn,
  },
}));

export interface MeasureDoneRequest extends Request {
  readonly n: number;
  readonly effect: string | null;
}

const measureExists: Rule<MeasureDoneRequest> = ({ complaint: { no, measures }, n }) =>
  measures.some((measure) => measure.n === n) ? undefined : problem('not_found.measure', { no, n });

/** 2.1.6 A measure is done once; afterwards only its effect is left to say. */
const somethingIsNew: Rule<MeasureDoneRequest> = ({ complaint: { no, measures }, n, effect }) => {
  const doneOn = measures.find((measure) => measure.n === n)?.doneOn ?? null;
  return doneOn === null || effect !== null ? undefined : problem('measure_done_before', { no, n, doneOn });
};

/** 2.1.6 A measure was carried out; its effect may be added later, the day it was done stays. */
export const finishMeasure = decide(
  [measureExists, ...orderly('measure done'), somethingIsNew],
  (request: MeasureDoneRequest) => ({
    ...occurrence(request),
    type: 'measure_done',
    data: {
      n: request.n,
      doneOn:
        request.complaint.measures.find((measure) => measure.n === request.n)?.doneOn ??
        dayOf(occurredAt(request)),
      effect: request.effect,
    },
  }),
);

export interface PenaltyRequest extends Request {
  /** The missed clock; null where the decision is for a bad effect. */
  readonly deadline: ClockKind | null;
  readonly effect: string | null;
  readonly person: string;
  readonly decision: string;
}

/** 4.3.6 Who delayed is punished, and only who delayed: the due time had passed when it was decided. */
const clockWasMissed: Rule<PenaltyRequest> = (request) => {
  const { complaint, deadline } = request;
  const decidedAt = occurredAt(request);
  if (deadline === null) return undefined;
  return complaint.deadlines.some(
    (clock) => clock.kind === deadline && isPastDue(clock.dueAt, decidedAt) && isBreach(clock, decidedAt),
  )
    ? undefined
    : problem('rule.no_breach', { no: complaint.no, kind: deadline });
};

/** 4.3.6 A decision on a missed clock, or on a bad effect. */
export const decidePenalty = decide([...orderly('penalty'), clockWasMissed], (request: PenaltyRequest) => ({
  ...occurrence(request),
  type: 'penalty_decided',
  data: {
    deadline: request.deadline,
    effect: request.effect,
    person: request.person,
    decision: request.decision,
  },
}));
