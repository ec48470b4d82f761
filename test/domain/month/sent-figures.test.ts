import { describe, expect, test } from '@jest/globals';
import type { Complaint } from '../../../src/domain/case/complaint.ts';
import {
  caseChanges,
  changedSince,
  figureLabel,
  flatFigures,
} from '../../../src/domain/month/sent-figures.ts';
import * as build from '../../support/build-case.ts';
import { wayTo } from '../../support/build-states.ts';
import { aRow, figuresOf } from '../../support/month-report.ts';

const figures = figuresOf([aRow('工程部')]);

describe('figures that were sent', () => {
  test('what is counted beside Annex 2 is remembered with it', () => {
    const sent = flatFigures(
      figuresOf([aRow('工程部')], { rejudged: 1, customers: 30_000, per10000: 3.3333 }),
    );
    expect(sent).toMatchObject({
      urgent: 0,
      unhandled: 0,
      withdrawn: 0,
      concluded: 0,
      rejudged: 1,
      promiseRunning: 0,
      customers: 30_000,
      per10000: 3.3333,
      'firstGrades.satisfied': 5,
      'firstGrades.dissatisfied': 1,
    });
  });

  test('nothing has changed', () => {
    expect(changedSince(flatFigures(figures), figures)).toEqual([]);
  });

  test.each([
    ['a count', { rejudged: 2 }, { figure: 'rejudged', was: 0, is: 2 }],
    ['a number nobody had said', { customers: 30_000 }, { figure: 'customers', was: null, is: 30_000 }],
    [
      'a clock that nobody had missed',
      { breaches: [{ kind: 'assign', label: '转办', internal: false, total: 2 }] as const },
      { figure: 'breaches.assign', was: 0, is: 2 },
    ],
  ])('%s has changed', (_name, changed, expected) => {
    expect(changedSince(flatFigures(figures), { ...figures, ...changed })).toEqual([expected]);
  });

  test('what an earlier version did not count cannot have changed since', () => {
    const { rejudged: _rejudged, 'firstGrades.satisfied': _first, ...sent } = flatFigures(figures);
    expect(changedSince(sent, { ...figures, rejudged: 3 })).toEqual([]);
  });

  test.each([
    ['rejudged', '改判数'],
    ['per10000', '每万户投诉数'],
    ['byDepartment.工程部.inTime', '工程部 按时办结数'],
    ['firstGrades.satisfied', undefined],
  ])('%s is called %s', (figure, label) => {
    expect(figureLabel(figure)).toBe(label);
  });
});

describe('what has happened to a case that changes figures', () => {
  const calledBack = build.aCase(...wayTo('awaiting_callback'), build.calledBack());
  const unhandled = build.calledBack({ handled: false, unhandledReason: '没人来过', rehandle: false });
  const solving = build.aCase(...wayTo('solving'));

  test.each<readonly [string, Complaint, Complaint, readonly string[]]>([
    [
      'Annex 1 未处理',
      calledBack,
      build.aCase(...wayTo('awaiting_callback'), unhandled),
      ['回访 满意→满意（未处理）', '第一次回访 满意→满意（未处理）'],
    ],
    [
      'a withdrawal',
      solving,
      build.aCase(...wayTo('solving'), build.withdrawn()),
      ['状态 未归档→已归档', '按时办结 否→是', '撤诉 否→是'],
    ],
    [
      'a changed verdict',
      solving,
      build.aCase(...wayTo('solving'), build.judgedInvalid()),
      ['判定 有效→无效', '无效情形 无→误解', '改判 否→是'],
    ],
  ])('%s', (_name, before, after, expected) => {
    expect(caseChanges(before, after)).toEqual(expected);
  });
});
