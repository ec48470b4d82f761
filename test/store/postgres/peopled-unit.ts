// A unit on the server, with a case; 李娜 works on it, 集团 reads it. Made once, and copied for each test.

import { loggedInAs, server } from '../../support/postgres.ts';
import { type Desk, deskAt } from '../../support/run-tousu.ts';
import { registration } from '../../support/run-unit.ts';

let made: Promise<string> | undefined;

export interface PeopledUnit {
  readonly owner: Desk;
  readonly desk: Desk;
  readonly reader: Desk;
}

export async function peopledUnit(): Promise<PeopledUnit> {
  made ??= make();
  const address = server().newAddress('main', await made);
  return {
    owner: deskAt(address),
    desk: deskAt(loggedInAs('李娜', address)),
    reader: deskAt(loggedInAs('集团', address)),
  };
}

async function make(): Promise<string> {
  const owner = deskAt(server().newAddress());
  await owner.ok(['init', '--unit', '修武燃气公司']);
  await owner.ok(['dept', 'add', '工程部']);
  await owner.ok(['staff', 'add', '刘敏', '--dept', '客户服务部', '--role', 'liaison']);
  await owner.ok(registration());
  await owner.ok(['unit', 'user', 'add', '李娜', '--unit', 'main']);
  await owner.ok(['unit', 'user', 'add', '集团', '--unit', 'main', '--as', 'reader']);
  return owner.ledger;
}
