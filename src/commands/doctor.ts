import { bareCommand } from '../cli/command.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { pad, plainWidth } from '../cli/screen/width.ts';
import { packageVersion } from '../ledger-place.ts';
import { type Check, examine } from '../services/care/doctor.ts';
import { installationOf } from './schedule.ts';
import { scheduler } from './shared/scheduler.ts';

const marks: Readonly<Record<Check['state'], string>> = { ok: '好', warn: '注意', bad: '不行' };

export const doctor = bareCommand({
  summary: '体检：程序、台账、备份、定时任务',
  usedWhen:
    '装好以后、换了电脑以后、出了问题时用：看版本、权限、磁盘、位置、时钟、附件、备份、定时任务、提醒的密码、办公软件，并说该怎么办。只看，什么也不改。',
  fields: {},
  examples: ['tousu doctor', 'tousu doctor --ledger D:\\投诉\\ledger.db'],
  async run(session) {
    const checks = await examine({
      ...session,
      version: packageVersion(),
      node: process.versions.node,
      schedule: () => scheduler(session).find(installationOf(session)),
    });
    const sound = checks.every(({ state }) => state !== 'bad');
    session.print(session.json ? toJson({ ok: sound, checks }) : checks.map(lineOf).join('\n'));
    return sound ? 0 : 5;
  },
});

function lineOf({ what, state, message, hint }: Check): string {
  const line = `${pad(marks[state], 6, plainWidth)}${pad(what, 12, plainWidth)}${shown(message)}`;
  return hint === null ? line : `${line}\n${' '.repeat(18)}→ ${shown(hint)}`;
}
