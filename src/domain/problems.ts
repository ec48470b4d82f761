import type { Json } from './canonical.ts';
import { addDays, type Day, type Moment, minute } from './case/clock.ts';
import type { Step } from './case/step-table.ts';
import { type Gap, gapLabels } from './case/three-releases.ts';
import { place, toRejudge, toType, toWaiveCallback, word } from './steps/hints.ts';
import { type ClockKind, clockKinds, type Role, roles, type Status, statuses } from './words/vocabulary.ts';

/**
 * How the program ends on a refusal, for scripts (the meanings: `tousu help 退出码`). 2: the command is not as it should
 * be. 3: the regulation forbids it. 4: what it names is not there. 5: the ledger cannot be used, or not be believed.
 */
type Exit = 2 | 3 | 4 | 5;

interface Text {
  readonly exit: Exit;
  readonly clause?: string;
  readonly message: string;
  readonly hint: string;
  readonly details?: Json;
  /** The fields of the command that want another answer, where one would mend it. */
  readonly asks?: readonly string[];
}

/** Why something was refused: a stable code, the clause, what is wrong, what to type, and how the program ends. */
export interface Problem extends Text {
  readonly code: ProblemCode;
}

/** A cell of an old ledger that keeps its row out. */
export interface BadCell {
  /** Left out where the file has no names for its sheets. */
  readonly sheet?: string;
  readonly row: number;
  /** `C5`; null where the sheet has no such column. */
  readonly cell: string | null;
  readonly column: string;
  readonly value: string | null;
  readonly reason: string;
}

/** A place of a report, or of a backup, that does not say what the ledger says. */
export interface PrintedDifference {
  /** `投诉管理月度统计分析表!D6`. */
  readonly cell: string;
  /** What a reader calls it; empty where it goes by its place alone. */
  readonly name: string;
  /** As a reader sees it; null where there is nothing. */
  readonly printed: string | null;
  readonly ledger: string | null;
  /** What it is in a sentence, where it is not a cell of a report held against its ledger. */
  readonly words?: string;
}

/** A unit that is not in a roll-up: which of the two is known, the file or the unit, and why it is not. */
export interface MissingUnit {
  readonly unit: string | null;
  readonly name: string | null;
  readonly source: string | null;
  readonly reason: string;
}

/** More differences than these are not read in a sentence; the details have all of them. */
const MOST_DIFFERENCES = 30;

const inReport = ({ cell, name, printed, ledger, words }: PrintedDifference): string =>
  words ?? `${cell}${name === '' ? '' : `（${name}）`}：表 ${printed ?? '没有'}，台账 ${ledger ?? '没有'}`;

const missingInWords = ({ name, unit, source, reason }: MissingUnit): string =>
  `${[name ?? unit ?? '', source ?? ''].filter((text) => text !== '').join(' ')}：${reason}`;

type No = { readonly no: string };
type Who = { readonly name: string; readonly roles: readonly Role[] };

/** `staff role` sets all roles of a person: what he already is has to be said again. */
const withRole = ({ name, roles: present }: Who, role: Role): string =>
  [`tousu staff role ${word(name)}`, ...[...present, role].map((each) => `--role ${each}`)].join(' ');

/** Long enough to do something, as a day to put into a hint. */
const aWeekAfter = (day: Day): Day => addDays(day, 7);

const gapHints: Readonly<Record<Gap, (no: string, due: Day) => string>> = {
  cause: (no) => toType('amend', no, '--cause 原因 --reason 补充'),
  accountability: (no) => toType('amend', no, '--accountability 处理决定 --reason 补充'),
  corrective: (no, due) =>
    toType('measure add', no, `--kind corrective --text 措施 --owner 姓名 --due ${due}`),
  preventive: (no, due) =>
    toType('measure add', no, `--kind preventive --text 措施 --owner 姓名 --due ${due}`),
  corrective_open: (no) => toType('measure done', no),
};

