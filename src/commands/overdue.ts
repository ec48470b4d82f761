import { command } from '../cli/command.ts';
import { defaulted, flag } from '../cli/fields.ts';
import { renderTable } from '../cli/screen/table.ts';
import { debtorInWords, dueInWords, shown, starred, toJson } from '../cli/screen/text.ts';
import { themeFor } from '../cli/screen/theme.ts';
import { integer } from '../cli/values.ts';
import { minute } from '../domain/case/clock.ts';
import { dueLabel } from '../domain/notices.ts';
import { type DueItem, listDue } from '../services/day/due.ts';
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
      else await printTable([...due.overdue, ...due.dueSoon]);
    }
    return exitCode && due.overdue.length > 0 ? SOMETHING_OVERDUE : 0;

    async function printTable(items: readonly DueItem[]): Promise<void> {
      const theme = await themeFor(ctx);
      const rows = shown(items).map((due) => [
        starred(due),
        dueLabel(due.kind, due.measure),
        debtorInWords(due),
        due.department ?? '',
        minute(due.dueAt),
        dueInWords(due.dueAt, moment),
      ]);
      const paint = (text: string, row: number) => theme(row < due.overdue.length ? 'overdue' : 'soon', text);
      ctx.print(await renderTable(ctx, ['编号', '时限', '应由谁', '责任部门', '到期', ''], rows, paint));
    }
  },
});

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
