-- tousu 台账的结构，也是它唯一的定义。
-- 写法同时适用于 SQLite 和 PostgreSQL：主键是自己的文本，时刻是带 +08:00 的文本（列名以 _at 结尾），
-- 日期是 YYYY-MM-DD 的文本（列名以 _on 结尾），是与否是 1 与 0。只适用于其中一种的语句分两段放在文件末尾。
-- 除 journal 外的各表都由 journal 推算而来：tousu verify 逐件重放流水并与各表核对，直接改表会被查出。

-- 一行是一条流水：一件已经发生的事。只增不改，逐条相扣。
CREATE TABLE journal (
  seq         INTEGER NOT NULL PRIMARY KEY CHECK (seq > 0),           -- 流水号，从 1 起不间断
  subject     TEXT    NOT NULL CHECK (subject <> ''),                 -- 登记编号，或 ledger、department:部门、person:姓名、setting:键、notify:渠道、paper:种类、month:月份
  type        TEXT    NOT NULL CHECK (type <> ''),                    -- 事件类型（英文，永不改名）
  occurred_at TEXT    NOT NULL CHECK (occurred_at LIKE '____-__-__T__:__:__+08:00'),  -- 发生时刻
  recorded_at TEXT    NOT NULL CHECK (recorded_at LIKE '____-__-__T__:__:__+08:00'),  -- 录入时刻（系统时钟）
  done_by     TEXT    NOT NULL,                                       -- 谁做的
  operator    TEXT    NOT NULL,                                       -- 谁录入的
  data        TEXT    NOT NULL,                                       -- 事件内容（键已排序的 JSON），个人部分抽出，留空位 {"personal":0}
  salt        TEXT    NOT NULL,                                       -- 随机盐，与 data 一起求 digest
  digest      TEXT    NOT NULL CHECK (length(digest) = 64),           -- personal_digest、salt 与 data 的 SHA-256（个人部分未分开的旧流水：salt 与 data 的）
  prev_hash   TEXT    NOT NULL UNIQUE,                                -- 上一条的 hash；第一条为空文本
  hash        TEXT    NOT NULL UNIQUE CHECK (length(hash) = 64),      -- 上一条的 hash、其余各列与 digest 的 SHA-256
  redacted    INTEGER NOT NULL DEFAULT 0 CHECK (redacted IN (0, 1)),  -- 个人信息是否已按保存期限清除
  personal    TEXT,                                                   -- 个人部分：各空位的值（JSON）；没有时为空
  personal_salt TEXT,                                                 -- 个人部分的随机盐，清除时随之抹去
  personal_digest TEXT                                                -- personal_salt 与 personal 的 SHA-256，清除后不变；没有个人部分时为空文本；个人部分未分开的旧流水为空
);
CREATE INDEX journal_by_subject ON journal (subject, seq);
-- 只含撤回：统计说明要说哪些回访、办结被撤回过，不必读整个流水。
CREATE INDEX journal_undone ON journal (subject, seq) WHERE type = 'undone';

-- 一行是一项设置。
CREATE TABLE setting (
  key   TEXT NOT NULL PRIMARY KEY,                                    -- 键，如 unit.name
  value TEXT NOT NULL                                                 -- 值
);

-- 一行是一个部门，或一个部门从前的名称：过去的投诉仍写那个名称。
CREATE TABLE department (
  name       TEXT    NOT NULL PRIMARY KEY,                            -- 部门名称
  kind       TEXT    NOT NULL CHECK (kind IN ('headquarters', 'branch')),  -- 管理总部、子公司
  position   INTEGER NOT NULL,                                        -- 建立的先后，报表按此排序；改名前后相同
  retired_at TEXT,                                                    -- 停用或改名的时刻；空为在用
  renamed_to TEXT    REFERENCES department (name)                     -- 现在的名称；空为没有改名
);

-- 一行是名录中的一名员工，或一名员工从前的姓名：过去的记录仍写那个姓名。
CREATE TABLE person (
  name       TEXT NOT NULL PRIMARY KEY,                               -- 姓名
  department TEXT NOT NULL REFERENCES department (name),              -- 所在部门
  phone      TEXT,                                                    -- 电话
  retired_at TEXT,                                                    -- 离岗或改名的时刻；空为在岗
  renamed_to TEXT REFERENCES person (name)                            -- 现在的姓名；空为没有改名
);

-- 一行是一名员工的一个角色。
CREATE TABLE person_role (
  person TEXT NOT NULL REFERENCES person (name),                      -- 姓名
  role   TEXT NOT NULL CHECK (role IN ('liaison', 'caller', 'leader', 'general_manager')),  -- 对接人、回访人、主管领导、总经理
  PRIMARY KEY (person, role)
);

-- 一行是一天的编号用到了第几号：编号 = 日期 + 当日序号，不重复、不间断。
CREATE TABLE daily_sequence (
  unit TEXT    NOT NULL,                                              -- 单位代码
  day  TEXT    NOT NULL CHECK (day LIKE '____-__-__'),                -- 编号日期
  last INTEGER NOT NULL CHECK (last > 0),                             -- 最后一个序号
  PRIMARY KEY (unit, day)
);

