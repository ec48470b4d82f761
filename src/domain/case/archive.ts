import type { AttachmentKind } from '../words/vocabulary.ts';
import { type Complaint, isJudgedInvalid } from './complaint.ts';

/** 4.4.1 What the archive of a case holds, in the clause's order. */
export const archiveParts = {
  investigation: '投诉调查记录',
  handling: '投诉处理结果（无效投诉为解释答复）',
  evidence: '处理过程中获取的证据材料',
  analysis: '投诉分析报告',
  rectification: '整改措施方案',
  decision: '对责任部门和责任人的处理决定',
} as const;

export type ArchivePart = keyof typeof archiveParts;

/**
 * 4.4.1 What the archive of the case lacks: neither on record nor among its files. An invalid case has nothing to correct
 * and nobody to answer for it; a voided one needs nothing.
 */
export function missingFromArchive(complaint: Complaint): readonly ArchivePart[] {
  const { investigations, completion, explanation, evidence, measures, accountability, penalties } =
    complaint;
  const has = (kind: AttachmentKind) => complaint.attachments.some((file) => file.kind === kind);
  const there: Readonly<Record<ArchivePart, boolean>> = {
    investigation: investigations.length > 0 || has('investigation'),
    handling: completion !== null || explanation !== null,
    evidence: evidence !== null || has('evidence'),
    analysis: has('analysis'),
    rectification: measures.length > 0 || has('rectification'),
    decision: accountability !== null || penalties.length > 0 || has('decision'),
  };
  const asked = Object.keys(archiveParts) as readonly ArchivePart[];
  if (complaint.status === 'voided') return [];
  const invalid = isJudgedInvalid(complaint);
  return asked.filter((part) => !there[part] && !(invalid && ofValidCases.has(part)));
}

const ofValidCases: ReadonlySet<ArchivePart> = new Set(['rectification', 'decision']);
