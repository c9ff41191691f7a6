import { account, person } from '@lianke/customer/contract'
import './order/order.css'
import { label, referenceIn } from '@lianke/kernel'
import { Page, RecordPicker, recordPath, refresh, useNumbers, useText, useToast, useAsked } from '@lianke/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, DatePicker, Input } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { OrderLines } from './order/order-lines.tsx'
import { type Buyer, buyerIn, complaintsOf, useOrder } from './order/use-order.ts'

const order = 'commerce.order'
const remarkMax = 2000

/** An order on one page: who buys, lines priced while typing, sums beside. Ctrl/Cmd-Enter submits. */
const OrderEntryPage = () => {
  const text = useText()
  const toast = useToast()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { money } = useNumbers()
  const defaults = buyerIn(useAsked('defaults'))
  const { buyer, setBuyer, lines, filled, known, currency, sums, totals, change, remove, place } = useOrder(defaults)
  const [remark, setRemark] = useState('')
  const [deliver, setDeliver] = useState<string | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const [sending, setSending] = useState(false)
  const complaints = complaintsOf(problem)
  const ready = filled.length > 0 && Boolean(buyer.person ?? buyer.account)
  const send = async (confirm: boolean) => {
    if (!ready || sending) return
    setSending(true)
    setProblem(null)
    try {
      const placed = await place(confirm, {
        ...(remark.trim() ? { remark: remark.trim() } : {}),
        ...(deliver ? { deliver_on: deliver } : {}),
      })
      await refresh(client, order)
      toast.done(
        text(
          confirm
            ? label('订单 {number} 已提交', 'Order {number} placed')
            : label('草稿 {number} 已保存', 'Draft {number} saved'),
          { number: placed.order_number },
        ),
      )
      void navigate({ to: recordPath(order, placed.id), replace: true })
    } catch (error) {
      setProblem(error)
    } finally {
      setSending(false)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
    event.preventDefault()
    void send(true)
  }
  const pick = (name: keyof Buyer, to: string, said: string, autoFocus = false) => (
    <div className="lk-field">
      <label htmlFor={`order-${name}`}>{said}</label>
      <RecordPicker
        id={`order-${name}`}
        to={to}
        value={buyer[name]}
        autoFocus={autoFocus}
        onChange={(value) => setBuyer((old) => ({ ...old, [name]: referenceIn(value) }))}
      />
    </div>
  )
  return (
    <Page wide title={text(label('下单', 'Place an order'))}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: listens for the saving keys of its inputs */}
      <div className="lk-order" onKeyDown={onKeyDown}>
        <div className="lk-order-main">
          <div className="lk-order-who">
            {pick('person', person.name, text(label('客户', 'Person')), !buyer.person && !buyer.account)}
            {pick('account', account.name, text(label('企业', 'Account')))}
            {pick('price_book', 'commerce.price_book', text(label('价目表', 'Price book')))}
          </div>
          <OrderLines
            lines={lines}
            known={known}
            totals={totals}
            currency={currency}
            complaints={complaints.lines}
            change={(key, values) => {
              setProblem(null)
              change(key, values)
            }}
            remove={remove}
          />
          <div className="lk-order-who">
            <div className="lk-field wide">
              <label htmlFor="order-remark">{text(label('备注', 'Remark'))}</label>
              <Input.TextArea
                id="order-remark"
                autoSize={{ minRows: 1, maxRows: 4 }}
                maxLength={remarkMax}
                value={remark}
                onChange={(event) => setRemark(event.target.value)}
              />
            </div>
            <div className="lk-field">
              <label htmlFor="order-deliver">{text(label('交货日期', 'Delivery date'))}</label>
              <DatePicker
                id="order-deliver"
                style={{ width: '100%' }}
                onChange={(_, day) => setDeliver(typeof day === 'string' && day ? day : null)}
              />
            </div>
          </div>
        </div>
        <aside className="lk-order-sums" aria-label={text(label('合计', 'Sums'))}>
          <dl>
            <dt>{text(label('小计', 'Subtotal'))}</dt>
            <dd className="lk-num">{money(sums.subtotal, currency)}</dd>
            <dt>{text(label('优惠', 'Discount'))}</dt>
            <dd className="lk-num">{money(sums.discount, currency)}</dd>
            <dt className="total">{text(label('合计', 'Total'))}</dt>
            <dd className="lk-num total">{money(sums.total, currency)}</dd>
          </dl>
          {complaints.general ? (
            <div className="lk-field-problem" role="alert">
              {complaints.general}
            </div>
          ) : null}
          <Button type="primary" block disabled={!ready} loading={sending} onClick={() => void send(true)}>
            {text(label('提交订单', 'Submit order'))}
          </Button>
          <Button block disabled={!ready || sending} onClick={() => void send(false)}>
            {text(label('存为草稿', 'Save as draft'))}
          </Button>
          {ready ? null : (
            <p className="lk-muted">
              {text(
                filled.length > 0
                  ? label('再选择客户或企业', 'Now choose a person or an account')
                  : label('选择客户，再逐行输入产品', 'Choose who buys, then type products line by line'),
              )}
            </p>
          )}
        </aside>
      </div>
    </Page>
  )
}
export default OrderEntryPage
