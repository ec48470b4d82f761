import type { Deadline, Moment } from '../case/clock.ts';
import { type Complaint, responsibleDepartment } from '../case/complaint.ts';
import type { CaseEvent } from '../case/events.ts';
import { answersFor } from '../case/held.ts';
import { nameKey } from '../words/text.ts';
import type { Owner, Role } from '../words/vocabulary.ts';
import { mayBeRespondent } from './conflict.ts';
import { toType, word } from './hints.ts';
import { findByName, hasRole, namesOf, type Person, worksIn } from './people.ts';
import type { Warning } from './warnings.ts';

// What should be known of an entry that only the directory tells. People need not stand in it.

/** 2.1.6 The department that investigates typical complaints itself. */
const CUSTOMER_SERVICE = '客户服务部';

/** What the directory says of an entry and the case it made. None for a plain entry. */
export function directoryWarnings(
  complaint: Complaint,
  event: CaseEvent,
  directory: readonly Person[],
): readonly Warning[] {
  return [
    ...possibleConflicts(complaint, event, directory),
    ...notOfDepartment(complaint, event, directory),
    ...typicalNotInvestigated(complaint, event, directory),
    ...notTheHolder(complaint, event, directory),
  ];
}

/** 4.3.2 Whoever takes part in the handling beside the acceptor, and whose interest would matter. */
const acting: ReadonlySet<CaseEvent['type']> = new Set([
  'investigated',
  'solution_proposed',
  'completed',
  'concluded',
  'opinion_given',
  'review_passed',
  'review_returned',
  'review_supplemented',
  'called_back',
  'callback_failed',
]);

/** 4.3.2 A name that stands inside a longer respondent: at the registration, and when that person acts. */
function possibleConflicts(
  complaint: Complaint,
  event: CaseEvent,
  directory: readonly Person[],
): readonly Warning[] {
  const whoActs = (): readonly string[] => {
    const known = findByName(directory, event.by);
    return known ? namesOf(known) : [event.by];
  };
  const people =
    event.type === 'registered' ? directory.map(namesOf) : acting.has(event.type) ? [whoActs()] : [];
  return people
    .filter((names) => mayBeRespondent(complaint, ...names))
    .map(([name = event.by]) => ({
      code: 'possible_conflict',
      message: `投诉对象“${complaint.respondent}”可能就是 ${name}；确是其本人的，${toType('amend', complaint.no, `--recuse ${word(name)} --reason 须回避`)}`,
    }));
}

/** Steps 50 to 90, 4.3.5: what the responsible or an assisting department does is done by its people. */
const isDepartmentsOwn = (event: CaseEvent): boolean =>
  event.type === 'investigated' ||
  event.type === 'solution_proposed' ||
  event.type === 'completed' ||
  (event.type === 'opinion_given' && event.data.as === 'department');

function notOfDepartment(
  complaint: Complaint,
  event: CaseEvent,
  directory: readonly Person[],
): readonly Warning[] {
  const responsible = responsibleDepartment(complaint);
  const person = findByName(directory, event.by);
  if (!isDepartmentsOwn(event) || responsible === null || person === undefined) return [];
  const isOwn = [responsible, ...complaint.assisting].some((name) => worksIn(person, name));
  // 2.1.6 Typical complaints customer service investigates directly.
  const isDirect = complaint.typical && worksIn(person, CUSTOMER_SERVICE);
  return isOwn || isDirect
    ? []
    : [
        {
          code: 'not_of_department',
          message: `${person.name} 是 ${person.department} 的人，不是责任部门 ${responsible} 或协办部门的`,
        },
      ];
}

/** 2.1.6 Typical complaints are investigated by customer service itself. */
function typicalNotInvestigated(
  { typical, investigations }: Complaint,
  { type }: CaseEvent,
  directory: readonly Person[],
): readonly Warning[] {
  const isFinished = type === 'completed' || type === 'concluded';
  const isOfService = (name: string): boolean => {
    const known = findByName(directory, name);
    return known !== undefined && worksIn(known, CUSTOMER_SERVICE);
  };
  return isFinished && typical && !investigations.some(({ by }) => isOfService(by))
    ? [
        {
          code: 'typical_not_investigated',
          message: `典型投诉须由${CUSTOMER_SERVICE}直接调查（条款 2.1.6），还没有其调查记录`,
        },
      ]
    : [];
}

const rolesOf: Readonly<Partial<Record<Owner, readonly Role[]>>> = {
  对接人: ['liaison'],
  回访人: ['caller', 'liaison'],
  主管领导: ['leader', 'general_manager'],
};

/** The person, or the department of that name, is whom the missed clock names. */
function isHolder(
  named: string,
  { owedBy, department, person }: Pick<Deadline, 'owedBy' | 'department' | 'person'>,
  directory: readonly Person[],
): boolean {
  const known = findByName(directory, named);
  if (person !== null)
    return [named, ...(known ? namesOf(known) : [])].map(nameKey).includes(nameKey(person));
  if (department !== null) return named === department || (known !== undefined && worksIn(known, department));
  const roles = rolesOf[owedBy];
  return roles === undefined || (known !== undefined && hasRole(known, ...roles));
}

/** 4.3.6 Punished is who held the case when the time ran out; another one is worth a second look. */
function notTheHolder(
  complaint: Complaint,
  event: CaseEvent,
  directory: readonly Person[],
): readonly Warning[] {
  if (event.type !== 'penalty_decided' || event.data.deadline === null) return [];
  const { deadline, person } = event.data;
  const asOf: Moment = event.occurredAt;
  const holders = complaint.deadlines
    .filter(({ kind, dueAt }) => kind === deadline && dueAt < asOf)
    .map((clock) => answersFor(clock, complaint, asOf));
  const [holder] = holders;
  return holder === undefined || holders.some((each) => isHolder(person, each, directory))
    ? []
    : [
        {
          code: 'not_the_holder',
          message: `到期时案件在${holder.department ?? holder.person ?? holder.owedBy}手里，不在 ${person} 手里`,
        },
      ];
}
