import { label } from '@lianke/kernel'
import { recordPath, refresh, useText, useToast } from '@lianke/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { complaintsOf } from './complaints.ts'
import type { TypedOrder } from './use-order.ts'

const object = 'commerce.order'

/** Sends a typed order once, opens it when it is placed, and holds what is said against it until something is changed. */
export const usePlacing = (order: TypedOrder) => {
  const text = useText()
  const toast = useToast()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [remark, setRemark] = useState('')
  const [deliver, setDeliver] = useState<string | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const [sending, setSending] = useState(false)
  const ready = order.filled.length > 0 && Boolean(order.buyer.person ?? order.buyer.account)
  const send = async (confirm: boolean) => {
    if (!ready || sending) return
    setSending(true)
    setProblem(null)
    try {
      const placed = await order.place(confirm, {
        ...(remark.trim() ? { remark: remark.trim() } : {}),
        ...(deliver ? { deliver_on: deliver } : {}),
      })
      await refresh(client, object)
      toast.done(
        text(
          confirm
            ? label('订单 {number} 已提交', 'Order {number} placed')
            : label('草稿 {number} 已保存', 'Draft {number} saved'),
          { number: placed.order_number },
        ),
      )
      void navigate({ to: recordPath(object, placed.id), replace: true })
    } catch (error) {
      setProblem(error)
    } finally {
      setSending(false)
    }
  }
  return {
    ready,
    send,
    sending,
    remark,
    setRemark,
    setDeliver,
    complaints: complaintsOf(problem),
    forgive: () => setProblem(null),
  }
}
export type Placing = ReturnType<typeof usePlacing>
