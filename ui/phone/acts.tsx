import { createContext, useCallback, useContext, useMemo, useState } from 'react'
import type { PanelDefinition } from '@lianke/kernel'
import { useText } from '../base/i18n/i18n.ts'
import { Icon } from '../base/icons/icon.tsx'
import { usePanels } from '../base/registry/registry.tsx'
import { CommandActs } from './command-acts.tsx'
import { loadedComponent } from './loaded.ts'
import { useAllowed } from '../base/client/phone-model.ts'
import { Sheet, type SheetProps } from './sheet.tsx'

const Context = createContext<{ readonly close: () => void }>({ close: () => undefined })
/** Within an act: how to put its sheet away when it is done. */
export const useAct = () => useContext(Context)

/** A sheet that an act within it can put away. */
export const ActSheet = ({ children, ...sheet }: SheetProps) => {
  const { onClose } = sheet
  const context = useMemo(() => ({ close: onClose }), [onClose])
  return (
    <Sheet {...sheet}>
      <Context value={context}>{children}</Context>
    </Sheet>
  )
}

/** The acts that modules offer on a record (slot `<object>:act`), one tap each, where the thumb is. */
export const ActBar = ({ object, id }: { readonly object: string; readonly id: string }) => {
  const text = useText()
  const allowed = useAllowed()
  const panels = usePanels(`${object}:act`).filter(({ may }) => allowed(may))
  const [shown, setShown] = useState<PanelDefinition | null>(null)
  const [open, setOpen] = useState(false)
  const close = useCallback(() => setOpen(false), [])
  const Panel = shown ? loadedComponent(shown) : null
  return (
    <nav className="lkm-acts">
      {panels.map((panel) => (
        <button
          key={panel.name}
          type="button"
          onClick={() => {
            setShown(panel)
            setOpen(true)
          }}
        >
          <Icon name={panel.icon} size={21} />
          <span>{text(panel.label)}</span>
        </button>
      ))}
      <CommandActs object={object} id={id} />
      <ActSheet title={text(shown?.label)} open={open} onClose={close} tall>
        {Panel ? <Panel object={object} id={id} /> : null}
      </ActSheet>
    </nav>
  )
}