-- 一行是一件投诉的现状。
CREATE TABLE complaint (
  no               TEXT    NOT NULL PRIMARY KEY,                      -- 登记编号
  unit             TEXT    NOT NULL,                                  -- 单位代码
  numbered_on      TEXT    NOT NULL CHECK (numbered_on LIKE '____-__-__'),  -- 编号日期（更正受理时间不改编号）
  sequence         INTEGER NOT NULL CHECK (sequence > 0),             -- 当日序号
  accepted_at      TEXT    NOT NULL CHECK (accepted_at LIKE '____-__-__T__:__:__+08:00'),  -- 受理时刻
  accepted_on      TEXT    NOT NULL CHECK (accepted_on LIKE '____-__-__'),  -- 受理日期
  phone_key        TEXT,                                              -- 电话的数字，不含 +86 和 -，用来找同一号码
  accepted_month   TEXT    NOT NULL CHECK (accepted_month LIKE '____-__'),  -- 受理月份，报表按此归月
  recorded_at      TEXT    NOT NULL,                                  -- 录入时刻
  acceptor         TEXT    NOT NULL,                                  -- 投诉受理人
  accepted_by_headquarters INTEGER NOT NULL CHECK (accepted_by_headquarters IN (0, 1)),-- 子公司的台账中，受理人是不是总部的人
  contact_on_record INTEGER NOT NULL CHECK (contact_on_record IN (0, 1)),-- 是否留过任何联系方式
  operator         TEXT    NOT NULL,                                  -- 录入人
  imported         INTEGER NOT NULL CHECK (imported IN (0, 1)),       -- 是否从旧台账导入
  channel          TEXT    NOT NULL CHECK (channel IN ('visit', 'phone', 'website', 'online', 'other')),  -- 投诉方式
  channel_note     TEXT,                                              -- 方式为其他时的说明
  name             TEXT    NOT NULL,                                  -- 投诉人
  anonymous        INTEGER NOT NULL CHECK (anonymous IN (0, 1)),      -- 是否匿名
  phone            TEXT,                                              -- 电话
  contact          TEXT,                                              -- 其他联系方式
  kind             TEXT    NOT NULL CHECK (kind IN ('ordinary', 'government', 'authority', 'media', 'vulnerable', 'key_account')),  -- 投诉人类别
  source           TEXT    NOT NULL CHECK (source IN ('direct', 'consumer_association', 'government_hotline', 'social_supervision', 'headquarters')),  -- 来源
  exposure         TEXT    NOT NULL CHECK (exposure IN ('none', 'tv', 'newspaper', 'online')),  -- 曝光
  external_no      TEXT,                                              -- 转来单位的编号
  category         TEXT    NOT NULL CHECK (category IN ('meter_billing', 'repair', 'safety_inspection', 'installation', 'supply', 'service_attitude', 'leak_safety', 'other')),  -- 类别
  typical          INTEGER NOT NULL CHECK (typical IN (0, 1)),        -- 是否典型投诉
  respondent       TEXT,                                              -- 投诉对象
  content          TEXT    NOT NULL CHECK (content <> ''),            -- 投诉内容
  demand           TEXT    NOT NULL CHECK (demand <> ''),             -- 投诉人要求
  evidence         TEXT,                                              -- 证据说明
  relayed_by       TEXT    CHECK (relayed_by IN ('sms', 'email')),    -- 当日以短信或邮件流转
  emergency_at     TEXT,                                              -- 转告抢险的时刻
  status           TEXT    NOT NULL CHECK (status IN ('registered', 'investigating', 'solving', 'proposed', 'executing', 'completed', 'awaiting_callback', 'called_back', 'explaining', 'explained', 'closed', 'voided')),  -- 状态
  round            INTEGER NOT NULL CHECK (round > 0),                -- 第几轮处理
  last_step_at     TEXT    NOT NULL,                                  -- 上一步的发生时刻
  approved         INTEGER NOT NULL CHECK (approved IN (0, 1)),       -- 领导是否已同意目前的处理
  cause            TEXT,                                              -- 投诉原因
  accountability   TEXT,                                              -- 责任人处理
  verdict_valid    INTEGER CHECK (verdict_valid IN (0, 1)),           -- 1 有效 0 无效 空为未判定
  verdict_ground   TEXT    CHECK (verdict_ground IN ('force_majeure', 'misunderstanding', 'customer_fault', 'excessive_expectation', 'nonstandard_request', 'contrary_to_law', 'untrue_information')),  -- 无效的情形
  verdict_reason   TEXT,                                              -- 判定或改判的原因
  verdict_at       TEXT,                                              -- 判定时刻
  verdict_by       TEXT,                                              -- 判定人
  explanation_at     TEXT,                                            -- 解释时刻
  explanation_by     TEXT,                                            -- 解释人
  explanation_method TEXT CHECK (explanation_method IN ('phone', 'visit', 'sms', 'online', 'letter', 'notice')),  -- 解释方式
  explanation_reply  TEXT,                                            -- 解释内容
  completion_at     TEXT,                                             -- 办结时刻
  completion_by     TEXT,                                             -- 办结人
  completion_round  INTEGER,                                          -- 第几轮的办结
  completion_result TEXT,                                             -- 处理结果，或终结的原因
  completion_on_the_spot INTEGER CHECK (completion_on_the_spot IN (0, 1)),-- 是否当场办结
  completion_concluded INTEGER CHECK (completion_concluded IN (0, 1)),-- 是否终结
  completion_approved_by TEXT,                                        -- 谁批准终结
  completion_owes_reply INTEGER CHECK (completion_owes_reply IN (0, 1)),-- 是否还要回复投诉人
  reply_at         TEXT,                                              -- 回复投诉人的时刻
  reply_by         TEXT,                                              -- 谁回复的
  reply_method     TEXT CHECK (reply_method IN ('phone', 'visit', 'sms', 'online', 'letter', 'notice')),-- 回复方式；空为没有记录
  reply_text       TEXT,                                              -- 回复内容
  closure_at       TEXT,                                              -- 归档时刻
  closure_by       TEXT,                                              -- 归档人
  waiver_reason    TEXT,                                              -- 免回访的原因
  waiver_approved_by TEXT,                                            -- 谁批准免回访
  withdrawn_text   TEXT,                                              -- 投诉人撤诉时说的话
  withdrawn_confirmed_by TEXT,                                        -- 谁向投诉人核实撤诉
  withdrawal_at    TEXT,                                              -- 撤诉时刻，重新处理后仍保留
  withdrawal_in_time INTEGER CHECK (withdrawal_in_time IN (0, 1)),    -- 撤诉时是否还没有超期
  voiding_at       TEXT,                                              -- 作废时刻
  voiding_by       TEXT,                                              -- 作废人
  voiding_reason   TEXT,                                              -- 作废原因
  voiding_duplicate_of TEXT,                                          -- 与哪一件重复
  voiding_approved_by TEXT,                                           -- 谁批准作废
  department       TEXT,                                              -- 责任部门（最近一次转办）
  urgent           INTEGER NOT NULL CHECK (urgent IN (0, 1)),         -- 是否紧急（泄漏安全）
  priority         INTEGER NOT NULL CHECK (priority IN (0, 1)),       -- 是否优先处理
  next_step        TEXT,                                              -- 下一步的命令；空为没有下一步
  next_owed_by     TEXT,                                              -- 下一步由谁做
  next_due_at      TEXT,                                              -- 下一步的时限
  earliest_due_at  TEXT,                                              -- 未完成的时限中最早的一个
  grade            TEXT    CHECK (grade IN ('satisfied', 'fairly_satisfied', 'neutral', 'dissatisfied')),  -- 最近一次回访的满意程度
  grade_handled    INTEGER CHECK (grade_handled IN (0, 1)),           -- 最近一次回访时是否已处理
  first_grade      TEXT    CHECK (first_grade IN ('satisfied', 'fairly_satisfied', 'neutral', 'dissatisfied')),-- 第一次回访的满意程度
  rejudged         INTEGER NOT NULL CHECK (rejudged IN (0, 1)),       -- 是否改判过
  in_time_until    TEXT,                                              -- 到何时为止算按时办结；空为未按时
  UNIQUE (unit, numbered_on, sequence)
);
CREATE INDEX complaint_by_acceptance ON complaint (accepted_on);
-- 月报的十二个月走势只按顺序读这个索引：不读整行，也不排序。
CREATE INDEX complaint_by_month ON complaint
  (accepted_month, status, verdict_valid, grade, grade_handled, in_time_until, waiver_approved_by);