const recusedFrom = {
  investigate: (name: string, no: string) => `${name} 与 ${no} 有利害关系，必须回避，不能由其调查`,
  sign: (name: string, no: string) => `${name} 与 ${no} 有利害关系，必须回避，不能由其签署`,
  review: (name: string, no: string) => `${name} 与 ${no} 有利害关系，必须回避，不能由其审核`,
  callBack: (name: string, no: string) => `${name} 与 ${no} 有利害关系，必须回避，不能由其回访`,
  own: (name: string, no: string) => `${name} 参与了 ${no} 的调查或处理，不能以领导身份签署`,
} as const;

const recusalHints: Readonly<Record<keyof typeof recusedFrom, (no: string) => string>> = {
  investigate: (no) => toType('investigate', no, '--by 其他调查人 --method site_visit --findings 调查情况'),
  sign: () => '换一位没有利害关系的人签署',
  review: (no) => toType('review', no, '--pass --by 其他对接人'),
  callBack: (no) => toType('callback', no).replace('回访人', '其他回访人'),
  own: () => '换一位没有参与调查和处理的领导签署',
};

/** A name that no department, or nobody in service, has. */
interface Unknown {
  readonly name: string;
  /** The known name that it may be a slip of. */
  readonly nearest?: string | undefined;
  /** What is called that now that was called so before. */
  readonly present?: string | undefined;
  /** It was in use, and is not any more. */
  readonly retired?: boolean;
}

const renamed = ({ name, present }: Unknown): Pick<Text, 'message' | 'hint'> | undefined =>
  present === undefined
    ? undefined
    : { message: `“${name}”已改名为“${present}”`, hint: `改成 ${word(present)}` };

const noLonger = (p: Unknown, how: string, back: string): Pick<Text, 'message' | 'hint'> | undefined =>
  p.retired === true ? { message: `“${p.name}”${how}`, hint: back } : undefined;

/** Each on a line of its own; of very many the first, the rest stands in the details. */
function listed(lines: readonly string[]): string {
  const more = lines.length - MOST_LISTED;
  return [...lines.slice(0, MOST_LISTED), ...(more > 0 ? [`……另有 ${more} 处，见 --json`] : [])]
    .map((line) => `  ${line}`)
    .join('\n');
}
const MOST_LISTED = 50;

const timeHints = {
  at: '去掉 --at，或改成已经过去的时间，如 --at "今天 08:30"',
  acceptedAt: '改成已经过去的时间，如 --accepted-at "今天 08:30"',
  emergencyAt: '改成已经过去的时间，如 --emergency-at "今天 08:30"',
} as const;

/** Why there is no server to work on. */
const absences = {
  server: {
    message: '连不上台账服务器',
    hint: '检查网络；服务器停了请 IT 恢复，其间记在空白登记表上，恢复后用 --at 补录。空白登记表平时先打印好：tousu form --blank',
  },
  certificate: {
    message: '不能确认对方就是台账服务器（证书）',
    hint: '请 IT 给出证书文件，写进地址：?sslrootcert=文件；主机名要与证书上的一致',
  },
  plain: {
    message: '台账服务器没有开加密，没有登录',
    hint: '请 IT 给服务器开加密（ssl = on）；信得过的内网里才可以在地址后面写 ?sslmode=disable',
  },
  version: {
    message: '台账服务器的 PostgreSQL 太旧',
    hint: '请 IT 换成 PostgreSQL 13 或更新的版本',
  },
} as const;

/** Why a server does not let somebody in, or do it. */
const denials = {
  login: {
    message: '台账服务器不接受这个登录',
    hint: '检查用户名，以及 PGPASSWORD、PGPASSFILE 或 ~/.pgpass 里的密码',
  },
  right: {
    message: '这个登录没有做这件事的权限',
    hint: '请台账的所有者（IT）来做，或由他给权限：tousu unit user add 登录名 --unit 单位代码',
  },
  in_the_clear: {
    message: '台账服务器要路上谁都读得出的密码，没有给它',
    hint: '请 IT 给服务器开加密（地址里写 ?sslmode=verify-full），或在 pg_hba.conf 里把登录方式改成 scram-sha-256',
  },
  otherwise: {
    message: '台账服务器要的登录方式，程序没有',
    hint: '请 IT 在 pg_hba.conf 里把这个登录的方式改成 scram-sha-256',
  },
} as const;

