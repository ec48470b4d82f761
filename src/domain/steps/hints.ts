import { type Step, steps } from '../case/step-table.ts';

// What a refusal or a warning says to type: commands that can be copied, with words where only the clerk knows.

/** The command that does this step to the case, with `options` in the place of what the step usually asks for. */
export const toType = (step: Step, no: string, options = steps[step].asks): string =>
  ['tousu', step, no, options].filter((part) => part !== '').join(' ');

/** 3 改判: an invalid verdict is changed to valid. */
export const toRejudge = (no: string): string =>
  toType(
    'investigate',
    no,
    '--by 调查人 --method documents --findings 新情况 --verdict valid --reason 改判原因',
  );

/** 4.3.8(1) A complainant who left no contact is not called back. */
export const toWaiveCallback = (no: string): string =>
  toType('close', no, '--waive-callback 匿名投诉，无联系方式 --approved-by 主管领导');

/** A name as one word of a command line. */
export const word = (name: string): string =>
  /^[\p{L}\p{N}][\p{L}\p{N}._·-]*$/u.test(name) ? name : `"${name.replaceAll(/["\\$`]/g, '\\$&')}"`;

/** A path or an address as a word of the command line: in a path of Windows, a backslash is one. */
export const place = (address: string): string => (/\s/.test(address) ? `"${address}"` : address);
