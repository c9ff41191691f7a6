import { useEffect, useId, useRef } from 'react'
import { createPortal } from 'react-dom'
import { useWords } from '../base/i18n/i18n.ts'
import { Icon } from '../base/icons/icon.tsx'
import type { SheetProps } from './sheet.tsx'

const SheetPopup = ({ title, open, onClose, tall, children }: SheetProps) => {
  const w = useWords()
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!open) return undefined
    const before = document.activeElement
    // The first input is where the thumb goes next; without one the sheet itself takes the focus.
    const timer = setTimeout(() => (box.current?.querySelector<HTMLElement>('[data-first]') ?? box.current)?.focus(), 50)
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose()
    }
    addEventListener('keydown', leave)
    return () => {
      clearTimeout(timer)
      removeEventListener('keydown', leave)
      if (before instanceof HTMLElement) before.focus()
    }
  }, [open, onClose])
  if (!open) return null
  return createPortal(
    <>
      <button type="button" className="lkm-mask" tabIndex={-1} aria-hidden onClick={onClose} />
      <div className={`lkm-sheet${tall ? ' tall' : ''}`}>
        <div ref={box} className="lkm-sheet-box" role="dialog" aria-modal="true" aria-labelledby={id} tabIndex={-1}>
          <header className="lkm-sheet-head">
            <h2 id={id}>{title}</h2>
            <button type="button" className="lkm-icon-button" aria-label={w('common.close')} onClick={onClose}>
              <Icon name="close" size={20} />
            </button>
          </header>
          {children}
        </div>
      </div>
    </>,
    document.body,
  )
}
export default SheetPopup