/** Every refusal the program knows. Codes never change; the texts may be improved freely. */
const texts = {
  /** All of `names` is missing (of some another one will do, `instead`), and one of each list in `oneOf`. */
  'usage.missing': (p: {
    command: string;
    names: readonly string[];
    instead?: Readonly<Record<string, string>>;
    oneOf?: readonly (readonly string[])[];
  }): Text => {
    const each = p.names.map((name) => (p.instead?.[name] ? `${name}（或 ${p.instead[name]}）` : name));
    const some = (p.oneOf ?? []).map((names) =>
      names.length > 3 ? `${names.join('、')} 中的一项` : names.join(' 或 '),
    );
    return {
      exit: 2,
      message: `缺少 ${[...each, ...some].join('、')}`,
      hint: `tousu ${p.command} --help`,
      details: { names: [...p.names, ...(p.oneOf ?? []).flat()] },
    };
  },
  'usage.invalid': (p: { message: string; hint: string; details?: Json }): Text => ({ ...p, exit: 2 }),
  'usage.unknown_option': (p: {
    option: string;
    command: string;
    nearest?: string | undefined;
    /** It may be meant as what the command's last argument says. */
    mayBeText?: boolean;
  }): Text => ({
    exit: 2,
    message: `没有 ${p.option} 这个选项${p.nearest ? `，是不是 ${p.nearest}` : ''}`,
    hint: p.mayBeText
      ? `tousu ${p.command} 编号 -- ${p.option}（-- 后面的都是内容）`
      : `tousu ${p.command} --help`.replace('  ', ' '),
  }),

  'state.not_allowed': (p: {
    no: string;
    status: Status;
    what: string;
    allowed: readonly Step[];
    hint: string;
  }): Text => ({
    exit: 3,
    clause: '3',
    message: `${p.no} 现在是“${statuses[p.status]}”，不能${p.what}`,
    hint: p.hint,
    details: { status: p.status, allowed: p.allowed },
    asks: ['no'],
  }),

  'time.future': (p: { at: string; now: string; option: keyof typeof timeHints }): Text => ({
    exit: 3,
    clause: '1.2.2',
    message: `${minute(p.at)} 还没有到（现在 ${minute(p.now)}），只能登记已经发生的事`,
    hint: timeHints[p.option],
    asks: [p.option],
  }),
  'time.clock_ahead': (p: { now: Moment; last: Moment }): Text => ({
    exit: 3,
    message: `本机时钟（${minute(p.now)}）比最后一条流水（${minute(p.last)}）晚了一个多月，不能据此判断保存期满`,
    hint: '核对本机的日期；日期没有错，就先登记一笔（如 tousu note 编号 内容），再运行 tousu purge',
  }),
  'time.clock_wrong': (p: { now: string }): Text => ({
    exit: 3,
    message: `本机时钟是 ${p.now}，不能据此办理`,
    hint: '校正本机的日期和时间，再运行同一条命令',
  }),
  'time.before_previous_step': (p: { at: string; previous: string; no: string }): Text => ({
    exit: 3,
    message: `${minute(p.at)} 早于 ${p.no} 的上一步（${minute(p.previous)}）`,
    hint: `tousu show ${p.no}`,
    asks: ['at'],
  }),

  'rule.ground_required': (p: No): Text => ({
    exit: 3,
    clause: '1.2.4',
    message: `${p.no} 判为无效须写明属于七种情形的哪一种`,
    hint: '加 --ground 1..7（1 不可抗力 2 误解 3 客户方过错 4 期望值过高 5 非正常业务需求 6 违反法律法规 7 信息失真）',
    asks: ['ground'],
  }),
  'rule.reason_required': (p: {
    clause: string;
    message: string;
    hint: string;
    asks: readonly string[];
  }): Text => ({ ...p, exit: 3 }),
  'rule.investigation_required': (p: No): Text => ({
    exit: 3,
    clause: '1.2.4(3)',
    message: `${p.no} 此前没有调查记录，不能判为客户方过错`,
    hint: toType('investigate', p.no),
  }),
  /** `own`: a leader would sign his own work. */
  'rule.recusal': (p: { no: string; name: string; act: keyof typeof recusedFrom }): Text => ({
    exit: 3,
    clause: '4.3.2',
    message: recusedFrom[p.act](p.name, p.no),
    hint: recusalHints[p.act](p.no),
    asks: p.act === 'sign' || p.act === 'own' ? ['by', 'approvedBy'] : ['by'],
  }),
  'rule.caller_in_responsible_department': (p: {
    no: string;
    name: string;
    department: string;
    /** It only helped (协办). */
    assists: boolean;
  }): Text => ({
    exit: 3,
    clause: '4.3.8(2)',
    message: `${p.name} 属于 ${p.department}，是 ${p.no} 的${p.assists ? '协办' : '责任'}部门，不能回访`,
    hint: toType('callback', p.no).replace('回访人', '责任部门以外的回访人'),
  }),
  'rule.caller_not_headquarters': (p: { no: string; name: string; transferred: boolean }): Text => ({
    exit: 3,
    clause: '3 步骤110',
    message: `${p.no} 由管理总部${p.transferred ? '转办' : '受理'}，须由总部人员回访，${p.name} 不是`,
    hint: toType('callback', p.no).replace('回访人', '总部回访人'),
  }),
  'rule.no_callback_for_invalid': (p: No & { due: Step | undefined }): Text => ({
    exit: 3,
    clause: '4.3.8(5)',
    message: `${p.no} 是无效投诉，不回访，只须在时限内解释`,
    hint: p.due === undefined ? toRejudge(p.no) : toType(p.due, p.no),
  }),
  'rule.rehandle_required': (p: No & { handled: boolean }): Text => ({
    exit: 3,
    clause: '4.3.8(4)',
    message: `${p.no} 回访${p.handled ? '不满意' : '称未处理'}，须问明是否需要再次联系解决`,
    hint: '加 --rehandle yes 或 --rehandle no',
    asks: ['rehandle'],
  }),
  /** `signs`: a leader's name is to be said with the command itself. */
  'rule.approval_required': (p: { no: string; step: string; clause?: string; signs?: boolean }): Text =>
    p.signs
      ? {
          exit: 3,
          clause: p.clause ?? '4.3.5',
          message: `${p.no} ${p.step}须经主管领导或总经理批准`,
          hint: '加 --approved-by 主管领导',
          asks: ['approvedBy'],
        }
      : {
          exit: 3,
          clause: '4.3.5',
          message: `${p.no} 还没有主管领导或总经理的同意意见，不能${p.step}`,
          hint: toType('approve', p.no),
        },
  'rule.not_a_leader': (p: Who & { role: 'leader' | 'general_manager'; clause: string }): Text => ({
    exit: 3,
    clause: p.clause,
    message: `${p.name} 不是${roles[p.role]}，不能签署`,
    hint: `换成${roles[p.role]}的姓名；确是${roles[p.role]}的：${withRole(p, p.role)}`,
  }),
  'rule.reply_required': (p: No): Text => ({
    exit: 3,
    clause: '4.3.7(1)',
    message: `${p.no} 办结后还没有回复投诉人，不能审核通过`,
    hint: toType('resolve reply', p.no),
  }),
  'rule.refusals_required': (p: { no: string; refused: number; needed: number }): Text => ({
    exit: 3,
    clause: '3 步骤70',
    message: `${p.no} 本轮投诉人不接受的方案有 ${p.refused} 个，满 ${p.needed} 个才能终结`,
    hint: toType('resolve propose', p.no),
    details: { refused: p.refused, needed: p.needed },
  }),
  'rule.proceed_not_allowed': (p: { no: string; days: number; needed: number }): Text => ({
    exit: 3,
    clause: '3 步骤70',
    message: `${p.no} 不能不等答复就执行：须在 ${p.needed} 个不同的日子联系不上，现在只有 ${p.days} 天`,
    hint: toType('resolve answer', p.no, '--no-contact 联系的情况'),
    details: { days: p.days, needed: p.needed },
  }),
  'rule.three_no_release': (p: { no: string; missing: readonly Gap[]; today: Day }): Text => ({
    exit: 3,
    clause: '4.1.1',
    message: `${p.no} 未达到“三不放过”，还缺：${p.missing.map((gap) => gapLabels[gap]).join('、')}`,
    hint: p.missing.map((gap) => gapHints[gap](p.no, aWeekAfter(p.today))).join('\n'),
    details: { missing: p.missing },
  }),
  'rule.callback_required': (p: No & { reachable: boolean }): Text => ({
    exit: 3,
    clause: '4.3.8(1)',
    message: `${p.no} 还没有完成回访，不能归档`,
    hint: p.reachable ? toType('callback', p.no) : toWaiveCallback(p.no),
  }),
  'rule.waiver_not_allowed': (p: { no: string; why: string; awaited: boolean }): Text => ({
    exit: 3,
    clause: '4.3.8(1)',
    message: `${p.no} 不能免回访：${p.why}`,
    hint: p.awaited
      ? toType('callback', p.no, '--by 回访人 --method phone --no-contact 未接通的情况')
      : toType('close', p.no),
  }),
  'rule.external_factor_required': (p: No & { today: Day }): Text => ({
    exit: 3,
    clause: '4.3.7(1)',
    message: `${p.no} 要承诺日期，须同时写明外界因素和承诺的日期`,
    hint: `加 --external-factor 外界因素 --promised ${aWeekAfter(p.today)}`,
    asks: ['externalFactor', 'promised'],
  }),
  'rule.not_a_liaison': (p: Who): Text => ({
    exit: 3,
    clause: '3',
    message: `${p.name} 不是投诉管理对接人`,
    hint: `${withRole(p, 'liaison')}\n由对接人办理的，加上 --by 对接人姓名`,
  }),
  'rule.not_a_caller': (p: Who): Text => ({
    exit: 3,
    clause: '4.3.8(2)',
    message: `${p.name} 既不是回访人也不是对接人`,
    hint: `换成回访人的姓名；确是回访人的：${withRole(p, 'caller')}`,
  }),
  'rule.anonymous_no_callback': (p: No): Text => ({
    exit: 3,
    clause: '4.3.8(1)',
    message: `${p.no} 投诉人没有留下任何联系方式，无法回访`,
    hint: toWaiveCallback(p.no),
  }),
  'rule.no_breach': (p: { no: string; kind: ClockKind }): Text => ({
    exit: 3,
    clause: '4.3.6',
    message: `${p.no} 的“${clockKinds[p.kind]}”时限没有超期，不能登记处罚`,
    hint: `tousu show ${p.no}；造成不良影响的，用 --effect 写明影响`,
  }),

  'rule.not_headquarters': (p: { unit: string }): Text => ({
    exit: 3,
    clause: '2.1.5',
    message: `${p.unit}的台账不是总部的台账，不能收各单位的数`,
    hint: '总部先建自己的台账：tousu init --unit 单位名称 --unit-kind headquarters --ledger 总部.db；只看汇总用 tousu rollup',
  }),

  'not_found.complaint': (p: No): Text => ({
    exit: 4,
    message: /^\d+$/.test(p.no)
      ? `没有登记编号为 ${p.no} 的投诉`
      : `没有编号、姓名或电话是“${p.no}”的在办投诉`,
    hint: 'tousu list --all',
    asks: ['no'],
  }),
  'not_found.department': (p: Unknown): Text => ({
    exit: 4,
    ...(renamed(p) ??
      noLonger(p, '已停用', `换一个部门；恢复使用：tousu dept add ${word(p.name)}`) ?? {
        message: `没有名为“${p.name}”的部门${p.nearest ? `，是不是“${p.nearest}”` : ''}`,
        hint: p.nearest
          ? `改成 ${word(p.nearest)}；确是新部门的：tousu dept add ${word(p.name)}`
          : `tousu dept add ${word(p.name)}`,
      }),
  }),
  'not_found.person': (p: Unknown & { role?: Role }): Text => ({
    exit: 4,
    ...(renamed(p) ??
      noLonger(
        p,
        '已离岗',
        `换一个人；又回来的：tousu staff add ${word(p.name)} --dept 部门${p.role ? ` --role ${p.role}` : ''}`,
      ) ?? {
        message: `人员名录中没有“${p.name}”${p.nearest ? `，是不是“${p.nearest}”` : ''}`,
        hint: `tousu staff add ${word(p.name)} --dept 部门${p.role ? ` --role ${p.role}` : ''}`,
      }),
  }),
  'not_found.file': (p: { file: string; hint: string }): Text => ({
    exit: 4,
    message: `找不到文件 ${p.file}`,
    hint: p.hint,
  }),
  'not_found.ledger': (p: { file: string; hint?: string }): Text => ({
    exit: 4,
    message: `还没有台账：${p.file}`,
    hint: p.hint ?? 'tousu init --unit 单位名称',
  }),
  'not_found.unit': (p: { missing: readonly MissingUnit[] }): Text => ({
    exit: 4,
    message: `没有汇总全，缺 ${p.missing.length} 份：${p.missing.length === 1 ? p.missing.map(missingInWords).join('') : `\n${listed(p.missing.map(missingInWords))}`}`,
    hint: '向缺的单位要月报（.xlsx）或备份，补上以后再运行',
    details: { missing: p.missing.map((each) => ({ ...each })) },
  }),
  'not_found.measure': (p: { no: string; n: number }): Text => ({
    exit: 4,
    message: `${p.no} 没有第 ${p.n} 条措施`,
    hint: `tousu show ${p.no}`,
  }),

  'import.rejected': (p: { message: string; hint: string; cells: readonly BadCell[] }): Text => ({
    exit: 2,
    message: p.message,
    hint: p.hint,
    details: {
      rows: [...new Set(p.cells.map(({ row }) => row))],
      cells: p.cells.map((cell) => ({ ...cell })),
    },
  }),

  'ledger.busy': (): Text => ({
    exit: 5,
    message: '台账正被其他程序占用，等了 10 秒仍未释放，什么也没有登记',
    hint: '稍后再运行同一条命令',
  }),
  'ledger.corrupt': (p: { file: string }): Text => ({
    exit: 5,
    message: `台账文件已损坏：${p.file}`,
    hint: 'tousu verify，并从最近的备份恢复',
  }),
  'ledger.read_only': (p: { file: string; hint?: string }): Text => ({
    exit: 5,
    message: `台账不能写入：${p.file}`,
    hint: p.hint ?? '检查该文件和所在文件夹的写权限',
  }),
  'ledger.full': (): Text => ({
    exit: 5,
    message: '磁盘已满，什么也没有登记',
    hint: '腾出空间后再运行同一条命令',
  }),
  /** `what`: the file, or 标准输出. */
  'ledger.io_error': (p: { what: string }): Text => ({
    exit: 5,
    message: `磁盘读写出错，或系统资源不足：${p.what}`,
    hint: '检查磁盘、U 盘或网络的连接；tousu verify 核对台账，看这一笔登记了没有，再运行',
  }),
  'ledger.newer': (p: { file: string }): Text => ({
    exit: 5,
    message: `台账由更新版本的 tousu 建立：${p.file}`,
    hint: '更新 tousu 后再用',
  }),
  'ledger.not_a_ledger': (p: { file: string }): Text => ({
    exit: 5,
    message: `不是 tousu 的台账，也不是它的备份：${p.file}`,
    hint: '用 --ledger 指定台账文件；恢复时写备份文件的路径',
  }),
  'ledger.unreachable': (p: { address: string; why: keyof typeof absences }): Text => ({
    exit: 5,
    message: `${absences[p.why].message}：${p.address}`,
    hint: absences[p.why].hint,
    details: { why: p.why },
  }),
  'ledger.denied': (p: { address: string; why: keyof typeof denials }): Text => ({
    exit: 5,
    message: `${denials[p.why].message}：${p.address}`,
    hint: denials[p.why].hint,
  }),
  'ledger.older': (p: { file: string }): Text => ({
    exit: 5,
    message: `服务器上的台账还是旧版本的结构：${p.file}`,
    hint: '请台账的所有者（IT）运行 tousu upgrade，其他人随后更新 tousu 再用',
  }),
  'ledger.exists': (p: { file: string; hint?: string }): Text => ({
    exit: 2,
    message: `台账已经存在：${p.file}`,
    hint: p.hint ?? '要另建一本，用 --ledger 指定另一个地方',
  }),
  'ledger.is_output': (p: { file: string }): Text => ({
    exit: 2,
    message: `${p.file} 是台账，或是台账的一部分，不能写成别的文件`,
    hint: '用 -o 换一个文件名，不要写在 attachments、备份和草稿的文件夹里',
  }),
  /** `to`: it was moved there by this program. `file`: it was deleted, replaced, or carried off by one that synchronises. */
  'ledger.moved': (p: { to: string } | { file: string }): Text =>
    'to' in p
      ? {
          exit: 5,
          message: `台账已经迁到 ${p.to}，这一本只能查看，什么也没有登记`,
          hint: `在新的一本上办：命令后加 --ledger ${place(p.to)}；设了环境变量 TOUSU_LEDGER=${place(p.to)}，就不用每次写`,
          details: { to: p.to },
        }
      : {
          exit: 5,
          message: `台账文件在操作当中被移走、删除或替换：${p.file}，这一笔没有登记`,
          hint: '查明是谁动了文件（同步盘、恢复、复制）；tousu verify 核对后再运行同一条命令',
          details: { to: null },
        },
  'journal.broken': (p: { findings: readonly string[]; hint?: string }): Text => ({
    exit: 5,
    message: `核对不通过：\n${listed(p.findings)}`,
    hint: p.hint ?? '保留现场，从最近的备份恢复（tousu restore 备份文件），并查明是谁改动了台账文件',
    details: { findings: p.findings },
  }),
  'report.differs': (p: {
    reports: readonly {
      readonly file: string;
      /** The unit whose figures they are, where several are told of. */
      readonly unit?: string;
      readonly differences: readonly PrintedDifference[];
    }[];
    /** What is not there beside. */
    missing?: readonly MissingUnit[];
    hint?: string;
  }): Text => ({
    exit: 5,
    message: [
      ...p.reports.map(({ file, unit, differences }) => {
        const shown = differences.slice(0, MOST_DIFFERENCES).map(inReport);
        const more = differences.length - shown.length;
        return `${unit === undefined ? `${file} 与台账不符` : `${unit}（${file}）的数对不上`}：\n${listed([...shown, ...(more > 0 ? [`另有 ${more} 处`] : [])])}`;
      }),
      ...(p.missing ?? []).map((each) => `缺 ${missingInWords(each)}`),
    ].join('\n'),
    hint: p.hint ?? '保留现场；以总部存的那一份为准，查明是表被改动，还是台账被改写、截短或换过',
    details: {
      cells: p.reports.flatMap(({ file, differences }) =>
        differences.map((difference) => ({ file, ...difference })),
      ),
    },
  }),
  'notify.failed': (p: {
    failures: readonly { readonly channel: string; readonly error: string }[];
  }): Text => ({
    exit: 5,
    message: `提醒没有发出去：\n${listed(p.failures.map(({ channel, error }) => `${channel}：${error}`))}`,
    hint: 'tousu notify test；没发出去的下次运行时再发',
    details: { failures: p.failures },
  }),
  'attachment.changed': (p: { files: readonly string[] }): Text => ({
    exit: 5,
    message: `附件与收存时不同：\n${listed(p.files)}`,
    hint: '从备份的 attachments 文件夹取回原件，并查明是谁改动的',
    details: { files: p.files },
  }),
} as const;

