import { keysOf, label } from '@lianke/kernel'
import { Segmented } from 'antd'
import { useState } from 'react'
import { Empty } from '../../base/feedback/states.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { PagedLines } from '../operations/paged-lines.tsx'
import { type DeliveryState, deliveryStates, useDeliveries, type Webhook } from './webhook-data.ts'
import { DeliveryRow } from './webhook-delivery.tsx'
import { ReplayAll } from './webhook-replay.tsx'

type Shown = DeliveryState | 'all'

/** Every delivery of a subscription, all or those that stand one way. */
export const Deliveries = ({ webhook: { id, dead }, again }: { readonly webhook: Webhook; again(): Promise<unknown> }) => {
  const w = useWords()
  const text = useText()
  const [shown, setShown] = useState<Shown>('all')
  const list = useDeliveries(id, shown === 'all' ? null : shown)
  const options: { value: Shown; label: string }[] = [
    { value: 'all', label: w('common.all') },
    ...keysOf(deliveryStates).map((value) => ({ value, label: text(deliveryStates[value][1]) })),
  ]
  return (
    <>
      <div className="lk-row lk-ops-bar">
        <div className="lk-scroll-x lk-grow">
          <Segmented
            size="small"
            value={shown}
            onChange={setShown}
            options={options}
            aria-label={text(label('状态', 'Status'))}
          />
        </div>
        {dead > 0 ? <ReplayAll id={id} again={again} /> : null}
      </div>
      <PagedLines
        of={list}
        empty={
          <Empty
            icon="webhook"
            title={text(label('没有投递', 'No deliveries'))}
            help={text(label('点“测试”发一条看看', 'Press Test to send one'))}
          />
        }
      >
        {(delivery) => <DeliveryRow key={delivery.id} webhook={id} delivery={delivery} again={again} />}
      </PagedLines>
    </>
  )
}
