import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import JSZip from 'jszip';
import { fillForm } from '../../../src/documents/form/form.ts';
import { blankForm, type FormValues, filledForm } from '../../../src/documents/form/values.ts';
import type { Channel } from '../../../src/domain/words/vocabulary.ts';
import { aCase } from '../../support/build-case.ts';
import { printed, temporaryFolder, withPdfText } from '../../support/libreoffice.ts';
import type { Desk } from '../../support/run-tousu.ts';
import { unitDesk } from '../../support/run-unit.ts';
import { unzip } from '../../support/unzip.ts';
import { dangerous, filed, registered } from '../cases.ts';

const template = fileURLToPath(new URL('../../../templates/annex1-form.docx', import.meta.url));
const unit = {
  name: '修武燃气公司',
  hotline: '0391-7172777',
  groupHotline: '4006773633',
  headquarters: new Set(['管理总部']),
};

/** What the document says, its paragraphs below one another; read without the library that wrote it. */
function textOf(file: string): string {
  const parts = unzip(file);
  const xml = `${parts.get('word/document.xml')}${parts.get('word/footer1.xml')}`;
  return xml
    .replaceAll(/<w:br\/>|<\/w:p>/g, '\n')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

/** The form of the case as it stands, as a file. */
async function form(desk: Desk, no: string): Promise<string> {
  await desk.ok(['form', no, '-o', '登记表.docx', '--force']);
  return join(desk.folder, '登记表.docx');
}

async function written(values: FormValues, from = template): Promise<string> {
  const file = join(temporaryFolder(), 'form.docx');
  writeFileSync(file, await fillForm(from, values));
  return file;
}

/** The boxes of Annex 1 in its order. */
const boxes = [
  '投诉方式',
  '投诉受理时间',
  '登记人',
  '投诉人信息',
  '投诉对象',
  '投诉内容',
  '投诉人要求',
  '证据',
  '转办部门/单位',
  '要求反馈时限',
  '需反馈部门',
  '投诉处理结果（责任部门填写）',
  '有效投诉',
  '无效投诉',
  '无效投诉原因',
  '部门意见',
  '主管领导意见',
  '总经理意见',
  '客户投诉回访调查（回访人填写）',
  '回访方式',
  '回访时间',
  '回访人员',
  '投诉处理情况',
  '处理时效性',
  '客户是否满意',
  '客户意见及建议',
  '备注',
];

describe('the blank form', () => {
  test('Annex 1 has every box in its order, none ticked, both hotlines at the foot (4.1.4)', async () => {
    const desk = await unitDesk();
    await desk.ok(['form', '--blank']);
    const text = textOf(join(desk.folder, '投诉登记表_空白.docx'));
    const places = boxes.map((box) => text.indexOf(box));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(text).not.toContain('☑');
    expect(text.match(/□/g)).toHaveLength(24);
    expect(text).toContain('修武燃气公司');
    expect(text).toMatch(/公司客户服务电话：0391-7172777.*集团服务监督电话：4006773633/);
    expect(text.match(/签名：/g)).toHaveLength(3);
    expect(text).not.toMatch(/[{}]/);
  });

  withPdfText('it prints on one page', async () => {
    expect(printed(await written(blankForm(unit)))).toHaveLength(1);
  });
});

test('which other way it came is said beside the box that is ticked, and nowhere else', () => {
  const said = (channel: Channel) =>
    filledForm({ present: { ...aCase(), channel, channelNote: '微信' }, earlier: [] }, unit).其他方式说明;
  expect(said('other')).toBe('微信');
  expect(said('phone')).toBe(blankForm(unit).其他方式说明);
});

describe('a filled form', () => {
  test('a filed valid case: its boxes are ticked, three releases, opinion and callback stand in theirs', async () => {
    const desk = await unitDesk();
    const no = await filed(desk, { respondent: '巡线班', evidence: '照片三张' });
    await desk.ok(['form', '0101']);
    const text = textOf(join(desk.folder, `投诉登记表_${no}.docx`));
    for (const line of [
      '登记编号：2023100101',
      '☑来电',
      '□来访',
      '2023年10月1日 09:30',
      '姓名：李强　　电话：13800001234',
      '巡线班',
      '楼道里有燃气味',
      '投诉人要求：马上查漏',
      '证据：照片三张',
      '☑子公司：工程部',
      '☑3日内',
      '☑有效投诉',
      '□无效投诉',
      '调查情况：接头漏气，现场已关阀',
      '投诉原因：胶圈老化',
      '处理结果：接头已更换，检漏合格',
      '责任人处理：对巡线员批评教育',
      '整改措施：排查同楼接头（2023年10月2日完成）',
      '预防措施：接头列入年度更换计划（2023年10月2日完成）',
      '处理方案：更换接头（投诉人接受，2023年10月1日）',
      '办结：2023年10月2日 10:00，赵强；回复客户：2023年10月2日 10:00，上门，赵强',
      '同意，尽快排查',
      '签名：陈国栋　　日期：2023年10月2日',
      '☑已处理',
      '处理很快',
      '2023年10月3日 09:00',
    ]) {
      expect(text).toContain(line);
    }
    expect(text.match(/☑较满意/g)).toHaveLength(1);
    expect(text.match(/☑满意/g)).toHaveLength(1);
    expect(text.match(/☑不满意/g)).toBeNull();
  });

  withPdfText('an ordinary case prints on one page', async () => {
    const desk = await unitDesk();
    await filed(desk, { respondent: '巡线班', evidence: '照片三张', source: 'government_hotline' });
    await desk.ok(['form', '0101', '-o', 'a.docx']);
    const pages = printed(join(desk.folder, 'a.docx'));
    expect(pages).toHaveLength(1);
    expect(pages[0]).toContain('优先处理：政府热线');
  });

  test('an invalid case says why, and how it was explained; the leader still has to sign (4.3.4)', async () => {
    const desk = await unitDesk();
    const no = await registered(desk, { channel: '其他', 'channel-note': '信访' });
    await desk.ok(['assign', no, '--dept=管理总部', '--respond-within=0', '--at=2023-10-01 10:00']);
    await desk.ok([
      'investigate',
      no,
      '--by=赵强',
      '--method=documents',
      '--findings=查阅记录，计费无误',
      '--verdict=invalid',
      '--ground=misunderstanding',
      '--reason=误读账单',
      '--at=2023-10-01 11:00',
    ]);
    await desk.ok(['resolve', 'explain', no, '--method=phone', '--reply=已说明', '--at=2023-10-01 12:00']);
    await desk.ok(['form', no, '-o', 'a.docx']);
    const text = textOf(join(desk.folder, 'a.docx'));
    for (const line of [
      '☑其他：信访',
      '☑管理总部：管理总部',
      '☑当日',
      '☑无效投诉',
      '□有效投诉',
      '判定为无效投诉的原因：误解：误读账单',
      '解释答复：已说明（电话，2023年10月1日 12:00，王芳）',
      '无效投诉，不回访',
    ]) {
      expect(text).toContain(line);
    }
    expect(text).toContain('签名：　　');
  });

  test('4.3.7(1) the day agreed and its outside factor, moved and signed days, 协办, and a reply that is owed', async () => {
    const desk = await unitDesk();
    const no = await registered(desk);
    for (const line of [
      'assign 0101 --dept 工程部 --assist 抄表收费部 --recuse 孙伟 --at 2023-10-01T10:00',
      'investigate 0101 --by 赵强 --method documents --findings 查无此事 --verdict invalid --ground 7 --reason 查无此事 --at 2023-10-01T11:00',
      'investigate 0101 --by 赵强 --method site_visit --findings 接头松动 --verdict valid --reason 复查属实 --at 2023-10-01T12:00',
      'resolve propose 0101 --by 赵强 --plan 换接头 --at 2023-10-01T13:00',
      'resolve answer 0101 --reject 要换新表 --at 2023-10-01T14:00',
      'resolve propose 0101 --by 赵强 --plan 换新表 --at 2023-10-01T15:00',
      'resolve answer 0101 --accept --external-factor 配件缺货 --promised 2023-10-06 --at 2023-10-01T16:00',
      'resolve promise 0101 --external-factor 配件仍缺 --promised 2023-10-08 --at 2023-10-06T09:00',
      'resolve complete 0101 --by 赵强 --result 已换 --replied later --at 2023-10-07T09:00',
      'amend 0101 --accepted-at 2023-09-30T20:00 --approved-by 陈国栋 --reason 录错',
    ]) {
      await desk.ok(line.split(' '));
    }
    await desk.ok(['form', no, '-o', 'a.docx']);
    const text = textOf(join(desk.folder, 'a.docx'));
    for (const line of [
      '处理方案：换新表（投诉人接受，2023年10月1日；此前 1 个方案未被接受）',
      '承诺办结：2023年10月6日（外界因素：配件缺货），后改为 2023年10月8日（外界因素：配件仍缺）',
      '办结：2023年10月7日 09:00，赵强；尚未回复客户',
      '编号的日期是 2023年10月1日，受理时间后来更正，编号不变',
      '协办：抄表收费部；回避：孙伟',
      '2023年10月1日改判为有效：复查属实',
    ]) {
      expect(text).toContain(line);
    }
    expect(text).not.toMatch(/\d{4}-\d\d-\d\d/);
  });

  test.each([
    [
      'put right at once',
      [
        'resolve complete 0101 --on-the-spot --by 赵强 --result 当场换好 --replied visit --at 2023-10-01T13:00',
      ],
      ['处理结果：当场办结，当场换好'],
    ],
    [
      'carried out without an answer',
      [
        'resolve propose 0101 --by 赵强 --plan 换接头 --at 2023-10-01T13:00',
        'resolve answer 0101 --no-contact 关机 --at 2023-10-01T14:00',
        'resolve answer 0101 --no-contact 关机 --at 2023-10-02T14:00',
        'resolve answer 0101 --no-contact 关机 --at 2023-10-03T14:00',
        'resolve answer 0101 --proceed 隐患不能等 --approved-by 陈国栋 --at 2023-10-03T15:00',
      ],
      ['处理方案：换接头（未得到答复，经 陈国栋 批准先执行：隐患不能等）'],
    ],
    [
      'ended after refused plans',
      [
        'resolve propose 0101 --by 赵强 --plan 甲 --at 2023-10-01T13:00',
        'resolve answer 0101 --reject 不够 --at 2023-10-01T14:00',
        'resolve propose 0101 --by 赵强 --plan 乙 --at 2023-10-01T15:00',
        'resolve answer 0101 --reject 仍不够 --at 2023-10-01T16:00',
        'resolve conclude 0101 --by 赵强 --reason 超出规定 --reply 可向消协申诉 --method letter --approved-by 陈国栋 --at 2023-10-02T09:00',
      ],
      [
        '处理方案：乙（投诉人不接受：仍不够；此前 1 个方案未被接受）',
        '处理结果：终结（陈国栋 批准），超出规定',
        '回复客户：2023年10月2日 09:00，信函，赵强（可向消协申诉）',
      ],
    ],
    [
      'withdrawn',
      ['close 0101 --withdrawn 不投诉了 --confirmed-by 李娜 --by 刘敏 --at 2023-10-02T09:00'],
      ['投诉人撤诉：不投诉了（李娜 核实，2023年10月2日 09:00）', '投诉人撤诉，不回访'],
    ],
  ])('a way out is told: %s', async (_name, steps, lines) => {
    const desk = await unitDesk();
    await registered(desk);
    for (const line of [
      'assign 0101 --dept 工程部 --at 2023-10-01T10:00',
      'investigate 0101 --by 赵强 --method site_visit --findings 接头松动 --verdict valid --at 2023-10-01T12:00',
      ...steps,
    ]) {
      await desk.ok(line.split(' '));
    }
    await desk.ok(['form', '0101', '-o', 'a.docx']);
    const text = textOf(join(desk.folder, 'a.docx'));
    for (const line of lines) expect(text).toContain(line);
  });

  test('earlier rounds stand on a page behind, the present one on the form', async () => {
    const desk = await unitDesk();
    const no = await filed(desk, { respondent: '巡线班', evidence: '照片三张' });
    expect(textOf(await form(desk, no))).not.toContain('续页');
    await desk.ok(['reopen', no, '--reason', '又漏气', '--by', '刘敏', '--at', '2023-10-10 09:00']);
    const text = textOf(await form(desk, no));
    const [front = '', behind = ''] = text.split('投诉登记表（续页）');
    expect(front).not.toContain('接头已更换');
    expect(front).not.toContain('同意，尽快排查');
    expect(front).not.toContain('☑已处理');
    expect(front).toContain('第 2 轮处理');
    for (const line of [
      '登记编号：2023100101',
      '第 1 轮处理',
      '处理方案：更换接头（投诉人接受，2023年10月1日）',
      '处理结果：接头已更换，检漏合格',
      '主管领导意见：同意，尽快排查（陈国栋，2023年10月2日）',
      '2023年10月3日 09:00，电话，李娜',
      '已处理；处理时效性：较满意；客户是否满意：满意',
      '处理很快',
    ]) {
      expect(behind).toContain(line);
    }
  });

  withPdfText('a case of two rounds prints on two pages, the form and its continuation', async () => {
    const desk = await unitDesk();
    const no = await filed(desk);
    await desk.ok(['reopen', no, '--reason', '又漏气', '--by', '刘敏', '--at', '2023-10-10 09:00']);
    const pages = printed(await form(desk, no));
    expect(pages).toHaveLength(2);
    expect(pages[1]).toContain('续页');
  });

  withPdfText('a long content flows on to the next page, nothing is cut', async () => {
    const parts = Array.from({ length: 130 }, (_, i) => `第${i + 1}条，燃气灶频繁熄火😀。`);
    const desk = await unitDesk();
    await registered(desk, { content: parts.join('') });
    await desk.ok(['form', '0101', '-o', 'a.docx']);
    const pages = printed(join(desk.folder, 'a.docx'));
    expect(pages.length).toBeGreaterThan(1);
    const text = pages.join('').replaceAll(/\s/g, '');
    for (let i = 1; i <= parts.length; i += 1) expect(text).toContain(`第${i}条`);
    expect(text).toContain('客户意见及建议');
  });

  test.each([...dangerous, '{投诉内容}', '第一行\n第二行\t制表'])(
    'the text %j stands as it was typed',
    async (text) => {
      const file = await written({ ...blankForm(unit), 投诉内容: text, 投诉人要求: text });
      expect(textOf(file)).toContain(`投诉人要求：${text}\n`);
    },
  );

  test('control characters and half pairs are shown, never written into the document', async () => {
    const text = textOf(await written({ ...blankForm(unit), 备注: '甲\u0000乙\u202e丙\ud83d丁' }));
    expect(text).toContain('甲\\u0000乙\\u202e丙\\ud83d丁');
  });
});

describe('the template', () => {
  test.each([
    ['a tag is missing', [['{投诉内容}', '']], { missing: ['{投诉内容}'], unknown: [] }],
    [
      'a tag is misspelt',
      [['{投诉内容}', '{投诉内荣}']],
      { missing: ['{投诉内容}'], unknown: ['{投诉内荣}'] },
    ],
    ['a tag is strange', [['{投诉内容}', '{投诉内容}{联系人}']], { missing: [], unknown: ['{联系人}'] }],
    [
      'what is repeated is misspelt',
      [
        ['{#轮次}', '{#轮回}'],
        ['{/轮次}', '{/轮回}'],
      ],
      { missing: ['{#轮次}'], unknown: ['{#轮回}'] },
    ],
    [
      'the page behind is gone',
      [
        ['{#续页}', ''],
        ['{/续页}', ''],
      ],
      { missing: ['{#续页}'] },
    ],
    ['a brace is open', [['{投诉内容}', '{投诉内容}{']], { unreadable: true }],
  ] as const)('%s: refused, naming it', async (_name, edits, expected) => {
    const zip = await JSZip.loadAsync(readFileSync(template));
    const document = (await zip.file('word/document.xml')?.async('string')) ?? '';
    const changed = edits.reduce((xml, [tag, instead]) => xml.replace(tag, instead), document);
    zip.file('word/document.xml', changed);
    const edited = join(temporaryFolder(), 'edited.docx');
    writeFileSync(edited, await zip.generateAsync({ type: 'nodebuffer' }));
    await expect(fillForm(edited, blankForm(unit))).rejects.toMatchObject(expected);
  });

  test('a file that is no Word document is refused', async () => {
    const file = join(temporaryFolder(), 'edited.docx');
    writeFileSync(file, 'no zip');
    await expect(fillForm(file, blankForm(unit))).rejects.toMatchObject({ unreadable: true });
  });
});

describe('the command', () => {
  test('one of a number and --blank, and never over another file', async () => {
    const desk = await unitDesk();
    await registered(desk);
    expect(await desk.refusal(['form'])).toMatchObject({ code: 'usage.missing' });
    expect(await desk.refusal(['form', '0101', '--blank'])).toMatchObject({ code: 'usage.invalid' });
    expect(await desk.refusal(['form', '0102'])).toMatchObject({ code: 'not_found.complaint', exit: 4 });
    await desk.ok(['form', '--blank']);
    expect(await desk.refusal(['form', '--blank'])).toMatchObject({ code: 'usage.invalid', exit: 2 });
    expect(await desk.json(['form', '--blank', '--force'])).toEqual({
      file: '投诉登记表_空白.docx',
      no: null,
    });
  });
});
