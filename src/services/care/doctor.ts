import { basename, join } from 'node:path';
import { type Moment, minute } from '../../domain/case/clock.ts';
import type { Courier } from '../../domain/notices.ts';
import { problem, Refusal } from '../../domain/problems.ts';
import { inForce } from '../../domain/settings.ts';
import { lackingTo } from '../../notify/lacking.ts';
import { openSecrets } from '../../notify/secrets.ts';
import type { LedgerPlace, Upgrade } from '../../store/db.ts';
import { engineFor, isOnServer } from '../../store/engine.ts';
import { isOnNetwork, synchroniserOf } from '../../store/files/network-folder.ts';
import {
  isNamed,
  latestBackup,
  mayRead,
  mayWrite,
  placeFacts,
  sizeOf,
} from '../../store/files/place-facts.ts';
import { fileExists, isOpenToOthers } from '../../store/files/private-files.ts';
import { listNamedFiles } from '../../store/inspection.ts';
import { getHead } from '../../store/journal.ts';
import { listSettings } from '../../store/settings.ts';
import { findOffice } from '../office-program.ts';
import { stemOf } from './backup-names.ts';
import type { Installed } from './schedule.ts';
import { strayAttachments } from './stray-attachments.ts';

/** `warn`: it works, and something should be done. `bad`: it does not work. */
type State = 'ok' | 'warn' | 'bad';

export interface Check {
  readonly what: string;
  readonly state: State;
  /** How it stands, in words. */
  readonly message: string;
  /** What to do; null where nothing is. */
  readonly hint: string | null;
}

/** What a look at the installation needs of this run. */
export interface Surroundings extends LedgerPlace, Upgrade {
  readonly now: Moment;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** Of this program, and the Node that runs it. */
  readonly version: string;
  readonly node: string;
  /** Asks this system's scheduler; may refuse where there is none. */
  schedule(): Installed;
}

const check = (what: string, state: State, message: string, hint: string | null = null): Check => ({
  what,
  state,
  message,
  hint,
});

/** Looks at everything that an office's ledger needs to run for years, and changes nothing. In the order in which to mend it. */
export async function examine(at: Surroundings): Promise<readonly Check[]> {
  const program = check(
    '程序',
    'ok',
    `tousu ${at.version}，Node.js ${at.node}，${at.platform} ${process.arch}`,
  );
  const { said, found, isForeign } = await look(at);
  return [
    program,
    found,
    ...placeChecks(at, { isForeign }),
    ...(said === null
      ? []
      : [
          clockCheck(at.now, said.recordedAt),
          ...(await attachmentChecks(at, said)),
          ...backupChecks(at, said.settings),
        ]),
    scheduleCheck(at),
    ...(said === null ? [] : noticeChecks(at, said.settings)),
    officeCheck(at),
  ];
}

/** What the ledger itself says: the settings by their keys, when something was last recorded, and of which files it ever spoke. */
interface Said {
  readonly settings: ReadonlyMap<string, string>;
  readonly recordedAt: string;
  readonly named: ReadonlySet<string>;
}

interface Look {
  /** Null of a ledger that cannot be read, at the first look or behind it: everything else is looked at all the same. */
  readonly said: Said | null;
  readonly found: Check;
  /** What lies there is no ledger: a folder, somebody else's file. */
  readonly isForeign: boolean;
}

async function look(at: Surroundings): Promise<Look> {
  const { address } = at;
  try {
    const ledger = await (await engineFor(address)).look(address, at);
    try {
      const settings = await listSettings(ledger);
      const { recordedAt, movedTo } = await getHead(ledger);
      const found = movedTo === null ? check('台账', 'ok', address) : movedCheck(movedTo);
      const named = await listNamedFiles(ledger);
      return { said: { settings, recordedAt, named }, found, isForeign: false };
    } finally {
      await ledger.close();
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message, hint } = error.problem;
    const found = check('台账', code === 'not_found.ledger' ? 'warn' : 'bad', message, hint);
    return { said: null, found, isForeign: code === 'ledger.not_a_ledger' };
  }
}

/** Whoever looks here every day would not see what has happened since. */
function movedCheck(to: string): Check {
  const { message, hint } = problem('ledger.moved', { to });
  return check('台账', 'bad', message, hint);
}

