import { callWecom, postSync, receive, syncStart, wecom } from '@lianke/channel-wecom/testing'
import { surely } from '@lianke/kernel'
import { failedEffects } from '@lianke/platform/operations'
import { openSandbox, type Sandbox } from '@lianke/wecom-sandbox'
import { encrypt, getSignature } from '@wecom/crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSpine, type SpineWorld } from './spine-world.testing.ts'

const token = 'QDG6eK'
const aesKey = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'
const hour = 3_600_000
/** More of them, and all callbacks at the end in reverse, where somebody asks: `CHAOS_ACTS=10000 CHAOS_AT_END=1`. */
const actsMax = Number(process.env.CHAOS_ACTS ?? 240)
const atEnd = process.env.CHAOS_AT_END === '1'
const perActSeconds = 25
/** The act that stands where this one does among the usual. */
const at = (act: number): number => Math.floor((act * actsMax) / 240)
const lostShare = 0.01
let sandbox: Sandbox
let world: SpineWorld

/** Chance that is the same each time. */
const dice = (seed: number) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 2 ** 32
}
const chance = dice(20_261_127)
const oneOf = <T>(all: readonly T[]): T => surely(all[Math.floor(chance() * all.length)], 'there is one to choose')

beforeAll(async () => {
  // The company lives through the last hours (two, usually), so that what is read at the end is read after all of it.
  const hours = Math.ceil((actsMax * perActSeconds * 1000) / hour)
  sandbox = await openSandbox({ port: 0, seed: {}, now: () => Date.now() - hours * hour })
  world = await openSpine({ channels: [wecom], allowPrivate: [new URL(sandbox.url).host] })
  const { corp, apps } = sandbox.store.world
  const settings = {
    'wecom.corp_id': corp.corp_id,
    'wecom.agent_id': apps[0]?.agent_id,
    'wecom.app_secret': apps[0]?.secret,
    'wecom.api_base': sandbox.url,
    'wecom.callback_token': token,
    'wecom.callback_aes_key': aesKey,
  }
  for (const [name, value] of Object.entries(settings)) await world.platform.settings.set(world.tenant.id, name, value, null)
})
afterAll(async () => {
  await world?.tenant.close()
  await sandbox?.close()
})

const host = () => world.engines.hostOf(world.tenant.id).channelHost
const friends = () =>
  Object.values(sandbox.store.world.relations).filter(
    ({ status, userid }) => (status === 'active' || status === 'half') && sandbox.store.world.staff[userid]?.status !== 5,
  )
const allTags = () => sandbox.store.world.tag_groups.flatMap(({ tag }) => tag)
const working = () => Object.values(sandbox.store.world.staff).filter(({ status, follows }) => status !== 5 && follows)

let made = 0
/** Everything that happens in a company, each as likely as it is written often. */
const life: readonly (() => unknown)[] = [
  ...Array.from({ length: 4 }, () => () => sandbox.acts.scan({ state: 'chaos', name: `客户${++made}` })),
  ...Array.from({ length: 3 }, () => () => {
    const tags = allTags()
      .filter(() => chance() < 0.2)
      .map(({ id }) => id)
    return sandbox.acts.edit({ ...oneOf(friends()), remark: chance() < 0.2 ? '' : `备注${++made}`, tags, description: undefined })
  }),
  () => sandbox.acts.unfriend(oneOf(friends())),
  () => sandbox.acts.removeCustomer(oneOf(friends())),
  () => sandbox.acts.tag({ change: 'create', group_name: '来源', name: `标签${++made}` }),
  () => allTags().length > 0 && sandbox.acts.tag({ change: 'update', id: oneOf(allTags()).id, name: `改名${++made}` }),
  () => allTags().length > 0 && sandbox.acts.tag({ change: 'delete', id: oneOf(allTags()).id }),
  () => sandbox.acts.group({ name: `群${++made}`, owner: oneOf(working()).userid }),
  () => {
    const group = Object.values(sandbox.store.world.groups).at(-1)
    return group && sandbox.acts.joinGroup({ chat_id: group.chat_id, external_userid: oneOf(friends()).external_userid })
  },
]

/** What the corp told since the last time, sealed and signed as it does. */
const toldSince = async (last: number) => {
  const entries = sandbox.callbacks.log.filter(({ id }) => id > last)
  const timestamp = String(Math.floor(Date.now() / 1000))
  return Promise.all(
    entries.map(async ({ fields }) => {
      const inside = Object.entries(fields).flatMap(([name, value]) =>
        value === undefined
          ? []
          : [`<${name}>${Array.isArray(value) ? `<Item>${value.join('</Item><Item>')}</Item>` : value}</${name}>`],
      )
      const sealed = encrypt(aesKey, `<xml>${inside.join('')}</xml>`, sandbox.store.world.corp.corp_id)
      const query = { msg_signature: getSignature(token, timestamp, 'n', sealed), timestamp, nonce: 'n' }
      const received = await receive(host(), query, `<xml><Encrypt>${sealed}</Encrypt></xml>`)
      if (!received.ok) throw new Error(received.reason)
      return received.envelope
    }),
  )
}
type Told = Awaited<ReturnType<typeof toldSince>>
const deliver = (envelopes: Told) => (envelopes.length === 0 ? undefined : world.receiver.receive(world.tenant.id, envelopes))

