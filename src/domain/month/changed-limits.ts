import { dayOf, type Moment } from '../case/clock.ts';
import { defaultPolicy, type Policy, setByRegulation } from '../policy.ts';
import { settings } from '../settings.ts';
import { type Grade, grades } from '../words/vocabulary.ts';

/** A limit of the regulation was set to another value. */
export interface LimitChange {
  readonly key: string;
  /** The new value, in its stored form. */
  readonly to: string;
  readonly at: Moment;
  readonly by: string;
  /** Null in entries from before a reason was asked for. */
  readonly reason: string | null;
}

type RegulationLimit = (typeof setByRegulation)[number];

/** The settings that hold a limit of the regulation. */
export const regulationKeys: readonly string[] = setByRegulation.map((name) => `policy.${name}`);

/**
 * The changes that put another limit in the place of the regulation's, in force at some time since `from`: a case keeps
 * the limit that its clocks started with, so setting it back wipes nothing out. Which grades are satisfied is asked when
 * the figures are made: only what holds now counts. `words` say what differs.
 */
export function limitsChanged(
  changes: readonly LimitChange[],
  from: Moment,
): readonly (LimitChange & { readonly words: string })[] {
  return setByRegulation.flatMap((name) => {
    const history = changes.filter(({ key }) => key === `policy.${name}`);
    return history.flatMap((change, i) => {
      const next = history[i + 1];
      const counts = next === undefined || (name !== 'satisfiedGrades' && next.at >= from);
      if (!counts || isOfRegulation(name, change.to)) return [];
      const later = next === undefined ? '' : `（${dayOf(next.at)} 起 ${inWords(name, next.to)}）`;
      const rule = inWords(name, String(defaultPolicy[name]));
      return [{ ...change, words: `${label(name)} ${rule}→${inWords(name, change.to)}${later}` }];
    });
  });
}

/** The order of the grades says nothing. */
function isOfRegulation(name: keyof Policy, value: string): boolean {
  const parts = value.split(',');
  const wanted = String(defaultPolicy[name]).split(',');
  return parts.length === wanted.length && wanted.every((part) => parts.includes(part));
}

/** What the clerk knows the setting as, without its clause. */
const label = (name: RegulationLimit): string =>
  (settings[`policy.${name}`]?.label ?? name).replace(/（[^）]*）$/, '');

const inWords = (name: RegulationLimit, value: string): string =>
  name === 'satisfiedGrades'
    ? value
        .split(',')
        .map((grade) => grades[grade as Grade])
        .join('、')
    : value;
