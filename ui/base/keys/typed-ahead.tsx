import { useEffect } from 'react'

type TextField = HTMLInputElement | HTMLTextAreaElement

const inDialog = (at: unknown): at is HTMLElement => at instanceof HTMLElement && at.closest('[role="dialog"]') !== null
const isTextField = (at: unknown): at is TextField =>
  at instanceof HTMLTextAreaElement || (at instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(at.type))

/** Writes as a person would: what listens to the field hears of it. */
const write = (field: TextField, text: string): void => {
  field.setRangeText(text, field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end')
  field.dispatchEvent(new InputEvent('input', { bubbles: true, data: text, inputType: 'insertText' }))
}

const confirm = (field: TextField): void => {
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true }))
}

/** Keeps keys until a field of a dialog has the focus and writes them there; answers how to stop. */
const keepKeys = (): (() => void) => {
  let kept = ''
  /** Enter came last, and the field was there to be seen. */
  let confirmed = false
  const keep = (event: KeyboardEvent): void => {
    const { key } = event
    if ((key.length > 1 && key !== 'Backspace' && key !== 'Enter') || event.isComposing) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    // The dialog is there and has the focus on something else than text: its own keys are meant.
    if (inDialog(document.activeElement) && !isTextField(document.activeElement)) return stop()
    event.preventDefault()
    event.stopPropagation()
    confirmed = key === 'Enter' && inDialog(document.activeElement)
    if (key === 'Backspace') kept = kept.slice(0, -1)
    else if (key !== 'Enter') kept += key
  }
  const stop = (): void => {
    window.removeEventListener('keydown', keep, true)
    document.removeEventListener('focusin', give)
  }
  const give = ({ target }: { readonly target: unknown }): void => {
    if (!inDialog(target) || !isTextField(target)) return
    // The field takes its focus while it is being drawn, and hears of nothing before that is done.
    setTimeout(() => {
      stop()
      if (kept) write(target, kept)
      if (confirmed) setTimeout(confirm, 0, target)
    })
  }
  window.addEventListener('keydown', keep, true)
  document.addEventListener('focusin', give)
  give({ target: document.activeElement })
  return stop
}

/**
 * Stands beside a dialog that is still on its way. Whoever types at once loses nothing: the keys neither reach the page behind nor vanish,
 * they are written into the field that gets the focus. An Enter that comes before the dialog confirms nothing that nobody has seen; one that
 * comes while its field is being drawn waits until the field hears of it.
 */
export const TypedAhead = () => {
  useEffect(keepKeys, [])
  return null
}
