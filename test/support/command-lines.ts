import fc from 'fast-check';
import { type Command, isGroup } from '../../src/cli/command.ts';
import { type Fields, optionName } from '../../src/cli/fields.ts';
import { commands } from '../../src/commands/index.ts';

interface Known {
  readonly path: readonly string[];
  readonly fields: Fields;
}

/** Every command with what it takes, as the program itself declares it. */
export async function knownCommands(): Promise<readonly Known[]> {
  const known: Known[] = [];
  for (const [word, entry] of commands) {
    const loaded = await entry.load();
    const parts: Readonly<Record<string, Command>> = isGroup(loaded)
      ? { ...(loaded.own && { '': loaded.own }), ...loaded.commands }
      : { '': loaded };
    for (const [part, { fields }] of Object.entries(parts))
      known.push({ path: part === '' ? [word] : [word, part], fields });
  }
  return known;
}

/** What people and scripts type, rightly and wrongly. */
const typed = [
  '2023100101',
  '01',
  '02',
  '0',
  '-1',
  '99999999999999',
  '1',
  '2',
  '4',
  '7',
  '1e3',
  '１２',
  '今天',
  '昨天 09:30',
  '2023-10-01',
  '2023-02-30',
  '2023-10',
  '本月',
  '25:00',
  '2023-10-01 09:30',
  '9999-12-31',
  'phone',
  '来电',
  'valid',
  'invalid',
  'yes',
  'no',
  '满意',
  'other',
  'corrective',
  'leader',
  'all',
  'none',
  '工程部',
  '刘敏',
  '赵强',
  '李娜',
  '王芳',
  '陈国栋',
  '13800001234',
  'policy.resolveDays',
  'backup.keep',
  '',
  ' ',
  '-',
  '--',
  '-x',
  '--no-such',
  '@没有.txt',
  '@@x',
  '=1+1',
  '漏气',
  'a\tb',
  'a\nb',
  '\u001b[31m',
  '\u202e',
  'ledger.db',
  'x.xlsx',
  'x.docx',
  'x.csv',
  'x.zip',
  '没有的文件',
  '.',
  'null',
  '__proto__',
  'constructor',
  '{}',
  '[]',
];

const value = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...typed) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.constantFrom('燃'.repeat(10_001), 'x'.repeat(300)) },
);

/** A value that fits the option more often than not. */
const valueFor = (choices: readonly string[]) =>
  choices.length === 0 ? value : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...choices) }, value);

const globals = fc.constantFrom('--json', '--no-input', '--no-color', '--help', '-V', '--ledger');

function lineOf({ path, fields }: Known): fc.Arbitrary<readonly string[]> {
  const options = Object.entries(fields).map(([key, field]): fc.Arbitrary<readonly string[]> => {
    const choices = valueFor(Object.keys(field.type.choices ?? {}));
    if (field.shape === 'argument') return choices.map((word) => [word]);
    if (field.shape === 'flag') return fc.constant([optionName(key)]);
    return fc.oneof(
      choices.map((word): readonly string[] => [optionName(key), word]),
      choices.map((word): readonly string[] => [`${optionName(key)}=${word}`]),
    );
  });
  const given = options.map((option) => fc.option(option, { nil: [] as readonly string[], freq: 3 }));
  const stray = fc.array(fc.oneof(value, globals), { maxLength: 2 });
  return fc
    .tuple(fc.tuple(...given), stray, fc.boolean())
    .map(([parts, more, shuffled]) => [...path, ...(shuffled ? parts.toReversed() : parts).flat(), ...more]);
}

/** Command lines that are mostly right, here and there wrong, and now and then nothing but noise. */
export async function commandLines(): Promise<fc.Arbitrary<readonly string[]>> {
  const lines = (await knownCommands()).map(lineOf);
  return fc.oneof(
    { weight: 12, arbitrary: fc.oneof(...lines) },
    { weight: 1, arbitrary: fc.array(fc.oneof(value, globals), { maxLength: 5 }) },
  );
}
