import type { Day } from '../case/clock.ts';
import { decide, occurrence, orderly, type Request } from './decide.ts';

export interface RemindRequest extends Request {
  /** The person or department that was asked. */
  readonly to: string;
  readonly text: string;
  /** By when he promised to be done. */
  readonly promisedOn: Day | null;
}

/** Step 100 催办: the liaison follows the case on its way. It moves nothing. */
export const remind = decide(orderly('remind'), (request: RemindRequest) => ({
  ...occurrence(request),
  type: 'reminded',
  data: { to: request.to, text: request.text, promisedOn: request.promisedOn },
}));
