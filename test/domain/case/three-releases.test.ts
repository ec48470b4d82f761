import { describe, expect, test } from '@jest/globals';
import type { Measure } from '../../../src/domain/case/complaint.ts';
import { gaps, isBareNobody } from '../../../src/domain/case/three-releases.ts';

const aMeasure = (changed: Partial<Measure>): Measure => ({
  n: 1,
  kind: 'corrective',
  text: '更换电池盒',
  owner: '赵强',
  dueOn: '2023-10-20',
  doneOn: '2023-10-20',
  effect: null,
  ...changed,
});
const whole = {
  cause: '电池盒老化',
  accountability: '通报批评',
  measures: [aMeasure({}), aMeasure({ n: 2, kind: 'preventive', doneOn: null })],
};

describe('4.1.1 三不放过', () => {
  test.each([
    ['cause, accountability, both measures, the corrective done', {}, []],
    ['the cause not found', { cause: null }, ['cause']],
    ['the responsible person not dealt with', { accountability: null }, ['accountability']],
    ['only a preventive measure', { measures: [aMeasure({ kind: 'preventive' })] }, ['corrective']],
    ['only a corrective measure', { measures: [aMeasure({})] }, ['preventive']],
    [
      'one of two corrective measures still to be done',
      { measures: [...whole.measures, aMeasure({ n: 3, doneOn: null })] },
      ['corrective_open'],
    ],
    [
      'nothing at all',
      { cause: null, accountability: null, measures: [] },
      ['cause', 'accountability', 'corrective', 'preventive'],
    ],
  ])('%s', (_name, changed, missing) => {
    expect(gaps({ ...whole, ...changed })).toEqual(missing);
  });

  test.each([
    ['无责任人', true],
    [' 无责任人 ', true],
    ['无责任人。', true],
    ['无责任人：', true],
    ['无责任人，设备老化', false],
    ['责任人已调离', false],
    ['经查无责任人', false],
  ])('“%s” lacks its reason: %s', (text, bare) => {
    expect(isBareNobody(text)).toBe(bare);
  });
});