CREATE INDEX complaint_by_number ON complaint (numbered_on, sequence);
CREATE INDEX complaint_by_phone ON complaint (phone_key, accepted_on);
CREATE INDEX complaint_by_external_no ON complaint (external_no) WHERE external_no IS NOT NULL;
CREATE INDEX complaint_typical ON complaint (no) WHERE typical = 1;
-- 只含未归档、未作废的：有没有下一步，就是是否未结。
CREATE INDEX complaint_open ON complaint (next_step) WHERE next_step IS NOT NULL;

-- 一行是一次转办。
CREATE TABLE assignment (
  complaint_no   TEXT    NOT NULL REFERENCES complaint (no),          -- 登记编号
  n              INTEGER NOT NULL,                                    -- 第几次
  occurred_at    TEXT    NOT NULL,                                    -- 转办时刻
  done_by        TEXT    NOT NULL,                                    -- 转办人
  department     TEXT    NOT NULL REFERENCES department (name),       -- 责任部门
  respond_within INTEGER NOT NULL,                                    -- 要求几日内反馈（0 为当日）
  feedback_to    TEXT,                                                -- 需反馈部门
  reason         TEXT,                                                -- 判定后再转办的原因
  PRIMARY KEY (complaint_no, n)
);

-- 一行是一个协办部门。
CREATE TABLE assisting (
  complaint_no TEXT    NOT NULL REFERENCES complaint (no),            -- 登记编号
  n            INTEGER NOT NULL,                                      -- 第几个
  name         TEXT    NOT NULL,                                      -- 部门
  PRIMARY KEY (complaint_no, n)
);

