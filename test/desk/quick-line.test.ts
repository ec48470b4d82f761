import { expect, test } from '@jest/globals';
import { quickLine } from '../../src/commands/desk/quick-line.ts';

test.each([
  ['', {}],
  ['李强', { name: '李强' }],
  ['李强 13800001234 灶具打不着火', { name: '李强', phone: '13800001234', content: '灶具打不着火' }],
  ['李强13800001234灶具打不着火', { name: '李强', phone: '13800001234', content: '灶具打不着火' }],
  [
    '李强，１３８００００１２３４，灶具打不着火',
    { name: '李强', phone: '13800001234', content: '灶具打不着火' },
  ],
  ['13800001234 灶具打不着火', { phone: '13800001234', content: '灶具打不着火' }],
  ['李强 0391-7172777', { name: '李强', phone: '0391-7172777' }],
  [
    '李强 13800001234 报修两天没人来，要求今天上门',
    { name: '李强', phone: '13800001234', content: '报修两天没人来，要求今天上门', demand: '今天上门' },
  ],
  ['李强 13800001234 要求退费', { name: '李强', phone: '13800001234', content: '要求退费' }],
  ['3 号楼的人', { name: '3 号楼的人' }],
])('%j', (typed, said) => {
  expect(quickLine(typed)).toEqual(said);
});
