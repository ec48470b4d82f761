import type { PaperKind } from '../../domain/words/vocabulary.ts';
import type { Tags } from '../template/word.ts';
import { answer } from './kinds/answer.ts';
import { callback } from './kinds/callback.ts';
import { explanation } from './kinds/explanation.ts';
import { headquarters } from './kinds/headquarters.ts';
import { penalty } from './kinds/penalty.ts';
import { poster } from './kinds/poster.ts';
import { rectification } from './kinds/rectification.ts';
import { reminder } from './kinds/reminder.ts';
import { signing } from './kinds/signing.ts';
import { transfer } from './kinds/transfer.ts';
import type { Design } from './sheet.ts';

export const designs: Readonly<Record<PaperKind, Design>> = {
  transfer,
  reminder,
  signing,
  answer,
  explanation,
  callback,
  headquarters,
  rectification,
  penalty,
  poster,
};

/** What can stand in the template of a kind: whose papers they are, and what is repeated for each paper of the file. */
export const templateTags = (kind: PaperKind): Tags => ({
  单位: '单位名称',
  客服电话: '公司客户服务电话（4.1.4）',
  集团监督电话: '集团服务监督电话（4.1.4）',
  文书: designs[kind].tags,
});
