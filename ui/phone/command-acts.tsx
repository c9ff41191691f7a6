import { useState } from 'react'
import type { MetaCommand } from '@lianke/kernel'
import { useOffered } from '../base/command/runs.ts'
import { useRecord } from '../base/client/records.ts'
import { titleOf } from '../base/client/title-of.ts'
import { useText, useWords } from '../base/i18n/i18n.ts'
import { Icon } from '../base/icons/icon.tsx'
import { CommandSheetBody } from './command-sheet.tsx'
import { useModel } from '../base/client/phone-model.ts'
import { Sheet } from './sheet.tsx'

/** The acts on a record that its modules have no phone page for: those that will work, behind one tap. */
export const CommandActs = ({ object, id }: { readonly object: string; readonly id: string }) => {
  const w = useWords()
  const text = useText()
  const model = useModel()
  const known = model.commands.filter(({ on, place }) => on === object && place.includes('phone'))
  const { data: offered } = useOffered(object, [id], known.length > 0)
  const { data: row } = useRecord(object, known.length > 0 ? id : null)
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<MetaCommand | null>(null)
  const definition = model.object(object)
  const commands = known.filter(({ name }) => offered?.has(name))
  if (commands.length === 0 || !definition) return null
  const close = () => setOpen(false)
  const target = { kind: 'records' as const, ids: [id], ...(row ? { row, title: titleOf(definition, row) } : {}) }
  return (
    <>
      <button
        type="button"
        onClick={() => {
          setChosen(null)
          setOpen(true)
        }}
      >
        <Icon name="more" size={21} />
        <span>{w('common.more')}</span>
      </button>
      <Sheet title={chosen ? text(chosen.label) : w('common.more')} open={open} onClose={close} tall={chosen !== null}>
        {chosen ? (
          <CommandSheetBody key={chosen.name} asked={{ command: chosen, target }} close={close} />
        ) : (
          <div className="lkm-sheet-body">
            {commands.map((command) => (
              <button key={command.name} type="button" className="lkm-line" onClick={() => setChosen(command)}>
                <Icon name={command.icon ?? 'zap'} size={20} />
                <span>{text(command.label)}</span>
              </button>
            ))}
          </div>
        )}
      </Sheet>
    </>
  )
}