-- 一行是一名须回避的人。
CREATE TABLE recusal (
  complaint_no TEXT    NOT NULL REFERENCES complaint (no),            -- 登记编号
  n            INTEGER NOT NULL,                                      -- 第几名
  name         TEXT    NOT NULL,                                      -- 姓名
  PRIMARY KEY (complaint_no, n)
);

-- 一行是一份调查记录。
CREATE TABLE investigation (
  complaint_no TEXT    NOT NULL REFERENCES complaint (no),            -- 登记编号
  n            INTEGER NOT NULL,                                      -- 第几份
  occurred_at  TEXT    NOT NULL,                                      -- 调查时刻
  done_by      TEXT    NOT NULL,                                      -- 调查人
  methods      TEXT    NOT NULL,                                      -- 调查方式，逗号分隔
  findings     TEXT    NOT NULL,                                      -- 调查情况
  cause        TEXT,                                                  -- 查明的原因
  PRIMARY KEY (complaint_no, n)
);

-- 一行是一次改判。
CREATE TABLE rejudgement (
  complaint_no TEXT    NOT NULL REFERENCES complaint (no),            -- 登记编号
  n            INTEGER NOT NULL,                                      -- 第几个
  occurred_at  TEXT    NOT NULL,                                      -- 改判时刻
  done_by      TEXT    NOT NULL,                                      -- 谁改判的
  valid        INTEGER NOT NULL CHECK (valid IN (0, 1)),              -- 1 改为有效 0 改为无效
  reason       TEXT,                                                  -- 改判原因
  PRIMARY KEY (complaint_no, n)
);

-- 一行是一个处理方案和投诉人的答复。
CREATE TABLE proposal (
  complaint_no    TEXT    NOT NULL REFERENCES complaint (no),         -- 登记编号
  n               INTEGER NOT NULL,                                   -- 第几个
  round           INTEGER NOT NULL,                                   -- 第几轮处理
  occurred_at     TEXT    NOT NULL,                                   -- 提出时刻
  done_by         TEXT    NOT NULL,                                   -- 提出人
  plan            TEXT    NOT NULL,                                   -- 方案
  answer_at       TEXT,                                               -- 答复时刻；空为尚未答复
  answer_by       TEXT,                                               -- 谁转达
  answer_accepted INTEGER CHECK (answer_accepted IN (0, 1)),          -- 投诉人是否接受
  answer_proceeded INTEGER CHECK (answer_proceeded IN (0, 1)),        -- 是否不等答复就执行
  answer_reason   TEXT,                                               -- 不接受或不等答复的原因
  answer_external_factor TEXT,                                        -- 不能按期办结的外界因素
  answer_promised_on     TEXT,                                        -- 承诺办结的日期
  answer_approved_by     TEXT,                                        -- 谁批准不等答复
  PRIMARY KEY (complaint_no, n)
);

-- 一行是一次没有联系上投诉人的答复。
CREATE TABLE attempt (
  complaint_no TEXT    NOT NULL REFERENCES complaint (no),            -- 登记编号
  n            INTEGER NOT NULL,                                      -- 第几个
  occurred_at  TEXT    NOT NULL,                                      -- 时刻
  done_by      TEXT    NOT NULL,                                      -- 谁联系的
  proposal     INTEGER NOT NULL,                                      -- 为第几个方案
  text         TEXT    NOT NULL,                                      -- 联系的情况
  PRIMARY KEY (complaint_no, n)
);

-- 一行是一次与投诉人另行商定的办结日期。
CREATE TABLE moved_promise (
  complaint_no TEXT    NOT NULL REFERENCES complaint (no),            -- 登记编号
  n            INTEGER NOT NULL,                                      -- 第几个
  occurred_at  TEXT    NOT NULL,                                      -- 商定时刻
  done_by      TEXT    NOT NULL,                                      -- 谁商定的
  promised_on  TEXT    NOT NULL,                                      -- 新的承诺日期
  external_factor TEXT NOT NULL,                                      -- 外界因素
  PRIMARY KEY (complaint_no, n)
);

-- 一行是一条整改或预防措施。
CREATE TABLE measure (
  complaint_no TEXT    NOT NULL REFERENCES complaint (no),            -- 登记编号
  n            INTEGER NOT NULL,                                      -- 第几条
  kind         TEXT    NOT NULL CHECK (kind IN ('corrective', 'preventive')),  -- 整改、预防
  text         TEXT    NOT NULL,                                      -- 措施
  owner        TEXT    NOT NULL,                                      -- 负责人
  due_on       TEXT    NOT NULL,                                      -- 计划完成日期
  done_on      TEXT,                                                  -- 完成日期；空为未完成
  effect       TEXT,                                                  -- 效果
  PRIMARY KEY (complaint_no, n)
);
CREATE INDEX measure_open ON measure (complaint_no) WHERE done_on IS NULL;

