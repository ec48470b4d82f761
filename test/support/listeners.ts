// The other sides of reminders, on this machine: a group robot's server and a mail server that take down what they get.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface Call {
  readonly url: URL;
  readonly body: Record<string, unknown>;
}

export interface RobotServer {
  readonly calls: Call[];
  /** Where it listens: `http://127.0.0.1:PORT`. */
  readonly address: string;
  /** What it answers; may be slow, refuse, or talk nonsense. */
  answer: (call: Call, response: ServerResponse) => void;
  close(): Promise<void>;
}

export const taken = (_call: Call, response: ServerResponse): void => {
  response.end(JSON.stringify({ errcode: 0, code: 0, errmsg: 'ok' }));
};

export async function robotServer(): Promise<RobotServer> {
  const calls: Call[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const call = {
      url: new URL(request.url ?? '', listening.address),
      body: JSON.parse(Buffer.concat(parts).toString('utf8')) as Record<string, unknown>,
    };
    calls.push(call);
    listening.answer(call, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const listening: RobotServer = {
    calls,
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: taken,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return listening;
}

export interface MailServer {
  readonly mails: ParsedMail[];
  readonly port: number;
  close(): Promise<void>;
}

export async function mailServer(options: SMTPServerOptions): Promise<MailServer> {
  const mails: ParsedMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        mails.push(mail);
        done();
      }, done);
    },
    ...options,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    mails,
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
