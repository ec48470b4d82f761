import type { Socket } from 'node:net';
import type pg from 'pg';
import { problem, Refusal } from '../../domain/problems.ts';

/** What is behind a listener's port need be no server of this kind: its answers are looked at before pg reads them. */
interface Way {
  readonly address: string;
  /** How long the answer to the first question may take, which is small, in milliseconds. */
  readonly patience: number;
}

/**
 * Holds what comes in on the connection to what such a server says, before pg reads it: pg throws where nobody catches, or
 * never ends, over what is none of it. Refuses to give a password away in the clear, and to log in by means that pg has not.
 * Called before the client connects.
 */
export function guard(client: pg.Client, way: Way): void {
  const connection = client.connection as unknown as Attaching;
  const attach = connection.attachListeners.bind(connection) as (heard: Heard) => void;
  connection.attachListeners = (stream) =>
    attach({
      on: (event, listener) =>
        stream.on(event, event === 'data' ? lookedAt(stream, way, listener) : listener),
    });
}

/** pg 8.23 hands the stream on which it hears answers (that of TLS, or the plain one) to this, and asks it for no more. */
interface Attaching {
  attachListeners: (stream: Socket) => void;
}

type Listener = (bytes: Buffer) => void;

interface Heard {
  on(event: string, listener: Listener): unknown;
}

type Stream = Socket & { readonly encrypted?: boolean };

function lookedAt(stream: Socket, { address, patience }: Way, listener: Listener): Listener {
  let silence: NodeJS.Timeout | undefined;
  const look = looking({
    asked: (means) => refuseMeans(means, stream, address),
    loggedIn: () => {
      const leave = () => stream.destroy(new Error('timeout expired'));
      silence = setTimeout(leave, patience).unref();
    },
    answered: () => clearTimeout(silence),
  });
  return (bytes) => {
    try {
      look(bytes);
      listener(bytes);
    } catch (error) {
      stream.destroy(error instanceof Refusal ? error : strange(error));
    }
  };
}

/** As a server says it: what was asked is not answered, and the connection is lost. */
const strange = (cause: unknown): Error =>
  Object.assign(new Error('no answer of a PostgreSQL server', { cause }), { code: '08P01' });

/** How a log-in is proved, by the protocol's number: nothing more is asked, or by SCRAM, which tells nobody the password. */
const MEANS: ReadonlySet<number> = new Set([0, 10, 11, 12]);
/** The password as it is, and a digest of it that can be guessed from or is as good as it is. */
const [CLEAR, MD5] = [3, 5] as const;

function refuseMeans(means: number, stream: Stream, address: string): void {
  if (MEANS.has(means)) return;
  const asked = means === CLEAR || means === MD5 ? 'in_the_clear' : 'otherwise';
  if (asked === 'in_the_clear' && isPrivate(stream)) return;
  throw new Refusal(problem('ledger.denied', { address, why: asked }));
}

/** Nobody on the way can read it: there is encryption, or no way. A socket in a folder has no remote address. */
const isPrivate = ({ encrypted, remoteAddress }: Stream): boolean =>
  encrypted === true || remoteAddress === undefined || /^(::1|(::ffff:)?127\.[\d.]+)$/.test(remoteAddress);

/** A message begins with its letter and its length, which counts itself. */
const [LETTER, LENGTH] = [1, 4] as const;
const [ASKS_FOR_PROOF, IS_READY, IS_ROW] = [...Buffer.from('RZD')];
/** In these pg looks for an end that may not be there. */
const TOLD = new Set(Buffer.from('EN'));
/** What a server says that is asked by statements alone; nothing is copied through the connection. */
const KNOWN = new Set(Buffer.from('RSKZENATDCIt123ns'));
/** No message is longer, in bytes, but a row, which is as long as a server can make it. */
const [LONGEST, LONGEST_ROW] = [1 << 20, 1 << 30] as const;

interface Turns {
  /** The server asks for proof of the log-in by these means; 0 where it is content. */
  asked(means: number): void;
  /** It is ready for questions for the first time. */
  loggedIn(): void;
  /** It has answered a question. */
  answered(): void;
}

/**
 * Takes what comes in piece by piece; throws at what pg cannot read. Every message is looked at whole until the log-in is done,
 * from then on those that tell something: all others are passed over by their length.
 */
function looking({ asked, loggedIn, answered }: Turns): Listener {
  let isLoggedIn = false;
  /** What is not passed over yet, since it is not whole. */
  let rest: Buffer = Buffer.alloc(0);
  /** So many bytes still belong to a message that is passed over. */
  let over = 0;
  return (bytes) => {
    const skipped = Math.min(over, bytes.length);
    over -= skipped;
    const fresh = bytes.subarray(skipped);
    let left: Buffer = rest.length === 0 ? fresh : Buffer.concat([rest, fresh]);
    while (left.length >= LETTER + LENGTH) {
      const [letter = 0, length] = [left[0], left.readUInt32BE(LETTER)];
      if (!KNOWN.has(letter) || length < LENGTH || length > (letter === IS_ROW ? LONGEST_ROW : LONGEST))
        throw new Error(`message ${letter} of ${length} bytes`);
      const end = LETTER + length;
      if (end > left.length && (!isLoggedIn || TOLD.has(letter))) break;
      const body = left.subarray(LETTER + LENGTH, end);
      if (TOLD.has(letter) && !hasForm(body)) throw new Error('a message without code or end');
      if (letter === ASKS_FOR_PROOF && !isLoggedIn) asked(body.readInt32BE());
      if (letter === IS_READY) (isLoggedIn ? answered : loggedIn)();
      isLoggedIn ||= letter === IS_READY;
      over = Math.max(0, end - left.length);
      left = left.subarray(end);
    }
    rest = left;
  };
}

/** Fields of a letter and a text that ends with 0 each, a code among them; behind the last one another 0. */
function hasForm(body: Buffer): boolean {
  let hasCode = false;
  for (let at = 0; at < body.length; ) {
    if (body[at] === 0) return hasCode;
    const end = body.indexOf(0, at + 1);
    if (end < 0) return false;
    hasCode ||= /^C[0-9A-Z]{5}$/.test(body.toString('latin1', at, end));
    at = end + 1;
  }
  return false;
}
