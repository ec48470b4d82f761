import { command } from '../cli/command.ts';
import type { Registration } from '../domain/complaint.ts';
import { ANONYMOUS, missingFields, registrationDefaults } from '../domain/register.ts';
import { registerComplaint } from '../services/register-complaint.ts';
import { answer } from './answer.ts';
import { registrationFields } from './registration-fields.ts';
import { at, by } from './step-fields.ts';

type Given = { readonly [K in keyof Registration]?: Registration[K] | null };

/** Only what was said; 匿名 as a name is no name. */
function said(given: Given): Partial<Registration> {
  const anonymous = given.anonymous === true || given.name === ANONYMOUS;
  const stated = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
  return { ...stated, anonymous, ...(anonymous ? { name: ANONYMOUS } : {}) };
}

export const register = command({
  summary: '受理投诉，登记编号',
  usedWhen: '接到投诉时登记，得到登记编号；受理人默认是操作人，时间默认是现在。',
  fields: { ...registrationFields, by, at },
  examples: [
    'tousu register --channel phone --name 李强 --phone 13800001234 --content 报修两天没人来 --demand 尽快上门',
    'tousu register --channel 来访 --anonymous --content @投诉信.txt --demand 未提出 --at "今天 08:30"',
  ],
  missing: ({ by: _by, at: _at, ...given }) => missingFields(said(given)),
  async run(ctx, { by: acceptor, at: when, ...given }) {
    const registration = { ...registrationDefaults, ...said(given) } as Omit<Registration, 'acceptedAt'>;
    answer(ctx, await registerComplaint(ctx, { ...registration, by: acceptor, at: when }), '已登记');
  },
});
