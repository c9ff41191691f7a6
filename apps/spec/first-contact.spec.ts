import { type ChildProcess, fork } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { callWecom, wecom } from '@lianke/channel-wecom/testing'
import { openPlatform } from '@lianke/platform'
import { openChannelHosts } from '@lianke/platform/channel-host'
import { testUrls } from '@lianke/platform/testing'
import { openSandbox, type Sandbox } from '@lianke/wecom-sandbox'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { composeEngines, type Engines } from '../compose-engines.ts'
import { definitions } from '../definitions.ts'
import { self } from '@lianke/channel-self'
import { openSpine, type SpineWorld } from './spine-world.testing.ts'

const secret = 'a secret for tests only'
const aesKey = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'
interface Door {
  readonly process: ChildProcess
  readonly port: number
  readonly said: string[]
}

let sandbox: Sandbox
let world: SpineWorld
let doors: Door[]
let street: Server
let turn = 0

const openDoor = (): Promise<Door> =>
  new Promise((resolve, reject) => {
    const { databaseUrl, clickhouseUrl } = testUrls()
    const child = fork(new URL('./wecom-door.testing.ts', import.meta.url), {
      execPath: process.execPath,
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, DATABASE_URL: databaseUrl, CLICKHOUSE_URL: clickhouseUrl, TENANT: world.tenant.id, SECRET: secret },
    })
    const said: string[] = []
    child.stdout?.on('data', (chunk) => said.push(String(chunk)))
    child.stderr?.on('data', (chunk) => said.push(String(chunk)))
    child.once('message', (message) => resolve({ process: child, port: (message as { port: number }).port, said }))
    child.once('exit', () => reject(new Error(said.join(''))))
  })
const play = async <T = Record<string, unknown>>(address: string, body: unknown = {}): Promise<T> => {
  const answer = await fetch(`${sandbox.url}/sandbox/${address}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return (await answer.json()) as T
}
const killed = (door: Door) =>
  new Promise((resolve) => {
    door.process.removeAllListeners('exit')
    door.process.once('exit', resolve)
    door.process.kill('SIGKILL')
  })

beforeAll(async () => {
  sandbox = await openSandbox({ port: 0, seed: {}, retryDelayMs: 5 })
  const house = new URL(sandbox.url).host
  world = await openSpine({ channels: [wecom], allowPrivate: [house] })
  const app = sandbox.store.world.apps[0]
  const settings = {
    'wecom.corp_id': sandbox.store.world.corp.corp_id,
    'wecom.agent_id': app?.agent_id,
    'wecom.api_base': sandbox.url,
    'wecom.app_secret': app?.secret,
    'wecom.callback_token': 'QDG6eK',
    'wecom.callback_aes_key': aesKey,
  }
  for (const [name, value] of Object.entries(settings)) await world.platform.settings.set(world.tenant.id, name, value, null)
  doors = await Promise.all([openDoor(), openDoor()])
  // What the vendor sends falls to one process or the other.
  street = createServer((request, reply) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', async () => {
      const door = doors[turn++ % doors.length] as Door
      const answer = await fetch(`http://127.0.0.1:${door.port}${request.url}`, {
        method: request.method ?? 'POST',
        headers: { 'content-type': 'text/xml' },
        body: Buffer.concat(chunks),
      })
      reply.writeHead(answer.status).end(await answer.text())
    })
  })
  await new Promise<void>((done) => street.listen(0, '127.0.0.1', done))
  await play('configure', {
    callback: {
      url: `http://127.0.0.1:${(street.address() as AddressInfo).port}/callbacks/wecom/${world.tenant.id}`,
      token: 'QDG6eK',
      aes_key: aesKey,
    },
  })
})
afterAll(async () => {
  for (const door of doors) door.process.kill('SIGKILL')
  await new Promise((done) => street.close(done))
  await sandbox.close()
  await world.tenant.close()
})

it('one callback three times, in two processes, out of order, once with a wrong signature, and both processes killed after they answered: one person, one welcome, one refusal', async () => {
  await world.tenant.system((work) =>
    work.records.create('marketing.channel_code', {
      name: '门店台卡',
      state: 'desk-1',
      status: 'live',
      welcome_text: '你好，我是店长',
      tags: ['门店'],
    }),
  )
  const host = world.engines.hostOf(world.tenant.id).channelHost
  const { config_id } = await callWecom<{ config_id: string }>(host, '/cgi-bin/externalcontact/add_contact_way', {
    body: { type: 2, scene: 2, user: ['lin.mei'], state: 'desk-1', skip_verify: true },
  })
  await play('switches', { deliver_times: 3, wrong_signature: 1, out_of_order: true })
  const { userid, external_userid } = await play<{ userid: string; external_userid: string }>('scan', {
    config_id,
    name: '小满',
    gender: 2,
  })
  await play('staff/edit', { userid, external_userid, remark: '小满（门店）' })
  // An event that was held back follows the one that passed it.
  do await play('settled')
  while (
    sandbox.callbacks.log.some(
      (entry) => entry.status === 'waiting' || entry.attempts.filter((attempt) => attempt.http === 200).length < 3,
    )
  )
  const stored = await world.sql<{ kind: string; state: string }>(
    `select kind, state from inbox where channel = 'wecom' order by received_at, id`,
  )
  expect(stored.map((row) => row.kind).sort()).toEqual([
    'change_external_contact.add_external_contact',
    'change_external_contact.edit_external_contact',
  ])
  expect(stored.every((row) => row.state === 'waiting')).toBe(true)
  await Promise.all(doors.map(killed))

  // Two processes of engines take up what the killed ones had acknowledged.
  const { databaseUrl, clickhouseUrl } = testUrls()
  const other = await openPlatform({ databaseUrl, clickhouseUrl, secret, modules: definitions, connectionsMax: 8 })
  const second = composeEngines(other, {
    channels: [self, wecom],
    log: () => undefined,
    hostOf: openChannelHosts(other, {
      receive: world.receiver.receive,
      log: pino({ level: 'silent' }),
      allowPrivate: [new URL(sandbox.url).host],
    }),
  })
  const through = async (engines: Engines) => {
    for (let quiet = 0; quiet < 3; ) {
      let more = false
      for (const reader of engines.readers) more = (await reader.turn(world.tenant.id)).more || more
      await engines.drain([world.tenant.id])
      quiet = more ? 0 : quiet + 1
    }
  }
  await Promise.all([world.run(), through(second)])
  await world.run()
  await other.close()

  const people = await world.sql<{ person: string }>(`select distinct person from customer_identifier where value = $1`, [
    external_userid,
  ])
  expect(people).toHaveLength(1)
  expect(
    await world.sql(`select name, tags, source, deleted_at from customer_person where id = $1`, [people[0]?.person]),
  ).toEqual([{ name: '小满', tags: ['门店'], source: '门店台卡', deleted_at: null }])
  expect(
    sandbox.store.world.messages.filter((message) => message.kind === 'welcome' && message.external_userid === external_userid),
  ).toHaveLength(1)
  expect(await world.sql(`select state from delivery where action = 'wecom.send_welcome'`)).toEqual([{ state: 'sent' }])
  expect(
    doors
      .flatMap((door) => door.said)
      .join('')
      .split('\n')
      .filter((line) => line.includes('wecom callback refused')),
  ).toHaveLength(1)
})
