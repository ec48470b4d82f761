import { realpathSync } from 'node:fs';
import { bareCommand, command, group } from '../cli/command.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import type { Session } from '../context.ts';
import { refuse } from '../domain/problems.ts';
import type { Installation, Installed } from '../services/care/schedule.ts';
import { scheduler } from './shared/scheduler.ts';

/** This program, as a job can start it from anywhere. A path of two lines would be two lines of a crontab. */
export function installationOf({ address, program }: Session): Installation {
  if (/\p{Cc}/u.test(address)) {
    refuse('usage.invalid', {
      message: '台账的路径里有控制字符，不能定时运行',
      hint: '把台账放到别的文件夹',
    });
  }
  return { node: program.node, script: realpathSync(program.script), ledger: address };
}

function tell(session: Session, { installed }: { readonly installed: boolean }, sentence: string): void {
  const jobs = scheduler(session).describe(installationOf(session));
  session.print(session.json ? toJson({ installed, jobs }) : `${sentence}\n${shown(jobs)}`);
}

const found: Readonly<Record<Installed, string>> = {
  yes: '已装上：',
  no: '还没有装上，装上的会是：',
  elsewhere:
    '装着的不是这里的程序（程序换了文件夹，或换了版本），请再运行 tousu schedule install；装上的会是：',
};

export const schedule = group({
  summary: '定时运行提醒和备份',
  names: { show: '查看', install: '安装', remove: '移除' },
  commands: {
    show: bareCommand({
      summary: '列出定时任务',
      usedWhen: '看每小时的提醒（overdue --quiet --notify）和每天的备份怎样定时运行，装上了没有。',
      fields: {},
      examples: ['tousu schedule show', 'tousu schedule show --ledger D:\\投诉\\ledger.db'],
      async run(session) {
        const installed = scheduler(session).find(installationOf(session));
        tell(session, { installed: installed === 'yes' }, found[installed]);
      },
    }),
    install: command({
      summary: '装上定时任务',
      usedWhen: '写进 crontab（Windows 为任务计划程序），写明程序和台账的完整路径；再装一次不会重复。',
      fields: {},
      examples: ['tousu schedule install', 'tousu schedule install --ledger /srv/tousu/ledger.db'],
      async run(ctx) {
        await scheduler(ctx).install(installationOf(ctx));
        tell(ctx, { installed: true }, '已装上：');
        if (!ctx.settings.get('notify.channels'))
          ctx.say('注意: 还没有设置提醒的渠道，提醒发不出去：tousu config set notify.channels wecom');
      },
    }),
    remove: bareCommand({
      summary: '去掉定时任务',
      usedWhen: '不再定时提醒和备份这本台账时用；crontab 里别的任务不动。',
      fields: {},
      examples: ['tousu schedule remove', 'tousu schedule remove --ledger /srv/tousu/ledger.db'],
      async run(session) {
        await scheduler(session).remove(installationOf(session));
        tell(session, { installed: false }, '已去掉：');
      },
    }),
  },
});
