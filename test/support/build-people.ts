// The people of the tests, each with the office his name stands for, in the departments of one branch.

import type { Person } from '../../src/domain/steps/people.ts';

const person = (
  name: string,
  department: string,
  roles: Person['roles'] = [],
  departmentKind: Person['departmentKind'] = 'branch',
): Person => ({ name, formerNames: [], department, formerDepartments: [], departmentKind, roles });

export const liaison = person('刘敏', '客户服务部', ['liaison']);
export const caller = person('李娜', '客户服务部', ['caller']);
export const leader = person('陈国栋', '经理室', ['leader']);
export const generalManager = person('郭振华', '经理室', ['general_manager']);
export const engineer = person('赵强', '工程部');
export const headquartersCaller = person('何卫国', '管理总部', ['caller'], 'headquarters');
