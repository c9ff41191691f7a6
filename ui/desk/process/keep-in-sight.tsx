import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect } from 'react'
import type { Place } from './lay-out.ts'

/** So far from the edges of the picture a card must lie to be seen with what follows it. */
const marginPx = 40
const below = 90

/** Moves the picture when the chosen card lies outside of it: a step that has just been put in, or whose branches moved it away. */
export const KeepInSight = ({
  at,
  size,
}: {
  readonly at: Place | undefined
  readonly size: { readonly width: number; readonly height: number }
}) => {
  const { getViewport, setViewport } = useReactFlow()
  const store = useStoreApi()
  const [left, top] = [at?.x, at?.y]
  useEffect(() => {
    const { width, height } = store.getState()
    if (left === undefined || top === undefined || width === 0) return
    const { x, y, zoom } = getViewport()
    const [fromX, fromY] = [left * zoom + x, top * zoom + y]
    const [toX, toY] = [(left + size.width) * zoom + x, (top + size.height + below) * zoom + y]
    const moveX = fromX < marginPx ? marginPx - fromX : Math.min(0, width - marginPx - toX)
    const moveY = fromY < marginPx ? marginPx - fromY : Math.min(0, height - marginPx - toY)
    if (moveX !== 0 || moveY !== 0) void setViewport({ x: x + moveX, y: y + moveY, zoom })
  }, [left, top, size, getViewport, setViewport, store])
  return null
}
