import type { Command } from '../../cli/command.ts';
import type { InputSoFar } from '../../cli/fields.ts';
import { DraftCommand, type Texts } from '../../cli/questions/draft-command.ts';
import type { Prompts } from '../../cli/questions/prompts.ts';
import { brief, shown } from '../../cli/screen/text.ts';
import type { Session } from '../../context.ts';
import { minute } from '../../domain/case/clock.ts';
import { type KeptDraft, listDrafts, openDraft, removeDraft } from '../../store/files/drafts.ts';

/** What keeps the answers of one conversation. */
export interface KeptAnswers {
  /** After every answer: a window that is closed, or a power cut, takes nothing away. */
  keep(filledIn: DraftCommand): void;
  /** It is recorded: no draft is left. */
  recorded(): void;
  /** It is not recorded: what was answered stays to be gone on with, and she is told. */
  brokenOff(filledIn: DraftCommand): void;
}

interface Begun {
  readonly path: string;
  readonly draft?: string | undefined;
}

/**
 * Offers to go on with what was typed for this command and not recorded, where it is about the same; with `draft` goes on
 * with that one. From then on the answers are kept.
 */
export async function offerDraft(
  session: Session,
  { path, draft: chosen }: Begun,
  draft: DraftCommand,
  prompts: Prompts,
): Promise<KeptAnswers> {
  const typed = draft.texts;
  const drafts = listDrafts(session, session.now).filter(({ command }) => command === path);
  const mayGoOn = drafts.filter(({ inUse, texts }) => !inUse && !contradict(texts, typed));
  const resumed =
    chosen === undefined
      ? mayGoOn.length > 0
        ? await chooseDraft(session, mayGoOn, prompts)
        : undefined
      : drafts.find(({ id }) => id === chosen);
  if (resumed !== undefined) await draft.resume(new Map(Object.entries(resumed.texts)));
  return keepAnswers(session, path, typed, resumed);
}

/** Leaves what was typed for a command as a draft, since the ledger cannot be reached: she goes on with it when it can. */
export function leaveTyped(session: Session, { path, declared, input }: Typed): void {
  const draft = new DraftCommand(declared, input, session);
  keepAnswers(session, path, new Map(), undefined).brokenOff(draft);
}

interface Typed {
  readonly path: string;
  readonly declared: Command;
  readonly input: InputSoFar;
}

/** Both say something of the same field, and not the same. */
const contradict = (drafted: KeptDraft['texts'], typed: Texts): boolean =>
  [...typed].some(([key, texts]) => (drafted[key] ?? texts).join('\n') !== texts.join('\n'));

const ANEW = '';
const THROW_AWAY = '\0';

/** Asks which of the drafts to go on with; those not wanted any more can be thrown away. Undefined: with none. */
async function chooseDraft(
  session: Session,
  drafts: readonly KeptDraft[],
  prompts: Prompts,
): Promise<KeptDraft | undefined> {
  const choices = drafts.map((kept) => ({ value: kept.id, label: shown(draftInWords(kept)) }));
  const chosen = await prompts.pick(`没有登记完的有 ${drafts.length} 份，接着填哪一份`, [
    ...choices,
    { value: ANEW, label: '都不是，从头填' },
    { value: THROW_AWAY, label: '有不要了的，丢掉' },
  ]);
  if (chosen !== THROW_AWAY) return drafts.find(({ id }) => id === chosen);
  const unwanted = await prompts.tick('丢掉哪几份', choices, { ticked: [], mayBeEmpty: true });
  for (const id of unwanted) removeDraft(session, id);
  const left = drafts.filter(({ id }) => !unwanted.includes(id));
  return left.length === 0 ? undefined : chooseDraft(session, left, prompts);
}

/** What tells one draft from another: whose it is, what it says, since when. */
export function draftInWords({ savedAt, texts, inUse }: KeptDraft): string {
  const [name, no, phone, content] = ['name', 'no', 'phone', 'content'].map((key) => texts[key]?.join(' '));
  const about = [no, name, phone, content && brief(content)].filter(Boolean);
  return [...about, minute(savedAt), inUse && '（另一个窗口正在填）'].filter(Boolean).join('  ');
}

function keepAnswers(
  session: Session,
  path: string,
  typed: Texts,
  resumed: KeptDraft | undefined,
): KeptAnswers {
  const file = openDraft(session, path, resumed?.id);
  const asDraft = ({ texts }: DraftCommand) => ({
    savedAt: session.renewed().now,
    texts: Object.fromEntries(texts),
  });
  return {
    keep(filledIn) {
      try {
        file.save(asDraft(filledIn));
      } catch {
        // A disk without room must not end the call; what it means is said when it is broken off.
      }
    },
    recorded: () => file.remove(),
    brokenOff(filledIn) {
      if (![...filledIn.texts.keys()].some((key) => !typed.has(key))) return;
      try {
        file.leave(asDraft(filledIn));
        session.say(`填过的内容已留作草稿，再运行 tousu ${path} 可以接着填`);
      } catch {
        session.say('填过的内容没有留成草稿：磁盘已满，或台账所在的文件夹不能写入');
      }
    },
  };
}
