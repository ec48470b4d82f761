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
    filledForm({ ...aCase(), channel, channelNote: '微信' }, unit).其他方式说明;
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
      '整改措施：排查同楼接头（2023-10-02 完成）',
      '预防措施：接头列入年度更换计划（2023-10-02 完成）',
      '同意，尽快排查',
      '签名：陈国栋　　日期：2023年10月2日',
      '☑已处理',
      '处理很快',
      '2023-10-03 09:00',
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
      '解释答复：已说明（电话，2023-10-01 12:00，王芳）',
      '无效投诉，不回访',
    ]) {
      expect(text).toContain(line);
    }
    expect(text).toContain('签名：　　');
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
    ['a tag is missing', '{投诉内容}', '', { missing: ['{投诉内容}'], unknown: [] }],
    ['a tag is misspelt', '{投诉内容}', '{投诉内荣}', { missing: ['{投诉内容}'], unknown: ['{投诉内荣}'] }],
    ['a tag is strange', '{投诉内容}', '{投诉内容}{联系人}', { missing: [], unknown: ['{联系人}'] }],
    ['a brace is open', '{投诉内容}', '{投诉内容}{', { unreadable: true }],
  ])('%s: refused, naming it', async (_name, tag, instead, expected) => {
    const zip = await JSZip.loadAsync(readFileSync(template));
    const document = (await zip.file('word/document.xml')?.async('string')) ?? '';
    zip.file('word/document.xml', document.replace(tag, instead));
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
