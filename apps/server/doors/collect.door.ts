import { collectPlugin, type CollectDoors, type CollectKey } from '@lianke/platform/collect'
import type { Auth } from '@lianke/platform/http'
import { Refusal } from '@lianke/kernel'

/** `POST /collect` and `/t.js`. A key that may do everything speaks for a program of the company; one that may only collect stands in a page for all to read. */
export const collectDoor = (auth: Auth, receive: CollectDoors['receive']) =>
  collectPlugin({
    receive,
    async keyOf(text): Promise<CollectKey | null> {
      try {
        const key = await auth.keys.find(text)
        const trusted = key.scopes.includes('*')
        return trusted || key.scopes.includes('collect') ? { tenant: key.tenant, site: key.id, trusted } : null
      } catch (error) {
        if (error instanceof Refusal) return null
        throw error
      }
    },
  })
