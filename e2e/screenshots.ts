import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Meta } from '@lianke/kernel'
import type { Browser, Page } from 'playwright-core'
import { pages as allPages } from '../apps/admin/pages.ts'
import { pages as phonePages } from '../apps/mobile/pages.ts'
import { asking, openBrowser, openContext, signedIn } from './browser.ts'
import { startProduct } from './product.ts'
import { unanswered, watched } from './watched.ts'

/**
 * Every page in both languages, both schemes, wide and narrow: `npm run screenshots`. All go to .lianke/screenshots;
 * `--docs` also renews the few that the README shows. `--only <part of a name>` takes a selection.
 */
const { values } = parseArgs({
  options: { only: { type: 'string' }, docs: { type: 'boolean', default: false }, size: { type: 'string', default: '0.3' } },
})
const folder = join(import.meta.dirname, '../.lianke/screenshots')
const docs = join(import.meta.dirname, '../docs/screenshots')
const looks = (['zh-CN', 'en'] as const).flatMap((locale) =>
  ([false, true] as const).flatMap((dark) => ([1440, 375] as const).map((width) => ({ locale, dark, width }))),
)
/** What the README shows, light and in both languages; the phone's pages narrow, the others wide. */
const shownInDocs = [
  'home',
  'person',
  'journey',
  'report',
  'list-customer.person',
  'commerce.order_entry',
  'h5-customer',
  'h5-act-follow-up',
]
const shownAs = (name: string): string => `light-${name.startsWith('h5-') ? 'narrow' : 'wide'}`
const settleMs = 500
const settleMsMax = 12_000
const pollMs = 100

interface Shot {
  readonly name: string
  readonly path: string
  readonly ready?: (page: Page) => Promise<unknown>
}

/** Records to open are those the demo company has: the first of each object, by a name where a telling one exists. */
const shotsOf = async (api: ReturnType<typeof asking>): Promise<Shot[]> => {
  const meta = await api.get<Meta>('/meta')
  const first = async (object: string, sort = '-created_at'): Promise<string | undefined> =>
    (await api.post<{ data: { id: string }[] }>(`/${object.replace('.', '/')}/query`, { limit: 1, sort: [sort] })).data[0]?.id
  const shots: Shot[] = []
  for (const page of allPages.filter(({ path, device }) => !path.includes('$') && device !== 'mobile'))
    shots.push({ name: page.path === '/' ? 'home' : page.name, path: page.path })
  const owned = new Map(allPages.map((page) => [page.path, page]))
  for (const object of meta.objects.filter(({ hidden, area }) => !hidden && area !== null)) {
    const path = `/o/${object.name.replace('.', '/')}`
    if (!owned.has(path))
      shots.push(
        { name: `list-${object.name}`, path },
        ...(object.board ? [{ name: `board-${object.name}`, path: `${path}?mode=board` }] : []),
      )
    const id = await first(object.name)
    const name = { 'marketing.journey': 'journey', 'insight.report': 'report' }[object.name] ?? `record-${object.name}`
    if (id && object.name !== 'customer.person') shots.push({ name, path: `${path}/${id}` })
  }
  const [buyer] = (
    await api.post<{ data: { id: string }[] }>('/customer/person/query', {
      limit: 1,
      sort: ['-order_total'],
      filter: { field: 'tags', op: 'not_empty' },
    })
  ).data
  if (buyer) shots.push({ name: 'person', path: `/o/customer/person/${buyer.id}` })
  for (const name of ['marketing/journey', 'insight/report', 'marketing/segment', 'marketing/channel_code'])
    shots.push({ name: `new-${name.replace('/', '.')}`, path: `/o/${name}/new` })
  return shots
}

