import { archiveParts, missingFromArchive } from '../../domain/case/archive.ts';
import { type Moment, minute } from '../../domain/case/clock.ts';
import type { Attachment, Complaint } from '../../domain/case/complaint.ts';
import type { Entry } from '../../domain/case/events.ts';
import { attachmentKinds, statuses } from '../../domain/words/vocabulary.ts';
import { printable } from '../sheet/printable.ts';
import { safeNames } from '../sheet/safe-names.ts';
import type { Packed } from './archive-zip.ts';
import { complaintJson, journalJson } from './complaint-json.ts';

/** A case with all that is to be packed of it. */
export interface CaseToPack {
  readonly complaint: Complaint;
  readonly entries: readonly (Entry & { readonly hash: string })[];
  /** The filled form of Annex 1, a Word document. */
  readonly form: Uint8Array;
  /** The attachments with the content of each, a piece at a time. */
  readonly files: readonly (Attachment & { read(): AsyncIterable<Uint8Array> })[];
  /** The attachments whose files a purge took. */
  readonly cleared: readonly Attachment[];
}

/** 4.4.1 The folder of the case: form, case, journal, and the attachments by kind under names every system takes. */
export function caseFolder({ complaint, entries, form, files }: CaseToPack, asOf: Moment): readonly Packed[] {
  const { no } = complaint;
  const names = safeNames(files.map(({ kind, name }) => `${attachmentKinds[kind]}_${name}`));
  return [
    { path: `${no}/投诉登记表_${no}.docx`, content: form },
    { path: `${no}/投诉.json`, content: readable(complaintJson(complaint, asOf)) },
    { path: `${no}/流水.json`, content: readable(journalJson(entries)) },
    ...files.map(({ read, sha256 }, i) => ({ path: `${no}/附件/${names[i]}`, read, sha256 })),
  ];
}

export const MISSING = '缺少清单.txt';

/** 4.4.1 What the cases lack, a paragraph for each; undefined when they are complete. */
export function missingList(
  cases: readonly Pick<CaseToPack, 'complaint' | 'cleared'>[],
  asOf: Moment,
): string | undefined {
  const paragraphs = cases.flatMap(({ complaint, cleared }) => {
    const lines = [
      ...missingFromArchive(complaint).map((part) => `  - ${archiveParts[part]}`),
      ...cleared.map(({ kind, name }) => `  - ${attachmentKinds[kind]}“${name}”（已清除）`),
    ];
    return lines.length === 0
      ? []
      : [[`${complaint.no}（${statuses[complaint.status]}）`, ...lines].join('\n')];
  });
  return paragraphs.length === 0
    ? undefined
    : `投诉档案尚缺的内容（条款 4.4.1），${minute(asOf)}\n\n${paragraphs.join('\n\n')}\n`;
}

const readable = (value: unknown): string => printable(`${JSON.stringify(value, null, 2)}\n`);