const inProduct = async () => ({
  bonds: (
    await world.sql<{ key: string; remark: string | null; tags: string[] | null }>(
      `select s.wecom_userid || '|' || r.external_id as key, r.remark, r.tags from customer_relation r join organisation_staff s on s.id = r.staff
       where r.status = 'active' and s.status = 'active' and r.deleted_at is null`,
    )
  ).map(({ key, remark, tags }) => [key, remark ?? '', [...(tags ?? [])].sort().join()].join(' · ')),
  tags: (
    await world.sql<{ key: string }>(
      `select replace(external_id, 'wecom:', '') || ' ' || name as key from customer_tag where external_id is not null and deleted_at is null`,
    )
  ).map(({ key }) => key),
  groups: (
    await world.sql<{ key: string }>(
      `select external_id || ' ' || name || ' ' || customers as key from customer_group_chat where status = 'active' and deleted_at is null`,
    )
  ).map(({ key }) => key),
  left: (await world.sql<{ key: string }>(`select wecom_userid as key from organisation_staff where status = 'left'`)).map(
    ({ key }) => key,
  ),
})
const inCorp = () => {
  const names = new Map(allTags().map(({ id, name }) => [id, name]))
  return {
    bonds: friends().map(({ userid, external_userid, remark, tags }) =>
      [
        `${userid}|${external_userid}`,
        remark,
        tags
          .map((id) => names.get(id) ?? id)
          .sort()
          .join(),
      ].join(' · '),
    ),
    tags: allTags().map(({ id, name }) => `${id} ${name}`),
    groups: Object.values(sandbox.store.world.groups).map(
      ({ chat_id, name, member_list }) => `${chat_id} ${name} ${member_list.filter(({ type }) => type === 2).length}`,
    ),
    left: Object.values(sandbox.store.world.staff).flatMap(({ userid, status }) => (status === 5 ? [userid] : [])),
  }
}
const sorted = (all: Readonly<Record<string, readonly string[]>>) =>
  Object.fromEntries(Object.entries(all).map(([name, list]) => [name, [...list].sort()]))

describe('an hour of a company', () => {
  it(
    'whose callbacks come doubled, in reverse, late and not all, through limits and outages, is in the product as it is in the corp, and nothing is left unexplained',
    async () => {
      await callWecom(host(), '/cgi-bin/externalcontact/add_contact_way', {
        body: { type: 2, scene: 2, user: working().map(({ userid }) => userid), state: 'chaos', skip_verify: true },
      })
      await postSync(host(), syncStart('first'), async () => undefined)
      await world.run()
      const late: Told = []
      let last = 0
      for (let act = 0; act < actsMax; act++) {
        sandbox.store.world.clock_offset_seconds += Math.ceil(chance() * perActSeconds)
        oneOf(life)()
        // He has a group, makes another while nobody listens, and leaves.
        if (act === at(70)) sandbox.acts.group({ name: '留下的群', owner: 'sun.tao' })
        if (act === at(120)) sandbox.acts.leave({ userid: 'sun.tao' })
        if (act % 30 !== 29) continue
        const told = (await toldSince(last)).filter(() => chance() >= lostShare)
        last = sandbox.callbacks.log.at(-1)?.id ?? last
        // Two outages of different lengths: while the first lasts the vendor gives up; what falls into the other comes at its end.
        const isDown = !atEnd && act > at(60) && act < at(100)
        const isLate = atEnd || (act > at(130) && act < at(200))
        if (isDown) continue
        if (isLate) late.push(...told)
        else await deliver([...told].reverse())
        await deliver(told.filter(() => !isLate && chance() < 0.3))
        // The corp's limits: some calls of each hour are refused, some by a system that is busy.
        sandbox.store.world.switches.failures = [
          { path: '/cgi-bin/externalcontact/get', errcode: 45009, times: 5 },
          { path: '/cgi-bin/externalcontact/get_corp_tag_list', errcode: -1, times: 4 },
        ]
        await world.run()
      }
      await deliver([...late].reverse())
      sandbox.store.world.switches.failures = []
      for (let rest = 0; rest < 3; rest++) {
        world.advance(hour)
        await world.run()
      }
      await postSync(host(), syncStart('night'), async () => undefined)
      await world.run()

      expect(sorted(await inProduct())).toEqual(sorted(inCorp()))
      expect(inCorp().bonds.length).toBeGreaterThan(10)
      const open = await world.sql(
        `select kind, state, error from inbox where channel = 'wecom' and (state <> 'done' or (needed is not true and kind not like 'wecom.%'))`,
      )
      expect(open).toEqual([])
      const keys = await world.sql<{ key: string }>(`select 'wecom:' || message_id as key from inbox where channel = 'wecom'`)
      expect(
        await failedEffects(
          world.platform.database,
          world.tenant.id,
          keys.map(({ key }) => key),
        ),
      ).toEqual(new Map())
      expect(await world.sql('select reader, error from fact_dead')).toEqual([])
    },
    600_000 + actsMax * 300,
  )
})
