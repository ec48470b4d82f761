// What a clerk types at the terminal in more than one test.

import type { Terminal } from './tmux.ts';

/** Agrees to what is shown before it is recorded. */
export const agree = (terminal: Terminal): Promise<void> => terminal.choose('以上对吗', '', '对，登记');

/** All that `register` asks when somebody telephones, up to what is to be agreed to: the words say that it is a repair. */
export async function fillInRegistration(terminal: Terminal): Promise<void> {
  await terminal.choose('投诉方式', '', '来电');
  await terminal.fillIn('投诉人姓名', '李强');
  await terminal.typeWhole('投诉人电话', '13800001234');
  await terminal.fillIn('投诉内容', '报修两天没人来');
  await terminal.fillIn('投诉人要求', '尽快上门');
}
