import { argument, asked, optional, required, type Source } from '../../cli/fields.ts';
import { name, number, when } from '../../cli/values.ts';

/** Fields that the steps share. */
export const no = asked(argument('登记编号', number), { question: '哪一件', from: 'case' });
export const at = asked(optional('时间（默认现在）', when), { usual: 'now' });
export const by = asked(optional('经办人（默认操作人）', name), { usual: 'operator', from: 'person' });
/** The same in a step of the liaison: where the operator is none, one of the liaisons. */
export const liaison = asked(by, { usual: 'operator', from: 'liaison' });
/** The leader who signs what takes a case out of its usual way. */
export const approvedBy = (label: string) => asked(optional(label, name), { from: 'leader' });
export const requiredBy = (label: string, from: Source = 'person') => asked(required(label, name), { from });