-- 一行是一条意见。
CREATE TABLE opinion (
  complaint_no TEXT    NOT NULL REFERENCES complaint (no),            -- 登记编号
  n            INTEGER NOT NULL,                                      -- 第几条
  occurred_at  TEXT    NOT NULL,                                      -- 签署时刻
  done_by      TEXT    NOT NULL,                                      -- 签署人
  signed_as    TEXT    NOT NULL CHECK (signed_as IN ('department', 'leader', 'general_manager')),  -- 部门、主管领导、总经理
  agreed       INTEGER NOT NULL CHECK (agreed IN (0, 1)),             -- 是否同意
  opinion      TEXT    NOT NULL,                                      -- 意见
  PRIMARY KEY (complaint_no, n)
);

-- 一行是一次审核。
CREATE TABLE review (
  complaint_no TEXT    NOT NULL REFERENCES complaint (no),            -- 登记编号
  n            INTEGER NOT NULL,                                      -- 第几次
  occurred_at  TEXT    NOT NULL,                                      -- 审核时刻
  done_by      TEXT    NOT NULL,                                      -- 审核人
  passed       INTEGER NOT NULL CHECK (passed IN (0, 1)),             -- 是否通过
  supplement   INTEGER NOT NULL CHECK (supplement IN (0, 1)),         -- 是否只是补齐登记表
  reason       TEXT,                                                  -- 退回的原因
  caller       TEXT,                                                  -- 指定的回访人
  PRIMARY KEY (complaint_no, n)
);

-- 一行是一次催办。
CREATE TABLE reminder (
  complaint_no TEXT    NOT NULL REFERENCES complaint (no),            -- 登记编号
  n            INTEGER NOT NULL,                                      -- 第几个
  occurred_at  TEXT    NOT NULL,                                      -- 时刻
  done_by      TEXT    NOT NULL,                                      -- 谁催的
  recipient    TEXT    NOT NULL,                                      -- 催的谁
  text         TEXT    NOT NULL,                                      -- 内容
  promised_on  TEXT,                                                  -- 他答应何时办好
  PRIMARY KEY (complaint_no, n)
);

-- 一行是一次回访，接通与否都记。
CREATE TABLE callback (
  complaint_no     TEXT    NOT NULL REFERENCES complaint (no),        -- 登记编号
  n                INTEGER NOT NULL,                                  -- 第几次
  round            INTEGER NOT NULL,                                  -- 第几轮处理
  occurred_at      TEXT    NOT NULL,                                  -- 回访时刻
  done_by          TEXT    NOT NULL,                                  -- 回访人
  method           TEXT    NOT NULL CHECK (method IN ('phone', 'visit', 'sms', 'online')),  -- 回访方式
  reached          INTEGER NOT NULL CHECK (reached IN (0, 1)),        -- 是否联系上
  handled          INTEGER CHECK (handled IN (0, 1)),                 -- 是否已处理
  unhandled_reason TEXT,                                              -- 未处理的原因
  timeliness       TEXT,                                              -- 处理时效性评价
  satisfaction     TEXT,                                              -- 是否满意
  comment          TEXT,                                              -- 意见及建议
  reason           TEXT,                                              -- 不满意的原因，或没有联系上的情况
  rehandle         INTEGER CHECK (rehandle IN (0, 1)),                -- 是否需要再次联系解决
  PRIMARY KEY (complaint_no, n)
);

-- 一行是一次反馈。
CREATE TABLE feedback (
  complaint_no TEXT    NOT NULL REFERENCES complaint (no),            -- 登记编号
  n            INTEGER NOT NULL,                                      -- 第几次
  occurred_at  TEXT    NOT NULL,                                      -- 反馈时刻
  done_by      TEXT    NOT NULL,                                      -- 反馈人
  recipient    TEXT    NOT NULL,                                      -- 反馈给谁
  content      TEXT    NOT NULL,                                      -- 反馈内容
  reports_result INTEGER NOT NULL CHECK (reports_result IN (0, 1)),   -- 是不是总部等的调查处理情况
  PRIMARY KEY (complaint_no, n)
);

-- 一行是一份材料；文件按 SHA-256 存放在台账旁的 attachments 文件夹。
CREATE TABLE attachment (
  complaint_no TEXT    NOT NULL REFERENCES complaint (no),            -- 登记编号
  n            INTEGER NOT NULL,                                      -- 第几份
  occurred_at  TEXT    NOT NULL,                                      -- 收存时刻
  done_by      TEXT    NOT NULL,                                      -- 收存人
  kind         TEXT    NOT NULL CHECK (kind IN ('evidence', 'investigation', 'analysis', 'rectification', 'decision', 'other')),  -- 材料种类
  name         TEXT    NOT NULL,                                      -- 原文件名
  sha256       TEXT    NOT NULL CHECK (length(sha256) = 64),          -- 内容的 SHA-256
  size         INTEGER NOT NULL CHECK (size >= 0),                    -- 字节数
  PRIMARY KEY (complaint_no, n)
);

