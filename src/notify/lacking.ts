import type { Courier } from '../domain/notices.ts';
import type { Secret } from './courier.ts';
import { addressName } from './robots.ts';

/** Names of settings, and names of secrets, that a courier cannot send without. */
export interface Lacking {
  readonly settings: readonly string[];
  readonly secrets: readonly string[];
}

/** What nobody has said yet and this courier needs; both empty: it can be tried. Whether a value is right, only sending tells. */
export function lackingTo(
  courier: Courier,
  setting: (key: string) => string | undefined,
  secret: Secret,
): Lacking {
  const unset = (keys: readonly string[]): readonly string[] => keys.filter((key) => !setting(key));
  const unsaid = (name: string): readonly string[] => (secret(name) ? [] : [name]);
  switch (courier) {
    case 'email': {
      const addressee = setting('notify.email.routes') ? [] : ['notify.email.to'];
      return {
        settings: unset(['notify.email.server', 'notify.email.from', ...addressee]),
        secrets: setting('notify.email.user') ? unsaid('TOUSU_SMTP_PASSWORD') : [],
      };
    }
    case 'wecom':
    case 'dingtalk':
    case 'feishu':
      return { settings: [], secrets: unsaid(addressName(courier)) };
    case 'command':
      return { settings: unset(['notify.command']), secrets: [] };
  }
}
