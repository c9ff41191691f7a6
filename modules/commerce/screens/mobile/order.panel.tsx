import { label, moneyIn } from '@lianke/kernel'
import {
  Button,
  Empty,
  request,
  SearchBox,
  Skeleton,
  useAct,
  useCommand,
  useNumbers,
  useRows,
  useText,
  useToast,
} from '@lianke/ui/phone'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { estimated, type LinePrice, type OrderLine, stepped } from './order-lines.ts'
import { OrderLineEdit, Stepper } from './order-line-edit.tsx'

const product = 'commerce.product'
const shownMax = 30
interface Prices {
  readonly currency: string
  readonly lines: readonly LinePrice[]
}

/** An order on one page: products found and counted, prices, stock and limits seen while typing. */
const Order = ({ id }: { readonly object: string; readonly id: string }) => {
  const text = useText()
  const toast = useToast()
  const { close } = useAct()
  const { money } = useNumbers()
  const [q, setQ] = useState('')
  const [lines, setLines] = useState<readonly OrderLine[]>([])
  const search = useCallback((next: string) => setQ(next), [])
  const place = useCommand<{ order_number: string }>('order.place')
  const onSale = { field: 'status', op: 'eq', value: 'on_sale' } as const
  const like = (['name', 'code', 'barcode'] as const).map((field) => ({ field, op: 'contains' as const, value: q }))
  const found = useRows(product, {
    filter: q ? { and: [onSale, { or: like }] } : onSale,
    sort: ['name'],
    fields: ['name', 'code', 'price', 'stock'],
    limit: shownMax,
  })
  const asked = lines.map((line) => ({ product: line.product, quantity: String(line.quantity) }))
  const prices = useQuery({
    queryKey: ['order.prices', id, asked],
    enabled: lines.length > 0,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => request<Prices>('/commands/order.prices', { body: { person: id, lines: asked }, signal }),
  })
  const known = new Map(prices.data?.lines.map((line) => [line.product, line]))
  const currency = prices.data?.currency ?? 'CNY'
  const sum = estimated(lines, known)
  const submit = (confirm: boolean) =>
    place.mutate(
      {
        person: id,
        confirm,
        lines: lines.map((line) => ({
          product: line.product,
          quantity: String(line.quantity),
          ...(line.price ? { price: line.price } : {}),
        })),
      },
      {
        onSuccess: ({ order_number }) => {
          toast.done(
            confirm
              ? text(label('已下单 {number}', 'Placed {number}'), { number: order_number })
              : text(label('草稿 {number} 已存', 'Draft {number} saved'), { number: order_number }),
          )
          close()
        },
        onError: toast.failed,
      },
    )
  const rest = (found.data?.data ?? []).filter((row) => !lines.some((line) => line.product === row.id))
  return (
    <>
      <SearchBox placeholder={text(label('搜产品名称、编码', 'Product name or code'))} onSearch={search} />
      <div className="lkm-sheet-body lkm-lines">
        {lines.map((line) => (
          <OrderLineEdit
            key={line.product}
            line={line}
            price={known.get(line.product)}
            currency={currency}
            onStep={(by) => setLines(stepped(lines, { id: line.product, name: line.name }, by))}
            onPrice={(price) => setLines(lines.map((one) => (one === line ? { ...line, price } : one)))}
          />
        ))}
        {!found.data ? (
          <Skeleton rows={5} height={56} />
        ) : rest.length === 0 && lines.length === 0 ? (
          <Empty
            small
            icon="package"
            title={text(label('没有找到产品', 'No product found'))}
            help={text(label('换个名称或编码试试', 'Try another name or code'))}
          />
        ) : (
          rest.map((row) => {
            const own = moneyIn(row.price)
            const name = String(row.name)
            return (
              <div key={row.id} className="lkm-line">
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
                <Stepper name={name} quantity={0} onStep={(by) => setLines(stepped(lines, { id: row.id, name }, by))} />
              </div>
            )
          })
        )}
      </div>
      <div className="lkm-sheet-foot">
        <div className="lkm-total">
          <span className="lk-muted lk-grow">{text(label('{n} 件产品', '{n} products'), { n: lines.length })}</span>
          <b className="lk-num">{lines.length === 0 ? '' : sum === null ? '–' : money(sum, currency)}</b>
        </div>
        <div className="lk-row">
          <Button size="large" disabled={lines.length === 0 || place.isPending} onClick={() => submit(false)}>
            {text(label('存草稿', 'Draft'))}
          </Button>
          <Button
            block
            color="primary"
            size="large"
            disabled={lines.length === 0}
            loading={place.isPending}
            onClick={() => submit(true)}
          >
            {text(label('下单', 'Place order'))}
          </Button>
        </div>
      </div>
    </>
  )
}
export default Order