-- 一行是一条备注。
CREATE TABLE note (
  complaint_no TEXT    NOT NULL REFERENCES complaint (no),            -- 登记编号
  n            INTEGER NOT NULL,                                      -- 第几条
  occurred_at  TEXT    NOT NULL,                                      -- 时刻
  done_by      TEXT    NOT NULL,                                      -- 谁写的
  text         TEXT    NOT NULL,                                      -- 内容
  PRIMARY KEY (complaint_no, n)
);

-- 一行是一个对超期责任人的处罚决定。
CREATE TABLE penalty (
  complaint_no TEXT    NOT NULL REFERENCES complaint (no),            -- 登记编号
  n            INTEGER NOT NULL,                                      -- 第几个
  occurred_at  TEXT    NOT NULL,                                      -- 决定时刻
  deadline     TEXT,                                                  -- 超期的时限；空为造成不良影响
  effect       TEXT,                                                  -- 造成的不良影响
  person       TEXT    NOT NULL,                                      -- 责任人
  decision     TEXT    NOT NULL,                                      -- 处罚决定
  PRIMARY KEY (complaint_no, n)
);

-- 一行是一次把受理时间改到另一天的更正。
CREATE TABLE moved_day (
  complaint_no TEXT    NOT NULL REFERENCES complaint (no),            -- 登记编号
  n            INTEGER NOT NULL,                                      -- 第几个
  occurred_at  TEXT    NOT NULL,                                      -- 更正时刻
  done_by      TEXT    NOT NULL,                                      -- 谁更正的
  from_day     TEXT    NOT NULL,                                      -- 原受理日期
  to_day       TEXT    NOT NULL,                                      -- 改到哪一天
  approved_by  TEXT,                                                  -- 谁批准的
  reason       TEXT    NOT NULL,                                      -- 原因
  PRIMARY KEY (complaint_no, n)
);
CREATE INDEX moved_day_left ON moved_day (from_day);

-- 一行是从那时起案件在谁手里；空为没有人（已归档）。
CREATE TABLE holding (
  complaint_no TEXT    NOT NULL REFERENCES complaint (no),            -- 登记编号
  n            INTEGER NOT NULL,                                      -- 第几个
  since        TEXT    NOT NULL,                                      -- 从何时起
  role         TEXT,                                                  -- 由谁办
  department   TEXT,                                                  -- 哪个部门
  person       TEXT,                                                  -- 哪个人
  PRIMARY KEY (complaint_no, n)
);

-- 一行是一个时限。是否超期不存，读时按当时判断。
CREATE TABLE deadline (
  complaint_no TEXT    NOT NULL REFERENCES complaint (no),            -- 登记编号
  n            INTEGER NOT NULL,                                      -- 第几个
  kind         TEXT    NOT NULL CHECK (kind IN ('assign', 'response', 'explain', 'resolve', 'promise', 'hq_feedback', 'callback', 'rehandle', 'rework', 'approve', 'review', 'close')),  -- 转办、反馈、解释答复、办结、承诺办结、总部反馈、回访、再次处理、返工、审批、审核、归档
  round        INTEGER NOT NULL,                                      -- 第几轮处理
  started_at   TEXT    NOT NULL,                                      -- 起始时刻
  due_at       TEXT    NOT NULL,                                      -- 最晚时刻
  days         INTEGER,                                               -- 起始时适用的自然日数；承诺日期为空
  met_at       TEXT,                                                  -- 完成时刻
  met_by       TEXT    CHECK (met_by IN ('completion', 'withdrawal', 'other')),  -- 由办结完成、因撤诉结束，还是由其他步骤完成
  met_recorded_at TEXT,                                               -- 完成它的那一步何时录入
  cancelled_at TEXT,                                                  -- 取消时刻
  cancelled_by TEXT    CHECK (cancelled_by IN ('verdict', 'withdrawal', 'other')),  -- 因判为无效、因撤诉，还是因其他原因取消
  owed_by      TEXT    NOT NULL,                                      -- 应由谁完成
  department   TEXT,                                                  -- 应由哪个部门完成
  person       TEXT,                                                  -- 应由哪个人完成
  PRIMARY KEY (complaint_no, n)
);
CREATE INDEX deadline_open ON deadline (due_at) WHERE met_at IS NULL AND cancelled_at IS NULL;
-- 只含未完成的和晚完成的：月报数超期，不必读每个时限。
CREATE INDEX deadline_unmet_or_late ON deadline (complaint_no)
  WHERE cancelled_at IS NULL AND (met_at IS NULL OR met_at > due_at);
-- 只含按时完成、但过了时限才录入的：统计说明要列出补录。
CREATE INDEX deadline_entered_late ON deadline (complaint_no)
  WHERE cancelled_at IS NULL AND met_at <= due_at AND met_recorded_at > due_at;

