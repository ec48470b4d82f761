import { command } from '../cli/command.ts';
import { argument, asked, remainingArguments } from '../cli/fields.ts';
import { toJson } from '../cli/screen/text.ts';
import { line, month } from '../cli/values.ts';
import { groupJson } from '../documents/group/json.ts';
import { packageFile } from '../ledger-place.ts';
import { collect as collectUnits } from '../services/group/collect.ts';
import { refuseToCome } from '../services/month/publish.ts';
import { endingOf, groupTable, refuseNothing } from './shared/group-table.ts';

export const collect = command({
  summary: '收各单位的数，记入总部台账',
  usedWhen:
    '总部收到各单位的月报、备份或台账时用：每个单位的数和流水校验码记入总部自己的流水，各单位改不了。以后的 collect 和 rollup 凭它说出谁的数变了、谁的流水被改写。数对不上的不收。',
  fields: {
    month: asked(argument('月份', month), { question: '哪个月', initial: '上月' }),
    sources: remainingArguments('台账、备份、月报或文件夹', line),
  },
  examples: ['tousu collect 2023-10 各单位', 'tousu collect 上月 修武.xlsx 温县.db --ledger 总部.db'],
  async run(ctx, { month: wanted, sources }) {
    refuseToCome(wanted, ctx.now);
    const collection = await collectUnits({ ...ctx, thread: packageFile('bin/thread.js') }, wanted, sources);
    const report = { ...collection, asOf: ctx.now };
    refuseNothing(report);
    const { collected, known } = collection;
    const codes = collected.map(({ said }) => said.unit);
    if (ctx.json) ctx.print(toJson({ ...groupJson(report), collected: codes }));
    else
      ctx.print(
        `${await groupTable(ctx, report)}\n${wanted} 收了 ${collected.length} 个单位的数${known.length > 0 ? `，另有 ${known.length} 个与收过的相同` : ''}`,
      );
    return endingOf(ctx, report);
  },
});
