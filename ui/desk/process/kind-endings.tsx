import { label } from '@lianke/kernel'
import { useText } from '../../base/i18n/i18n.ts'
import { useKind } from './process-kind.ts'

/** What ends every run of the kind by itself; nobody need say it again. */
export const KindEndings = () => {
  const text = useText()
  const { endings } = useKind().kind
  if (!endings?.length) return null
  return (
    <div className="lk-process-field">
      <span className="lk-process-said">{text(label('自动结束', 'Ends by itself'))}</span>
      <span className="lk-label">{[...new Set(endings.map((ending) => text(ending.label)))].join(text(label('、', ' · ')))}</span>
    </div>
  )
}
