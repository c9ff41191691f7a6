import { addDoors } from '../server/doors/add-doors.ts'
import { definitions } from '../definitions.ts'
import type { ObjectRight } from '@lianke/kernel'
import { analyticsLoop, type Platform, receivedFact, searchLoop, syncAnalyticsSchema, tellReceived } from '@lianke/platform'
import { everything, type HttpTenant, httpTenant, type Person, type Method, routesOf } from '@lianke/platform/testing'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { pino } from 'pino'

/** What one who may not see it must find in no byte of any answer. */
export const secrets = {
  phone: '13945612378',
  mail: 'geheim-7731',
  foreign: '绝密客户甲乙丙',
  foreignPhone: '13787651234',
} as const

const own: ObjectRight = { read: 'own', update: 'own', delete: 'own', create: true, import: true, export: true }

/** A company with one colleague who sees phones masked, e-mail addresses not at all, and only what is his; and with an administrator. */
export interface RightsWorld {
  readonly company: HttpTenant
  readonly boss: Person
  readonly clerk: Person
  readonly ids: Readonly<
    Record<'person' | 'foreign' | 'order' | 'account' | 'journey' | 'segment' | 'run' | 'file' | 'task', string>
  >
  readonly routes: readonly { method: Method; url: string }[]
  readonly ask: Ask
  /** Brings the search index and the figures up to what was written. */
  settle(): Promise<void>
}

export type Ask = (by: Person, options: InjectOptions) => Promise<LightMyRequestResponse>
/** Asks the server past the description of the API, which leaves some doors out. */
const askWith =
  ({ app }: HttpTenant): Ask =>
  (by, options) =>
    app.inject({ ...options, headers: { cookie: by.cookie, ...options.headers } })

const settleAll = async (platform: Platform, tenant: string): Promise<void> => {
  for (const loop of [searchLoop(platform), analyticsLoop(platform, { identified: false })])
    for (let more = true; more; ) more = (await loop.turn(tenant)).more
}

