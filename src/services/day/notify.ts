import { join } from 'node:path';
import { type Day, dayOf, type Moment } from '../../domain/case/clock.ts';
import { type Courier, type NoticeLevel, unsent } from '../../domain/notices.ts';
import { refuse } from '../../domain/problems.ts';
import { parseCommand, parseRoutes } from '../../domain/settings.ts';
import { nameKey } from '../../domain/words/text.ts';
import { type Secret, type Send, SendFailure } from '../../notify/courier.ts';
import { emailSender } from '../../notify/email.ts';
import type { Message, Reminder } from '../../notify/message.ts';
import { programSender } from '../../notify/program.ts';
import { robotSender } from '../../notify/robots.ts';
import { openSecrets, withoutSecrets } from '../../notify/secrets.ts';
import { fileExists, isOpenToOthers } from '../../store/files/private-files.ts';
import { getHead, refuseMoved } from '../../store/journal.ts';
import { listSentNotices } from '../../store/notices.ts';
import { type LedgerContext, setting } from '../ledger-context.ts';
import { recordLedgerEvent } from '../record-ledger-event.ts';
import { debtorCalled, waitsFor } from './debtor.ts';
import type { Due, DueItem } from './due.ts';

/** What sending needs beside the ledger. */
export interface NotifyContext extends LedgerContext {
  readonly env: NodeJS.ProcessEnv;
}

/** How it went with one courier. */
export interface Delivery {
  readonly courier: Courier;
  /** How many reminders went out; a message without any is not sent. */
  readonly count: number;
  /** Why it did not go out; null when it did. */
  readonly error: string | null;
}

/** The same, with the reminders that every addressee of theirs was sent. */
interface Sent extends Delivery {
  readonly taken: readonly Reminder[];
}

/**
 * Sends what is new by every courier of the settings, one message each, by mail also to whoever owes it and has an address
 * of his own, and remembers in the ledger what went out. A
 * courier that fails stops no other; what it did not take is new to it in the next run. However many runs there are at
 * once, each reminder goes out once. Refuses where no courier is set.
 */
export async function sendReminders(
  ctx: NotifyContext,
  due: Due,
  asOf: Moment,
): Promise<readonly Delivery[]> {
  const all = [...due.overdue.map(reminder('overdue')), ...due.dueSoon.map(reminder('due_soon'))];
  const drafts = await draftsOf(ctx, all, dayOf(asOf));
  if (drafts.every(({ reminders }) => reminders.length === 0)) return deliver(ctx, asOf, drafts);
  // Another run may be sending the same: what is new is known when it has recorded what it sent.
  return ctx.ledger.exclusively(async () => sendNew(ctx, await draftsOf(ctx, all, dayOf(asOf)), asOf));
}

async function draftsOf(ctx: NotifyContext, all: readonly Reminder[], today: Day): Promise<readonly Draft[]> {
  const drafts: Draft[] = [];
  for (const courier of couriersOf(ctx))
    drafts.push({ courier, reminders: unsent(all, await listSentNotices(ctx.ledger, courier), today) });
  return drafts;
}

async function sendNew(
  ctx: NotifyContext,
  drafts: readonly Draft[],
  asOf: Moment,
): Promise<readonly Delivery[]> {
  // What was sent could not be recorded, and would be sent again every hour.
  refuseMoved(await getHead(ctx.ledger));
  const deliveries = await deliver(ctx, asOf, drafts);
  for (const { courier, taken } of deliveries) {
    if (taken.length === 0) continue;
    const notices = taken.map(({ no, kind, dueAt, level }) => ({ no, kind, dueAt, level }));
    await ctx.ledger.transaction((db) =>
      recordLedgerEvent(ctx, db, `notify:${courier}`, {
        type: 'notices_sent',
        data: { channel: courier, on: dayOf(asOf), notices },
      }),
    );
  }
  return deliveries;
}

/** Sends a message by every courier that says it is a test. */
export const sendTest = (ctx: NotifyContext): Promise<readonly Delivery[]> =>
  deliver(
    ctx,
    ctx.now,
    couriersOf(ctx).map((courier) => ({ courier, reminders: [] })),
    { test: true },
  );

/** The couriers of the settings; refuses where there is none, because nobody would be reminded. */
function couriersOf({ settings }: LedgerContext): readonly Courier[] {
  const named = settings.get('notify.channels');
  return named
    ? (named.split(',') as Courier[])
    : refuse('usage.invalid', {
        message: '没有设置提醒的渠道，谁也不会收到提醒',
        hint: 'tousu config set notify.channels wecom',
      });
}

