import { type Desk, emptyDesk } from './run-tousu.ts';

/** The branch office of the stories: its departments and the people who act in them. */
const setup: readonly (readonly string[])[] = [
  ['init', '--unit', '修武燃气公司'],
  ...['工程部', '抄表收费部', '经理室'].map((name) => ['dept', 'add', name]),
  ['staff', 'add', '王芳', '--dept', '客户服务部'],
  ['staff', 'add', '李娜', '--dept', '客户服务部', '--role', 'caller'],
  ['staff', 'add', '刘敏', '--dept', '客户服务部', '--role', 'liaison'],
  ['staff', 'add', '赵强', '--dept', '工程部'],
  ['staff', 'add', '陈国栋', '--dept', '经理室', '--role', 'leader'],
];

let prepared: Promise<Desk> | undefined;

/** A desk of its own for each test, with the ledger of a unit that has its people and no complaint yet. */
export async function unitDesk(): Promise<Desk> {
  prepared ??= setUp();
  return (await prepared).copy();
}

async function setUp(): Promise<Desk> {
  const desk = emptyDesk();
  for (const words of setup) await desk.ok(words);
  return desk;
}

/** The words of a complete registration, for 2023-10-01 09:30, with what is changed or added. */
export function registration(changed: Readonly<Record<string, string>> = {}): readonly string[] {
  const options = {
    channel: 'phone',
    name: '李强',
    phone: '13800001234',
    content: '楼道里有燃气味',
    demand: '马上查漏',
    at: '2023-10-01 09:30',
    ...changed,
  };
  return ['register', ...Object.entries(options).map(([option, value]) => `--${option}=${value}`)];
}
