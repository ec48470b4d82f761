import { argument, optional, required } from '../cli/fields.ts';
import { line, number, when } from '../cli/values.ts';

/** Fields that the steps share. */
export const no = argument('登记编号', number);
export const at = optional('发生的时间（默认现在）', when);
export const by = optional('谁做的（默认操作人）', line);
export const requiredBy = (label: string) => required(label, line);
