import { command, group } from '../cli/command.ts';
import { toJson } from '../cli/screen/text.ts';
import { couriers } from '../domain/notices.ts';
import { sendTest } from '../services/day/notify.ts';
import { refuseFailures } from './shared/failures.ts';

export const notify = group({
  summary: '试发提醒',
  names: { test: '试发' },
  commands: {
    test: command({
      summary: '给每个渠道发一条测试消息',
      usedWhen:
        '设好渠道后试一次，看收不收得到；提醒本身由 overdue --notify 发。密码和机器人地址写在台账旁的 notify.secrets 文件（只许本人读）或环境变量：TOUSU_SMTP_PASSWORD、TOUSU_WECOM_URL、TOUSU_DINGTALK_URL、TOUSU_DINGTALK_SECRET、TOUSU_FEISHU_URL、TOUSU_FEISHU_SECRET。',
      fields: {},
      examples: ['tousu config set notify.channels wecom,email', 'tousu notify test'],
      async run(ctx) {
        const deliveries = await sendTest(ctx);
        refuseFailures(deliveries);
        const sent = deliveries.map(({ courier }) => courier);
        ctx.print(
          ctx.json
            ? toJson({ ok: true, channels: sent })
            : `测试消息已发到：${sent.map((courier) => couriers[courier]).join('、')}`,
        );
      },
    }),
  },
});
