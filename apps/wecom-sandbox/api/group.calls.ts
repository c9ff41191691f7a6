import { fail, paged, post, type Call } from './api.ts'

export const groupCalls: readonly Call[] = [
  post('/cgi-bin/externalcontact/groupchat/list', 'customer', (store, input) => {
    if (!input.has('limit')) fail(40058, 'missing limit')
    const owners = (input.object('owner_filter')?.userid_list ?? []) as string[]
    if (owners.length > 100) fail(40031)
    // 1: those whose owner has left and that wait for another.
    const wanted = input.number('status_filter', 0)
    const statusOf = (owner: string) => (store.world.staff[owner]?.status === 5 ? 1 : 0)
    const groups = Object.values(store.world.groups).filter(
      ({ owner }) => (owners.length === 0 || owners.includes(owner)) && (wanted === 0 || statusOf(owner) === wanted),
    )
    const page = paged(groups, input, { usual: 100, max: 1000 })
    return {
      group_chat_list: page.rows.map((group) => ({
        chat_id: group.chat_id,
        status: statusOf(group.owner),
      })),
      next_cursor: page.next_cursor,
    }
  }),
  post('/cgi-bin/externalcontact/groupchat/get', 'customer', (store, input) => {
    const group = store.world.groups[input.text('chat_id')] ?? fail(90501)
    const named = input.number('need_name', 0) === 1
    return {
      group_chat: {
        ...group,
        member_list: group.member_list.map((each) => {
          const customer = store.world.customers[each.userid]
          return {
            ...each,
            group_nickname: '',
            ...(customer?.unionid ? { unionid: customer.unionid } : {}),
            ...(named ? { name: customer?.name ?? store.world.staff[each.userid]?.name ?? '' } : {}),
          }
        }),
        admin_list: [],
      },
    }
  }),
]
