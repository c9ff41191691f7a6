import { useLocation } from '@tanstack/react-router'
import { useCallback, useEffect, useState } from 'react'

/** The search box, opened by its button or by ⌘K. */
export const usePaletteOpen = () => {
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setOpen((was) => !was)
      }
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  return { open, show: useCallback(() => setOpen(true), []), hide: useCallback(() => setOpen(false), []) }
}

/** The menu of a narrow screen: it closes when the place changes. */
export const useMenu = () => {
  const { pathname } = useLocation()
  const [open, setOpen] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: closes when the place changes
  useEffect(() => setOpen(false), [pathname])
  return { open, setOpen }
}

/** Is the list beside the rail folded away? Remembered on this machine. */
export const useFolded = () => {
  const [folded, setFolded] = useState(() => localStorage.getItem('lianke.section') === 'closed')
  useEffect(() => localStorage.setItem('lianke.section', folded ? 'closed' : 'open'), [folded])
  return { folded, setFolded }
}