export const openRightsWorld = async (): Promise<RightsWorld> => {
  const log = pino({ level: 'silent' })
  const company = await httpTenant(definitions, {
    doors: (app, given) => addDoors(app, { ...given, log, secret: 'a secret for tests only', allowPrivate: [], sandbox: null }),
  })
  const { platform, tenant } = company
  await syncAnalyticsSchema(platform.analytics, await platform.model(tenant))
  const ask = askWith(company)
  const post = async (by: Person, url: string, payload: object): Promise<string> => {
    const answer = await ask(by, { method: 'POST', url: `/api/v1${url}`, payload })
    if (answer.statusCode >= 300) throw new Error(`${url}: ${answer.body}`)
    return answer.json().id
  }
  const all = { objects: { '*': everything }, rights: ['*'] }
  // Answers are held against the description that somebody got at sign-in: the own field comes first.
  await post(await company.person(all), '/settings/fields', {
    on: 'customer.account',
    name: 'c_people',
    field: { type: 'multi_reference', label: { zh: '相关客户', en: 'People' }, options: { to: 'customer.person' } },
  })
  const boss = await company.person(all)
  const model = await platform.model(tenant)
  const clerk = await company.person({
    objects: { '*': own, 'customer.person': { ...own, fields: { email: 'hidden' } } },
    rights: [...model.rights.keys()].filter((right) => right !== 'records.reveal'),
  })
  const person = await post(boss, '/customer/person', {
    name: '大家认识的客户',
    phone: secrets.phone,
    email: `${secrets.mail}@example.com`,
    owner: clerk.staff,
  })
  const foreign = await post(boss, '/customer/person', {
    name: secrets.foreign,
    phone: secrets.foreignPhone,
    owner: boss.staff,
  })
  const account = await post(boss, '/customer/account', {
    name: '有关的公司',
    c_people: [person, foreign],
    owner: clerk.staff,
  })
  const product = await post(boss, '/commerce/product', {
    name: '面霜',
    code: 'RIGHTS',
    price: { amount: '10', currency: 'CNY' },
  })
  const order = await post(boss, '/commerce/order', { person, owner: clerk.staff, lines: [{ product, quantity: '1' }] })
  const task = await post(boss, '/fieldwork/task', {
    subject: '跟进',
    person: foreign,
    owner: clerk.staff,
    due_at: new Date().toISOString(),
  })
  const file = await (async () => {
    const boundary = 'rights'
    const answer = await ask(boss, {
      method: 'POST',
      url: '/api/v1/files',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      payload: `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n${secrets.foreign}\r\n--${boundary}--\r\n`,
    })
    return answer.json().id as string
  })()
  await company.platform.work(tenant, { kind: 'system', id: 'test' }, async (work) => {
    await work.records.upsert({
      object: 'todo.work_item',
      rows: [person, foreign].flatMap((subject) =>
        [clerk, boss].map(({ staff }) => ({
          title: '批一下',
          owner: staff,
          person: subject,
          subject_object: 'customer.person',
          subject,
          asked: { title: '{name} {phone} {email}' },
        })),
      ),
    })
    await work.records.upsert({
      object: 'customer.identifier',
      rows: [{ person, type: 'phone', issuer: '', value: `+86${secrets.phone}`, strength: 'strong' }],
    })
    await work.emit({
      name: 'staff.notice_asked',
      person,
      payload: {
        title: '{name} {phone}',
        text: '{email}',
        staff: clerk.staff,
        fill: {
          object: 'customer.person',
          values: { name: '大家认识的客户', phone: `+86${secrets.phone}`, email: `${secrets.mail}@example.com` },
        },
      },
    })
  })
  const journey = await post(clerk, '/marketing/journey', {
    name: '试写一条',
    trigger: { on: 'manual' },
    graph: {
      entry: 'a',
      nodes: [
        { id: 'a', step: 'send_message', config: { channel: 'sms', text: '{name} {phone} {email}' }, next: { next: 'b' } },
        { id: 'b', step: 'notify_staff', config: { title: '{phone}', text: '{email}' }, next: { next: null } },
      ],
    },
  })
  const segment = await post(boss, '/marketing/segment', {
    name: '有这个号的人',
    status: 'active',
    filter: { field: 'phone', op: 'ends_with', value: secrets.phone.slice(-6) },
  })
  const run = await importOf(
    ask,
    boss,
    `姓名,手机,邮箱\n${secrets.foreign}二,${secrets.foreignPhone},${secrets.mail}@example.com\n`,
  )
  await platform.database.transaction(tenant, async (tx) => {
    const told = [
      receivedFact(model, 'program', {
        name: 'person.identified',
        person,
        payload: {
          identifiers: [{ type: 'phone', issuer: '', value: `+86${secrets.phone}`, verified: true }],
          traits: { phone: secrets.phone, email: `${secrets.mail}@example.com` },
        },
      }),
      receivedFact(model, 'channel:wecom', { name: 'wecom.contact_edited', person, payload: { phones: [secrets.phone] } }),
    ]
    await tellReceived(tx, told, { actor: { kind: 'system', id: 'test' }, now: new Date().toISOString() })
  })
  await settleAll(platform, tenant)
  return {
    company,
    boss,
    clerk,
    ask,
    ids: { person, foreign, order, account, journey, segment, run, file, task },
    routes: routesOf(company.app),
    settle: () => settleAll(platform, tenant),
  }
}

/** A file of persons, brought by somebody; answers the run's id. */
export const importOf = async (ask: Ask, by: Person, text: string): Promise<string> => {
  const answer = await ask(by, {
    method: 'POST',
    url: '/api/v1/imports?object=customer.person',
    headers: { 'content-type': 'multipart/form-data; boundary=rows' },
    payload: `--rows\r\nContent-Disposition: form-data; name="file"; filename="p.csv"\r\nContent-Type: text/csv\r\n\r\n${text}\r\n--rows--\r\n`,
  })
  if (answer.statusCode !== 201) throw new Error(answer.body)
  return answer.json().id
}
