import { isObject, textIn } from '@lianke/kernel/plain'
import { fail, mustSee, paged, post, type Call, type Input } from './api.ts'
import type { Store } from '../world/store.ts'
import { isKept } from './media.routes.ts'
import { isFriend, relationKey, type Attachment, type MassTask } from '../world/world.ts'

const welcomeSeconds = 20
const textBytesMax = 4000
const attachmentsMax = 9
const kinds = ['image', 'link', 'miniprogram', 'video', 'file']

const contentOf = (store: Store, input: Input): { text: string; attachments: Attachment[] } => {
  const text = String(input.object('text')?.content ?? '')
  const attachments = input.list('attachments').map((each): Attachment => ({ ...each, msgtype: textIn(each.msgtype) ?? '' }))
  if (text === '' && attachments.length === 0) fail(44004)
  if (Buffer.byteLength(text) > textBytesMax) fail(45002)
  if (attachments.length > attachmentsMax) fail(41064)
  for (const each of attachments) {
    const body = each[each.msgtype]
    if (!kinds.includes(each.msgtype) || !isObject(body)) return fail(41065)
    if (each.msgtype === 'link' && (!body.title || !body.url)) fail(40058, 'missing link title or url')
    const media = body.media_id ?? body.pic_media_id
    const needed = ['image', 'video', 'file', 'miniprogram'].includes(each.msgtype) && !body.pic_url
    if ((needed || media) && !isKept(store, String(media ?? ''))) fail(40007)
    // A picture by address must be one that was uploaded here.
    if (
      each.msgtype === 'image' &&
      !media &&
      !store.world.media[/^https:\/\/wework\.qpic\.cn\/wwpic\/([^/]+)\/0$/.exec(String(body.pic_url))?.[1] ?? '']
    )
      fail(40007, 'invalid pic_url')
  }
  return { text, attachments }
}

const taskOf = (store: Store, input: Input): MassTask => {
  if (!input.has('msgid')) fail(40058, 'missing msgid')
  return store.world.tasks[input.text('msgid')] ?? fail(40035, 'invalid msgid')
}

const addTask = (store: Store, input: Input, seen: (userid: string) => void): Record<string, unknown> => {
  const chat_type = input.text('chat_type') || 'single'
  if (chat_type !== 'single' && chat_type !== 'group') fail(40035, 'invalid chat_type')
  const content = contentOf(store, input)
  const sender = input.text('sender')
  if (sender && !store.world.staff[sender]) fail(60111)
  if (sender) seen(sender)
  const wanted = input.texts('external_userid')
  const msgid = store.id('msg')
  const targets: MassTask['targets'] = []
  const fail_list: string[] = []
  if (chat_type === 'group') {
    if (!sender) fail(40058, 'missing sender')
    const chats = input.texts('chat_id_list')
    const owned = Object.values(store.world.groups).filter(
      (group) => group.owner === sender && (chats.length === 0 || chats.includes(group.chat_id)),
    )
    targets.push(
      ...owned.map((group) => ({
        userid: sender,
        external_userid: '',
        chat_id: group.chat_id,
        status: 0 as const,
        send_time: 0,
      })),
    )
  } else {
    if (!sender && wanted.length === 0) fail(40058, 'missing external_userid and sender')
    if (wanted.length > 10_000) fail(40035, 'too many external_userid')
    const candidates = wanted.length
      ? wanted
      : Object.values(store.world.relations)
          .filter((each) => each.userid === sender && isFriend(each))
          .map((each) => each.external_userid)
    for (const external_userid of new Set(candidates)) {
      const member = sender
        ? store.world.relations[relationKey(sender, external_userid)]
        : Object.values(store.world.relations)
            .filter((each) => each.external_userid === external_userid && isFriend(each))
            .sort((a, b) => b.createtime - a.createtime)[0]
      if (isFriend(member)) targets.push({ userid: member.userid, external_userid, chat_id: '', status: 0, send_time: 0 })
      else fail_list.push(external_userid)
    }
  }
  if (targets.length === 0) fail(41048)
  const senders = [...new Set(targets.map((each) => each.userid))].map((userid) => ({ userid, status: 0 as const, send_time: 0 }))
  store.world.tasks[msgid] = {
    msgid,
    chat_type: chat_type as 'single' | 'group',
    create_time: store.now(),
    creator: '',
    ...content,
    cancelled: false,
    senders,
    targets,
  }
  return { fail_list, msgid }
}

const sendWelcome = (store: Store, input: Input): Record<string, unknown> => {
  if (!input.has('welcome_code')) fail(41049)
  const content = contentOf(store, input)
  const code = store.world.welcome_codes[input.text('welcome_code')] ?? fail(41050)
  const relation = store.world.relations[relationKey(code.userid, code.external_userid)]
  if (code.used || relation?.chatting) fail(41051)
  if (store.now() - code.issued_at > welcomeSeconds) fail(41050)
  if (!isFriend(relation)) fail(84061)
  code.used = true
  store.world.messages.push({
    id: store.id('m', 16),
    userid: code.userid,
    external_userid: code.external_userid,
    from: 'staff',
    kind: 'welcome',
    text: content.text.replaceAll('%NICKNAME%', store.world.customers[code.external_userid]?.name ?? ''),
    attachments: content.attachments,
    at: store.now(),
  })
  return {}
}

