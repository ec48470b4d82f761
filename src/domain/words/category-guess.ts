import { soundsDangerous } from '../steps/warnings.ts';
import type { Category } from './vocabulary.ts';

/** What complainants say of matters of each category; 其他 is what nothing speaks for. */
const signs: Readonly<Record<Exclude<Category, 'other' | 'leak_safety'>, RegExp>> = {
  meter_billing:
    /抄表|估抄|底数|表数|气费|收费|多收|退费|退款|缴费|充值|账单|发票|气量|阶梯|扣款|走字|IC ?卡/g,
  repair: /打不着|点不着|报修|维修|修理|上门修|坏了|灶具|热水器|壁挂炉|换表|熄火|阀门|漏水|渗水/g,
  safety_inspection: /安检|入户检查|安全检查|隐患/g,
  installation: /安装|开户|开通|施工|改管|移表|通气|开挖|墙面|路面/g,
  supply: /停气|没有?气|供气|气压|压力|火小|断气/g,
  service_attitude: /态度|骂人?|吵|推诿|推脱|不耐烦|挂电话|没人接|不理|午休|排队/g,
};

/**
 * The category that the words of a complaint speak for; undefined where none does, or two do alike. Danger goes before
 * everything (4.1.2).
 */
export function guessCategory(content: string): Category | undefined {
  if (soundsDangerous(content)) return 'leak_safety';
  const found = Object.entries(signs)
    .map(([category, words]) => ({
      category: category as keyof typeof signs,
      hits: content.match(words)?.length ?? 0,
    }))
    .filter(({ hits }) => hits > 0)
    .toSorted((a, b) => b.hits - a.hits);
  const [first, second] = found;
  return first !== undefined && first.hits > (second?.hits ?? 0) ? first.category : undefined;
}
