import { type RefObject, type UIEvent, useEffect, useLayoutEffect, useState } from 'react'
import { placeOf } from './list-places.ts'

const overscan = 8
export const headHeight = 36

/** The window of rows that is drawn: what is in sight and a few more; near the end it asks for more. */
export const useRowsInSight = ({
  box,
  place,
  height,
  count,
  more,
  loadMore,
}: {
  readonly box: RefObject<HTMLDivElement | null>
  readonly place: string
  readonly height: number
  readonly count: number
  readonly more: boolean
  loadMore(): void
}) => {
  const [view, setView] = useState({ top: placeOf(place).top, size: 900 })
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    element.scrollTop = placeOf(place).top
    const measure = new ResizeObserver(() => setView((old) => ({ ...old, size: element.clientHeight })))
    measure.observe(element)
    return () => measure.disconnect()
  }, [box, place])
  const from = Math.max(0, Math.floor(view.top / height) - overscan)
  const to = Math.min(count, Math.ceil((view.top + view.size) / height) + overscan)
  useEffect(() => {
    if (more && to >= count - overscan) loadMore()
  }, [more, to, count, loadMore])
  const show = (at: number) => {
    const element = box.current
    if (!element) return
    const top = at * height
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + height + headHeight > element.scrollTop + element.clientHeight)
      element.scrollTop = top + height + headHeight - element.clientHeight
  }
  const onScroll = (event: UIEvent<HTMLDivElement>) => {
    const { scrollTop } = event.currentTarget
    setView((old) => ({ ...old, top: scrollTop }))
    event.currentTarget.classList.toggle('moved', event.currentTarget.scrollLeft > 0)
  }
  return { view, from, to, show, onScroll }
}
