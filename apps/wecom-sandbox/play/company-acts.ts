import { removeTags } from '../api/tag.calls.ts'
import { settleTransfers } from '../api/transfer.calls.ts'
import { contact, refuse, type Stage } from './stage.ts'

/** What changes in the company: its tags, who leaves, who takes over, and time. */
export const companyActs = ({ store, callbacks }: Stage) => ({
  /** An administrator changes corp tags in the console. */
  tag(given: { change: 'create' | 'update' | 'delete'; id?: string; group_name?: string; name?: string }) {
    const group = store.world.tag_groups.find(
      (each) => each.group_name === given.group_name || each.tag.some((tag) => tag.id === given.id),
    )
    if (given.change === 'create') {
      const home = group ?? {
        group_id: store.id('et'),
        group_name: given.group_name ?? '标签',
        order: 0,
        create_time: store.now(),
        tag: [],
      }
      if (!group) store.world.tag_groups.push(home)
      const tag = { id: store.id('et'), name: given.name ?? '新标签', order: 0, create_time: store.now() }
      home.tag.push(tag)
      return callbacks.send({ Event: 'change_external_tag', Id: tag.id, TagType: 'tag', ChangeType: 'create' })
    }
    const tag = group?.tag.find((each) => each.id === given.id) ?? refuse('no such tag')
    if (given.change === 'update') tag.name = given.name ?? tag.name
    else removeTags(store, [tag.id], [])
    return callbacks.send({ Event: 'change_external_tag', Id: tag.id, TagType: 'tag', ChangeType: given.change })
  },
  /** A member leaves the company. */
  leave({ userid }: { userid: string }) {
    const staff = store.world.staff[userid] ?? refuse('no such member')
    staff.status = 5
    return callbacks.send({ Event: 'change_contact', ChangeType: 'delete_user', UserID: userid })
  },
  refuseTransfer({ external_userid }: { external_userid: string }) {
    const transfer =
      store.world.transfers.find((each) => each.external_userid === external_userid && each.status === 2) ??
      refuse('nothing to refuse')
    transfer.status = 3
    return callbacks.send({
      ...contact('transfer_fail', { userid: transfer.takeover_userid, external_userid }),
      FailReason: 'customer_refused',
    })
  },
  /** Lets time pass; transfers that have waited their day complete with their callbacks. */
  advance({ seconds }: { seconds: number }) {
    store.world.clock_offset_seconds += seconds
    for (const each of settleTransfers(store)) {
      callbacks.send(
        contact(
          'del_external_contact',
          { userid: each.handover_userid, external_userid: each.external_userid },
          { Source: 'DELETE_BY_TRANSFER' },
        ),
      )
      if (!each.wasFriend)
        callbacks.send(contact('add_external_contact', { userid: each.takeover_userid, external_userid: each.external_userid }))
    }
    return { now: store.now() }
  },
})
