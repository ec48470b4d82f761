import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { headings } from '../../src/domain/old-ledger/headings.ts';
import type { OldField } from '../../src/domain/old-ledger/old-case.ts';
import { readBytes } from './read-file.ts';

/** Fields of a case with what their cells may hold: the same value, as one hand or another writes it. */
const cells: Readonly<Partial<Record<OldField, readonly (readonly string[])[]>>> = {
  no: [['2023100101'], ['２０２３１００１０１', '2023 1001 01']],
  acceptedAt: [
    ['2023-10-01 09:30', '2023/10/1 9:30', '2023年10月1日9点半', '2023.10.1 上午9:30'],
    ['2023-10-02', '2023年10月2日', '20231002', '二〇二三年十月二日'],
  ],
  channel: [
    ['来电', '电话', '电话投诉', 'phone'],
    ['网络平台', '微信', '公众号'],
  ],
  name: [['李强', '李 强', '\u200b李强']],
  phone: [
    ['13800001234', '138 0000 1234', '１３８００００１２３４'],
    ['0391-7172777', '0391－7172777'],
  ],
  category: [
    ['抄表收费', '抄表', '计量'],
    ['泄漏安全', '漏气'],
  ],
  content: [['报修两天没人来'], ['灶具打不着火，急']],
  demand: [['尽快上门'], ['未提出', '无']],
  department: [['工程部', '工 程 部', '工程部 ']],
  completedAt: [['2023-10-03', '2023.10.3']],
  result: [['已修好'], ['']],
  satisfaction: [
    ['满意', '很满意', '非常满意'],
    ['不满意', '很不满意'],
  ],
};
const fields = Object.keys(cells) as OldField[];

/** Of a case, which of the values of each field it has. */
const aCase = fc.record(
  Object.fromEntries(fields.map((field) => [field, fc.nat((cells[field]?.length ?? 1) - 1)])),
);

/** A way to lay the same cases out. */
const aLayout = fc.record({
  order: fc.shuffledSubarray(fields, { minLength: fields.length }),
  titles: fc.array(fc.nat(), { minLength: fields.length, maxLength: fields.length }),
  spellings: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
  above: fc.nat(25),
  every: fc.integer({ min: 1, max: 4 }),
  blank: fc.constantFrom('', '/', '—', 'N/A'),
  separator: fc.constantFrom(',', '\t'),
  footer: fc.constantFrom([], ['合计', '3件'], ['', '', '审核人：刘敏']),
});
type Layout = typeof aLayout extends fc.Arbitrary<infer T> ? T : never;
type Case = Readonly<Record<string, number>>;

function written(cases: readonly Case[], layout: Layout): Uint8Array {
  const { order, titles, spellings, above, every, blank, separator, footer } = layout;
  const head = order.map((field, i) => headings[field][(titles[i] ?? 0) % headings[field].length] ?? '');
  let next = 0;
  const row = (each: Case) =>
    order.map((field) => {
      const ways = cells[field]?.[each[field] ?? 0] ?? [];
      next += 1;
      const text = ways[(spellings[next % spellings.length] ?? 0) % ways.length] ?? '';
      return text === '' ? blank : text;
    });
  const lines = [
    ...Array.from({ length: above }, () => ['投诉台账说明']),
    head,
    ...cases.flatMap((each, i) => (i > 0 && i % every === 0 ? [head, row(each)] : [row(each)])),
    footer,
  ];
  return Buffer.from(lines.map((line) => line.map((text) => `"${text}"`).join(separator)).join('\r\n'));
}

test('the same rows, laid out and spelt in any way, are the same cases', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(aCase, { minLength: 1, maxLength: 6 }),
      aLayout,
      aLayout,
      async (cases, one, other) => {
        const read = async (layout: Layout) => {
          const { rows } = await readBytes(written(cases, layout), '台账.csv');
          expect(rows.flatMap(({ bad }) => bad)).toEqual([]);
          return rows.map(({ old }) => old);
        };
        const first = await read(one);
        expect(first).toHaveLength(cases.length);
        expect(await read(other)).toEqual(first);
      },
    ),
    { numRuns: 300 },
  );
});
