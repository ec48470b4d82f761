// An office and a case of 2013-01-01 from its registration to its close, as lists of words to type. No value has a blank.

const no = '2013010101';

/** The ledger, a department, and who reviews, calls back and approves. */
export const office = [
  'init --unit 修武燃气公司',
  'dept add 工程部',
  'staff add 刘敏 --dept 客户服务部 --role liaison',
  'staff add 李娜 --dept 客户服务部 --role caller',
  'staff add 陈国栋 --dept 客户服务部 --role leader',
].map(words);

const atHours = {
  '01 09:00': `register --channel phone --name 李强 --phone 13800001234 --by 王芳
               --content 报修两天没人来，老人独居在家，天冷没法做饭 --demand 尽快上门`,
  '01 10:00': `assign ${no} --dept 工程部 --by 刘敏`,
  '01 11:00': `investigate ${no} --by 赵强 --method site_visit --findings 电池盒锈蚀 --cause 派单无人复核 --verdict valid`,
  '01 12:00': `resolve propose ${no} --by 赵强 --plan 更换电池盒`,
  '01 13:00': `resolve answer ${no} --accept --by 王芳`,
  '01 14:00': `resolve complete ${no} --by 赵强 --result 已修好 --replied phone --accountability 通报批评
               --corrective 更换 --preventive 每日复核`,
  '01 15:00': `approve ${no} --as leader --by 陈国栋 --opinion 同意`,
  '01 16:00': `review ${no} --pass --by 刘敏`,
  '01 17:00': `callback ${no} --by 李娜 --method phone --handled yes --timeliness 1 --satisfaction 1`,
  '01 18:00': `close ${no} --by 刘敏`,
};

/** Every step of the case with this number, the first of its ledger. */
export const closedCase = {
  no,
  steps: Object.entries(atHours).map(([hour, line]) => [...words(line), '--at', `2013-01-${hour}`]),
};

/** A case that waits for its assignment, on a day of its own. */
export const openCase = {
  no: '2013010301',
  steps: [
    words(`register --channel phone --name 周建国 --phone 13500004567 --by 王芳
           --content 燃气灶打不着火 --demand 尽快修好 --at`).concat('2013-01-03 09:00'),
  ],
};

function words(line) {
  return line.split(/\s+/);
}