const GIGABYTE = 1e9;

function placeChecks(
  { address, home, platform }: Surroundings,
  { isForeign }: Pick<Look, 'isForeign'>,
): readonly Check[] {
  if (isOnServer(address)) return [check('位置', 'ok', '在服务器上：磁盘、权限由 IT 看护')];
  const facts = placeFacts(home);
  if (facts === undefined) return [];
  const writable = facts.writable && (!fileExists(address) || mayWrite(address));
  return [
    ...(isForeign ? [] : [rightsCheck(address, writable, platform)]),
    diskCheck(facts.free, sizeOf(address)),
    whereCheck(address),
  ];
}

function rightsCheck(address: string, writable: boolean, platform: NodeJS.Platform): Check {
  if (!writable) return check('权限', 'bad', '台账或它的文件夹不能写入', '请管理员给本人写权限');
  if (isOpenToOthers(address))
    return check('权限', 'warn', '这台电脑的其他用户也能读台账', `chmod 600 ${address}`);
  // What the file itself says means nothing there.
  if (platform === 'win32' && !/^[a-z]:[\\/]users[\\/]/i.test(address))
    return check(
      '权限',
      'warn',
      '台账不在本人的用户文件夹里：这台电脑的其他用户可能也能读',
      '在文件夹的 属性 → 安全 里只留本人，或把台账放回用户文件夹',
    );
  return check('权限', 'ok', '只有本人（和管理员）能读');
}

function diskCheck(free: number | null, size: number): Check {
  if (free === null) return check('磁盘', 'ok', '系统不告诉还有多少空间');
  const left = `还有 ${(free / GIGABYTE).toFixed(1)} GB`;
  if (free < Math.max(size, GIGABYTE / 10)) return check('磁盘', 'bad', `${left}，快写不下了`, '腾出空间');
  return free < GIGABYTE + 2 * size
    ? check('磁盘', 'warn', left, '腾出空间；备份放到另一块磁盘：tousu config set backup.folder 文件夹')
    : check('磁盘', 'ok', left);
}

function whereCheck(address: string): Check {
  if (isOnNetwork(address))
    return check('位置', 'warn', '台账在网络文件夹上，不安全', '放到本机磁盘，用 backup 备份到网络文件夹');
  const synchroniser = synchroniserOf(address);
  return synchroniser === undefined
    ? check('位置', 'ok', '在本机磁盘上')
    : check(
        '位置',
        'warn',
        `台账在 ${synchroniser} 同步的文件夹里，会被锁住或弄出两份`,
        '放到不同步的文件夹，只让备份去同步',
      );
}

function clockCheck(now: Moment, recordedAt: string): Check {
  return recordedAt > now
    ? check(
        '时钟',
        'bad',
        `电脑的时间 ${minute(now)} 早于最后一条流水 ${minute(recordedAt)}`,
        '校准电脑的日期和时间',
      )
    : check('时钟', 'ok', `现在 ${minute(now)}（北京时间）`);
}

/** Told only where there is something to do. */
async function attachmentChecks(at: Surroundings, { settings, named }: Said): Promise<readonly Check[]> {
  const folders = [at.home, inForce(settings, 'backup.folder') ?? join(at.home, 'backups')];
  const checks: Check[] = [];
  for (const folder of new Set(folders.filter((each) => placeFacts(each) !== undefined))) {
    const [first, ...more] = await strayAttachments(folder, named, at);
    if (first === undefined) continue;
    checks.push(
      check(
        '附件',
        'warn',
        `${more.length + 1} 个附件没有一本台账、一份备份提到：多半是没有做完的恢复、迁移或备份留下的`,
        `确认没有谁正在恢复或迁移，删去 ${[first, ...more].join('、')}`,
      ),
    );
  }
  return checks;
}

