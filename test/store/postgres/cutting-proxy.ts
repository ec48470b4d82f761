// The way to the server, cut where a test wants it: at the moment when a transaction is committed.

import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * `before`: the server never hears of it. `after`: it commits, and its answer is lost. `for good`: so it does, and nobody
 * gets through any more.
 */
export type Cut = 'before' | 'after' | 'for good';

export interface Way {
  readonly port: number;
  close(): void;
}

/** The server has answered by then, in milliseconds. */
const ANSWERED = 300;

/** A way to the server at `port` that is cut at the first COMMIT. */
export function cutAtCommit(port: number, cut: Cut): Promise<Way> {
  let isCut = false;
  const open = new Set<Socket>();
  const proxy = createServer((client) => {
    if (isCut && cut === 'for good') {
      client.destroy();
      return;
    }
    const server = connect(port, '127.0.0.1');
    let isDumb = false;
    const end = () => {
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      open.add(socket);
      socket.on('error', end).on('close', end);
    }
    client.on('data', (bytes) => {
      if (isCut || !bytes.includes('COMMIT\0')) {
        server.write(bytes);
        return;
      }
      [isCut, isDumb] = [true, true];
      if (cut === 'before') end();
      else {
        server.write(bytes);
        setTimeout(end, ANSWERED);
      }
    });
    server.on('data', (bytes) => {
      if (!isDumb) client.write(bytes);
    });
  });
  return new Promise((resolve) => {
    proxy.listen(0, '127.0.0.1', () => {
      resolve({
        port: (proxy.address() as AddressInfo).port,
        close: () => {
          for (const socket of open) socket.destroy();
          proxy.close();
        },
      });
    });
  });
}
