import { defineModule, type Field, formula, label, rollUp } from '@lianke/kernel'
import { tinyTrade } from './tiny-trade.ts'

const field = (on: string, name: string, of: Field) => ({ on, name, field: of })
const works = (expression: string, result: 'text' | 'decimal' | 'boolean') =>
  formula(label('算', 'Works out'), { expression, result })

/** The tiny trade with values that follow from the far end of references, in both directions and through one another. */
export const tinyFollow = [
  ...tinyTrade,
  defineModule({
    name: 'follow',
    label: label('跟随', 'Following'),
    fields: [
      field(
        'trade.partner',
        'notes',
        rollUp(label('记录数', 'Notes'), { child: 'trade.note', via: 'partner', measure: 'count' }),
      ),
      field(
        'trade.partner',
        'weight',
        rollUp(label('权重', 'Weight'), { child: 'trade.deal', via: 'partner', measure: 'sum', of: 'weight' }),
      ),
      field('trade.partner', 'score', works('number(deals) * 10.0 + number(notes)', 'decimal')),
      field('trade.partner', 'group_name', works('group.name', 'text')),
      field('trade.deal', 'weight', works('total * 2.0', 'decimal')),
      field('trade.deal', 'partner_rank', works('partner.rank', 'text')),
      field('trade.deal', 'group_turnover', works('partner.group.turnover', 'decimal')),
      field('trade.deal', 'owner_name', works('owner.name', 'text')),
      field(
        'trade.deal',
        'top_share',
        rollUp(label('最大占比', 'Top share'), { child: 'trade.line', via: 'deal', measure: 'max', of: 'share' }),
      ),
      field('trade.line', 'deal_remark', works('deal.remark', 'text')),
      field('trade.line', 'partner_name', works('deal.partner.name', 'text')),
      field('trade.line', 'share', works('deal.total > 0.0 ? total / deal.total : 0.0', 'decimal')),
      field('trade.note', 'partner_name', works('partner.name + "!"', 'text')),
      field('trade.note', 'partner_score', works('partner.score', 'decimal')),
    ],
  }),
]