function backupChecks(at: Surroundings, settings: Said['settings']): readonly Check[] {
  const { address, home, now, platform } = at;
  const set = inForce(settings, 'backup.folder');
  const folder = set ?? join(home, 'backups');
  const facts = placeFacts(folder);
  if (set !== null && facts === undefined)
    return [
      check(
        '备份',
        'bad',
        `备份的文件夹不在：${folder}`,
        '接上那块磁盘，或 tousu config set backup.folder 别的文件夹',
      ),
    ];
  if (facts === undefined && isNamed(folder))
    return [
      check('备份', 'bad', `备份的文件夹被占了名字：${folder} 不是文件夹`, '把它改名或移走，再 tousu backup'),
    ];
  const latest = latestBackup(folder, stemOf(at));
  if (latest === undefined) return [check('备份', 'warn', '还没有备份', 'tousu backup')];
  const day = `${latest.slice(0, 4)}-${latest.slice(4, 6)}-${latest.slice(6, 8)}`;
  const age = Math.floor((Date.parse(now) - Date.parse(`${day}T00:00:00+08:00`)) / 86_400_000);
  const said = `最近一次 ${day}（${age <= 0 ? '今天' : `${age} 天前`}），在 ${folder}`;
  const last = age > 3 ? check('备份', 'warn', said, 'tousu backup') : check('备份', 'ok', said);
  if (isOnServer(address)) return [last];
  const sameDisk = facts?.disk === placeFacts(home)?.disk;
  return sameDisk
    ? [
        last,
        check(
          '备份的磁盘',
          'warn',
          '备份和台账在同一块磁盘上，磁盘坏了两样都没有',
          `tousu config set backup.folder ${platform === 'win32' ? 'E:\\备份' : '/那块磁盘/备份'}`,
        ),
      ]
    : [last, check('备份的磁盘', 'ok', '与台账不在同一块磁盘')];
}

function scheduleCheck({ schedule }: Surroundings): Check {
  try {
    const installed = schedule();
    if (installed === 'yes') return check('定时任务', 'ok', '已装上');
    return installed === 'no'
      ? check('定时任务', 'warn', '没有装上：不会自动提醒和备份', 'tousu schedule install')
      : check('定时任务', 'warn', '启动的是别处的程序（程序换了文件夹或版本）', 'tousu schedule install');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return check('定时任务', 'warn', error.problem.message, error.problem.hint);
  }
}

function noticeChecks({ home, platform, env }: Surroundings, settings: Said['settings']): readonly Check[] {
  const couriers = settings.get('notify.channels');
  if (!couriers) return [check('提醒', 'ok', '没有设置渠道，只在屏幕上看待办')];
  const file = settings.get('notify.secrets') ?? join(home, 'notify.secrets');
  const isThere = fileExists(file);
  if (isThere && !mayRead(file)) return [check('提醒', 'bad', `${file} 读不出来`, '检查读权限')];
  if (isThere && isOpenToOthers(file))
    return [check('提醒', 'bad', `别的用户也能读 ${file}，里面是密码`, `chmod 600 ${file}`)];
  const secret = openSecrets(file, env);
  const lacking = (couriers.split(',') as Courier[]).map((courier) =>
    lackingTo(courier, (key) => settings.get(key), secret),
  );
  const unset = lacking.flatMap((each) => each.settings);
  const unsaid = lacking.flatMap((each) => each.secrets);
  if (unset.length + unsaid.length > 0) {
    const toSet = unset.map((key) => `tousu config set ${key} 值`);
    const toSay = unsaid.length > 0 ? [`在 ${file} 里一行写一个：${unsaid.join('=…、')}=…`] : [];
    const message = `发到 ${couriers} 的发不出去：没有 ${[...unset, ...unsaid].join('、')}`;
    return [check('提醒', 'bad', message, [...toSet, ...toSay, 'tousu notify test'].join('；'))];
  }
  if (!isThere)
    return [check('提醒', 'ok', `发到 ${couriers}；没有 ${basename(file)} 文件，密码取自环境变量`)];
  const test = platform === 'win32' ? '；在 Windows 上请确认只有本人能读这个文件' : '';
  return [check('提醒', 'ok', `发到 ${couriers}${test}`)];
}

/** What a PDF needs. */
function officeCheck(at: Surroundings): Check {
  const found = findOffice(at);
  return check(
    '办公软件',
    'ok',
    found?.path ?? '没有找到 LibreOffice 或 WPS：要 PDF 时用 Word、WPS 打开后另存，或打印网页',
  );
}
