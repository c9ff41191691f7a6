import { account, person } from '@lianke/customer/contract'
import { type Label, label, referenceIn } from '@lianke/kernel'
import { RecordPicker, useText } from '@lianke/ui'
import type { Buyer } from './draft-order.ts'
import { goTo } from './go-to.ts'
import type { TypedOrder } from './use-order.ts'

const asked: readonly { readonly name: keyof Buyer; readonly to: string; readonly said: Label }[] = [
  { name: 'person', to: person.name, said: label('客户', 'Person') },
  { name: 'account', to: account.name, said: label('企业', 'Account') },
  { name: 'price_book', to: 'commerce.price_book', said: label('价目表', 'Price book') },
]

/** Who buys, and by which prices. */
export const OrderBuyer = ({ order: { buyer, setBuyer } }: { readonly order: TypedOrder }) => {
  const text = useText()
  return (
    <div className="lk-order-who">
      {asked.map(({ name, to, said }) => (
        <div key={name} className="lk-field">
          <label htmlFor={`order-${name}`}>{text(said)}</label>
          <RecordPicker
            id={`order-${name}`}
            to={to}
            value={buyer[name]}
            autoFocus={name === 'person' && !buyer.person && !buyer.account}
            onChange={(value) => {
              setBuyer((old) => ({ ...old, [name]: referenceIn(value) }))
              if (value && name !== 'price_book') goTo(0, 'product')
            }}
          />
        </div>
      ))}
    </div>
  )
}
