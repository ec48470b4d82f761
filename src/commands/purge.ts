import { command } from '../cli/command.ts';
import { flag, optional } from '../cli/fields.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { day, integer } from '../cli/values.ts';
import type { Context } from '../context.ts';
import { dayOf } from '../domain/case/clock.ts';
import { refuse } from '../domain/problems.ts';
import { type DueCases, dueForPurge, purgePersonalData } from '../services/care/purge.ts';

export const purge = command({
  summary: '保存期满后清除个人信息',
  usedWhen:
    '把归档或作废满 policy.retentionMonths 个月（默认 60）的投诉里投诉人的姓名、电话、联系方式、来文编号和附件清除，记入流水；统计数字和流水校验不变。清除后不能恢复：先用 --dry-run 看有多少件，再在终端键入件数，或写 --yes 件数。',
  fields: {
    before: optional('只清除在哪天之前归档或作废的', day),
    dryRun: flag('只看有多少件，不清除'),
    yes: optional('要清除的件数', integer(0, 999_999_999)),
  },
  atMostOne: [['dryRun', 'yes']],
  examples: ['tousu purge --dry-run', 'tousu purge --before 2020-01-01 --yes 37'],
  async run(ctx, { before, dryRun, yes }) {
    if (before !== null && before > dayOf(ctx.now)) {
      refuse('usage.invalid', {
        message: `${before} 还没有到`,
        hint: '写过去的日期，如 --before 2020-01-01；不写就是保存期满的全部',
      });
    }
    const due = await dueForPurge(ctx, before);
    if (dryRun) {
      const answer = { before: due.before, purged: false, total: due.cases.length, cases: due.cases };
      ctx.print(ctx.json ? toJson(answer) : toldBefore(due));
      return 0;
    }
    const done = await purgePersonalData(ctx, before, yes ?? (await confirmed(ctx, due)));
    const { cases, remaining } = done;
    const ending = remaining.length > 0 ? 5 : 0;
    if (ctx.json) {
      ctx.print(toJson({ before: done.before, purged: true, total: cases.length, cases, remaining }));
      return ending;
    }
    ctx.print(`已清除 ${cases.length} 件的个人信息（${done.before} 之前归档或作废的）`);
    if (remaining.length > 0)
      ctx.say(
        [
          '注意: 这些文件里还有清除前的内容：',
          ...remaining.map(({ file, why }) => `  ${shown(file)}（${why}）`),
          '建议: 处理以后再运行 tousu purge，直到不再列出',
        ].join('\n'),
      );
    ctx.say('别处的备份、导出的台账和打印过的文件，程序不知道在哪里，请按期销毁');
    return ending;
  },
});

const toldBefore = ({ before, cases }: DueCases): string =>
  cases.length === 0
    ? `${before} 之前归档或作废、还有个人信息的一件也没有`
    : `${before} 之前归档或作废、还有个人信息的有 ${cases.length} 件：${cases.join('、')}\n清除：tousu purge --before ${before} --yes ${cases.length}（清除后不能恢复）`;

/** The number of cases as it is typed on a terminal; none is needed where there are none. */
async function confirmed(ctx: Context, due: DueCases): Promise<number> {
  const { length } = due.cases;
  if (length === 0) return 0;
  if (!ctx.interactive) refuse('usage.missing', { command: 'purge', names: ['--yes'] });
  ctx.say(`${due.before} 之前归档或作废、还有个人信息的有 ${length} 件，清除后不能恢复`);
  const { openPrompts } = await import('../cli/questions/prompts.ts');
  const prompts = await openPrompts(ctx.color);
  try {
    const typed = await prompts.type('要清除就键入件数', {
      hint: '不清除按 Ctrl-C',
      check: async (text) => text.trim() === String(length) || `是 ${length} 件`,
    });
    return Number(typed);
  } finally {
    prompts.close();
  }
}
