import type { MetaObject } from '@lianke/kernel'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { pathOf, request } from '../../base/client/request.ts'
import { useAct } from '../../base/client/use-act.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import type { Principal, PrincipalKind, ShareLevel } from '../sharing/principal.tsx'

/** Somebody who works on a record beside its owner. */
export interface Member extends Principal {
  readonly level: ShareLevel
  readonly until: string | null
  readonly source: string
}
interface Team {
  readonly data: readonly Member[]
  readonly may_change: boolean
}
export interface Given {
  readonly kind: PrincipalKind
  readonly id: string
  readonly level: ShareLevel
  readonly until: string | null
}

/** Records that belong to somebody; parts follow their whole, ledgers nobody. */
export const hasTeam = (object: MetaObject): boolean => !object.ledger && !object.partOf && !object.hidden

export const useTeam = (object: string, id: string) => {
  const client = useQueryClient()
  const toast = useToast()
  const path = `${pathOf(object)}/${id}/team`
  const key = ['team', object, id]
  const done = async (team: Team) => {
    client.setQueryData(key, team)
    await client.invalidateQueries({ queryKey: ['timeline'] })
  }
  const team = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => request<Team>(path, { signal }),
    retry: false,
    staleTime: 10_000,
  })
  const set = useAct({
    mutationFn: (given: Given) => request<Team>(path, { method: 'PUT', body: given }),
    onSuccess: done,
    onError: toast.failed,
  })
  const remove = useAct({
    mutationFn: (principal: string) => request<Team>(`${path}?principal=${principal}`, { method: 'DELETE' }),
    onSuccess: done,
    onError: toast.failed,
  })
  return { team, set, remove }
}
