import { dueInWords, limitBriefly, shown, starred } from '../../cli/screen/text.ts';
import { cutTo, measureFor } from '../../cli/screen/width.ts';
import type { Moment } from '../../domain/case/clock.ts';
import type { Complaint } from '../../domain/case/complaint.ts';
import { isPriority, isUrgent } from '../../domain/case/priority.ts';
import { maskPhone } from '../../domain/case/privacy.ts';
import { nextStep } from '../../domain/case/workflow.ts';
import { statuses } from '../../domain/words/vocabulary.ts';

/** Whose case it is, on one line: number, name, phone, what it is about, status, delay. What it is about gives way, then the hours. */
export async function caseHeading(complaint: Complaint, now: Moment, width: number): Promise<string> {
  const { name, phone, content, status } = complaint;
  const dueAt = nextStep(complaint)?.dueAt ?? null;
  const before = shown(
    [
      starred({ ...complaint, urgent: isUrgent(complaint), priority: isPriority(complaint) }),
      name,
      maskPhone(phone),
    ]
      .filter(Boolean)
      .join('  '),
  );
  const withStatus = (due: string): string => [statuses[status], due].filter(Boolean).join('  ');
  const inFull = withStatus(dueInWords(dueAt, now));
  const about = shown(content.replaceAll(/\s+/g, ' '));
  const measure = await measureFor([before, inFull, about]);
  const fits = measure(before) + measure(inFull) + 2 < width;
  const behind = fits ? inFull : withStatus(limitBriefly({ dueAt, internal: false }, now));
  const room = width - 1 - measure(before) - measure(behind) - 4;
  return [before, cutTo(about, room, measure), behind].filter(Boolean).join('  ');
}
