import '../channel-codes.css'
import { label, textIn } from '@lianke/kernel'
import { Skeleton, useText } from '@lianke/ui'
import { QrImage } from '../qr-image.tsx'
import { useGreetingCode } from './use-greeting-code.ts'

/** The picture to be scanned, while it is waited for the first who does. */
const FirstGreetingPanel = () => {
  const text = useText()
  const { code, pending } = useGreetingCode()
  if (pending) return <Skeleton rows={4} />
  if (!code?.qr_url) return null
  return (
    <div className="lk-setup-code">
      <QrImage url={textIn(code.qr_url)} size={176} name={String(code.name)} />
      <p className="lk-muted" role="status">
        {text(label('等第一位客户扫码，来了会自动更新', 'Waiting for the first scan; this page notices by itself'))}
      </p>
    </div>
  )
}
export default FirstGreetingPanel
