import { type Field, shortLabel } from '../../cli/fields.ts';
import { minute } from '../../domain/case/clock.ts';
import type { Correction, Entry } from '../../domain/case/events.ts';
import { evolve } from '../../domain/case/evolve.ts';
import { eventLabels } from '../../domain/case/step-table.ts';
import * as words from '../../domain/words/vocabulary.ts';
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

function storyOf(entry: Entry): string | { readonly subject: string; readonly text: string } {
  switch (entry.type) {
    case 'imported':
      return importedStory(evolve(undefined, entry));
    case 'assigned':
      return about(
        entry.data.department,
        join(
          entry.data.feedbackTo && `反馈给 ${entry.data.feedbackTo}`,
          entry.data.recuse.length > 0 && `回避：${entry.data.recuse.join('、')}`,
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
        entry.data.accepted ? '接受' : '不接受',
        join(
          entry.data.reason,
          entry.data.externalFactor,
          entry.data.promisedOn && `承诺 ${entry.data.promisedOn} 办结`,
        ),
      );
    case 'completed':
      return entry.data.result;
    case 'explained':
      return about(words.explanationMethods[entry.data.method], entry.data.reply);
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
      return entry.data.waiver ? `免回访：${entry.data.waiver.reason}` : '';
    case 'amended':
      return [entry.data.reason, ...corrections(entry.data)].join('\n');
    case 'noted':
      return entry.data.text;
    case 'file_attached':
      return about(words.attachmentKinds[entry.data.kind], entry.data.name);
    case 'measure_added':
      return about(words.measureKinds[entry.data.kind], entry.data.text);
    case 'measure_done':
      return about(`第 ${entry.data.n} 条`, entry.data.effect ?? '');
    case 'penalty_decided':
      return about(`${entry.data.person}，${words.clockKinds[entry.data.deadline]}超期`, entry.data.decision);
    case 'review_returned':
    case 'callback_failed':
    case 'reopened':
    case 'voided':
    case 'undone':
      return entry.data.reason;
    default:
      return '';
  }
}