/** Pages of the phone, where a phone's width is looked at: plain ones, a customer with a buyer's history, a visit. */
const phoneShots = async (api: ReturnType<typeof asking>): Promise<Shot[]> => {
  const first = async (path: string, query: object): Promise<string | undefined> =>
    (await api.post<{ data: { id: string }[] }>(`${path}/query`, { limit: 1, ...query })).data[0]?.id
  const [person, visit] = [
    await first('/customer/person', { sort: ['-order_total'], filter: { field: 'tags', op: 'not_empty' } }),
    await first('/fieldwork/visit', {}),
  ]
  const act = (name: string, at: number): Shot => ({
    name: `h5-act-${name}`,
    path: `/h5/customers/${person}`,
    ready: (page) => page.locator('.lkm-acts > button').nth(at).click(),
  })
  return [
    ...phonePages.filter(({ path }) => !path.includes('$')).map(({ name, path }) => ({ name: `h5-${name}`, path: `/h5${path}` })),
    { name: 'h5-customer', path: `/h5/customers/${person}` },
    ...['follow-up', 'tags', 'content', 'task', 'order'].map(act),
    { name: 'h5-visit', path: `/h5/visits/${visit}` },
    { name: 'h5-check-in', path: `/h5/visits/new?person=${person}` },
  ]
}

/** Everything asked is answered, nothing is a placeholder, and has been so for a moment. */
const settled = async (page: Page): Promise<void> => {
  await page.waitForLoadState('load')
  const until = Date.now() + settleMsMax
  for (let quiet = 0; quiet < settleMs && Date.now() < until; ) {
    await page.waitForTimeout(pollMs)
    const waiting = await page.evaluate(() => document.querySelectorAll('.lk-skeleton, [aria-busy=true]').length).catch(() => 1)
    quiet = waiting > 0 || unanswered(page) > 0 ? 0 : quiet + pollMs
  }
}

const take = async (browser: Browser, url: string, sandboxUrl: string): Promise<number> => {
  let taken = 0
  for (const look of looks) {
    const { context, page } = await signedIn(browser, url, 'admin', { ...look, height: look.width < 500 ? 740 : 900 })
    watched(page)
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    const tail = `${look.locale}-${look.dark ? 'dark' : 'light'}-${look.width === 375 ? 'narrow' : 'wide'}`
    const api = asking(context, url)
    const shots = [...(await shotsOf(api)), ...(look.width === 375 ? await phoneShots(api) : [])].filter(
      ({ name }) => !values.only || name.includes(values.only),
    )
    for (const { name, path, ready } of shots) {
      await page.goto(url + path)
      await ready?.(page)
      await settled(page)
      const file = `${name}-${tail}.png`
      try {
        await page.screenshot({ path: join(folder, file), timeout: 10_000 })
      } catch {
        // A page that never comes to rest is a fault of the page: named, and the next one is looked at in a fresh window.
        console.log(`  ${file}: no picture of ${path}`)
        continue
      }
      if (values.docs && tail.endsWith(shownAs(name)) && shownInDocs.includes(name))
        await page.screenshot({ path: join(docs, file) })
      taken++
      for (const fault of faults.splice(0)) console.log(`  ${file}: ${fault}`)
    }
    if (!values.only || 'h5-sign-in sandbox'.includes(values.only)) {
      const guest = await openContext(browser, {
        locale: look.locale === 'en' ? 'en-US' : 'zh-CN',
        colorScheme: look.dark ? 'dark' : 'light',
        viewport: { width: look.width, height: look.width < 500 ? 740 : 900 },
      })
      const door = watched(await guest.newPage())
      for (const [name, address] of [
        ['sign-in', `${url}/sign-in`],
        ['h5-sign-in', `${url}/h5/sign-in`],
        ['sandbox', sandboxUrl],
      ] as const) {
        await door.goto(address)
        await settled(door)
        await door.screenshot({ path: join(folder, `${name}-${tail}.png`) })
        taken++
      }
      await guest.close()
    }
    await context.close()
    console.log(`${tail}: ${shots.length} pages`)
  }
  return taken
}

mkdirSync(folder, { recursive: true })
mkdirSync(docs, { recursive: true })
const product = await startProduct(Number(values.size))
const browser = await openBrowser({ machineFonts: true })
try {
  const taken = await take(browser, product.url, product.sandboxUrl)
  console.log(
    `${taken} pictures in .lianke/screenshots, ${readdirSync(docs).reduce((sum, file) => sum + statSync(join(docs, file)).size, 0) >> 10} KB in docs/screenshots`,
  )
} finally {
  await browser.close()
  await product.stop()
}
