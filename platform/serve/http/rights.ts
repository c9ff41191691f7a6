import { refuse } from '@lianke/kernel'
import { hasRight } from '../../model/access/access-context.ts'
import type { Caller } from './caller.ts'
import type { Http } from './host.ts'

/** Whether the caller holds a named right. A key holds named rights only by the scope `*`. */
export const holds = async (http: Pick<Http, 'platform'>, caller: Caller, right: string): Promise<boolean> => {
  return hasRight(await http.platform.access(caller.tenant, caller.actor), right)
}

/** Refuses `access.right_needed` (403). */
export const refuseWithout = async (http: Http, caller: Caller, right: string): Promise<void> => {
  if (!(await holds(http, caller, right))) refuse('access.right_needed', { status: 403, params: { right } })
}