/** What a rule says of a value that was given. The contract has no code for them: a script reads `usage.invalid`. */
const valueTexts = {
  nothing_amended: (p: No): Text => ({
    exit: 2,
    message: `${p.no} 没有要更正的内容：所给的值与登记的相同`,
    hint: `tousu show ${p.no}`,
  }),
  accepted_after_first_step: (p: { no: string; acceptedAt: Moment; first: Moment }): Text => ({
    exit: 2,
    message: `受理时间 ${minute(p.acceptedAt)} 晚于 ${p.no} 的第一步（${minute(p.first)}）`,
    hint: `tousu show ${p.no}`,
  }),
  channel_note_without_other: (): Text => ({
    exit: 2,
    message: '--channel-note 只与 --channel other 同写',
    hint: '去掉 --channel-note，或写 --channel other',
  }),
  promised_before_answer: (p: { promisedOn: Day; answeredOn: Day }): Text => ({
    exit: 2,
    message: `承诺的日期 ${p.promisedOn} 早于商定当天`,
    hint: `改 --promised，如 --promised ${p.answeredOn}`,
  }),
  assists_itself: (p: { department: string }): Text => ({
    exit: 2,
    message: `${p.department} 是责任部门，不能又是协办部门`,
    hint: '--assist 写别的部门，或去掉',
  }),
  duplicate_of_itself: (p: No): Text => ({
    exit: 2,
    message: `${p.no} 不能是自己的重复件`,
    hint: '--duplicate-of 写最早登记的那一件',
  }),
  duplicate_of_voided: (p: No): Text => ({
    exit: 2,
    message: `${p.no} 已作废，不能作为重复的依据`,
    hint: '--duplicate-of 写没有作废的那一件',
  }),
  notice_with_contact: (p: No): Text => ({
    exit: 2,
    message: `${p.no} 投诉人留有联系方式，不能以公示代替答复`,
    hint: '改用电话、上门、短信、网络或信函',
  }),
  signature_in_vain: (): Text => ({
    exit: 2,
    message: '这里不需要领导批准',
    hint: '去掉 --approved-by',
  }),
  pdf_without_office: (p: { windows: boolean }): Text => ({
    exit: 2,
    message: '没有找到 LibreOffice 或 WPS，不能写 PDF',
    hint: p.windows
      ? '装上 LibreOffice 或 WPS 后再试；或去掉 pdf，写出的文件用 Word、WPS 打开后另存为 PDF'
      : '装上 LibreOffice 后再试；或去掉 pdf，写出的文件用办公软件打开后另存为 PDF',
  }),
  pdf_failed: (p: { program: string; reason: string }): Text => ({
    exit: 2,
    message: `${p.program} 没有做出 PDF${p.reason === '' ? '' : `：${p.reason}`}`,
    hint: '关闭正在运行的办公软件后再试；或去掉 pdf，写出的文件用办公软件打开后另存为 PDF',
  }),
  unfit_ending: (p: { file: string; endings: readonly string[] }): Text => ({
    exit: 2,
    message: `${p.file} 的结尾与内容不符，打开时会出错`,
    hint: `文件名写成 ${p.endings.map((ending) => `.${ending}`).join(' 或 ')} 结尾`,
  }),
  measure_done_before: (p: { no: string; n: number; doneOn: Day }): Text => ({
    exit: 2,
    message: `${p.no} 第 ${p.n} 条措施已于 ${p.doneOn} 完成；再登记的，须写明效果`,
    hint: toType('measure done', p.no, `${p.n} --effect 效果`),
  }),
} as const;

const catalogue = { ...texts, ...valueTexts };

export type ProblemCode = keyof typeof texts;
type Key = keyof typeof catalogue;
type Params<Known extends Key> = Parameters<(typeof catalogue)[Known]>;

const isCode = (key: Key): key is ProblemCode => Object.hasOwn(texts, key);

/** The refusal that the catalogue has under `key`, with its clause and hint in words. */
export function problem<Known extends Key>(key: Known, ...params: Params<Known>): Problem {
  const text = catalogue[key] as (...given: Params<Known>) => Text;
  return { code: isCode(key) ? key : 'usage.invalid', ...text(...params) };
}

export const problemCodes = Object.keys(texts) as readonly ProblemCode[];

/** A refusal on its way to `main`, which alone turns it into words and an exit code. */
export class Refusal extends Error {
  readonly problem: Problem;
  constructor(refused: Problem) {
    super(refused.message);
    this.problem = refused;
  }
}

export const refuse = <Code extends ProblemCode>(code: Code, ...params: Params<Code>): never => {
  throw new Refusal(problem<Code>(code, ...params));
};
