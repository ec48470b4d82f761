import type { Command, Group } from '../cli/command.ts';

/** A word of the command line: what it does, and where its module is. Only the one that was typed is loaded. */
interface Entry {
  /** The Chinese word that says the same: `tousu 受理` is `tousu register`. */
  readonly name: string;
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
      init: { name: '建账', summary: '新建台账', load: async () => (await import('./init.ts')).init },
      dept: {
        name: '部门',
        summary: '部门：增加、列出、改名、停用',
        load: async () => (await import('./dept.ts')).dept,
      },
      staff: {
        name: '人员',
        summary: '人员：增加、列出、角色、调动、改名、电话、离岗',
        load: async () => (await import('./staff.ts')).staff,
      },
      config: {
        name: '设置',
        summary: '设置：列出、查看、更改',
        load: async () => (await import('./config.ts')).config,
      },
      import: {
        name: '导入',
        summary: '导入旧的 Excel 台账',
        load: async () => (await import('./import.ts')).importCommand,
      },
    },
  },
  {
    title: '办理',
    entries: {
      register: {
        name: '受理',
        summary: '受理投诉，登记编号',
        load: async () => (await import('./register.ts')).register,
      },
      assign: {
        name: '转办',
        summary: '转办责任部门',
        load: async () => (await import('./assign.ts')).assign,
      },
      investigate: {
        name: '调查',
        summary: '登记调查情况和判定',
        load: async () => (await import('./investigate.ts')).investigate,
      },
      resolve: {
        name: '处理',
        summary: '方案、答复、改期、终结、办结、回复、解释',
        load: async () => (await import('./resolve.ts')).resolve,
      },
      approve: {
        name: '审批',
        summary: '部门、主管领导、总经理意见',
        load: async () => (await import('./approve.ts')).approve,
      },
      review: {
        name: '审核',
        summary: '审核处理结果：通过、退回重办或补登记表',
        load: async () => (await import('./review.ts')).review,
      },
      remind: {
        name: '催办',
        summary: '催办：催了谁，他怎么说',
        load: async () => (await import('./remind.ts')).remind,
      },
      callback: {
        name: '回访',
        summary: '回访投诉人',
        load: async () => (await import('./callback.ts')).callback,
      },
      feedback: {
        name: '反馈',
        summary: '向总部或需反馈部门反馈',
        load: async () => (await import('./feedback.ts')).feedback,
      },
      close: { name: '归档', summary: '归档', load: async () => (await import('./close.ts')).close },
      reopen: {
        name: '重新处理',
        summary: '重新处理已归档的有效投诉',
        load: async () => (await import('./reopen.ts')).reopen,
      },
      void: {
        name: '作废',
        summary: '作废误登的投诉',
        load: async () => (await import('./void.ts')).voidCommand,
      },
    },
  },
  {
    title: '补充和更正',
    entries: {
      measure: {
        name: '措施',
        summary: '整改和预防措施',
        load: async () => (await import('./measure.ts')).measure,
      },
      penalty: {
        name: '处罚',
        summary: '对延误或造成不良影响的责任人的处罚决定：登记、列出',
        load: async () => (await import('./penalty.ts')).penalty,
      },
      note: { name: '备注', summary: '备注', load: async () => (await import('./note.ts')).note },
      attach: { name: '附件', summary: '附上材料', load: async () => (await import('./attach.ts')).attach },
      amend: {
        name: '更正',
        summary: '更正登记的内容',
        load: async () => (await import('./amend.ts')).amend,
      },
      undo: { name: '撤回', summary: '撤回最后一步', load: async () => (await import('./undo.ts')).undo },
    },
  },
  {
    title: '查看和报表',
    entries: {
      show: {
        name: '查看',
        summary: '一件投诉的全部情况',
        load: async () => (await import('./show.ts')).show,
      },
      list: { name: '列表', summary: '投诉列表', load: async () => (await import('./list.ts')).list },
      todo: {
        name: '待办',
        summary: '待办：每件的下一步和谁来做',
        load: async () => (await import('./todo.ts')).todo,
      },
      overdue: {
        name: '超期',
        summary: '已超期和快到期的时限',
        load: async () => (await import('./overdue.ts')).overdue,
      },
      stats: {
        name: '统计',
        summary: '按部门、渠道、类别等统计',
        load: async () => (await import('./stats.ts')).stats,
      },
      report: {
        name: '月报',
        summary: '月度统计分析表（附件2）',
        load: async () => (await import('./report.ts')).report,
      },
      form: {
        name: '登记表',
        summary: '打印投诉登记表（附件1）',
        load: async () => (await import('./form.ts')).form,
      },
      paper: {
        name: '文书',
        summary: '文书：转办单、催办单、答复函、回访单等',
        load: async () => (await import('./paper.ts')).paper,
      },
      page: {
        name: '单页',
        summary: '一件投诉的网页，在手机上看或打印',
        load: async () => (await import('./page.ts')).page,
      },
      inspect: {
        name: '抽查',
        summary: '抽查一个月的投诉：抽样和抽查表',
        load: async () => (await import('./inspect.ts')).inspect,
      },
      archive: {
        name: '档案',
        summary: '打包投诉档案',
        load: async () => (await import('./archive.ts')).archive,
      },
      export: {
        name: '导出',
        summary: '导出台账（Excel、CSV）',
        load: async () => (await import('./export.ts')).exportCommand,
      },
    },
  },
  {
    title: '总部',
    entries: {
      rollup: {
        name: '汇总',
        summary: '汇总各单位的月报',
        load: async () => (await import('./rollup.ts')).rollup,
      },
      collect: {
        name: '收集',
        summary: '收各单位的数，记入总部台账',
        load: async () => (await import('./collect.ts')).collect,
      },
      unit: {
        name: '单位',
        summary: '服务器上的单位：增加、列出、登录的人',
        load: async () => (await import('./unit.ts')).unit,
      },
      upgrade: {
        name: '升级',
        summary: '把服务器上的台账更新到这一版',
        load: async () => (await import('./upgrade.ts')).upgrade,
      },
    },
  },
  {
    title: '看护',
    entries: {
      verify: {
        name: '核对',
        summary: '核对台账：数据库、流水、时限、编号、附件',
        load: async () => (await import('./verify.ts')).verify,
      },
      doctor: {
        name: '体检',
        summary: '体检：程序、台账、备份、定时任务',
        load: async () => (await import('./doctor.ts')).doctor,
      },
      completion: {
        name: '补全',
        summary: '命令行补全（bash、zsh、fish、PowerShell）',
        load: async () => (await import('./completion.ts')).completion,
      },
      notify: { name: '提醒', summary: '试发提醒', load: async () => (await import('./notify.ts')).notify },
      schedule: {
        name: '定时',
        summary: '定时运行提醒和备份',
        load: async () => (await import('./schedule.ts')).schedule,
      },
      backup: {
        name: '备份',
        summary: '备份台账和附件',
        load: async () => (await import('./backup.ts')).backup,
      },
      purge: {
        name: '清除',
        summary: '保存期满后清除个人信息',
        load: async () => (await import('./purge.ts')).purge,
      },
      restore: {
        name: '恢复',
        summary: '从备份恢复台账',
        load: async () => (await import('./restore.ts')).restore,
      },
      move: {
        name: '迁移',
        summary: '把整本台账迁到别处',
        load: async () => (await import('./move.ts')).move,
      },
    },
  },
];

/** Every command by its word. */
export const commands: ReadonlyMap<string, Entry> = new Map(
  chapters.flatMap((chapter) => Object.entries(chapter.entries)),
);

/** The command's word, whichever of its two names was typed; undefined where there is none such. */
export function commandCalled(typed: string): string | undefined {
  if (commands.has(typed)) return typed;
  for (const [word, { name }] of commands) if (name === typed) return word;
  return undefined;
}
