import { createHmac } from 'node:crypto';
import {
  excerpt,
  isThisMachine,
  PATIENCE,
  required,
  type Secret,
  type Send,
  SendFailure,
} from './courier.ts';
import { textOf } from './message.ts';

/** What a group robot is sent, and how its response says that it took it. HTTP 200 alone does not. */
interface Robot {
  /** The secret that holds the robot's address; whoever knows the address can post. */
  readonly address: string;
  /** Longest text, in bytes of UTF-8. */
  readonly maxBytes: number;
  request(
    address: URL,
    text: string,
    secret: Secret,
    now: number,
  ): { readonly url: URL; readonly body: object };
  accepted(response: Readonly<Record<string, unknown>>): boolean;
}

const hmac = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('base64');

const robots = {
  wecom: {
    address: 'TOUSU_WECOM_URL',
    maxBytes: 2_048,
    request: (url, content) => ({ url, body: { msgtype: 'text', text: { content } } }),
    accepted: (response) => response.errcode === 0,
  },
  dingtalk: {
    address: 'TOUSU_DINGTALK_URL',
    maxBytes: 18_000,
    request: (address, content, secret, now) => {
      const url = new URL(address);
      const key = secret('TOUSU_DINGTALK_SECRET');
      if (key) {
        url.searchParams.set('timestamp', String(now));
        url.searchParams.set('sign', hmac(key, `${now}\n${key}`));
      }
      return { url, body: { msgtype: 'text', text: { content } } };
    },
    accepted: (response) => response.errcode === 0,
  },
  feishu: {
    address: 'TOUSU_FEISHU_URL',
    maxBytes: 18_000,
    request: (url, text, secret, now) => {
      const key = secret('TOUSU_FEISHU_SECRET');
      const timestamp = String(Math.floor(now / 1000));
      const signed = key ? { timestamp, sign: hmac(`${timestamp}\n${key}`, '') } : {};
      return { url, body: { ...signed, msg_type: 'text', content: { text } } };
    },
    accepted: (response) => response.code === 0,
  },
} as const satisfies Readonly<Record<string, Robot>>;

export type RobotName = keyof typeof robots;

/** The name of the secret that holds the robot's address. */
export const addressName = (name: RobotName): string => robots[name].address;

/** Sends to the group robot of that name. `now` is the system's clock in milliseconds, which the signatures hold. */
export const robotSender =
  (name: RobotName, secret: Secret, now: number): Send =>
  async (message) => {
    const robot: Robot = robots[name];
    const address = addressOf(robot, secret);
    const { url, body } = robot.request(address, textOf(message, robot.maxBytes), secret, now);
    const response = await post(url, body);
    if (!robot.accepted(response.json)) throw new SendFailure(`对方没有接收：${excerpt(response.text)}`);
  };

/** Only to where nobody can listen: https, or this machine. */
function addressOf(robot: Robot, secret: Secret): URL {
  const given = required(secret, robot.address);
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isThisMachine(url.hostname))) return url;
  throw new SendFailure(`${robot.address} 不是 https:// 开头的地址`);
}

async function post(
  url: URL,
  body: object,
): Promise<{ readonly text: string; readonly json: Readonly<Record<string, unknown>> }> {
  let text: string;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    text = await textOfAnswer(response);
    if (!response.ok) throw new SendFailure(`对方答复 HTTP ${response.status}：${excerpt(text)}`);
  } catch (error) {
    if (error instanceof SendFailure) throw error;
    throw new SendFailure(`连不上 ${url.host}：${networkReason(error)}`);
  }
  const json = parsed(text);
  if (json === undefined) throw new SendFailure(`对方的答复看不懂：${excerpt(text)}`);
  return { text, json };
}

/** Bytes of an answer that are read: what a robot has to say fits into a hundredth. */
const MOST_ANSWER = 65_536;

async function textOfAnswer(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let total = 0;
  for await (const piece of response.body ?? []) {
    pieces.push(piece);
    total += piece.length;
    if (total > MOST_ANSWER) throw new SendFailure('对方的答复没完没了');
  }
  return Buffer.concat(pieces).toString('utf8');
}

function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return '未知原因';
  if (error.name === 'TimeoutError') return `${PATIENCE / 1000} 秒没有答复`;
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
