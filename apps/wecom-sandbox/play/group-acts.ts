import { refuse, type Stage } from './stage.ts'

/** How customer groups begin and who joins them. */
export const groupActs = ({ store, callbacks, customerOf }: Stage) => ({
  group(given: { name: string; owner: string; external_userids?: string[] }) {
    const now = store.now()
    const chat_id = store.id('wr')
    const customers = (given.external_userids ?? []).map((userid) => ({
      userid: customerOf(userid).external_userid,
      type: 2 as const,
      join_time: now,
      join_scene: 1,
    }))
    store.world.groups[chat_id] = {
      chat_id,
      name: given.name,
      owner: given.owner,
      create_time: now,
      notice: '',
      member_version: store.id(''),
      member_list: [{ userid: given.owner, type: 1, join_time: now, join_scene: 1 }, ...customers],
    }
    callbacks.send({ Event: 'change_external_chat', ChatId: chat_id, ChangeType: 'create' })
    return store.world.groups[chat_id]
  },
  joinGroup(given: { external_userid: string; chat_id?: string; config_id?: string }) {
    const way = given.config_id ? (store.world.join_ways[given.config_id] ?? refuse('this code leads nowhere')) : null
    const group = store.world.groups[given.chat_id ?? way?.chat_id_list[0] ?? ''] ?? refuse('no such group')
    const last = group.member_version
    if (group.member_list.some((each) => each.userid === given.external_userid)) return group
    group.member_list.push({
      userid: customerOf(given.external_userid).external_userid,
      type: 2,
      join_time: store.now(),
      join_scene: way ? 3 : 1,
      ...(way?.state ? { state: way.state } : {}),
    })
    group.member_version = store.id('')
    callbacks.send({
      Event: 'change_external_chat',
      ChatId: group.chat_id,
      ChangeType: 'update',
      UpdateDetail: 'add_member',
      JoinScene: way ? 3 : 0,
      QuitScene: 0,
      MemChangeCnt: 1,
      MemChangeList: [given.external_userid],
      LastMemVer: last,
      CurMemVer: group.member_version,
    })
    return group
  },
})
