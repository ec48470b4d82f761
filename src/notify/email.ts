import {
  excerpt,
  isThisMachine,
  PATIENCE,
  required,
  type Secret,
  type Send,
  SendFailure,
} from './courier.ts';
import { subjectOf, textOf } from './message.ts';

const DEFAULT_PORT = { 'smtp:': 25, 'smtps:': 465 } as const;

/** Sends mail by the server in the settings, to the addresses given or else those in the settings. A password goes only over a connection that is encrypted, or stays here. */
export const emailSender =
  (setting: (key: string) => string | undefined, secret: Secret, given?: string): Send =>
  async (message) => {
    const [server, from, everything] = ['server', 'from', 'to'].map((key) => setting(`notify.email.${key}`));
    const to = given ?? everything;
    if (!server || !from || !to)
      throw new SendFailure('没有设置 notify.email.server、notify.email.from、notify.email.to');
    const { protocol, hostname, port } = new URL(server);
    const user = setting('notify.email.user');
    const auth = user ? { user, pass: required(secret, 'TOUSU_SMTP_PASSWORD') } : undefined;
    const { createTransport } = await import('nodemailer');
    const transport = createTransport({
      host: hostname,
      port: Number(port) || DEFAULT_PORT[protocol as keyof typeof DEFAULT_PORT],
      secure: protocol === 'smtps:',
      requireTLS: auth !== undefined && protocol === 'smtp:' && !isThisMachine(hostname),
      ...(auth ? { auth } : {}),
      connectionTimeout: PATIENCE,
      greetingTimeout: PATIENCE,
      socketTimeout: PATIENCE,
    });
    try {
      const sent = await transport.sendMail({ from, to, subject: subjectOf(message), text: textOf(message) });
      if (sent.rejected.length > 0)
        throw new SendFailure(
          `有 ${sent.rejected.length} 个收信人被拒收：${excerpt(sent.rejected.join('、'))}`,
        );
    } catch (error) {
      if (error instanceof SendFailure) throw error;
      throw new SendFailure(
        `${hostname}：${excerpt(error instanceof Error ? error.message : String(error))}`,
      );
    } finally {
      transport.close();
    }
  };
