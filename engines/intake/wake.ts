import { type Database, factChannel } from '@lianke/platform'

const wakeEveryMs = 10

/** Tells the engines of a tenant that there is something to read; what comes within a moment is told together. */
export const openWake = (database: Database) => {
  const waking = new Map<string, NodeJS.Timeout>()
  let closed = false
  const tell = (tenant: string): void => void database.notify(factChannel, tenant).catch(() => undefined)
  return {
    wake: (tenant: string): void => {
      if (waking.has(tenant)) return
      // The first wake goes out at once, later ones of the same moment together: NOTIFY takes a lock that all commits share.
      tell(tenant)
      waking.set(
        tenant,
        setTimeout(() => {
          waking.delete(tenant)
          if (!closed) tell(tenant)
        }, wakeEveryMs),
      )
    },
    close: (): void => {
      closed = true
      for (const timer of waking.values()) clearTimeout(timer)
    },
  }
}
