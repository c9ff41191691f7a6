import { label } from '@lianke/kernel'
import { Icon, useText } from '@lianke/ui'
import { Button } from 'antd'
import { useSandbox } from './use-sandbox.ts'

/** In the sandbox nobody has a phone at hand: one plays the customer there. */
const SandboxScan = () => {
  const text = useText()
  const { data } = useSandbox()
  if (!data?.tied || !data.address) return null
  return (
    <div className="lk-row" style={{ flexWrap: 'wrap' }}>
      <Button type="primary" icon={<Icon name="qrcode" size={14} />} href={data.address} target="_blank">
        {text(label('到沙盒里扮演客户', 'Play the customer in the sandbox'))}
      </Button>
      <span className="lk-muted">
        {text(label('点“+”加一位客户，再点“扫码”选这张码', 'Add a customer with “+”, press “Scan a code” and pick this one'))}
      </span>
    </div>
  )
}
export default SandboxScan
