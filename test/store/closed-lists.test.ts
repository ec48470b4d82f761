// What the tables let in is what the program knows: a code that only one of them has would end in an internal error.

import { expect, test } from '@jest/globals';
import type { Deadline } from '../../src/domain/case/clock.ts';
import { couriers, type NoticeLevel } from '../../src/domain/notices.ts';
import * as words from '../../src/domain/words/vocabulary.ts';
import { schema } from '../support/open-ledger.ts';

const metBy = { completion: true, withdrawal: true, other: true } satisfies Record<
  NonNullable<Deadline['metBy']>,
  true
>;
const cancelledBy = { verdict: true, withdrawal: true, other: true } satisfies Record<
  NonNullable<Deadline['cancelledBy']>,
  true
>;
const levels = { due_soon: true, overdue: true } satisfies Record<NoticeLevel, true>;

/** The vocabulary of each column that takes no other text. */
const lists: Readonly<Record<string, object>> = {
  'department.kind': words.unitKinds,
  'person_role.role': words.roles,
  'complaint.channel': words.channels,
  'complaint.kind': words.complainantKinds,
  'complaint.source': words.sources,
  'complaint.exposure': words.exposures,
  'complaint.category': words.categories,
  'complaint.relayed_by': words.relays,
  'complaint.status': words.statuses,
  'complaint.verdict_ground': words.grounds,
  'complaint.explanation_method': words.replyMethods,
  'complaint.reply_method': words.replyMethods,
  'complaint.grade': words.grades,
  'complaint.first_grade': words.grades,
  'measure.kind': words.measureKinds,
  'opinion.signed_as': words.opinionRoles,
  'callback.method': words.callbackMethods,
  'attachment.kind': words.attachmentKinds,
  'deadline.kind': words.clockKinds,
  'deadline.met_by': metBy,
  'deadline.cancelled_by': cancelledBy,
  'paper.kind': words.paperKinds,
  'paper.format': words.paperFormats,
  'notice.channel': couriers,
  'notice.level': levels,
};

/** `table.column` → the codes of its CHECK, as schema.sql has them. */
const checked = new Map<string, readonly string[]>(
  [...schema.matchAll(/^CREATE TABLE (\w+) \((.*?)^\);/gms)].flatMap(([, table, body = '']) =>
    [...body.matchAll(/CHECK \((\w+) IN \(('[^)]*)\)\)/g)].map(([, column, codes = '']) => [
      `${table}.${column}`,
      codes.split(', '),
    ]),
  ),
);

test('every column with a list of codes is here', () => {
  expect([...checked.keys()].sort()).toEqual(Object.keys(lists).sort());
});

test.each(Object.entries(lists))('%s takes the codes of its list', (column, list) => {
  expect(checked.get(column)).toEqual(Object.keys(list).map((code) => `'${code}'`));
});
