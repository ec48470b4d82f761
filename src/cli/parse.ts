import { Command as Commander, CommanderError, Option } from 'commander';
import type { GlobalOptions } from '../context.ts';
import { type Problem, problem, Refusal } from '../domain/problems.ts';
import { nearest } from '../domain/words/nearest.ts';
import type { Command, Typed } from './command.ts';
import { type Field, isArgument, optionName, shortLabel, takesSeveral } from './fields.ts';
import { globalOptions, takesValue } from './words.ts';

export interface Parsed {
  readonly typed: Typed;
  readonly globals: GlobalOptions;
}

/** Reads `words` (what was typed after the command's own words) as this command declares them. */
export function parse(path: string, declared: Command, words: readonly string[]): Parsed {
  const program = commanderOf(path, declared);
  checkValues(declared, words);
  try {
    program.parse(words, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) throw new Refusal(inChinese(error, path, declared));
    throw error;
  }
  return { typed: typedIn(program, declared), globals: program.opts() };
}

/** The command as commander knows it. Everything is optional to it: what is missing is named together, later. */
export function commanderOf(path: string, declared: Command): Commander {
  const program = new Commander(`tousu ${path}`).description(declared.usedWhen);
  for (const [key, field] of Object.entries(declared.fields)) {
    if (isArgument(field))
      program.argument(takesSeveral(field) ? `[${field.label}...]` : `[${field.label}]`, describe(field));
    else program.addOption(optionOf(key, field));
  }
  for (const key of declared.byPlace ?? []) {
    const label = shortLabel(declared.fields[key] as Field);
    program.argument(
      key === declared.byPlace?.at(-1) ? `[${label}...]` : `[${label}]`,
      `不写 ${optionName(key)} 时`,
    );
  }
  program.usage([...operandsOf(declared), '[选项]'].join(' '));
  for (const [flags, label] of globalOptions) program.option(flags, label);
  program.helpOption('-h, --help', '显示本页');
  return program.exitOverride().configureOutput({ outputError: () => {} });
}

/** What stands behind the command's word: `<must be given>`, `[may be left out]`, `…` any number. */
const operandsOf = ({ fields, byPlace = [] }: Command): readonly string[] => [
  ...Object.values(fields)
    .filter(isArgument)
    .map((field) => operand(field.label, field.required, takesSeveral(field))),
  ...byPlace.map((key) => operand(shortLabel(fields[key] as Field), false, key === byPlace.at(-1))),
];

const operand = (label: string, required: boolean, several: boolean): string =>
  `${required ? `<${label}>` : `[${label}]`}${several ? '…' : ''}`;

function optionOf(key: string, field: Field): Option {
  // The values of a closed list stand in the description, with their labels.
  const value = field.shape === 'flag' ? '' : ` <${field.type.choices ? '值' : field.type.placeholder}>`;
  const short = field.short ? `-${field.short}, ` : '';
  const option = new Option(`${short}${optionName(key)}${value}`, describe(field));
  // `--no-contact TEXT` is an option of that name, not the negation of --contact.
  option.negate = false;
  return field.shape === 'flag'
    ? option
    : option.argParser((text: string, before: readonly string[] | undefined) => [...(before ?? []), text]);
}

function describe({ label, required, shape, type }: Field): string {
  const choices = type.choices
    ? `（${Object.entries(type.choices)
        .map(([code, name]) => `${code} ${name}`)
        .join('、')}）`
    : '';
  const marks = [required && '必填', takesSeveral({ shape }) && '可重复'].filter(Boolean).join('，');
  return `${label}${choices}${marks ? ` [${marks}]` : ''}`;
}

function typedIn(program: Commander, declared: Command): Typed {
  const given: Record<string, unknown> = program.opts();
  const options = Object.keys(declared.fields).flatMap((key): [string, readonly string[]][] => {
    const value = given[key];
    if (value === undefined) return [];
    return [[key, value === true ? [''] : (value as readonly string[])]];
  });
  return { arguments: program.args, options: new Map(options) };
}

/**
 * A value that is left out would let commander take the next option for it, and an option written twice would win
 * without a word: both are refused. A value that begins with `-` is written --option=-5.
 */
function checkValues(declared: Command, words: readonly string[]): void {
  const byFlag = new Map<string, Field>();
  for (const [key, field] of Object.entries(declared.fields)) {
    if (isArgument(field)) continue;
    byFlag.set(optionName(key), field);
    if (field.short) byFlag.set(`-${field.short}`, field);
  }
  const seen = new Set<Field>();
  for (let i = 0; i < words.length; i++) {
    const [flag = '', inline] = split(words[i] ?? '');
    if (flag === '--') return;
    const field = byFlag.get(flag);
    if (field === undefined) {
      if (takesValue(flag) && inline === undefined) i++;
      continue;
    }
    if (field.shape !== 'list' && seen.has(field)) {
      throw new Refusal(problem('usage.invalid', { message: `${flag} 写了两次`, hint: '只留一个' }));
    }
    seen.add(field);
    if (field.shape === 'flag' || inline !== undefined) continue;
    const value = words[++i];
    if (value === undefined || (value.startsWith('-') && value !== '-')) {
      throw new Refusal(valueMissing(flag, field));
    }
  }
}

const isLongArgument = (field: Field): boolean => isArgument(field) && field.type.long === true;

const split = (word: string): readonly [string, string?] => {
  const at = word.startsWith('--') ? word.indexOf('=') : -1;
  return at < 0 ? [word] : [word.slice(0, at), word.slice(at + 1)];
};

const valueMissing = (flag: string, field: Field): Problem =>
  problem('usage.invalid', {
    message: `${flag} 后面要写${field.label}`,
    hint: `如 ${flag} <${field.type.placeholder}>；以 - 开头的内容写成 ${flag}=-5…`,
  });

/** The parser's own errors in the clerk's words. */
function inChinese(error: CommanderError, path: string, declared: Command): Problem {
  const named = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  const option = named.split(/[\s,=]/).find((word) => word.startsWith('--')) ?? named;
  switch (error.code) {
    case 'commander.unknownOption': {
      const known = [
        ...Object.entries(declared.fields).flatMap(([key, field]) =>
          isArgument(field) ? [] : [optionName(key)],
        ),
        ...globalOptions.map(([flags]) => flags.split(' ')[0] ?? ''),
      ];
      return problem('usage.unknown_option', {
        option,
        command: path,
        nearest: nearest(option, known),
        mayBeText: !option.startsWith('--') && Object.values(declared.fields).some(isLongArgument),
      });
    }
    case 'commander.optionMissingArgument':
      return problem('usage.invalid', { message: `${option} 后面要写值`, hint: `tousu ${path} --help` });
    case 'commander.excessArguments':
      return problem('usage.invalid', {
        message: '多写了内容：每个值前要有选项名，带空格的值要加引号',
        hint: `tousu ${path} --help`,
      });
    default:
      return problem('usage.invalid', { message: `命令写得不对：${named}`, hint: `tousu ${path} --help` });
  }
}
