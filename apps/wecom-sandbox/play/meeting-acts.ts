import { addCustomer } from '../world/demo.ts'
import type { Store } from '../world/store.ts'
import { isFriend, relationKey, type ContactWay, type Customer, type Relation } from '../world/world.ts'
import { memberOf, type ScannedCode, wayOf } from './contact-code.ts'
import { contact, refuse, type Stage } from './stage.ts'

/** The code with which the app may greet; none where the member greets on their own or the two have already talked. */
const welcomeCode = (store: Store, relation: Relation): string | undefined => {
  if (store.world.staff[relation.userid]?.native_welcome || relation.chatting) return undefined
  const code = store.id('WC-', 40)
  store.world.welcome_codes[code] = {
    code,
    userid: relation.userid,
    external_userid: relation.external_userid,
    issued_at: store.now(),
    used: false,
  }
  return code
}
const wasGreeted = (store: Store, { userid, external_userid }: Relation): boolean =>
  Object.values(store.world.welcome_codes).some(
    (code) => code.userid === userid && code.external_userid === external_userid && code.used,
  )

/** A line that WeChat itself writes into the chat. */
const notice = (store: Store, relation: Relation, text: string): void => {
  store.world.messages.push({
    id: store.id('m', 16),
    userid: relation.userid,
    external_userid: relation.external_userid,
    from: 'system',
    kind: 'notice',
    text,
    attachments: [],
    at: store.now(),
  })
}

/** The two begin anew; what the member had written about the customer stays. */
const begun = (
  store: Store,
  met: { before: Relation | undefined; userid: string; customer: Customer; way: ContactWay; status: Relation['status'] },
): Relation => ({
  remark: met.customer.name,
  description: '',
  remark_company: '',
  remark_mobiles: [],
  tags: [],
  personal_tags: [],
  ...met.before,
  userid: met.userid,
  external_userid: met.customer.external_userid,
  createtime: store.now(),
  oper_userid: met.customer.external_userid,
  add_way: 1,
  state: met.way.state,
  chatting: false,
  status: met.status,
})

interface Scan extends ScannedCode {
  external_userid?: string
  name?: string
  gender?: 0 | 1 | 2
  half?: boolean
}
const scan =
  ({ store, callbacks, customerOf }: Stage) =>
  (given: Scan) => {
    const way = wayOf(store, given)
    const customer = given.external_userid
      ? customerOf(given.external_userid)
      : addCustomer(store, { name: given.name ?? '微信用户', gender: given.gender })
    const userid = memberOf(store, way, customer.external_userid)
    const key = relationKey(userid, customer.external_userid)
    const before = store.world.relations[key]
    if (isFriend(before)) return { ...before, already: true, callback: null }
    const status = way.skip_verify ? (given.half ? 'half' : 'active') : 'waiting'
    const relation = begun(store, { before, userid, customer, way, status })
    store.world.relations[key] = relation
    if (!way.skip_verify) return { ...relation, already: false, callback: null }
    notice(store, relation, given.half ? '你已添加了对方，等待对方确认' : '你们已成为好友，现在可以开始聊天')
    const entry = callbacks.send(
      contact(given.half ? 'add_half_external_contact' : 'add_external_contact', relation, {
        State: way.state || undefined,
        WelcomeCode: welcomeCode(store, relation),
      }),
    )
    return { ...relation, already: false, callback: entry.id }
  }

const accept =
  ({ store, callbacks, relationOf }: Stage) =>
  ({ userid, external_userid }: { userid: string; external_userid: string }) => {
    const relation = relationOf(userid, external_userid)
    if (relation.status !== 'waiting' && relation.status !== 'half') refuse('there is nothing to confirm')
    const greeted = relation.status === 'half' && wasGreeted(store, relation)
    relation.status = 'active'
    relation.createtime = store.now()
    notice(store, relation, '我通过了你的联系人验证请求，现在我们可以开始聊天了')
    const entry = callbacks.send(
      contact('add_external_contact', relation, {
        State: relation.state || undefined,
        WelcomeCode: greeted ? undefined : welcomeCode(store, relation),
      }),
    )
    return { ...relation, callback: entry.id }
  }

/** How a customer and a member become contacts. */
export const meetingActs = (stage: Stage) => ({
  customer: (given: { name: string; gender?: 0 | 1 | 2; unionid?: string }) => addCustomer(stage.store, given),
  /** A customer scans a contact code. With skip_verify they become contacts at once. */
  scan: scan(stage),
  /** The member confirms a waiting or half-made contact. */
  accept: accept(stage),
})
