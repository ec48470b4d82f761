import { bareCommand } from '../cli/command.ts';
import { argument } from '../cli/fields.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { path } from '../cli/values.ts';
import { operatorFrom } from '../context.ts';
import { minute } from '../domain/case/clock.ts';
import { refuse } from '../domain/problems.ts';
import { type Restoration, restoreLedger } from '../services/care/restore.ts';
import { asShown } from '../store/engine.ts';
import { fileExists } from '../store/files/private-files.ts';

export const restore = bareCommand({
  summary: '从备份恢复台账',
  usedWhen: '台账损坏或丢失时用备份顶上：先核对备份，再换下现有的台账；换下的台账改名保留，不会删除。',
  fields: { file: argument('备份文件', path) },
  examples: [
    'tousu restore backups/ledger-20231005-093000.db',
    'tousu restore E:\\备份\\ledger-20231005-093000.db',
  ],
  async run(session, { file: named }) {
    const file = asShown(named);
    if (!fileExists(file)) {
      refuse('not_found.file', { file, hint: '写备份文件的路径，备份默认在台账旁的 backups 文件夹' });
    }
    const restored = await restoreLedger(
      { ...session, operatorFrom: (settings) => operatorFrom(session.env, settings) },
      session,
      file,
    );
    session.print(session.json ? toJson(restored) : told(restored, session.address));
  },
});

const MOST_SHOWN = 30;

/** What is restored, what was lost between the two, and where the replaced ledger is. */
function told({ head, kept, lost }: Restoration, address: string): string {
  const lines = [`已恢复：${shown(address)}，到第 ${head.seq} 条流水为止`];
  if (kept === null) return lines.join('\n');
  if (lost === null)
    return [...lines, `换下的台账读不出来，无从比较少了什么，保存在 ${shown(kept)}`].join('\n');
  const numbers = [...new Set(lost.map(({ subject }) => subject))].filter((no) => /^\d+$/.test(no));
  const [first, last] = [lost[0], lost.at(-1)];
  if (first && last) {
    const more = numbers.length > MOST_SHOWN ? ` 等 ${numbers.length} 件` : '';
    lines.push(
      `换下的台账比备份多 ${lost.length} 条流水（${minute(first.recordedAt)} 至 ${minute(last.recordedAt)} 录入）${numbers.length > 0 ? '，须补录：' : '，都不是投诉的'}`,
      ...(numbers.length > 0 ? [`  ${numbers.slice(0, MOST_SHOWN).join('、')}${more}`] : []),
    );
  } else {
    lines.push('换下的台账没有备份之外的流水');
  }
  return [...lines, `换下的台账保存在 ${shown(kept)}`].join('\n');
}
