import { command } from '../cli/command.ts';
import { asked } from '../cli/fields.ts';
import { shown } from '../cli/screen/text.ts';
import type { Registration } from '../domain/case/complaint.ts';
import { momentOf } from '../domain/steps/decide.ts';
import { ANONYMOUS, missingFields, registrationDefaults, whoComplains } from '../domain/steps/register.ts';
import { guessCategory } from '../domain/words/category-guess.ts';
import { registerCase } from '../services/case/register.ts';
import { printRecorded } from './shared/recorded.ts';
import { nameOfTheKnown, registrationFields } from './shared/registration-fields.ts';
import { at, by } from './shared/step-fields.ts';

type Given = { readonly [K in keyof Omit<Registration, 'emergencyAt'>]?: Registration[K] | null };

/** The registration without the fields that were left out. */
function said(given: Given): Partial<Registration> {
  const stated = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
  return { ...stated, ...whoComplains(given.anonymous, given.name) };
}

/** On a terminal: what a clerk is asked for when the telephone rings. */
const questions = {
  ...registrationFields,
  channel: asked(registrationFields.channel, { initial: 'phone' }),
  name: asked(registrationFields.name, { question: `投诉人姓名（不肯说就写“${ANONYMOUS}”）` }),
  phone: asked(registrationFields.phone, { instead: 'contact', none: '没有电话就回车' }),
  demand: asked(registrationFields.demand, { question: '投诉人要求', initial: '未提出' }),
  category: asked(registrationFields.category, {
    when: () => true,
    noPreset: true,
    guess: ({ content }) => (typeof content === 'string' ? guessCategory(content) : undefined),
  }),
  emergencyAt: asked(registrationFields.emergencyAt, {
    when: ({ category }) => category === 'leak_safety',
    none: '还没有转告就回车',
  }),
  kind: asked(registrationFields.kind, { usual: 'first choice' }),
  source: asked(registrationFields.source, { usual: 'first choice' }),
  exposure: asked(registrationFields.exposure, { usual: 'first choice' }),
};

/** 4.1.2 Safety before everything: the repair crew first, the form afterwards. */
function emergencyLine(phone: string | undefined, { isHandedOver }: { isHandedOver: boolean }): string {
  if (phone === undefined)
    return '泄漏安全：先转告抢险！还没有设置抢险电话：tousu config set unit.emergency 电话';
  return `泄漏安全：${isHandedOver ? '' : '先打'}抢险电话 ${shown(phone)}`;
}

export const register = command({
  summary: '受理投诉，登记编号',
  usedWhen: '接到投诉时登记，得到登记编号；受理人默认是操作人，时间默认是现在。',
  fields: {
    ...questions,
    by: { ...by, label: '受理人（默认操作人）' },
    at: { ...at, label: '受理时间（默认现在）' },
  },
  records: true,
  byPlace: ['name', 'phone', 'content'],
  crossroads: {
    async content(ctx, { content, emergencyAt }) {
      if (guessCategory(String(content)) === 'leak_safety')
        ctx.say(emergencyLine(ctx.settings.get('unit.emergency'), { isHandedOver: emergencyAt !== null }));
      return undefined;
    },
    phone: async (ctx, input, prompts) =>
      (await import('./desk/same-matter.ts')).sameMatter(ctx, input, prompts),
  },
  examples: [
    'tousu register 李强 13800001234 灶具打不着火 --channel phone --demand 尽快上门',
    'tousu register --channel 来访 --anonymous --content @投诉信.txt --demand 未提出 --at "今天 08:30"',
  ],
  instead: { name: 'anonymous', phone: 'contact' },
  onlyWith: {
    name: nameOfTheKnown,
    channelNote: { words: '--channel other', holds: ({ channel }) => channel === 'other' },
  },
  missing: ({ by: _by, at: _at, emergencyAt: _emergencyAt, ...given }) => missingFields(said(given)),
  async run(ctx, { by: acceptor, at: when, emergencyAt, ...given }) {
    if (given.category === 'leak_safety') {
      const phone = ctx.settings.get('unit.emergency');
      ctx.say(emergencyLine(phone, { isHandedOver: emergencyAt !== null }));
    }
    const registration = {
      ...registrationDefaults,
      ...said(given),
      emergencyAt: emergencyAt && momentOf(emergencyAt),
    } as Omit<Registration, 'acceptedAt'>;
    const recorded = await registerCase(ctx, { ...registration, by: acceptor, at: when });
    printRecorded(ctx, recorded, '已登记');
    if (given.category === 'leak_safety' && emergencyAt === null && !ctx.json)
      ctx.say(`转告抢险后: tousu amend ${recorded.complaint.no} --emergency-at 时间 --reason 补记转告`);
  },
});
