import { order } from '@lianke/commerce/contract'
import { person } from '@lianke/customer/contract'
import { followUp } from '@lianke/fieldwork/contract'
import { opportunity } from '@lianke/sales/contract'
import { type Filter, type Label, label } from '@lianke/kernel'

/** One count of a month: of which object, by which moment. */
export interface Figure {
  readonly object: string
  readonly label: Label
  readonly moment: string
  readonly also?: Filter
}

/** What a working month is told by. */
export const monthFigures: readonly Figure[] = [
  { object: person.name, label: label('新增客户', 'New customers'), moment: 'created_at' },
  { object: followUp.name, label: label('跟进', 'Follow-ups'), moment: 'happened_at' },
  {
    object: order.name,
    label: label('订单', 'Orders'),
    moment: 'ordered_at',
    also: { field: 'kind', op: 'eq', value: 'sale' },
  },
  { object: opportunity.name, label: label('新商机', 'New opportunities'), moment: 'created_at' },
]

/** The rows of a figure in a window of time; of one's own only, where that is asked. */
export const figureFilter = (figure: Figure, window: object, mine = false): Filter => ({
  and: [
    ...(mine ? [{ field: 'owner', op: 'me' } as const] : []),
    { field: figure.moment, op: 'within', value: window },
    ...(figure.also ? [figure.also] : []),
  ],
})

/** A count as it is read: `–` until it is known, `10,000+` where counting stopped. */
export const sayCount = (
  number: (value: number) => string,
  count: { readonly value: number; readonly capped: boolean } | undefined,
) => (count ? `${number(count.value)}${count.capped ? '+' : ''}` : '–')
