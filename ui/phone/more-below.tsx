import { type ReactNode, useEffect, useRef } from 'react'

const drawnMs = 60
/** A page that did not come is asked for again after this, while its place is in sight. */
const againMs = 5000

/** Asks for more when the end of a list comes near; `children` is what stands at the end meanwhile. */
export const MoreBelow = ({
  hasMore,
  loadMore,
  threshold = 250,
  children,
}: {
  readonly hasMore: boolean
  readonly loadMore: () => Promise<void>
  /** How many pixels before the end it begins. */
  readonly threshold?: number
  readonly children?: ReactNode
}) => {
  const end = useRef<HTMLDivElement>(null)
  const load = useRef(loadMore)
  load.current = loadMore
  useEffect(() => {
    const mark = end.current
    if (!mark || !hasMore) return undefined
    let busy = false
    const ask = async () => {
      if (busy) return
      busy = true
      const before = mark.offsetTop
      await load.current().catch(() => undefined)
      await new Promise((drawn) => setTimeout(drawn, drawnMs))
      busy = false
      // Looked at anew, because an end that stays in sight tells of no crossing. Nothing came: not at once again.
      watch.unobserve(mark)
      if (mark.isConnected && mark.offsetTop !== before) watch.observe(mark)
      else again = setTimeout(() => watch.observe(mark), againMs)
    }
    let again: ReturnType<typeof setTimeout> | undefined
    const watch = new IntersectionObserver(
      (entries) => (entries.some((entry) => entry.isIntersecting) ? void ask() : undefined),
      {
        rootMargin: `0px 0px ${threshold}px 0px`,
        root: mark.closest('.lkm-body'),
      },
    )
    watch.observe(mark)
    return () => {
      clearTimeout(again)
      watch.disconnect()
    }
  }, [hasMore, threshold])
  return (
    <div ref={end} className="lkm-more">
      {children}
    </div>
  )
}
