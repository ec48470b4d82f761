import { command } from '../cli/command.ts';
import { required } from '../cli/fields.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { path } from '../cli/values.ts';
import { place } from '../domain/steps/hints.ts';
import { moveLedger } from '../services/group/move.ts';
import { placeOf } from '../store/engine.ts';

export const move = command({
  summary: '把整本台账迁到别处',
  usedWhen:
    '台账要换地方时用：连同流水和附件整本迁过去，两边各核对一遍。原来的一本留在原处，只能查看，再登记就会说迁到了哪里。那里已经有台账的不迁；当中断了，再运行同一条命令。',
  fields: { to: required('迁到哪里：文件，或服务器上的地址', path) },
  examples: ['tousu move --to D:\\台账\\修武.db', 'tousu 迁移 --to postgres://db.example.com/tousu/xiuwu'],
  async run(ctx, { to }) {
    const moved = await moveLedger(ctx, placeOf(to, ctx.ownFolder));
    if (ctx.json) return ctx.print(toJson(moved));
    const { from, to: address, entries, cases, attachments, head } = moved;
    const typed = shown(place(address));
    ctx.print(
      [
        `已迁移并核对：${cases} 件投诉，${entries} 条流水，${attachments} 份附件，从 ${shown(from)} 迁到 ${shown(address)}；旧的一本还在，只能查看`,
        `流水校验码：${head.seq} ${head.hash}`,
        `下一步: 以后在新的一本上办：命令后加 --ledger ${typed}，或设环境变量 TOUSU_LEDGER=${typed}`,
        `  tousu schedule install --ledger ${typed}`,
      ].join('\n'),
    );
  },
});
