import { type Field, shortLabel } from '../../cli/fields.ts';
import { minute } from '../../domain/case/clock.ts';
import type { Correction, Entry } from '../../domain/case/events.ts';
import { evolve } from '../../domain/case/evolve.ts';
import { eventLabels } from '../../domain/case/step-table.ts';
import * as words from '../../domain/words/vocabulary.ts';
import { penalizedFor } from '../../domain/words/wording.ts';
import { correctedFields } from '../shared/registration-fields.ts';
import { importedStory } from './imported-story.ts';

interface Story {
  readonly title: string;
  readonly text: string;
}

const join = (...parts: readonly (string | null | false)[]): string => parts.filter(Boolean).join('；');

/** What an entry of a case says, for the time line: a title and, where there is one, what was said or found. */
export function entryStory(entry: Entry): Story {
  const title = (eventLabels as Readonly<Record<string, string>>)[entry.type] ?? entry.type;
  const told = storyOf(entry);
  return typeof told === 'string'
    ? { title, text: told }
    : { title: `${title}：${told.subject}`, text: told.text };
}

/** `投诉人电话：13800001234 → 13700002346`, a line for each field. */
const corrections = ({ from, to }: Record<'from' | 'to', Correction>): readonly string[] =>
  Object.entries(to).map(([key, value]) => {
    const field = correctedFields[key as keyof Correction];
    return `${shortLabel(field)}：${valueInWords(field, from[key as keyof Correction])} → ${valueInWords(field, value)}`;
  });

function valueInWords({ shape, type }: Field, value: unknown): string {
  if (shape === 'flag') return value ? '是' : '否';
  if (value === null || value === undefined || value === '') return '（没有）';
  return type.choices?.[String(value)] ?? momentInWords(String(value));
}

const momentInWords = (text: string): string => (/^\d{4}-\d\d-\d\dT/.test(text) ? minute(text) : text);

const about = (subject: string, text = '') => ({ subject, text });

const signed = (approvedBy: string | null | undefined): string | null =>
  approvedBy ? `${approvedBy} 批准` : null;

type EventData<T extends Entry['type']> = Extract<Entry, { type: T }>['data'];

function repliedInWords(replied: EventData<'completed'>['replied']): string | null {
  if (replied === 'later') return '尚未回复投诉人';
  return replied ? `已${words.replyMethods[replied]}回复` : null;
}

function closingStory({ waiver, withdrawn }: EventData<'closed'>): string {
  if (waiver) return join(`免回访：${waiver.reason}`, signed(waiver.approvedBy));
  return withdrawn ? `撤诉：${withdrawn.text}；${withdrawn.confirmedBy} 核实` : '';
}

function storyOf(entry: Entry): string | { readonly subject: string; readonly text: string } {
  switch (entry.type) {
    case 'imported':
      return importedStory(evolve(undefined, entry));
    case 'assigned':
      return about(
        entry.data.department,
        join(
          entry.data.feedbackTo && `反馈给 ${entry.data.feedbackTo}`,
          entry.data.assist?.length ? `协办：${entry.data.assist.join('、')}` : null,
          entry.data.recuse.length > 0 && `回避：${entry.data.recuse.join('、')}`,
          entry.data.reason ?? null,
        ),
      );
    case 'investigated': {
      const { verdict, findings, methods, cause } = entry.data;
      const judged = verdict
        ? about(`判定${verdict.valid ? '有效' : '无效'}`)
        : about(methods.map((method) => words.investigationMethods[method]).join('、'));
      return { ...judged, text: join(findings, cause && `原因：${cause}`, verdict?.reason ?? null) };
    }
    case 'solution_proposed':
      return entry.data.plan;
    case 'solution_answered':
      return about(
        entry.data.accepted ? '接受' : entry.data.proceeded ? '未联系上，经批准先执行' : '不接受',
        join(
          entry.data.reason,
          signed(entry.data.approvedBy),
          entry.data.externalFactor,
          entry.data.promisedOn && `承诺 ${entry.data.promisedOn} 办结`,
        ),
      );
    case 'answer_attempted':
      return entry.data.text;
    case 'promise_moved':
      return about(`改到 ${entry.data.promisedOn}`, entry.data.externalFactor);
    case 'completed': {
      const { result, replied, onTheSpot } = entry.data;
      return join(onTheSpot === true && '当场办结', result, repliedInWords(replied));
    }
    case 'concluded':
      return join(entry.data.reason, entry.data.reply, signed(entry.data.approvedBy));
    case 'replied':
      return about(words.replyMethods[entry.data.method], entry.data.reply ?? '');
    case 'explained':
      return about(words.replyMethods[entry.data.method], entry.data.reply);
    case 'opinion_given':
      return about(
        `${words.opinionRoles[entry.data.as]}，${entry.data.agreed ? '同意' : '不同意'}`,
        entry.data.opinion,
      );
    case 'review_passed':
      return entry.data.caller === null ? '' : `回访人 ${entry.data.caller}`;
    case 'called_back':
      return about(
        words.grades[entry.data.satisfaction],
        join(
          entry.data.reason,
          entry.data.unhandledReason && `未处理：${entry.data.unhandledReason}`,
          entry.data.comment,
          entry.data.rehandle !== null && (entry.data.rehandle ? '需要再次处理' : '不需要再联系'),
        ),
      );
    case 'feedback_given':
      return about(entry.data.to, entry.data.content);
    case 'closed':
      return closingStory(entry.data);
    case 'reminded':
      return about(
        entry.data.to,
        join(entry.data.text, entry.data.promisedOn && `答应 ${entry.data.promisedOn} 办好`),
      );
    case 'amended': {
      const { reason, recuse = [], approvedBy } = entry.data;
      return [
        join(reason, signed(approvedBy)),
        ...corrections(entry.data),
        ...(recuse.length > 0 ? [`回避：${recuse.join('、')}`] : []),
      ].join('\n');
    }
    case 'noted':
      return entry.data.text;
    case 'file_attached':
      return about(words.attachmentKinds[entry.data.kind], entry.data.name);
    case 'measure_added':
      return about(words.measureKinds[entry.data.kind], entry.data.text);
    case 'measure_done':
      return about(`第 ${entry.data.n} 条`, entry.data.effect ?? '');
    case 'penalty_decided':
      return about(`${entry.data.person}，${penalizedFor(entry.data)}`, entry.data.decision);
    case 'voided':
    case 'undone':
      return join(entry.data.reason, signed(entry.data.approvedBy));
    case 'review_returned':
    case 'review_supplemented':
    case 'callback_failed':
    case 'reopened':
      return entry.data.reason;
    // What happens to the ledger itself is no part of a case.
    case 'registered':
    case 'ledger_created':
    case 'department_added':
    case 'department_retired':
    case 'department_renamed':
    case 'person_added':
    case 'person_retired':
    case 'person_roles_set':
    case 'person_moved':
    case 'person_renamed':
    case 'person_phone_set':
    case 'setting_changed':
    case 'ledger_imported':
    case 'report_finalised':
    case 'personal_data_revealed':
    case 'ledger_restored':
    case 'personal_data_purged':
    case 'paper_made':
    case 'notices_sent':
    case 'unit_collected':
    case 'ledger_received':
    case 'ledger_moved':
      return '';
  }
}
