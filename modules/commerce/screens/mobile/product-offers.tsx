import { label, moneyIn, type Row } from '@lianke/kernel'
import { Empty, Skeleton, useNumbers, useRows, useText } from '@lianke/ui/phone'
import { Stepper } from './order-line-edit.tsx'
import type { TypedOrder } from './use-typed-order.ts'

const shownMax = 30
const onSale = { field: 'status', op: 'eq', value: 'on_sale' } as const

const useOnSale = (q: string) => {
  const like = (['name', 'code', 'barcode'] as const).map((field) => ({ field, op: 'contains' as const, value: q }))
  const { data } = useRows('commerce.product', {
    filter: q ? { and: [onSale, { or: like }] } : onSale,
    sort: ['name'],
    fields: ['name', 'code', 'price', 'stock'],
    limit: shownMax,
  })
  return data?.data
}

/** A product that may be put on the order, with its price and stock. */
const Offer = ({ row, onStep }: { readonly row: Row; readonly onStep: (by: number) => void }) => {
  const text = useText()
  const { money } = useNumbers()
  const own = moneyIn(row.price)
  const name = String(row.name)
  return (
    <div className="lkm-line">
      <span className="lk-grow lkm-line-text">
        <span>{name}</span>
        <span className="lkm-line-note lk-num">
          {[
            own ? money(own.amount, own.currency) : null,
            row.stock === null ? null : text(label('库存 {n}', '{n} in stock'), { n: Number(row.stock) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      <Stepper name={name} quantity={0} onStep={onStep} />
    </div>
  )
}

/** Products on sale that are found and not on the order yet. */
export const ProductOffers = ({ q, order: { lines, step } }: { readonly q: string; readonly order: TypedOrder }) => {
  const text = useText()
  const found = useOnSale(q)
  if (!found) return <Skeleton rows={5} height={56} />
  const rest = found.filter((row) => !lines.some((line) => line.product === row.id))
  if (rest.length === 0 && lines.length === 0)
    return (
      <Empty
        small
        icon="package"
        title={text(label('没有找到产品', 'No product found'))}
        help={text(label('换个名称或编码试试', 'Try another name or code'))}
      />
    )
  return rest.map((row) => <Offer key={row.id} row={row} onStep={(by) => step({ id: row.id, name: String(row.name) }, by)} />)
}
