import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { asking, signedIn } from './browser.ts'
import { counting } from './counting.ts'

type Locale = 'zh-CN' | 'en'
const chinese = /[\u4e00-\u9fff]/

/** Somebody who opens the product at nine in the morning: at the desk, or on the phone. */
export const morning = async (
  browser: Browser,
  product: string,
  login: string,
  { locale, phone = false }: { readonly locale: Locale; readonly phone?: boolean },
) => {
  const { context, page } = await signedIn(browser, product, login, {
    locale,
    ...(phone ? { width: 375, height: 667 } : {}),
  })
  await page.goto(phone ? `${product}/h5/` : product)
  await page
    .getByRole('heading', { level: phone ? 2 : 1 })
    .first()
    .waitFor()
  return { context, page, api: asking(context, product), acts: counting(page) }
}

/** A part of home by its title. */
export const part = (page: Page, title: string) =>
  page.locator('.lk-panel').filter({ has: page.getByRole('heading', { name: title, exact: true }) })

/** Every part of home and every place of the rail is called in the reader's language; the page runs out nowhere. */
export const speaks = async (page: Page, locale: Locale) => {
  const said = [
    ...(await page.locator('.lk-panel h2').allTextContents()),
    ...(await page.locator('.lk-rail-item').allTextContents()),
  ].map((text) => text.replace(/\d+/g, '').trim())
  expect(said.length).toBeGreaterThan(3)
  for (const text of said) expect(chinese.test(text), text).toBe(locale === 'zh-CN')
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
}

/** The number in a text: `途中 1,203` → 1203. */
export const figureIn = (text: string | null): number => Number((text ?? '').replace(/[^\d]/g, ''))
