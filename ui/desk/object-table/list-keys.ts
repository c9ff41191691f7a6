import { useEffect } from 'react'
import { usePeek } from '../../base/client/peek.ts'

/** Keys of the whole list: `/` filter, `C` create, `Esc` leave the side panel. Whoever types or answers a dialog keeps them. */
export const useListKeys = ({ wantFilter, create }: { wantFilter(): void; create(): void }): void => {
  const { peek, close: closePeek } = usePeek()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (
        event.metaKey ||
        event.ctrlKey ||
        event.altKey ||
        target.closest('input, textarea, [contenteditable], [role=dialog], .ant-select')
      )
        return
      if (event.key === '/') {
        event.preventDefault()
        wantFilter()
      } else if (event.key === 'c') {
        event.preventDefault()
        create()
      } else if (event.key === 'Escape' && peek) closePeek()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [wantFilter, create, peek, closePeek])
}
