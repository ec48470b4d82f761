import { couriers } from './notices.ts';
import { defaultPolicy } from './policy.ts';
import { type ClosedList, codesOf, grades } from './words/vocabulary.ts';

/** What a clerk can set: what it is, and which values it takes. */
interface Setting {
  readonly label: string;
  readonly hint: string;
  /** What holds where the ledger says nothing; null: nothing does. */
  readonly otherwise: string | null;
  /** The value in its stored form, or undefined where `text` is none. */
  parse(text: string): string | undefined;
}

const matching = (pattern: RegExp) => (text: string) => (pattern.test(text) ? text : undefined);

const anyText = (label: string, hint: string): Setting => ({
  label,
  hint,
  otherwise: null,
  parse: matching(/^.{1,200}$/su),
});

type Limit = Exclude<keyof typeof defaultPolicy, 'satisfiedGrades' | 'retentionMonths'>;

const limit = (of: Limit, label: string, least: 0 | 1 = 0): Setting => ({
  label,
  hint: `写 ${least} 到 99 的整数`,
  otherwise: String(defaultPolicy[of]),
  parse: matching(least === 0 ? /^(0|[1-9]\d?)$/ : /^[1-9]\d?$/),
});

/** Jobs run from another folder than the clerk's. */
const absolutePath = matching(/^(\/|[A-Za-z]:[\\/]|\\\\)./);
const ADDRESS = /^[^\s@,]+@[^\s@,]+$/;
const oneAddress = matching(/^(?:[^<>@,]*<[^\s@,<>]+@[^\s@,<>]+>|[^\s@,<>]+@[^\s@,<>]+)$/);

/** Every setting, by its key. Nothing secret is among them: passwords and robots' addresses never lie in the ledger. */
export const settings: Readonly<Record<string, Setting>> = {
  'unit.name': anyText('单位名称', '写单位名称'),
  'unit.hotline': anyText('客户服务电话（4.1.4）', '写电话号码'),
  'unit.groupHotline': anyText('集团服务监督电话（4.1.4）', '写电话号码'),
  'unit.emergency': anyText('抢险电话（4.1.2）', '写电话号码'),
  'unit.customers': {
    label: '客户数，用来算每万户投诉数',
    hint: '写 1 到 99999999 的整数',
    otherwise: null,
    parse: matching(/^[1-9]\d{0,7}$/),
  },
  'user.name': anyText('操作人姓名', '写姓名'),
  'policy.explainDays': limit('explainDays', '无效投诉解释答复的自然日数（4.3.7(2)）'),
  'policy.resolveDays': limit('resolveDays', '有效投诉办结的自然日数（4.3.7(1)）'),
  'policy.hqFeedbackDays': limit('hqFeedbackDays', '向管理总部反馈的自然日数（4.3.7(1)）'),
  'policy.callbackDays': limit('callbackDays', '回访的自然日数（4.3.8(3)）'),
  'policy.rehandleDays': limit('rehandleDays', '再次处理的自然日数（4.3.8(4)）'),
  'policy.callbackAttempts': limit('callbackAttempts', '免回访、不等答复前须有几天联系不上（4.3.8(1)）', 1),
  'policy.reworkDays': limit('reworkDays', '内部：返工的自然日数，0 为不计时'),
  'policy.approveDays': limit('approveDays', '内部：领导审批的自然日数，0 为不计时'),
  'policy.reviewDays': limit('reviewDays', '内部：审核的自然日数，0 为不计时'),
  'policy.closeDays': limit('closeDays', '内部：归档的自然日数，0 为不计时'),
  'policy.retentionMonths': {
    label: '归档或作废后个人信息保存的月数，不到的不清除',
    hint: '写 1 到 999 的整数',
    otherwise: String(defaultPolicy.retentionMonths),
    parse: matching(/^[1-9]\d{0,2}$/),
  },
  'policy.satisfiedGrades': {
    label: '算作满意的评价（附件2 说明3）',
    hint: '写评价的名称，如 satisfied,fairly_satisfied',
    otherwise: defaultPolicy.satisfiedGrades.join(','),
    parse: (text) => codesIn(grades, text),
  },
  'backup.folder': {
    label: '备份放在哪个文件夹',
    hint: '写完整路径，如 E:\\备份',
    otherwise: null,
    parse: absolutePath,
  },
  'backup.keep': {
    label: '保留几份备份',
    hint: '写 1 到 9999 的整数',
    // A month of daily ones.
    otherwise: '30',
    parse: matching(/^[1-9]\d{0,3}$/),
  },
  'notify.channels': {
    label: '提醒发到哪些渠道',
    hint: `写 ${Object.keys(couriers).join('、')} 中的几个，用逗号隔开；都不要写 none`,
    otherwise: null,
    parse: (text) => (/^(none|无)$/.test(text) ? '' : codesIn(couriers, text)),
  },
  'notify.email.server': {
    label: '发信服务器',
    hint: '写 smtps://smtp.公司.cn 或 smtp://主机:端口；密码不写在这里',
    otherwise: null,
    parse: matching(/^smtps?:\/\/[A-Za-z\d.-]+(:\d{1,5})?$/),
  },
  'notify.email.user': anyText('发信服务器的用户名', '写用户名'),
  'notify.email.from': { label: '发信人', hint: '写 tousu@公司.cn', otherwise: null, parse: oneAddress },
  'notify.email.to': {
    label: '收信人',
    hint: '写邮箱，几个用逗号隔开',
    otherwise: null,
    parse: parseAddresses,
  },
  'notify.email.routes': {
    label: '各部门、各人自己的收信人，只收该他办的',
    hint: '写 工程部=gc@公司.cn,zhao@公司.cn；刘敏=liumin@公司.cn；都不要写 none',
    otherwise: null,
    parse: (text) => {
      if (/^(none|无)$/.test(text)) return '';
      const routes = parseRoutes(text);
      return routes && [...routes].map((route) => route.join('=')).join(';');
    },
  },
  'notify.command': {
    label: '本单位的提醒命令，标准输入收到 JSON',
    hint: '写成参数的 JSON 数组，如 ["/opt/oa/notify", "--group", "tousu"]；.bat、.cmd 前面写 "cmd.exe", "/d", "/c"',
    otherwise: null,
    parse: (text) => {
      const [program] = parseCommand(text) ?? [];
      return program === undefined || isBatchFile(program) ? undefined : text;
    },
  },
  'notify.secrets': {
    label: '存放密码和机器人地址的文件（默认台账旁的 notify.secrets）',
    hint: '写完整路径；文件只许本人读',
    otherwise: null,
    parse: absolutePath,
  },
};

