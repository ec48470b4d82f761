import { decide, occurrence, orderly, type Request } from './decide.ts';

export interface FeedbackRequest extends Request {
  readonly to: string;
  readonly content: string;
}

/** 4.3.7(1), Annex 1: the result and the measures are reported to whom they are owed (headquarters, 需反馈部门). */
export const giveFeedback = decide(orderly('feedback'), (request: FeedbackRequest) => ({
  ...occurrence(request),
  type: 'feedback_given',
  data: { to: request.to, content: request.content },
}));
