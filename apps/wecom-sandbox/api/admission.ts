import type { Store } from '../world/store.ts'
import type { Switches } from '../world/world.ts'
import { ApiError, type Call, type Caller } from './api.ts'
import { callerOf } from './token.ts'

const secondsPerWindow = 60

type Fault = Switches['failures'][number]
/** The failure that is on order for the next call of a path. */
export const faultOf = (store: Store, path: string): Fault | undefined =>
  store.world.switches.failures.find((each) => each.times > 0 && each.path === path)

/** Token, rights, frequency and failures on order, the same for every path. */
export const openAdmission = (store: Store) => {
  const counts = new Map<string, { minute: number; count: number }>()
  const spend = (fault: Fault): void => {
    fault.times--
    store.changed()
  }
  const isTooOften = (path: string): boolean => {
    const minute = Math.floor(store.now() / secondsPerWindow)
    const count = counts.get(path)
    const current = count?.minute === minute ? count : { minute, count: 0 }
    current.count++
    counts.set(path, current)
    return current.count > store.world.switches.calls_per_minute
  }
  return (path: string, query: Record<string, string>, needs: Call['needs']): { caller: Caller; after: number | null } => {
    const fault = faultOf(store, path)
    if (fault && !fault.after) {
      spend(fault)
      throw new ApiError(fault.errcode)
    }
    const caller = callerOf(store, query.access_token ?? '')
    if (isTooOften(path)) throw new ApiError(45009)
    if (needs && !caller.app.permissions.includes(needs)) throw new ApiError(48002)
    if (fault) spend(fault)
    return { caller, after: fault?.after ? fault.errcode : null }
  }
}
