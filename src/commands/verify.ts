import { command } from '../cli/command.ts';
import { toJson } from '../cli/text.ts';
import { refuse } from '../domain/problems.ts';
import { verifyLedger } from '../services/verify-ledger.ts';

export const verify = command({
  summary: '核对台账：数据库、流水、编号',
  usedWhen: '核对数据库完好、流水逐条相扣、各表与流水一致、编号不断号；月末和搬动台账文件后用一次。',
  fields: {},
  examples: ['tousu verify', 'tousu verify --json'],
  async run(ctx) {
    const { findings, ...checked } = await verifyLedger(ctx.ledger);
    if (findings.length > 0) refuse('journal.broken', { findings });
    ctx.print(
      ctx.json
        ? toJson({ ok: true, ...checked })
        : `核对无误：${checked.cases} 件投诉，${checked.entries} 条流水\n流水校验码：${checked.head.seq} ${checked.head.hash}`,
    );
  },
});
