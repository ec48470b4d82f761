import { flag, type InputSoFar, many, optional } from '../../cli/fields.ts';
import { choice, line, name, phone, text, when } from '../../cli/values.ts';
import type { Complaint } from '../../domain/case/complaint.ts';
import { ANONYMOUS } from '../../domain/steps/register.ts';
import {
  categories,
  channels,
  complainantKinds,
  exposures,
  relays,
  sources,
} from '../../domain/words/vocabulary.ts';

/** What the acceptor writes down (4.2.2): given at the registration, corrected by `amend`. */
export const registrationFields = {
  channel: optional('投诉方式', choice(channels)),
  channelNote: optional('方式为其他时的说明', line),
  name: optional('投诉人姓名', name),
  anonymous: flag('匿名投诉'),
  phone: optional('投诉人电话', phone),
  contact: optional('其他联系方式', line),
  respondent: optional('投诉对象', name),
  content: optional('投诉内容（- 读标准输入，@文件 读文件）', text),
  demand: optional('投诉人要求（没有提出写“未提出”）', text),
  evidence: optional('证据', text),
  kind: optional('投诉人类别', choice(complainantKinds)),
  source: optional('来源', choice(sources)),
  externalNo: optional('热线或总部的编号', line),
  exposure: optional('曝光', choice(exposures)),
  category: optional('投诉类别', choice(categories)),
  typical: flag('典型投诉'),
  relayedBy: optional('当日以短信或邮件流转', choice(relays)),
  emergencyAt: optional('转告抢险的时间', when),
};

/** What need not be said of a complaint, by the names of the options: once said, it can be taken back. */
const takenBack = {
  phone: 'phone',
  contact: 'contact',
  respondent: 'respondent',
  evidence: 'evidence',
  'external-no': 'externalNo',
  'relayed-by': 'relayedBy',
  'emergency-at': 'emergencyAt',
} as const satisfies Readonly<Record<string, keyof typeof registrationFields>>;

export type TakenBack = keyof typeof takenBack;

/** The field that holds what the option of that name said. */
export const fieldTakenBack = (option: TakenBack): (typeof takenBack)[TakenBack] => takenBack[option];

/** The same options with what they hold, as a list to choose from. */
export const clearable = Object.fromEntries(
  Object.entries(takenBack).map(([option, key]) => [option, registrationFields[key].label]),
) as Readonly<Record<TakenBack, string>>;

/** 4.2.2 Who gave a name keeps one contact. */
export function mayBeTakenBack(key: string, { anonymous, phone, contact }: Complaint): boolean {
  if (key === 'phone') return anonymous || contact !== null;
  if (key === 'contact') return anonymous || phone !== null;
  return Object.values<string>(takenBack).includes(key);
}

/** What `amend` can correct: what was registered, and from the completion on what it lacked. */
export const correctedFields = {
  ...registrationFields,
  notTypical: flag('不是典型投诉'),
  acceptedAt: optional('受理时间', when),
  recuse: many('须回避的人', name),
  cause: optional('投诉原因（办结以后）', text),
  accountability: optional('责任人处理（办结以后）', line),
};

/** 匿名 is no name: beside --anonymous no other can stand. */
export const nameOfTheKnown = {
  words: '实名投诉（不写 --anonymous）',
  mend: '去掉 --anonymous',
  holds: ({ anonymous, name }: InputSoFar): boolean => anonymous !== true || name === ANONYMOUS,
};
