import { command } from '../cli/command.ts';
import { defaulted, flag } from '../cli/fields.ts';
import { printTable } from '../cli/screen/table.ts';
import {
  debtorInWords,
  dueInWords,
  limitBriefly,
  shown,
  starred,
  toJson,
  whoInWords,
} from '../cli/screen/text.ts';
import { casePaint, themeFor } from '../cli/screen/theme.ts';
import { integer } from '../cli/values.ts';
import type { Context } from '../context.ts';
import { isPastDue, type Moment, minute } from '../domain/case/clock.ts';
import { dueLabel } from '../domain/notices.ts';
import { type Due, type DueItem, listDue } from '../services/day/due.ts';
import type { Delivery } from '../services/day/notify.ts';
import { asOf, asOfField } from './shared/as-of.ts';
import { refuseFailures } from './shared/failures.ts';

/** With --exit-code: something is overdue. */
const SOMETHING_OVERDUE = 10;

export const overdue = command({
  summary: '已超期和快到期的时限和措施',
  usedWhen:
    '看哪些时限和措施已过、哪些快到，内部时限也在其中；定时任务用 --quiet --notify 把新的发给大家（tousu schedule install）。',
  fields: {
    within: defaulted('快到期：多少小时以内（默认 24）', integer(0, 8760), 24),
    exitCode: flag('有超期时退出码为 10（措施和内部时限也算）'),
    quiet: flag('没有时什么也不输出'),
    notify: flag('把新的发到 notify.channels 设置的渠道'),
    at: asOfField,
  },
  examples: ['tousu overdue', 'tousu overdue --within 48 --quiet --notify'],
  async run(ctx, { within, exitCode, quiet, notify, at }) {
    const moment = asOf(at, ctx.now);
    const due = await listDue(ctx, moment, within);
    const deliveries = notify
      ? await (await import('../services/day/notify.ts')).sendReminders(ctx, due, moment)
      : [];
    refuseFailures(deliveries);
    const nothing = due.overdue.length === 0 && due.dueSoon.length === 0;
    if (!(quiet && nothing)) {
      if (ctx.json)
        ctx.print(
          toJson({
            asOf: moment,
            overdue: due.overdue.map(item),
            dueSoon: due.dueSoon.map(item),
            ...(notify ? { notified: deliveries.map(contractDelivery) } : {}),
          }),
        );
      else if (nothing) ctx.say(`没有超期，${within} 小时内也没有到期的`);
      else await printCases(ctx, due, moment);
    }
    return exitCode && due.overdue.length > 0 ? SOMETHING_OVERDUE : 0;
  },
});

const columns = [
  { title: '编号', whole: true },
  '时限',
  { title: '应由谁', leave: 2 },
  { title: '责任部门', leave: 3 },
  { title: '到期', leave: 1 },
  { title: '超期', whole: true },
] as const;

/** A line a case, whatever of it is due: judged by what presses most. */
async function printCases(ctx: Context, due: Due, moment: Moment): Promise<void> {
  const cases = [...Map.groupBy([...due.overdue, ...due.dueSoon], ({ no }) => no).values()];
  const pressing = cases.flatMap(([first]) => first ?? []);
  const rows = shown(cases).map((items, place) => {
    const { dueAt, department } = pressing[place] as DueItem;
    return [
      starred(pressing[place] as DueItem),
      kindsInWords(items, moment),
      distinct(items.map(ctx.onTerminal ? whoInWords : debtorInWords)),
      department ?? '',
      minute(dueAt),
      ctx.onTerminal ? limitBriefly({ dueAt, internal: false }, moment) : dueInWords(dueAt, moment),
    ];
  });
  const paint = casePaint(await themeFor(ctx), pressing, moment, columns.length - 1);
  await printTable(ctx, columns, rows, paint);
  if (!ctx.onTerminal) return;
  const late = pressing.filter(({ dueAt }) => isPastDue(dueAt, moment)).length;
  ctx.say(`共 ${cases.length} 件，其中超期 ${late} 件`);
}

/** 办结、反馈，将到期：回访. */
function kindsInWords(items: readonly DueItem[], moment: Moment): string {
  const labels = (past: boolean): string =>
    distinct(
      items
        .filter(({ dueAt }) => isPastDue(dueAt, moment) === past)
        .map(({ kind, measure }) => dueLabel(kind, measure)),
    );
  const [late, soon] = [labels(true), labels(false)];
  return late && soon ? `${late}，将到期：${soon}` : late || soon;
}

const distinct = (words: readonly string[]): string => [...new Set(words)].join('、');

const contractDelivery = ({ courier, count, error }: Delivery) => ({ channel: courier, count, error });

const item = ({ no, kind, dueAt, owedBy, department, priority, status, complainant }: DueItem) => ({
  no,
  kind,
  dueAt,
  owedBy,
  department,
  priority,
  status,
  complainant,
});
