import { type DefinitionChange, label, type Label, staffObject } from '@lianke/kernel'
import { useText } from '../../base/i18n/i18n.ts'
import { RecordTitle } from '../../base/field-types/parts/record-picker.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { changesSaid, type SaidChange } from './changes-said.rule.ts'

const Said = ({ one: { part, from, to } }: { readonly one: SaidChange }) => {
  const text = useText()
  const words = [from, to].filter((word): word is Label => word !== undefined).map((word) => text(word))
  return (
    <span>
      {text(part)}
      {words.length > 0 ? <span className="lk-muted"> {words.join(' → ')}</span> : null}
    </span>
  )
}

/** What somebody changed of a definition, when, from what to what. */
export const ChangeWords = ({ change }: { readonly change: DefinitionChange }) => {
  const text = useText()
  const { full } = useMoment()
  return (
    <>
      <div className="lk-label">
        {change.by ? <RecordTitle object={staffObject} id={change.by} /> : text(label('程序', 'A program'))} · {full(change.at)}
      </div>
      <div className="lk-stack" style={{ gap: 2 }}>
        {changesSaid(change).map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what one change changed does not move
          <Said key={at} one={one} />
        ))}
      </div>
    </>
  )
}