-- 一行是一条发出过的提醒：哪个渠道、哪件投诉的哪个时限、快到期还是超期。
CREATE TABLE notice (
  channel      TEXT NOT NULL CHECK (channel IN ('email', 'wecom', 'dingtalk', 'feishu', 'command')),  -- 邮件、企业微信、钉钉、飞书、本单位的命令
  complaint_no TEXT NOT NULL REFERENCES complaint (no),               -- 登记编号
  kind         TEXT NOT NULL,                                         -- 时限的种类
  due_at       TEXT NOT NULL,                                         -- 时限的最晚时刻
  level        TEXT NOT NULL CHECK (level IN ('due_soon', 'overdue')),  -- 快到期、超期
  sent_on      TEXT NOT NULL CHECK (sent_on LIKE '____-__-__'),       -- 最近一次发出的日期
  PRIMARY KEY (complaint_no, channel, kind, due_at, level)
);

-- 一行是一份出过的文书：同一种、同一年的从 1 号起不间断。
CREATE TABLE paper (
  kind      TEXT    NOT NULL CHECK (kind IN ('transfer', 'reminder', 'signing', 'answer', 'explanation', 'callback', 'headquarters', 'rectification', 'penalty', 'poster')),  -- 转办单、催办单、签批清单、答复函、解释告知书、回访单、调查处理情况报告、整改通知书、处罚决定书、投诉渠道公示
  year      INTEGER NOT NULL,                                         -- 字号的年份
  n         INTEGER NOT NULL CHECK (n > 0),                           -- 字号的序号
  made_at   TEXT    NOT NULL,                                         -- 出具时刻
  format    TEXT    NOT NULL CHECK (format IN ('docx', 'pdf', 'text')),  -- Word 文件、PDF、消息文字
  recipient TEXT,                                                     -- 给哪个部门或员工；空为投诉人或公众
  PRIMARY KEY (kind, year, n)
);

-- 一行是一份文书所列的一件投诉。
CREATE TABLE paper_case (
  kind         TEXT    NOT NULL,                                      -- 文书种类
  year         INTEGER NOT NULL,                                      -- 字号的年份
  n            INTEGER NOT NULL,                                      -- 字号的序号
  complaint_no TEXT    NOT NULL REFERENCES complaint (no),            -- 登记编号
  PRIMARY KEY (kind, year, n, complaint_no),
  FOREIGN KEY (kind, year, n) REFERENCES paper (kind, year, n)
);
CREATE INDEX paper_case_by_complaint ON paper_case (complaint_no);

-- 供人查阅的台账。
CREATE VIEW 台账 AS
SELECT no AS 登记编号, accepted_at AS 受理时间, name AS 投诉人, phone AS 电话, contact AS 其他联系方式,
       content AS 投诉内容, demand AS 投诉人要求, department AS 责任部门,
       CASE status
         WHEN 'registered' THEN '待转办' WHEN 'investigating' THEN '调查中' WHEN 'solving' THEN '拟定方案'
         WHEN 'proposed' THEN '待答复' WHEN 'executing' THEN '执行中' WHEN 'completed' THEN '待审核'
         WHEN 'awaiting_callback' THEN '待回访' WHEN 'called_back' THEN '待归档' WHEN 'explaining' THEN '待解释'
         WHEN 'explained' THEN '待归档' WHEN 'closed' THEN '已归档' WHEN 'voided' THEN '已作废' ELSE status
       END AS 状态,
       CASE verdict_valid WHEN 1 THEN '有效' WHEN 0 THEN '无效' ELSE '未判定' END AS 判定,
       completion_result AS 处理结果,
       CASE grade
         WHEN 'satisfied' THEN '满意' WHEN 'fairly_satisfied' THEN '较满意' WHEN 'neutral' THEN '一般'
         WHEN 'dissatisfied' THEN '不满意' ELSE grade
       END AS 满意程度,
       closure_at AS 归档时间
FROM complaint;

-- ======== 以下只适用于 SQLite ========
PRAGMA application_id = 1953461619;
PRAGMA user_version = 5;

-- 只有清除可以改流水，只改个人部分，并抹去它的盐；个人部分未分开的旧流水清除一次，以后也不能再改。
CREATE TRIGGER journal_is_append_only BEFORE UPDATE ON journal
WHEN NOT (NEW.redacted = 1
  AND NEW.seq = OLD.seq AND NEW.subject = OLD.subject AND NEW.type = OLD.type
  AND NEW.occurred_at = OLD.occurred_at AND NEW.recorded_at = OLD.recorded_at
  AND NEW.done_by = OLD.done_by AND NEW.operator = OLD.operator
  AND NEW.digest = OLD.digest AND NEW.prev_hash = OLD.prev_hash AND NEW.hash = OLD.hash
  AND NEW.personal_digest IS OLD.personal_digest
  AND CASE WHEN OLD.personal_digest IS NULL
    THEN OLD.redacted = 0 AND NEW.salt = '' AND NEW.personal IS NULL AND NEW.personal_salt IS NULL
    ELSE NEW.data = OLD.data AND NEW.salt = OLD.salt AND NEW.personal_salt = ''
      AND OLD.personal IS NOT NULL AND NEW.personal IS NOT NULL END)
BEGIN SELECT RAISE(ABORT, '流水只增不改'); END;

CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, '流水只增不删'); END;

