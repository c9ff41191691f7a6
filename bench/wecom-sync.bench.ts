import { setTimeout as pause } from 'node:timers/promises'
import { postSync, syncStart, wecom } from '@lianke/channel-wecom/testing'
import { openReceiver } from '@lianke/engine-intake'
import { isObject, textIn } from '@lianke/kernel'
import { type Platform, runReaders } from '@lianke/platform'
import { openChannelHosts } from '@lianke/platform/channel-host'
import { pino } from 'pino'
import { Pool } from 'undici'
import { composeEngines } from '../apps/compose-engines.ts'
import { defineBench, type Figure } from './bench.ts'
import { installBench, openBench } from './data.ts'
import { serve } from './serve.ts'
import { freshTenant } from './tenant.ts'

const members = 20
const contactsMax = 20_000
const lastsMsMax = 600_000
const pageMax = 100
const perSecondMin = 200
const corp = 'wwbench0000000001'
const secret = 'sandbox-app-secret-of-the-bench-000000000000'

/** The same pages asked by a bare client, one after another, and thrown away: contacts a second. */
const floorOf = async (origin: string, contacts: number): Promise<number> => {
  const pool = new Pool(origin, { connections: 1 })
  const ask = async (path: string, body?: object): Promise<Record<string, unknown>> => {
    const answer = await pool.request({
      path,
      method: body ? 'POST' : 'GET',
      ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
    })
    const told: unknown = await answer.body.json()
    if (!isObject(told) || (told.errcode ?? 0) !== 0) throw new Error(`${path}: ${JSON.stringify(told).slice(0, 200)}`)
    return told
  }
  try {
    const token = textIn((await ask(`/cgi-bin/gettoken?corpid=${corp}&corpsecret=${secret}`)).access_token)
    const begun = performance.now()
    let seen = 0
    for (let member = 0; member < members; member++)
      for (let cursor = '', first = true; first || cursor !== ''; first = false) {
        const page = await ask(`/cgi-bin/externalcontact/batch/get_by_user?access_token=${token}`, {
          userid_list: [`member-${member}`],
          limit: pageMax,
          ...(cursor ? { cursor } : {}),
        })
        seen += Array.isArray(page.external_contact_list) ? page.external_contact_list.length : 0
        cursor = textIn(page.next_cursor) ?? ''
      }
    if (seen !== contacts) throw new Error(`the sandbox shows ${seen} of ${contacts} contacts`)
    return contacts / ((performance.now() - begun) / 1000)
  } finally {
    await pool.close()
  }
}

/** Reads the whole corporation and waits until each contact is a person who knows a member; contacts a second. */
const synced = async (platform: Platform, tenant: string, origin: string, contacts: number): Promise<number> => {
  const log = pino({ level: 'warn' })
  const receiver = openReceiver(platform.database)
  const allowPrivate = [new URL(origin).host]
  const engines = composeEngines(platform, {
    channels: [wecom],
    hostOf: openChannelHosts(platform, { receive: receiver.receive, log, allowPrivate }),
    allowPrivate,
    log: (level, message, data) => log[level](data, message),
  })
  const stop = new AbortController()
  const home = { database: platform.database, tenants: async () => [tenant] }
  const reading = runReaders(home, engines.readers, { signal: stop.signal, concurrencyMax: 6, log: () => undefined })
  await pause(3000)
  try {
    const begun = performance.now()
    await postSync(engines.hostOf(tenant).channelHost, syncStart('whole'), async () => undefined)
    for (let there = 0; there < contacts; await pause(100)) {
      if (performance.now() - begun > lastsMsMax) throw new Error(`${there} of ${contacts} contacts are there`)
      const [row] = await platform.database.query<{ n: number }>(tenant, {
        text: `select count(*)::int as n from customer_relation r join customer_person p on p.id = r.person where r.status = 'active' and r.deleted_at is null and p.deleted_at is null`,
      })
      there = row?.n ?? 0
    }
    return contacts / ((performance.now() - begun) / 1000)
  } finally {
    stop.abort()
    await reading
    await receiver.close()
  }
}

/** A corporation's contacts are read whole, until all of them are persons. */
export const wecomSyncBench = defineBench({
  name: 'wecom-sync',
  async run(context): Promise<readonly Figure[]> {
    await installBench(context)
    const contacts = Math.min(context.persons, contactsMax)
    const tenant = await freshTenant(context, 'wecom')
    const sandbox = await serve('wecom', { WECOM: JSON.stringify({ corp, secret, members, contacts }) })
    const platform = await openBench(context)
    try {
      const settings = {
        'wecom.corp_id': corp,
        'wecom.agent_id': 1_000_021,
        'wecom.app_secret': secret,
        'wecom.api_base': sandbox.origin,
      }
      for (const [name, value] of Object.entries(settings)) await platform.settings.set(tenant, name, value, null)
      const floor = await floorOf(sandbox.origin, contacts)
      const value = await synced(platform, tenant, sandbox.origin, contacts)
      return [
        {
          name: `sync of a corporation with ${contacts.toLocaleString('en')} contacts, until all are persons`,
          value,
          unit: 'contacts/s',
          floor,
          target: `≥ ${perSecondMin} contacts/s`,
          reached: value >= perSecondMin,
          note: `${(contacts / value).toFixed(1)} s`,
        },
      ]
    } finally {
      await platform.close()
      sandbox.stop()
    }
  },
})
