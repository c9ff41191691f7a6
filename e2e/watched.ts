import type { Page } from 'playwright-core'

const asked = new WeakMap<Page, Set<unknown>>()

/** Notes what a page has asked and was not answered yet; live updates never end and do not count. */
export const watched = (page: Page): Page => {
  const open = new Set<unknown>()
  asked.set(page, open)
  page.on('request', (request) => {
    if (!/\/live(\?|$)/.test(request.url())) open.add(request)
  })
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
  return page
}

/** How many answers a page that is watched waits for. */
export const unanswered = (page: Page): number => asked.get(page)?.size ?? 0
