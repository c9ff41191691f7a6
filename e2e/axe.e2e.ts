import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Meta } from '@lianke/kernel'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, signedIn } from './browser.ts'
import { goOn, settled, type Walked, walkedDesk, walkedPhone } from './every-page.ts'
import { watched } from './watched.ts'

declare global {
  interface Window {
    readonly axe: {
      run(
        context: Document,
        options: object,
      ): Promise<{
        violations: readonly {
          id: string
          impact: string | null
          nodes: readonly { target: readonly unknown[]; html: string; failureSummary?: string }[]
        }[]
      }>
    }
  }
}

const product = inject('productUrl')
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** The law of the web for everybody (WCAG 2.1, A and AA). */
const tags = ['wcag2a', 'wcag2aa', 'wcag21aa']
const shownMax = 3
const schemes = ['light', 'dark'] as const
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

/** What keeps somebody out of the page that is shown. */
const findingsOf = (page: Page) =>
  page.evaluate(
    async ({ values, max }) => {
      const { violations } = await window.axe.run(document, {
        runOnly: { type: 'tag', values },
        resultTypes: ['violations'],
        elementRef: false,
      })
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) =>
          nodes.slice(0, max).map(({ target, html, failureSummary = '' }) => {
            const why = id === 'color-contrast' ? (/contrast of [\d.]+ \([^)]*\)/.exec(failureSummary)?.[0] ?? '') : ''
            return `${id} ${target.join(' ')} ${html.slice(0, 160)} ${why}`
          }),
        )
    },
    { values: tags, max: shownMax },
  )

const linksOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...document.querySelectorAll<HTMLAnchorElement>('a[href^="/"]')].map(({ href }) => new URL(href).pathname))

/** Every page once, and by the links it shows one example of each page that needs a record. */
const walk = async (page: Page, { base, starts, patternOf }: Walked): Promise<{ seen: Set<string>; findings: string[] }> => {
  const seen = new Set<string>()
  const findings: string[] = []
  const queue = [...starts]
  await page.goto(`${product}${base}/`)
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const pattern = patternOf(path)
    if (seen.has(pattern)) continue
    seen.add(pattern)
    await goOn(page, `${base}${path}`)
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme })
      await settled(page)
      findings.push(...(await findingsOf(page)).map((finding) => `${base}${pattern}, ${colorScheme}: ${finding}`))
    }
    for (const link of await linksOf(page)) if (link.startsWith(`${base}/`)) queue.push(link.slice(base.length))
  }
  return { seen, findings }
}

/** Sees all of one application, in one language. */
const walkAll = async (
  login: 'admin' | 'sales',
  of: (meta: Meta) => Walked,
  look: { readonly locale: 'zh-CN' | 'en'; readonly width: number },
): Promise<readonly string[]> => {
  // Not high: a list shows fewer rows, and one row is like another.
  const { context, page } = await signedIn(browser, product, login, { ...look, height: 600 })
  await page.addInitScript(axeSource)
  const walked = of(await asking(context, product).get<Meta>('/meta'))
  const begun = performance.now()
  const { seen, findings } = await walk(watched(page), walked)
  console.log(`  ${seen.size} pages in ${((performance.now() - begun) / 1000).toFixed(0)} s`)
  await context.close()
  expect(seen.size).toBeGreaterThan(walked.starts.length)
  return findings
}

describe('every page is open to people who cannot see it, or see it badly, in light and dark', { timeout: 600_000 }, () => {
  it.concurrent('at the desk', async () =>
    expect(await walkAll('admin', walkedDesk, { locale: 'zh-CN', width: 1440 })).toEqual([]))
  it.concurrent('on the phone', async () => expect(await walkAll('sales', walkedPhone, { locale: 'en', width: 375 })).toEqual([]))
})
