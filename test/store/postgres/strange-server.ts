// Something that listens where a server is looked for, and says what a test wants it to.

import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface StrangeServer {
  readonly address: string;
  /** All that was said to it. */
  heard(): string;
  close(): void;
}

interface Saying {
  /** What it says to each thing that it hears, in this order; then it is silent. */
  readonly says: readonly Uint8Array[];
  /** It hangs up when it has said it. */
  readonly hangsUp?: boolean;
  readonly host?: string;
}

export function strangeServer({ says, hangsUp = false, host = '127.0.0.1' }: Saying): Promise<StrangeServer> {
  const open = new Set<Socket>();
  const heard: Buffer[] = [];
  const server = createServer((socket) => {
    open.add(socket);
    const left = [...says];
    socket.on('error', () => {});
    socket.on('data', (bytes: Buffer) => {
      heard.push(bytes);
      const next = left.shift();
      if (next !== undefined) socket.write(next);
      if (left.length === 0 && hangsUp) socket.end();
    });
  });
  return new Promise((resolve) => {
    server.listen(0, host, () => {
      const { port } = server.address() as AddressInfo;
      resolve({
        address: `postgres://${encodeURIComponent('王芳')}@${host}:${port}/tousu/main?sslmode=disable`,
        heard: () => Buffer.concat(heard).toString('latin1'),
        close: () => {
          for (const socket of open) socket.destroy();
          server.close();
        },
      });
    });
  });
}

/** A message of the protocol: its letter, its length, its body. */
export function message(letter: string, ...body: readonly (string | number)[]): Buffer {
  const parts = body.map((part) => {
    if (typeof part === 'string') return Buffer.from(part);
    const number = Buffer.alloc(4);
    number.writeInt32BE(part);
    return number;
  });
  const bytes = Buffer.concat(parts);
  const length = Buffer.alloc(4);
  length.writeInt32BE(bytes.length + 4);
  return Buffer.concat([Buffer.from(letter), length, bytes]);
}

/** The log-in is done, and questions may be asked. */
export const welcome = Buffer.concat([message('R', 0), message('S', 'a\0b\0'), message('Z', 'I')]);
