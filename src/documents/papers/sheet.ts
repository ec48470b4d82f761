import type { Moment } from '../../domain/case/clock.ts';
import type { Complaint, Penalty } from '../../domain/case/complaint.ts';
import type { OwedItem } from '../../domain/case/papers.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Tags, Values, ValuesOf } from '../template/word.ts';

/** Whose paper it is, and the public hotlines (4.1.4). */
export interface PaperUnit {
  readonly name: string;
  readonly hotline: string;
  readonly groupHotline: string;
  /** Null where none is set. */
  readonly emergency: string | null;
}

/** One paper on its way out. */
export interface Sheet {
  /** 字号 */
  readonly number: string;
  /** When it is made: what is overdue is judged as of then, and its day stands below the text. */
  readonly asOf: Moment;
  readonly unit: PaperUnit;
  readonly policy: Policy;
  /** The department or employee it goes to; null: the complainant, or the public. */
  readonly to: string | null;
  readonly cases: readonly Complaint[];
  /** What of the cases the addressee has still to do. */
  readonly items: readonly OwedItem[];
  /** The decision it is about. */
  readonly penalty: Penalty | null;
}

/** How one kind of paper says it: in the marks of its template, and as a message. */
export interface Design {
  /** What can stand in the template for one paper. */
  readonly tags: Tags;
  values(sheet: Sheet): Values;
  /** The wording for a chat or an SMS: no personal data but the reader's own, and what a caller needs to call. */
  text(sheet: Sheet): string;
}

interface Told<T extends Tags> extends Design {
  readonly tags: T;
  values(sheet: Sheet): Values & ValuesOf<T>;
}

/** A mark without its value does not compile. */
export const design = <T extends Tags>(told: Told<T>): Design => told;

/** The case of a paper that is about one. */
export function caseOf({ cases }: Sheet): Complaint {
  const [complaint] = cases;
  if (complaint === undefined) throw new Error('this paper is about a case');
  return complaint;
}
