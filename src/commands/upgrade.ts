import { bareCommand } from '../cli/command.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { engineFor } from '../store/engine.ts';

export const upgrade = bareCommand({
  summary: '把服务器上的台账更新到这一版',
  usedWhen:
    '台账在服务器上、tousu 更新了结构时由所有者（IT）运行一次：全部更新或一点不变，更新前的另存一份；其间别人的登记会被拒绝。文件里的台账打开时自己更新，不用它。',
  fields: {},
  examples: ['tousu upgrade', 'tousu upgrade --ledger postgres://db.example.com/tousu/wenxian'],
  async run(session) {
    const kept = await (await engineFor(session.address)).upgrade(session.address, session);
    if (session.json) return session.print(toJson({ ledger: session.address, kept }));
    session.print(
      kept === null
        ? `台账已经是这一版的：${shown(session.address)}`
        : `台账已更新到这一版：${shown(session.address)}\n更新前的保存在 ${shown(kept)}`,
    );
  },
});
