import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, type UIEvent, useEffect, useLayoutEffect } from 'react'
import { placeOf } from './list-places.ts'

const overscan = 8
export const headHeight = 36
/** Until the box was measured. */
const heightAtFirst = 900

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
  const window = useVirtualizer({
    count,
    overscan,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    initialOffset: placeOf(place).top,
    initialRect: { width: 0, height: heightAtFirst },
    // The head stands above the rows and stays in sight.
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
  })
  useLayoutEffect(() => window.measure(), [window, height])
  useLayoutEffect(() => {
    if (box.current) box.current.scrollTop = placeOf(place).top
  }, [box, place])
  const drawn = window.getVirtualItems()
  const [from, to] = [drawn[0]?.index ?? 0, (drawn.at(-1)?.index ?? -1) + 1]
  useEffect(() => {
    if (more && to >= count - overscan) loadMore()
  }, [more, to, count, loadMore])
  const onScroll = ({ currentTarget }: UIEvent<HTMLDivElement>) =>
    currentTarget.classList.toggle('moved', currentTarget.scrollLeft > 0)
  return {
    from,
    to,
    top: window.scrollOffset ?? 0,
    size: window.scrollRect?.height ?? heightAtFirst,
    show: (at: number) => window.scrollToIndex(at),
    onScroll,
  }
}
