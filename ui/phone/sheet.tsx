import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'

const load = () => import('./sheet-popup.tsx')
const SheetPopup = lazy(load)
const idleMs = 1500

export interface SheetProps {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  /** Nearly the whole height: for lists and forms. */
  readonly tall?: boolean
  readonly children: ReactNode
}

/** Something that comes up from below. Its machinery is not part of the first picture; it is fetched when the phone has time. */
export const Sheet = (props: SheetProps) => {
  const [wanted, setWanted] = useState(props.open)
  useEffect(() => {
    if (props.open) setWanted(true)
  }, [props.open])
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => undefined), idleMs)
    return () => clearTimeout(timer)
  }, [])
  return wanted || props.open ? (
    <Suspense>
      <SheetPopup {...props} />
    </Suspense>
  ) : null
}
