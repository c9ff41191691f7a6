import type { ReactNode } from 'react'
import { Failure, Skeleton } from './states.tsx'

interface Asked<T> {
  readonly data: T | undefined
  readonly error: unknown
  refetch(): unknown
}

/** What was asked for, at the desk: why it failed, that it is coming, or it. */
export const Loaded = <T,>({
  of: { data, error, refetch },
  rows,
  small,
  children,
}: {
  readonly of: Asked<T>
  /** Lines of the placeholder. */
  readonly rows?: number
  readonly small?: boolean
  children(data: T): ReactNode
}) =>
  error ? (
    <Failure small={small} error={error} retry={() => void refetch()} />
  ) : data === undefined ? (
    <Skeleton rows={rows} />
  ) : (
    children(data)
  )
