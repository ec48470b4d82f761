import { decide, occurrence, orderly, type Request } from './decide.ts';

export interface FeedbackRequest extends Request {
  readonly to: string;
  readonly content: string;
  /** The recipient is a department of headquarters, or a person of one. */
  readonly toHeadquarters: boolean;
}

/**
 * 4.3.7(1), Annex 1: the result and the measures are reported to whom they are owed (headquarters, 需反馈部门).
 * Headquarters waits for the result of an investigation: before one is on record there is none to report.
 */
export const giveFeedback = decide(orderly('feedback'), (request: FeedbackRequest) => ({
  ...occurrence(request),
  type: 'feedback_given',
  data: {
    to: request.to,
    content: request.content,
    reportsResult: request.toHeadquarters && request.complaint.investigations.length > 0,
  },
}));
