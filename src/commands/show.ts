import { command } from '../cli/command.ts';
import { flag } from '../cli/fields.ts';
import { toJson } from '../cli/screen/text.ts';
import { complaintJson, journalJson } from '../documents/case/complaint-json.ts';
import { openCase } from '../services/case/case-file.ts';
import { listPapersOf } from '../store/papers.ts';
import { casePage } from './pages/case-page.ts';
import { asOf, asOfField } from './shared/as-of.ts';
import { no } from './shared/step-fields.ts';

export const show = command({
  summary: '一件投诉的全部情况',
  usedWhen: '看一件投诉：谁、什么事、办到哪里、下一步和时限，以及经过。',
  fields: { no, journal: flag('附上全部流水'), at: asOfField },
  examples: ['tousu show 0102', 'tousu show 2023100102 --journal'],
  async run(ctx, input) {
    const { complaint, entries } = await openCase(ctx, input.no);
    const moment = asOf(input.at, ctx.now);
    if (ctx.json) {
      const journal = input.journal ? { journal: journalJson(entries) } : {};
      return ctx.print(toJson({ ...complaintJson(complaint, moment), ...journal }));
    }
    const papers = await listPapersOf(ctx.ledger, complaint.no);
    ctx.print(await casePage(ctx, complaint, entries, { asOf: moment, withJournal: input.journal, papers }));
  },
});
