import type { Row } from '@lianke/kernel'
import { useRecord } from '@lianke/ui'
import { useEffect } from 'react'

const askAgainMs = 1500

/** A code as it stands; while the channel makes it, it is asked for again until it is made. */
export const useCode = (id: string | null) => {
  const { data, error, refetch } = useRecord('marketing.channel_code', id)
  const row: Row | null = data ?? null
  const status = String(row?.status ?? 'draft')
  useEffect(() => {
    if (status !== 'publishing') return
    const timer = setInterval(() => void refetch(), askAgainMs)
    return () => clearInterval(timer)
  }, [status, refetch])
  return { row, status, error, retry: () => void refetch() }
}
