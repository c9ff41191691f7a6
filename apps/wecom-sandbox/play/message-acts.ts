import { isFriend, relationKey, type Attachment } from '../world/world.ts'
import { refuse, type Stage } from './stage.ts'

const massLimit: Readonly<Record<'day' | 'week' | 'month', { seconds: number; times: number }>> = {
  day: { seconds: 86_400, times: 1 },
  week: { seconds: 7 * 86_400, times: 7 },
  month: { seconds: 30 * 86_400, times: 30 },
}

/** What is written: in the chat, and by mass-send tasks that members confirm. */
export const messageActs = ({ store, friendsOf }: Stage) => ({
  /** Either side writes in the chat. */
  say(given: { userid: string; external_userid: string; from: 'staff' | 'customer'; text: string; attachments?: Attachment[] }) {
    const { userid, external_userid, from, text, attachments = [] } = given
    if (text === '' && attachments.length === 0) refuse('there is nothing to say')
    const relation = friendsOf(userid, external_userid)
    relation.chatting = true
    const message = {
      id: store.id('m', 16),
      userid,
      external_userid,
      from,
      kind: 'chat' as const,
      text,
      attachments,
      at: store.now(),
    }
    store.world.messages.push(message)
    return message
  },
  /** A member confirms a mass-send task. Who got too many already, or is no friend, is skipped with the vendor's status. */
  confirmTask({ userid, msgid }: { userid: string; msgid: string }) {
    const task = store.world.tasks[msgid] ?? refuse('no such task')
    const sender = task.senders.find((each) => each.userid === userid) ?? refuse('this task is not for this member')
    if (task.cancelled) refuse('the task was cancelled')
    if (sender.status === 2) return task
    const now = store.now()
    const limit = massLimit[store.world.switches.mass_rule]
    for (const target of task.targets.filter((each) => each.userid === userid)) {
      const recent = Object.values(store.world.tasks)
        .flatMap((each) => each.targets)
        .filter(
          (each) =>
            each.status === 1 &&
            now - each.send_time < limit.seconds &&
            each.external_userid === target.external_userid &&
            each.chat_id === target.chat_id,
        ).length
      const friend = target.chat_id !== '' || isFriend(store.world.relations[relationKey(userid, target.external_userid)])
      target.status = !friend ? 2 : recent >= limit.times ? 3 : 1
      if (target.status === 1) target.send_time = now
      if (target.status === 1 && target.external_userid)
        store.world.messages.push({
          id: store.id('m', 16),
          userid,
          external_userid: target.external_userid,
          from: 'staff',
          kind: 'mass',
          text: task.text,
          attachments: task.attachments,
          at: now,
        })
    }
    sender.status = 2
    sender.send_time = now
    return task
  },
})
