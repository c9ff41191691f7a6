import type { Meta, PageDefinition } from '@lianke/kernel'
import type { Page } from 'playwright-core'
import { pages as deskPages } from '../apps/admin/pages.ts'
import { pages as phonePages } from '../apps/mobile/pages.ts'
import { unanswered } from './watched.ts'

/** One of the two applications as a walk through all its pages sees it. */
export interface Walked {
  /** Where its addresses begin. */
  readonly base: '' | '/h5'
  /** Addresses to begin with: every page of the registries that needs no record, and the list of every object. */
  readonly starts: readonly string[]
  /** What an address is an example of: a page of the registries, or any record of one object; one example of each is enough. */
  patternOf(path: string): string
}

const hasPlace = (path: string): boolean => path.includes('$')
const fits = (pattern: string, path: string): boolean => {
  const [own, theirs] = [pattern.split('/'), path.split('/')]
  return (
    own.length === theirs.length && own.every((part, at) => part === theirs[at] || (part.startsWith('$') && theirs[at] !== ''))
  )
}
/** The last place of a record's address is the record. */
const anyRecord = (path: string): string => path.replace(/^(\/o\/[^/]+\/[^/]+)\/(?!new$)[^/]+/, '$1/$id')

const walked = (base: '' | '/h5', pages: readonly PageDefinition[], lists: readonly string[]): Walked => {
  const fixed = pages.map(({ path }) => path).filter((path) => !hasPlace(path))
  const patterns = pages.map(({ path }) => path).filter(hasPlace)
  return {
    base,
    starts: [...new Set([...fixed, ...lists])],
    patternOf: (path) => {
      if (fixed.includes(path)) return path
      const own = patterns.find((pattern) => !pattern.startsWith('/o/$') && fits(pattern, path))
      return own ?? anyRecord(path)
    },
  }
}

/** The desk: pages, lists of all objects, their boards. */
export const walkedDesk = ({ objects }: Meta): Walked =>
  walked(
    '',
    deskPages.filter(({ device }) => device !== 'mobile'),
    objects
      .filter(({ hidden, area, partOf, ledger, may }) => !hidden && area !== null && !partOf && !ledger && may.read)
      .flatMap(({ name, board }) => {
        const path = `/o/${name.replace('.', '/')}`
        return board ? [path, `${path}?mode=board`] : [path]
      }),
  )
/** The phone. */
export const walkedPhone = ({ objects }: Meta): Walked =>
  walked(
    '/h5',
    phonePages,
    objects
      .filter(({ hidden, area, partOf, ledger, may }) => !hidden && area !== null && !partOf && !ledger && may.read)
      .map(({ name }) => `/o/${name.replace('.', '/')}`),
  )

const quietMs = 120
const stepMs = 40
const settleMsMax = 8_000

/** Goes on within the application that is open: what it was made of is loaded once. What stands there now is marked, to be told from what comes. */
export const goOn = (page: Page, address: string): Promise<void> =>
  page.evaluate((to) => {
    const stays = new URL(to, location.href).pathname === location.pathname
    if (!stays) document.querySelector('#content > *')?.setAttribute('data-left', '')
    history.pushState({}, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, address)

/** The page has come, everything asked is answered, nothing is a placeholder, and all of it has been so for a moment. */
export const settled = async (page: Page): Promise<void> => {
  const until = Date.now() + settleMsMax
  for (let quiet = 0; quiet < quietMs && Date.now() < until; ) {
    await page.waitForTimeout(stepMs)
    const waiting = await page
      .evaluate(() => {
        const shown = document.querySelector('main')?.textContent?.trim() ?? ''
        return shown === '' || document.querySelector('.lk-skeleton, [aria-busy=true], [data-left]') !== null
      })
      .catch(() => true)
    quiet = waiting || unanswered(page) > 0 ? 0 : quiet + stepMs
  }
}
