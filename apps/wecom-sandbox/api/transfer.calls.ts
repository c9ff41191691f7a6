import { fail, mustSee, paged, post, type Call, type Caller, type Input } from './api.ts'
import type { Store } from '../world/store.ts'
import { isFriend, relationKey } from '../world/world.ts'

const waitSeconds = 86_400
const perCallMax = 100
const per90DaysMax = 2

const staffOf = (store: Store, input: Input, name: string) =>
  store.world.staff[input.text(name)] ?? fail(40003, `invalid ${name}`)

const start =
  (resigned: boolean) =>
  (store: Store, input: Input, caller: Caller): Record<string, unknown> => {
    const from = staffOf(store, input, 'handover_userid')
    const to = staffOf(store, input, 'takeover_userid')
    if (from.userid === to.userid) fail(40130)
    mustSee(caller, to.userid)
    if (resigned && from.status !== 5) fail(40097)
    if (to.status !== 1 || !to.follows) fail(40098)
    const wanted = input.texts('external_userid')
    if (wanted.length === 0 || wanted.length > perCallMax) fail(40035, 'invalid external_userid list')
    const now = store.now()
    const customer = wanted.map((external_userid) => {
      const history = store.world.transfers.filter((each) => each.external_userid === external_userid)
      const errcode = !store.world.customers[external_userid]
        ? 40096
        : !isFriend(store.world.relations[relationKey(from.userid, external_userid)])
          ? 40131
          : history.some((each) => each.status === 2)
            ? 40100
            : !resigned && history.filter((each) => !each.resigned && now - each.started_at < 90 * 86_400).length >= per90DaysMax
              ? 40128
              : 0
      if (errcode === 0)
        store.world.transfers.push({
          handover_userid: from.userid,
          takeover_userid: to.userid,
          external_userid,
          status: 2,
          takeover_time: now + waitSeconds,
          started_at: now,
          resigned,
        })
      return { external_userid, errcode }
    })
    return { customer }
  }
const result =
  (resigned: boolean) =>
  (store: Store, input: Input): Record<string, unknown> => {
    settleTransfers(store)
    const rows = store.world.transfers.filter(
      (each) =>
        each.resigned === resigned &&
        each.handover_userid === input.text('handover_userid') &&
        each.takeover_userid === input.text('takeover_userid'),
    )
    const page = paged(rows, input, { usual: 1000, max: 1000 })
    return {
      customer: page.rows.map(({ external_userid, status, takeover_time }) => ({
        external_userid,
        status,
        takeover_time: status === 3 ? 0 : takeover_time,
      })),
      next_cursor: page.next_cursor,
    }
  }

/** Completes what has waited its 24 hours. Nobody is called back when the taker was a contact already. */
export const settleTransfers = (
  store: Store,
): readonly { handover_userid: string; takeover_userid: string; external_userid: string; wasFriend: boolean }[] => {
  const done = []
  for (const each of store.world.transfers) {
    if (each.status !== 2 || each.takeover_time > store.now()) continue
    each.status = 1
    const old = store.world.relations[relationKey(each.handover_userid, each.external_userid)]
    const key = relationKey(each.takeover_userid, each.external_userid)
    const wasFriend = isFriend(store.world.relations[key])
    if (old) old.status = 'deleted_by_staff'
    if (old && !wasFriend)
      store.world.relations[key] = {
        ...old,
        userid: each.takeover_userid,
        status: 'active',
        createtime: store.now(),
        add_way: 202,
        oper_userid: each.takeover_userid,
        tags: [...old.tags],
      }
    done.push({ ...each, wasFriend })
  }
  return done
}

export const transferCalls: readonly Call[] = [
  post('/cgi-bin/externalcontact/transfer_customer', 'customer', start(false)),
  post('/cgi-bin/externalcontact/transfer_result', 'customer', result(false)),
  post('/cgi-bin/externalcontact/resigned/transfer_customer', 'customer', start(true)),
  post('/cgi-bin/externalcontact/resigned/transfer_result', 'customer', result(true)),
  post('/cgi-bin/externalcontact/get_unassigned_list', 'customer', (store, input) => {
    const rows = Object.values(store.world.relations).filter(
      (each) => isFriend(each) && store.world.staff[each.userid]?.status === 5,
    )
    const page = paged(rows, input, { usual: 1000, max: 1000 })
    return {
      info: page.rows.map((each) => ({
        handover_userid: each.userid,
        external_userid: each.external_userid,
        dimission_time: store.now(),
      })),
      is_last: page.next_cursor === '',
      next_cursor: page.next_cursor,
    }
  }),
]
