import type { Task } from '../../../services/day/worklist.ts';

/**
 * The words to type after `tousu` for what is to be done, with what is known of it already: whose opinion is waited for,
 * and whom the liaison has named to call. It is shown before it is recorded, and can be changed there.
 */
export const dueWords = ({
  step,
  no,
  measure,
  owedBy,
  person,
}: Pick<Task, 'step' | 'no' | 'measure' | 'owedBy' | 'person'>): readonly string[] => [
  ...step.split(' '),
  no,
  ...(measure === null ? [] : [String(measure)]),
  ...(step === 'approve' && owedBy === '主管领导' ? ['--as', 'leader'] : []),
  ...(step === 'callback' && person !== null ? ['--by', person] : []),
];
