import { label } from '@lianke/kernel'
import { Icon, useNumbers, useText } from '@lianke/ui/phone'
import type { LinePrice, OrderLine } from './order-lines.ts'

/** How many: a thumb’s width for less and more. */
export const Stepper = ({
  name,
  quantity,
  onStep,
}: {
  readonly name: string
  readonly quantity: number
  readonly onStep: (by: number) => void
}) => {
  const text = useText()
  return (
    <span className="lkm-stepper">
      {quantity > 0 ? (
        <>
          <button
            type="button"
            className="lkm-icon-button"
            aria-label={text(label('减少{name}', 'Fewer {name}'), { name })}
            onClick={() => onStep(-1)}
          >
            <Icon name="minus" size={18} />
          </button>
          <output className="lk-num">{quantity}</output>
        </>
      ) : null}
      <button
        type="button"
        className="lkm-icon-button"
        aria-label={text(label('增加{name}', 'More {name}'), { name })}
        onClick={() => onStep(1)}
      >
        <Icon name="plus" size={18} />
      </button>
    </span>
  )
}

/** A chosen product with all that decides its price. */
export const OrderLineEdit = ({
  line,
  price,
  currency,
  onStep,
  onPrice,
}: {
  readonly line: OrderLine
  readonly price: LinePrice | undefined
  readonly currency: string
  readonly onStep: (by: number) => void
  readonly onPrice: (price: string | undefined) => void
}) => {
  const text = useText()
  const { money } = useNumbers()
  const typed = line.price ? Number(line.price) : null
  const low = price?.lowest ? Number(price.lowest) : null
  const short = price?.stock !== null && price?.stock !== undefined && price.stock < line.quantity
  const notes = [
    price?.last ? text(label('上次 {price}', 'Last {price}'), { price: money(price.last.amount, price.last.currency) }) : null,
    low === null ? null : text(label('最低 {price}', 'Lowest {price}'), { price: money(low, currency) }),
    price?.stock === null || price?.stock === undefined ? null : text(label('库存 {n}', '{n} in stock'), { n: price.stock }),
  ]
    .filter(Boolean)
    .join(' · ')
  return (
    <div className="lkm-line lkm-order-line">
      <span className="lk-grow lkm-line-text">
        <b>{line.name}</b>
        <span className="lkm-line-note lk-num">{notes}</span>
        {short ? <span className="lkm-problem">{text(label('库存不足', 'Not enough in stock'))}</span> : null}
        {typed !== null && low !== null && typed < low ? (
          <span className="lkm-problem">{text(label('低于允许的最低价', 'Below the lowest price allowed'))}</span>
        ) : null}
      </span>
      <input
        className="lkm-input lkm-price lk-num"
        inputMode="decimal"
        aria-label={text(label('{name}的单价', 'Price of {name}'), { name: line.name })}
        placeholder={price?.price ?? ''}
        value={line.price ?? ''}
        onChange={(event) => onPrice(event.target.value.replace(/[^\d.]/g, '') || undefined)}
      />
      <Stepper name={line.name} quantity={line.quantity} onStep={onStep} />
    </div>
  )
}