/** 4.4.2 A limit is changed with a reason only: every report says it where the limit is not that of the regulation. */
export const needsReason = (key: string): boolean => key.startsWith('policy.');

/** The value in force: the ledger's, else what holds without one; null where nothing does. */
export const inForce = (known: ReadonlyMap<string, string>, key: string): string | null =>
  known.get(key) ?? settings[key]?.otherwise ?? null;

/** The codes that a list of codes or labels names, each once; undefined where one of them is unknown. */
function codesIn(list: ClosedList, text: string): string | undefined {
  const codes = partsOf(text).map((word) => codesOf(list, word)[0]);
  return codes.every((code) => code !== undefined) ? [...new Set(codes)].join(',') : undefined;
}

function parseAddresses(text: string): string | undefined {
  const addresses = partsOf(text);
  return addresses.every((address) => ADDRESS.test(address)) ? addresses.join(',') : undefined;
}

/** Name of a department or person → addresses, separated by commas; undefined where a part of it is no such pair. */
export function parseRoutes(text: string): ReadonlyMap<string, string> | undefined {
  const routes = new Map<string, string>();
  for (const part of text
    .split(/[;；]/)
    .map((given) => given.trim())
    .filter(Boolean)) {
    const [, name = '', given = ''] = /^([^=＝]+)[=＝](.+)$/.exec(part) ?? [];
    const addresses = parseAddresses(given);
    if (name.trim() === '' || !addresses) return undefined;
    routes.set(name.trim(), addresses);
  }
  return routes;
}

/** The program and its arguments; undefined where `text` is no JSON array of texts. */
export function parseCommand(text: string): readonly [string, ...string[]] | undefined {
  try {
    const words: unknown = JSON.parse(text);
    const areTexts = Array.isArray(words) && words.every((word) => typeof word === 'string');
    return areTexts && words[0] ? (words as [string, ...string[]]) : undefined;
  } catch {
    return undefined;
  }
}

/** Windows runs a batch file by its shell only, which reads its arguments in its own way; Node refuses to start one. */
export const isBatchFile = (program: string): boolean => /\.(bat|cmd)\s*$/i.test(program);

const partsOf = (text: string): readonly string[] => text.split(/[,，、;；]/).map((part) => part.trim());
