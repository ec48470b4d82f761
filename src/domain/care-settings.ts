import { channels } from './notices.ts';
import { codesOf } from './vocabulary.ts';

/** A setting of backups or reminders: what it is, which values it takes. */
interface CareSetting {
  readonly label: string;
  readonly hint: string;
  /** The value in its stored form, or undefined where `text` is none. */
  parse(text: string): string | undefined;
}

const matching = (pattern: RegExp) => (text: string) => (pattern.test(text) ? text : undefined);

/** Jobs run from another folder than the clerk's. */
const absolutePath = matching(/^(\/|[A-Za-z]:[\\/]|\\\\)./);
const ADDRESS = /^[^\s@,]+@[^\s@,]+$/;
const oneAddress = matching(/^(?:[^<>@,]*<[^\s@,<>]+@[^\s@,<>]+>|[^\s@,<>]+@[^\s@,<>]+)$/);

/** `backup.*` and `notify.*`. Nothing secret is among them: passwords and robots' addresses never lie in the ledger. */
export const careSettings: Readonly<Record<string, CareSetting>> = {
  'backup.folder': { label: '备份放在哪个文件夹', hint: '写完整路径，如 E:\\备份', parse: absolutePath },
  'backup.keep': {
    label: '保留几份备份（默认 30）',
    hint: '写 1 到 9999 的整数',
    parse: matching(/^[1-9]\d{0,3}$/),
  },
  'notify.channels': {
    label: '提醒发到哪些渠道',
    hint: `写 ${Object.keys(channels).join('、')} 中的几个，用逗号隔开；都不要写 none`,
    parse: parseChannels,
  },
  'notify.email.server': {
    label: '发信服务器',
    hint: '写 smtps://smtp.公司.cn 或 smtp://主机:端口；密码不写在这里',
    parse: matching(/^smtps?:\/\/[A-Za-z\d.-]+(:\d{1,5})?$/),
  },
  'notify.email.user': { label: '发信服务器的用户名', hint: '写用户名', parse: matching(/./) },
  'notify.email.from': { label: '发信人', hint: '写 tousu@公司.cn', parse: oneAddress },
  'notify.email.to': { label: '收信人', hint: '写邮箱，几个用逗号隔开', parse: parseAddresses },
  'notify.command': {
    label: '本单位的提醒命令，标准输入收到 JSON',
    hint: '写成参数的 JSON 数组，如 ["/opt/oa/notify", "--group", "tousu"]',
    parse: (text) => (parseCommand(text) ? text : undefined),
  },
  'notify.secrets': {
    label: '存放密码和机器人地址的文件（默认台账旁的 notify.secrets）',
    hint: '写完整路径；文件只许本人读（chmod 600）',
    parse: absolutePath,
  },
};

function parseChannels(text: string): string | undefined {
  if (/^(none|无)$/.test(text)) return '';
  const codes = listOf(text).map((word) => codesOf(channels, word)[0]);
  return codes.every((code) => code !== undefined) ? [...new Set(codes)].join(',') : undefined;
}

function parseAddresses(text: string): string | undefined {
  const addresses = listOf(text);
  return addresses.every((address) => ADDRESS.test(address)) ? addresses.join(',') : undefined;
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

const listOf = (text: string): readonly string[] => text.split(/[,，、;；]/).map((part) => part.trim());
