import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestTenant, testTenant, testUrls } from '../../../testing/index.ts'
import { proveLedgers } from '../index.ts'
import { postingsEach } from './ledger-poster.ts'
import { countingShop, purse } from './ledgers.testing.ts'

const processes = 8
const lanes = 8
const accounts = 3
const killsEach = 1
let tenant: TestTenant
const persons: string[] = []

beforeAll(async () => {
  tenant = await testTenant({ modules: countingShop })
  for (let n = 0; n < accounts; n++)
    persons.push((await tenant.system((work) => work.records.create('customer.person', { name: `person ${n}` }))).id)
})
afterAll(() => tenant.close())

/** One poster's life: killed with -9 after so many postings, or left to end. Answers how many sets it reported. */
const live = (number: number, killAfter: number | null): Promise<{ reported: number; code: number | null }> =>
  new Promise((resolve) => {
    const { databaseUrl, clickhouseUrl } = testUrls()
    const program = join(import.meta.dirname, 'ledger-poster.ts')
    const child = spawn(process.execPath, [program, databaseUrl, clickhouseUrl, tenant.id, String(number), ...persons], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let reported = 0
    child.stdout.on('data', (chunk: Buffer) => {
      reported += chunk
        .toString()
        .split('\n')
        .filter((line) => line.includes('/')).length
      // In the middle of whatever its other lanes do.
      if (killAfter !== null && reported >= killAfter) setTimeout(() => child.kill('SIGKILL'), (number * 3) % 17)
    })
    child.on('exit', (code) => resolve({ reported, code }))
  })

it(`${processes * lanes} posters at ${accounts} accounts, killed at random moments: never below nought, never twice, the proof agrees`, async () => {
  await Promise.all(
    Array.from({ length: processes }, async (_, number) => {
      for (let kill = 0; kill < killsEach; kill++) await live(number, 5 + ((number * 11 + kill * 29) % 40))
      expect(await live(number, null)).toEqual({ reported: lanes * postingsEach, code: 0 })
    }),
  )
  const [counted] = await tenant.platform.database.query<Record<string, number>>(tenant.id, {
    text: `select count(*)::int as entries, count(distinct entry_key)::int as keys, count(*) filter (where balance < 0)::int as below,
      count(*) filter (where kind = 'hold')::int as holds, count(distinct "of")::int as settled from shop_purse_entry`,
  })
  expect(counted).toMatchObject({ below: 0 })
  expect(counted?.entries).toBe(counted?.keys)
  expect(counted?.entries).toBeGreaterThan(processes * lanes * postingsEach)
  expect(counted?.settled).toBe(counted?.holds)
  const [account] = await tenant.platform.database.query<{ below: number; held: string; same: boolean }>(tenant.id, {
    text: `select count(*) filter (where balance - held < 0)::int as below, sum(held) as held,
      sum(balance) = (select sum(amount) from shop_purse_entry) as same from shop_purse`,
  })
  expect(account).toEqual({ below: 0, held: '0.0000', same: true })
  const proof = (await proveLedgers(tenant.platform, tenant.id)).find(({ ledger }) => ledger === purse.name)
  expect(proof).toMatchObject({ accounts, differences: [] })
  // A fact for every entry, and none for what was rolled back.
  const [facts] = await tenant.platform.database.query<{ facts: number }>(tenant.id, {
    text: `select count(distinct record)::int as facts from fact where object = 'shop.purse_entry'`,
  })
  expect(facts?.facts).toBe(counted?.entries)
}, 300_000)
