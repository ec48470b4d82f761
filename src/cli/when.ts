import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat.js';
import { momentAt } from '../domain/case/clock.ts';
import type { When } from '../domain/steps/decide.ts';

dayjs.extend(customParseFormat);

const ISO = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::(\d{2}))?(Z|[+-](?:[01]\d):[0-5]\d)$/;

/** A moment as programs write it, with its offset: `2023-10-01T09:30+08:00`. Undefined for anything else. */
export function momentWithOffset(text: string): When | undefined {
  const [, day, minute, second = '00', offset] = ISO.exec(text) ?? [];
  if (day === undefined || !dayjs(`${day} ${minute}:${second}`, 'YYYY-MM-DD HH:mm:ss', true).isValid())
    return undefined;
  return { moment: momentAt(Date.parse(`${day}T${minute}:${second}${offset}`)) };
}
