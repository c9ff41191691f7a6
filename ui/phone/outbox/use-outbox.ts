import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { useMe } from '../../base/client/session.ts'
import { deliver, type Entry, entries, listen, type Outcome, post } from './outbox.ts'

const firstRestMs = 3000
const restMsMax = 60_000

const useWriter = (): string => {
  const { data: me } = useMe()
  return me ? `${me.tenant.id}:${me.account.id}` : ''
}
const askAgain = (client: QueryClient) =>
  client.invalidateQueries({ predicate: ({ queryKey }) => !['meta', 'me'].includes(String(queryKey[0])) })

/** Acts of this person that wait on this phone, oldest first; those about one record where `about` is given. */
export const useWaiting = (about?: string): readonly Entry[] => {
  const writer = useWriter()
  return useSyncExternalStore(listen, entries).filter(
    (entry) => entry.writer === writer && (about === undefined || entry.about === about),
  )
}

/** Does an act so that a lost network loses nothing: written on the phone first, sent with a key, sent again until it arrived. */
export const usePost = () => {
  const client = useQueryClient()
  const writer = useWriter()
  return useCallback(
    async (act: Pick<Entry, 'command' | 'input' | 'said' | 'about'>): Promise<Outcome> => {
      const outcome = await post({ ...act, id: crypto.randomUUID(), writer, at: Date.now() })
      if (outcome.kind === 'sent') void askAgain(client)
      return outcome
    },
    [client, writer],
  )
}

/** Keeps sending what waits: when the network is back, when the page is looked at again, and with growing rests. */
export const useDelivery = () => {
  const client = useQueryClient()
  const writer = useWriter()
  const waits = useWaiting().some(({ refused }) => !refused)
  useEffect(() => {
    if (!writer || !waits) return undefined
    let rest = firstRestMs
    let timer: ReturnType<typeof setTimeout> | undefined
    let ended = false
    const run = async () => {
      clearTimeout(timer)
      if ((await deliver(writer)) > 0) void askAgain(client)
      if (ended) return
      clearTimeout(timer)
      timer = setTimeout(() => void run(), rest)
      rest = Math.min(rest * 2, restMsMax)
    }
    const soon = () => {
      rest = firstRestMs
      void run()
    }
    timer = setTimeout(() => void run(), rest)
    addEventListener('online', soon)
    document.addEventListener('visibilitychange', soon)
    return () => {
      ended = true
      clearTimeout(timer)
      removeEventListener('online', soon)
      document.removeEventListener('visibilitychange', soon)
    }
  }, [writer, waits, client])
}
