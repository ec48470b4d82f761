import { endOfNaturalDay } from '../case/clock.ts';
import { decide, occurredAt, occurrence, orderly, type Request } from './decide.ts';

/** Annex 1, 要求反馈时限: the same day, 2 days, 3 days. */
export const responseLimits = [0, 2, 3] as const;

export interface AssignRequest extends Request {
  readonly department: string;
  readonly respondWithin: number;
  readonly feedbackTo: string | null;
  readonly recuse: readonly string[];
}

/** Step 40, 4.3.1: the liaison determines the responsible department; may be repeated until the verdict. */
export const assign = decide(orderly('assign'), (request: AssignRequest) => ({
  ...occurrence(request),
  type: 'assigned',
  data: {
    department: request.department,
    respondWithin: request.respondWithin,
    feedbackTo: request.feedbackTo,
    recuse: request.recuse,
    dueAt: endOfNaturalDay(occurredAt(request), request.respondWithin),
  },
}));
