import { command, group } from '../cli/command.ts';
import { argument, asked, type InputSoFar, optional } from '../cli/fields.ts';
import { printTable } from '../cli/screen/table.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { line, text, type ValueType } from '../cli/values.ts';
import { refuse } from '../domain/problems.ts';
import { inForce, needsReason, settings } from '../domain/settings.ts';
import { nearest } from '../domain/words/nearest.ts';
import { changeSetting } from '../services/directory.ts';
import { isFolder } from '../store/files/copies.ts';

const labels = Object.fromEntries(Object.entries(settings).map(([setting, { label }]) => [setting, label]));

const key: ValueType<string> = {
  placeholder: '键',
  choices: labels,
  parse: (text) => {
    const given = text.trim();
    if (Object.hasOwn(settings, given)) return given;
    const near = nearest(given, Object.keys(settings));
    return refuse('usage.invalid', {
      message: `没有“${given}”这项设置${near ? `，是不是 ${near}` : ''}`,
      hint: `可用的键：${Object.keys(settings).join('、')}`,
    });
  },
};

/** The value in its stored form; refuses what the setting does not take. */
function stored(setting: string, text: string): string {
  const value = settings[setting]?.parse(text);
  if (value !== undefined) return value;
  const hint = settings[setting]?.hint ?? '';
  return refuse('usage.invalid', { message: `${setting} 不能是“${text}”`, hint });
}

const isLimit = ({ key: of }: InputSoFar): boolean => needsReason(String(of));

export const config = group({
  summary: '设置：列出、查看、更改',
  names: { list: '列出', get: '查看', set: '更改' },
  commands: {
    list: command({
      summary: '列出设置',
      usedWhen: '看单位、热线和各项时限现在是多少。',
      fields: {},
      examples: ['tousu config list', 'tousu config list --json'],
      async run(ctx) {
        const all = Object.keys(settings).map((setting) => ({
          key: setting,
          value: inForce(ctx.settings, setting),
        }));
        if (ctx.json) return ctx.print(toJson({ items: all }));
        const rows = shown(all).map((setting) => [
          setting.key,
          setting.value ?? '',
          labels[setting.key] ?? '',
        ]);
        await printTable(ctx, ['键', '值', '含义'], rows);
      },
    }),
    get: command({
      summary: '查看一项设置',
      usedWhen: '看一项设置现在的值。',
      fields: { key: argument('键', key) },
      examples: ['tousu config get policy.resolveDays', 'tousu config get unit.hotline'],
      async run(ctx, input) {
        const value = inForce(ctx.settings, input.key);
        ctx.print(ctx.json ? toJson({ key: input.key, value }) : shown(value ?? ''));
      },
    }),
    set: command({
      summary: '更改一项设置',
      usedWhen: '更改记入流水，只对以后开始的时限起作用；改 policy.* 须写原因，月报会写明与规定不同的时限。',
      fields: {
        key: argument('键', key),
        value: argument('值', line),
        reason: asked(optional('为什么改（policy.* 必写）', text), {
          when: isLimit,
          demanded: true,
          question: '为什么改',
        }),
      },
      missing: ({ reason, ...said }) => (reason === null && isLimit(said) ? ['reason'] : []),
      onlyWith: { reason: { words: 'policy.* 的设置', mend: '改 policy.* 的设置', holds: isLimit } },
      examples: [
        'tousu config set user.name 王芳',
        'tousu config set policy.callbackDays 2 --reason 恢复规定的时限',
      ],
      async run(ctx, input) {
        const value = stored(input.key, input.value);
        await changeSetting(ctx, input.key, value, input.reason);
        ctx.print(ctx.json ? toJson({ key: input.key, value }) : `${input.key} 已改为 ${shown(value)}`);
        if (input.key === 'backup.folder' && !ctx.json && !isFolder(value))
          ctx.say('注意: 现在没有这个文件夹；接上磁盘、建好文件夹，才备份得进去');
      },
    }),
  },
});
