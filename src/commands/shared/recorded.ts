import { fitted } from '../../cli/screen/sentence.ts';
import { nextStepSentence, shown, toJson } from '../../cli/screen/text.ts';
import type { Context } from '../../context.ts';
import { complaintJson } from '../../documents/case/complaint-json.ts';
import { type CasePaper, offersPaper } from '../../domain/case/papers.ts';
import { paperKinds } from '../../domain/words/vocabulary.ts';
import type { Recorded } from '../../services/case/record-step.ts';

/**
 * Says that a step is recorded: one sentence with the next step, the paper that goes with it where the case offers it,
 * warnings beside it; with --json the complaint.
 */
export function printRecorded(
  ctx: Context,
  { complaint, warnings }: Recorded,
  done: string,
  paper: CasePaper | null = null,
): void {
  if (ctx.json) {
    ctx.print(toJson({ ...complaintJson(complaint, ctx.now), warnings }));
    return;
  }
  const sentence = `${complaint.no} ${shown(done)}。${nextStepSentence(complaint)}`.trimEnd();
  ctx.print(ctx.onTerminal ? fitted(sentence, ctx.width) : sentence);
  if (paper !== null && offersPaper(complaint, paper))
    ctx.print(`${paperKinds[paper]}: tousu paper ${paper} ${complaint.no}`);
  for (const warning of warnings) ctx.say(`注意: ${shown(warning.message)}`);
}
