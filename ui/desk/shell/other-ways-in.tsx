import { useQueries } from '@tanstack/react-query'
import { Button } from 'antd'
import { apiBase } from '../../base/client/request.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { useRegistry } from '../../base/registry/registry.tsx'

interface Provider {
  readonly name: string
  readonly label: string
}

/** Whether a channel's way in leads anywhere: what is not connected is not offered. */
const offeredBy = async (address: string, signal: AbortSignal): Promise<boolean> => {
  const answer = await fetch(address, { signal })
  return answer.ok && (await answer.json()).offered === true
}

/** Ways in beside the password: providers of identity, and channels that are connected. `next`: where one wanted to go. */
export const OtherWaysIn = ({ providers, next }: { readonly providers: readonly Provider[]; readonly next: string }) => {
  const w = useWords()
  const text = useText()
  const doors = useRegistry().signInDoors ?? []
  const offered = useQueries({
    queries: doors.map((door) => ({
      queryKey: ['sign-in-door', door.name],
      retry: false,
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => offeredBy(door.offered, signal),
    })),
  })
  const ways = [
    ...doors.flatMap((door, at) =>
      offered[at]?.data ? [{ name: door.name, said: text(door.label), href: door.away(next) }] : [],
    ),
    ...providers.map(({ name, label }) => ({
      name,
      said: w('signin.with', { name: label }),
      href: `${apiBase}/sign-in/with/${name}`,
    })),
  ]
  if (ways.length === 0) return null
  return (
    <>
      <div className="lk-muted" style={{ textAlign: 'center', margin: '16px 0' }}>
        {w('signin.or')}
      </div>
      {ways.map((way) => (
        <Button key={way.name} size="large" block href={way.href} style={{ marginBottom: 8 }}>
          {way.said}
        </Button>
      ))}
    </>
  )
}