const reminder =
  (level: NoticeLevel) =>
  ({
    no,
    kind,
    dueAt,
    owedBy,
    department,
    person,
    urgent,
    priority,
    complainant,
    measure,
  }: DueItem): Reminder => ({
    no,
    kind,
    dueAt,
    level,
    owedBy,
    department,
    person,
    urgent,
    priority,
    complainant,
    measure,
  });

interface Draft {
  readonly courier: Courier;
  readonly reminders: readonly Reminder[];
}

function deliver(
  ctx: NotifyContext,
  asOf: Moment,
  drafts: readonly Draft[],
  { test } = { test: false },
): Promise<readonly Sent[]> {
  const secret = secretsOf(ctx);
  return Promise.all(
    drafts.map(async ({ courier, reminders }) => {
      const missed = new Set<Reminder>();
      const errors: string[] = [];
      for (const parcel of await parcelsOf(ctx, courier, reminders)) {
        if (!test && parcel.reminders.length === 0) continue;
        const message: Message = { unit: setting(ctx, 'unit.name'), asOf, test, reminders: parcel.reminders };
        const error = await tryToSend(sender(ctx, courier, secret, parcel.to), message);
        if (error === null) continue;
        errors.push(parcel.name === null ? error : `${parcel.name}：${error}`);
        for (const reminder of parcel.reminders) missed.add(reminder);
      }
      const taken = reminders.filter((reminder) => !missed.has(reminder));
      return { courier, count: taken.length, error: errors.length === 0 ? null : errors.join('；'), taken };
    }),
  );
}

/** What one addressee is sent. */
interface Parcel {
  /** The department or person it is for; null for whoever the courier reaches. */
  readonly name: string | null;
  readonly to?: string;
  readonly reminders: readonly Reminder[];
}

/**
 * Everything to the courier's own addressees, and by mail to each department and person with an address of its own what it
 * owes. Where only such addresses are set, nobody is sent everything, and what nobody of them owes is left to fail.
 */
async function parcelsOf(
  ctx: NotifyContext,
  courier: Courier,
  reminders: readonly Reminder[],
): Promise<readonly Parcel[]> {
  const routes = courier === 'email' ? parseRoutes(ctx.settings.get('notify.email.routes') ?? '') : undefined;
  const own: Parcel[] = [];
  for (const [name, to] of routes ?? []) {
    const debtor = await debtorCalled(ctx, name);
    const isTheirs = ({ owedBy, department, person }: Reminder): boolean =>
      waitsFor({ owedBy, department, person }, debtor) ||
      (owedBy === '责任部门' && department !== null && nameKey(department) === nameKey(name));
    own.push({ name, to, reminders: reminders.filter(isTheirs) });
  }
  const routed = new Set(own.flatMap((parcel) => parcel.reminders));
  const rest = reminders.filter((reminder) => !routed.has(reminder));
  if (own.length === 0 || ctx.settings.get('notify.email.to')) return [{ name: null, reminders }, ...own];
  return rest.length === 0 ? own : [{ name: null, reminders: rest }, ...own];
}

/** Refuses a file with secrets that others may read. */
function secretsOf({ settings, home, env }: NotifyContext): Secret {
  const file = settings.get('notify.secrets') ?? join(home, 'notify.secrets');
  if (fileExists(file) && isOpenToOthers(file))
    refuse('usage.invalid', { message: `别的用户也能读 ${file}，里面是密码`, hint: `chmod 600 ${file}` });
  return openSecrets(file, env);
}

async function tryToSend(send: Send, message: Message): Promise<string | null> {
  try {
    await send(message);
    return null;
  } catch (error) {
    if (error instanceof SendFailure) return error.message;
    throw error;
  }
}

function sender(ctx: NotifyContext, courier: Courier, secret: Secret, to?: string): Send {
  switch (courier) {
    case 'email':
      return emailSender((key) => ctx.settings.get(key), secret, to);
    case 'wecom':
    case 'dingtalk':
    case 'feishu':
      return robotSender(courier, secret, Date.parse(ctx.now));
    case 'command': {
      const words = parseCommand(ctx.settings.get('notify.command') ?? '');
      return words === undefined
        ? () => Promise.reject(new SendFailure('没有设置 notify.command'))
        : programSender(words, withoutSecrets(ctx.env));
    }
  }
}
