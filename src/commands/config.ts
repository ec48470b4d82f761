import { command, type Group } from '../cli/command.ts';
import { argument } from '../cli/fields.ts';
import { renderTable } from '../cli/table.ts';
import { shown, toJson } from '../cli/text.ts';
import { line, type ValueType } from '../cli/values.ts';
import type { Context } from '../context.ts';
import { careSettings } from '../domain/care-settings.ts';
import { nearest } from '../domain/nearest.ts';
import { type Policy, parsePolicyValue, policyFrom, policyKeys } from '../domain/policy.ts';
import { problem, Refusal } from '../domain/problems.ts';
import { changeSetting } from '../services/directory.ts';

/** The settings a clerk can change, with what each is. */
const settings: Readonly<Record<string, string>> = {
  'unit.name': '单位名称',
  'unit.hotline': '客户服务电话（4.1.4）',
  'unit.groupHotline': '集团服务监督电话（4.1.4）',
  'user.name': '操作人姓名',
  'policy.explainDays': '无效投诉解释答复的自然日数（4.3.7(2)）',
  'policy.resolveDays': '有效投诉办结的自然日数（4.3.7(1)）',
  'policy.hqFeedbackDays': '向管理总部反馈的自然日数（4.3.7(1)）',
  'policy.callbackDays': '回访的自然日数（4.3.8(3)）',
  'policy.rehandleDays': '再次处理的自然日数（4.3.8(4)）',
  'policy.callbackAttempts': '免回访前须有几天联系不上（4.3.8(1)）',
  'policy.satisfiedGrades': '算作满意的评价（附件2 说明3）',
  ...Object.fromEntries(Object.entries(careSettings).map(([of, { label }]) => [of, label])),
};

const key: ValueType<string> = {
  placeholder: '键',
  choices: settings,
  parse: (text) => {
    const given = text.trim();
    if (Object.hasOwn(settings, given)) return given;
    const near = nearest(given, Object.keys(settings));
    throw new Refusal(
      problem('usage.invalid', {
        message: `没有“${given}”这项设置${near ? `，是不是 ${near}` : ''}`,
        hint: `可用的键：${Object.keys(settings).join('、')}`,
      }),
    );
  },
};

/** The value in force, the regulation's own where the ledger says nothing. */
function inForce(ctx: Context, of: string): string | null {
  if (!policyKeys.includes(of)) return ctx.settings.get(of) ?? null;
  const value = policyFrom(ctx.settings)[of.slice('policy.'.length) as keyof Policy];
  return Array.isArray(value) ? value.join(',') : String(value);
}

function stored(of: string, text: string): string {
  const care = careSettings[of];
  const value = care ? care.parse(text) : policyKeys.includes(of) ? parsePolicyValue(of, text) : text;
  if (value !== undefined) return value;
  const policyHint =
    of === 'policy.satisfiedGrades' ? '写评价的名称，如 satisfied,fairly_satisfied' : '写 0 到 99 的整数';
  throw new Refusal(
    problem('usage.invalid', { message: `${of} 不能是“${text}”`, hint: care?.hint ?? policyHint }),
  );
}

export const config: Group = {
  summary: '设置：列出、查看、更改',
  commands: {
    list: command({
      summary: '列出设置',
      usedWhen: '看单位、热线和各项时限现在是多少。',
      fields: {},
      examples: ['tousu config list', 'tousu config list --json'],
      async run(ctx) {
        const all = Object.keys(settings).map((of) => ({ key: of, value: inForce(ctx, of) }));
        if (ctx.json) return ctx.print(toJson({ items: all }));
        const rows = shown(all).map((of) => [of.key, of.value ?? '', settings[of.key] ?? '']);
        ctx.print(await renderTable(ctx, ['键', '值', '含义'], rows));
      },
    }),
    get: command({
      summary: '查看一项设置',
      usedWhen: '看一项设置现在的值。',
      fields: { key: argument('键', key) },
      examples: ['tousu config get policy.resolveDays', 'tousu config get unit.hotline'],
      async run(ctx, input) {
        const value = inForce(ctx, input.key);
        ctx.print(ctx.json ? toJson({ key: input.key, value }) : shown(value ?? ''));
      },
    }),
    set: command({
      summary: '更改一项设置',
      usedWhen: '更改记入流水，只对以后开始的时限起作用。',
      fields: { key: argument('键', key), value: argument('值', line) },
      examples: ['tousu config set user.name 王芳', 'tousu config set policy.callbackDays 2'],
      async run(ctx, input) {
        const value = stored(input.key, input.value);
        await changeSetting(ctx, input.key, value);
        ctx.print(ctx.json ? toJson({ key: input.key, value }) : `${input.key} 已改为 ${shown(value)}`);
      },
    }),
  },
};
