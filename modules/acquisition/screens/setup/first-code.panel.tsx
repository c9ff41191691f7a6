import '../channel-codes.css'
import { label, textIn } from '@lianke/kernel'
import { recordPath, Skeleton, useText } from '@lianke/ui'
import { Link } from '@tanstack/react-router'
import { CodeNotes } from '../channel-code/code-notes.tsx'
import { PictureActs } from '../channel-code/code-card.tsx'
import { QrImage } from '../qr-image.tsx'
import { FirstCodeForm } from './first-code-form.tsx'
import { useGreetingCode } from './use-greeting-code.ts'

/** Makes the first code that greets; once it is made, its picture. */
const FirstCodePanel = () => {
  const text = useText()
  const { code, pending } = useGreetingCode()
  if (pending) return <Skeleton rows={4} />
  if (code?.status === 'publishing') return <CodeNotes row={code} status="publishing" />
  if (!code || code.status !== 'live') return <FirstCodeForm key={code?.id ?? 'new'} code={code} />
  const [name, qr] = [String(code.name), textIn(code.qr_url)]
  return (
    <div className="lk-setup-code">
      <QrImage url={qr} size={176} name={name} />
      <div className="lk-stack">
        <PictureActs qr={qr} name={name} />
        <Link to={recordPath('marketing.channel_code', code.id)}>{text(label('打开这个活码', 'Open this code'))}</Link>
      </div>
    </div>
  )
}
export default FirstCodePanel