const duplicateSecondsUsual = 1800
const sendApp = (store: Store, input: Input, agent_id: number, visible: '*' | string[]): Record<string, unknown> => {
  if (input.number('agentid', -1) !== agent_id) fail(40056)
  const msgtype = input.text('msgtype')
  const body = input.object(msgtype) ?? fail(40058, `missing ${msgtype || 'msgtype'}`)
  const sees = (userid: string): boolean => visible === '*' || visible.includes(userid)
  const all = Object.values(store.world.staff).filter((each) => each.status === 1 && sees(each.userid))
  const given = input.text('touser')
  const names = given === '@all' ? all.map((each) => each.userid) : given.split('|').filter((each) => each !== '')
  const parties = input
    .text('toparty')
    .split('|')
    .filter((each) => each !== '')
    .map(Number)
  const touser = all
    .filter(
      (each) =>
        names.some((name) => name.toLowerCase() === each.userid.toLowerCase()) ||
        each.department.some((id) => parties.includes(id)),
    )
    .map((each) => each.userid)
  const invalid = names
    .filter((name) => !all.some((each) => each.userid.toLowerCase() === name.toLowerCase()))
    .map((name) => name.toLowerCase())
  if (touser.length === 0) fail(81013)
  if (msgtype === 'textcard' && (!body.title || !body.description || !body.url))
    fail(40058, 'missing textcard title, description or url')
  const window = input.number('duplicate_check_interval', duplicateSecondsUsual)
  const same =
    input.number('enable_duplicate_check', 0) === 1 &&
    store.world.app_messages.find(
      (each) =>
        store.now() - each.at < window &&
        each.msgtype === msgtype &&
        each.touser.join() === touser.join() &&
        JSON.stringify(each.body) === JSON.stringify(body),
    )
  const msgid = same ? same.msgid : store.id('', 40)
  if (!same) store.world.app_messages.push({ msgid, agentid: agent_id, touser, msgtype, body, at: store.now() })
  return { invaliduser: invalid.join('|'), invalidparty: '', invalidtag: '', unlicenseduser: '', msgid }
}

export const messageCalls: readonly Call[] = [
  post('/cgi-bin/externalcontact/send_welcome_msg', 'customer', sendWelcome),
  post('/cgi-bin/externalcontact/add_msg_template', 'customer', (store, input, caller) =>
    addTask(store, input, (userid) => mustSee(caller, userid)),
  ),
  post('/cgi-bin/externalcontact/get_groupmsg_list_v2', 'customer', (store, input) => {
    const type = input.text('chat_type') || fail(40058, 'missing chat_type')
    const start = input.number('start_time', Number.NaN)
    const end = input.number('end_time', Number.NaN)
    if (!(end >= start) || end - start > 31 * 86_400) fail(40035, 'invalid time span')
    const tasks = Object.values(store.world.tasks).filter(
      (each) => each.chat_type === type && each.create_time >= start && each.create_time <= end,
    )
    const page = paged(tasks, input, { usual: 50, max: 100 })
    return {
      group_msg_list: page.rows.map(({ msgid, create_time, text, attachments }) => ({
        msgid,
        create_time,
        create_type: 0,
        text: { content: text },
        attachments,
      })),
      next_cursor: page.next_cursor,
    }
  }),
  post('/cgi-bin/externalcontact/get_groupmsg_task', 'customer', (store, input) => {
    const page = paged(taskOf(store, input).senders, input, { usual: 500, max: 1000 })
    return {
      task_list: page.rows.map(({ userid, status, send_time }) => ({ userid, status, ...(send_time ? { send_time } : {}) })),
      next_cursor: page.next_cursor,
    }
  }),
  post('/cgi-bin/externalcontact/get_groupmsg_send_result', 'customer', (store, input) => {
    const userid = input.text('userid') || fail(40058, 'missing userid')
    const page = paged(
      taskOf(store, input).targets.filter((each) => each.userid === userid),
      input,
      { usual: 500, max: 1000 },
    )
    return {
      send_list: page.rows.map((each) => ({
        ...(each.external_userid ? { external_userid: each.external_userid } : {}),
        ...(each.chat_id ? { chat_id: each.chat_id } : {}),
        userid: each.userid,
        status: each.status,
        ...(each.send_time ? { send_time: each.send_time } : {}),
      })),
      next_cursor: page.next_cursor,
    }
  }),
  post('/cgi-bin/externalcontact/cancel_groupmsg_send', 'customer', (store, input) => {
    const task = taskOf(store, input)
    if (task.cancelled) fail(41093)
    task.cancelled = true
    return {}
  }),
  post('/cgi-bin/externalcontact/remind_groupmsg_send', 'customer', (store, input) =>
    taskOf(store, input).cancelled ? fail(41093) : {},
  ),
  post('/cgi-bin/message/send', 'message', (store, input, { app }) => sendApp(store, input, app.agent_id, app.visible)),
]
