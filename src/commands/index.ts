import type { Command, Group } from '../cli/command.ts';

/** A word of the command line: what it does, and where its module is. Only the one that was typed is loaded. */
interface Entry {
  readonly summary: string;
  load(): Promise<Command | Group>;
}

interface Chapter {
  readonly title: string;
  readonly entries: Readonly<Record<string, Entry>>;
}

/** All commands in the order in which a case meets them. */
export const chapters: readonly Chapter[] = [
  {
    title: '建账',
    entries: {
      init: { summary: '新建台账', load: async () => (await import('./init.ts')).init },
      dept: { summary: '部门：增加、列出、改名、停用', load: async () => (await import('./dept.ts')).dept },
      staff: {
        summary: '人员：增加、列出、角色、调动、改名、电话、离岗',
        load: async () => (await import('./staff.ts')).staff,
      },
      config: { summary: '设置：列出、查看、更改', load: async () => (await import('./config.ts')).config },
      import: {
        summary: '导入旧的 Excel 台账',
        load: async () => (await import('./import.ts')).importCommand,
      },
    },
  },
  {
    title: '办理',
    entries: {
      register: { summary: '受理投诉，登记编号', load: async () => (await import('./register.ts')).register },
      assign: { summary: '转办责任部门', load: async () => (await import('./assign.ts')).assign },
      investigate: {
        summary: '登记调查情况和判定',
        load: async () => (await import('./investigate.ts')).investigate,
      },
      resolve: {
        summary: '方案、答复、改期、终结、办结、回复、解释',
        load: async () => (await import('./resolve.ts')).resolve,
      },
      approve: {
        summary: '部门、主管领导、总经理意见',
        load: async () => (await import('./approve.ts')).approve,
      },
      review: {
        summary: '审核处理结果：通过、退回重办或补登记表',
        load: async () => (await import('./review.ts')).review,
      },
      remind: { summary: '催办：催了谁，他怎么说', load: async () => (await import('./remind.ts')).remind },
      callback: { summary: '回访投诉人', load: async () => (await import('./callback.ts')).callback },
      feedback: {
        summary: '向总部或需反馈部门反馈',
        load: async () => (await import('./feedback.ts')).feedback,
      },
      close: { summary: '归档', load: async () => (await import('./close.ts')).close },
      reopen: { summary: '重新处理已归档的有效投诉', load: async () => (await import('./reopen.ts')).reopen },
      void: { summary: '作废误登的投诉', load: async () => (await import('./void.ts')).voidCommand },
    },
  },
  {
    title: '补充和更正',
    entries: {
      measure: { summary: '整改和预防措施', load: async () => (await import('./measure.ts')).measure },
      penalty: {
        summary: '对延误或造成不良影响的责任人的处罚决定：登记、列出',
        load: async () => (await import('./penalty.ts')).penalty,
      },
      note: { summary: '备注', load: async () => (await import('./note.ts')).note },
      attach: { summary: '附上材料', load: async () => (await import('./attach.ts')).attach },
      amend: { summary: '更正登记的内容', load: async () => (await import('./amend.ts')).amend },
      undo: { summary: '撤回最后一步', load: async () => (await import('./undo.ts')).undo },
    },
  },
  {
    title: '查看和报表',
    entries: {
      show: { summary: '一件投诉的全部情况', load: async () => (await import('./show.ts')).show },
      list: { summary: '投诉列表', load: async () => (await import('./list.ts')).list },
      todo: { summary: '待办：每件的下一步和谁来做', load: async () => (await import('./todo.ts')).todo },
      overdue: { summary: '已超期和快到期的时限', load: async () => (await import('./overdue.ts')).overdue },
      stats: { summary: '按部门、渠道、类别等统计', load: async () => (await import('./stats.ts')).stats },
      report: { summary: '月度统计分析表（附件2）', load: async () => (await import('./report.ts')).report },
      form: { summary: '打印投诉登记表（附件1）', load: async () => (await import('./form.ts')).form },
      inspect: {
        summary: '抽查一个月的投诉：抽样和抽查表',
        load: async () => (await import('./inspect.ts')).inspect,
      },
      archive: { summary: '打包投诉档案', load: async () => (await import('./archive.ts')).archive },
      export: {
        summary: '导出台账（Excel、CSV）',
        load: async () => (await import('./export.ts')).exportCommand,
      },
    },
  },
  {
    title: '看护',
    entries: {
      verify: {
        summary: '核对台账：数据库、流水、时限、编号、附件',
        load: async () => (await import('./verify.ts')).verify,
      },
      doctor: {
        summary: '体检：程序、台账、备份、定时任务',
        load: async () => (await import('./doctor.ts')).doctor,
      },
      completion: {
        summary: '命令行补全（bash、zsh、fish、PowerShell）',
        load: async () => (await import('./completion.ts')).completion,
      },
      notify: { summary: '试发提醒', load: async () => (await import('./notify.ts')).notify },
      schedule: {
        summary: '定时运行提醒和备份',
        load: async () => (await import('./schedule.ts')).schedule,
      },
      backup: { summary: '备份台账和附件', load: async () => (await import('./backup.ts')).backup },
      purge: { summary: '保存期满后清除个人信息', load: async () => (await import('./purge.ts')).purge },
      restore: { summary: '从备份恢复台账', load: async () => (await import('./restore.ts')).restore },
    },
  },
];

/** Every command by its word. */
export const commands: ReadonlyMap<string, Entry> = new Map(
  chapters.flatMap((chapter) => Object.entries(chapter.entries)),
);
