import { label } from '@lianke/kernel'
import { useText } from '@lianke/ui'
import { DatePicker, Input } from 'antd'
import type { Placing } from './use-placing.ts'

const remarkMax = 2000

/** What is said beside the lines: a remark, and when to deliver. */
export const OrderTerms = ({ placing: { remark, setRemark, setDeliver } }: { readonly placing: Placing }) => {
  const text = useText()
  return (
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
  )
}