-- ======== 以下只适用于 PostgreSQL ========
-- 只有一行：这是 tousu 的台账，以及它的结构是哪一版。
CREATE TABLE ledger_format (
  application INTEGER NOT NULL PRIMARY KEY,                           -- tousu 的标识，与 SQLite 文件里的相同
  version     INTEGER NOT NULL                                        -- 结构的版本
);

-- 一行是附件内容的一段，每段至多 1 MiB。SQLite 的台账把附件放在旁边的文件夹里。
CREATE TABLE attachment_piece (
  sha256  TEXT    NOT NULL,                                           -- 附件内容的 SHA-256
  n       INTEGER NOT NULL CHECK (n > 0),                             -- 第几段
  content BYTEA   NOT NULL CHECK (octet_length(content) BETWEEN 1 AND 1048576),  -- 内容
  PRIMARY KEY (sha256, n)
);
ALTER TABLE attachment_piece ALTER COLUMN content SET STORAGE EXTERNAL;

-- 与 SQLite 的触发器同样的规矩；这里还要拦住 TRUNCATE。各函数只用系统自己的函数和运算符（search_path），别人的同名的不算。
CREATE FUNCTION journal_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.redacted = 1
    AND NEW.seq = OLD.seq AND NEW.subject = OLD.subject AND NEW.type = OLD.type
    AND NEW.occurred_at = OLD.occurred_at AND NEW.recorded_at = OLD.recorded_at
    AND NEW.done_by = OLD.done_by AND NEW.operator = OLD.operator
    AND NEW.digest = OLD.digest AND NEW.prev_hash = OLD.prev_hash AND NEW.hash = OLD.hash
    AND NEW.personal_digest IS NOT DISTINCT FROM OLD.personal_digest
    AND (CASE WHEN OLD.personal_digest IS NULL
      THEN OLD.redacted = 0 AND NEW.salt = '' AND NEW.personal IS NULL AND NEW.personal_salt IS NULL
      ELSE NEW.data = OLD.data AND NEW.salt = OLD.salt AND NEW.personal_salt = ''
        AND OLD.personal IS NOT NULL AND NEW.personal IS NOT NULL END)
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION '%', CASE TG_OP WHEN 'UPDATE' THEN '流水只增不改' ELSE '流水只增不删' END;
END $$;
CREATE TRIGGER journal_is_append_only BEFORE UPDATE ON journal FOR EACH ROW EXECUTE FUNCTION journal_guard();
CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal FOR EACH ROW EXECUTE FUNCTION journal_guard();
CREATE TRIGGER journal_is_never_emptied BEFORE TRUNCATE ON journal FOR EACH STATEMENT EXECUTE FUNCTION journal_guard();

-- 录入人就是登录的人，流水一条接一条；搬迁、恢复、清除只由台账的所有者做，他也带来别人录入的旧流水。
CREATE FUNCTION journal_says_who() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE last BIGINT;
BEGIN
  IF pg_has_role(session_user, (SELECT relowner FROM pg_catalog.pg_class WHERE oid = TG_RELID), 'MEMBER')
  THEN RETURN NEW; END IF;
  IF NEW.operator <> session_user
  THEN RAISE EXCEPTION '录入人不是登录的人' USING ERRCODE = 'insufficient_privilege'; END IF;
  IF NEW.type IN ('ledger_moved', 'ledger_received', 'ledger_restored', 'personal_data_purged')
  THEN RAISE EXCEPTION '这样的流水只由所有者记' USING ERRCODE = 'insufficient_privilege'; END IF;
  EXECUTE format('SELECT COALESCE(MAX(seq), 0) FROM %I.journal', TG_TABLE_SCHEMA) INTO last;
  IF NEW.seq <> last + 1
  THEN RAISE EXCEPTION '流水号不相接' USING ERRCODE = 'insufficient_privilege'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER journal_says_who BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION journal_says_who();

-- 附件的各段接起来，SHA-256 就是它的名字，段号从 1 起不缺；提交时看最后一段，先前各段不重算。所有者带来的，由程序核对。
CREATE FUNCTION attachment_is_its_name() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE sound BOOLEAN;
BEGIN
  IF pg_has_role(session_user, (SELECT relowner FROM pg_catalog.pg_class WHERE oid = TG_RELID), 'MEMBER')
  THEN RETURN NULL; END IF;
  EXECUTE format('SELECT CASE WHEN EXISTS (SELECT 1 FROM %1$I.attachment_piece WHERE sha256 = $1 AND n > $2) THEN true
    ELSE (SELECT COUNT(*) = MAX(n) AND encode(sha256(string_agg(content, '''' ORDER BY n)), ''hex'') = $1
      FROM %1$I.attachment_piece WHERE sha256 = $1) END', TG_TABLE_SCHEMA) INTO sound USING NEW.sha256, NEW.n;
  IF sound IS NOT TRUE
  THEN RAISE EXCEPTION '附件的内容不是它的名字' USING ERRCODE = 'insufficient_privilege'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER attachment_is_its_name AFTER INSERT ON attachment_piece DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION attachment_is_its_name();
