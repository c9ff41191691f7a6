import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** A practised person: finding and pressing one thing, and one key of what is typed. */
const secondsPerAct = 3
const secondsPerKey = 0.3

/** Counts what a person does: every click, and every key that chooses or confirms; typing is not counted. */
export const counting = (page: Page) => {
  let acts = 0
  let keys = 0
  const begun = performance.now()
  return {
    click: async (locator: Locator) => {
      acts++
      await locator.click()
    },
    drag: async (from: Locator, to: Locator) => {
      acts++
      await from.dragTo(to)
    },
    /** Onto something that is there only while something is dragged. */
    dragOn: async (from: Locator, to: Locator) => {
      acts++
      await from.hover()
      await page.mouse.down()
      const box = await from.boundingBox()
      await page.mouse.move((box?.x ?? 0) + 60, (box?.y ?? 0) + 60, { steps: 5 })
      await to.hover()
      await page.mouse.up()
    },
    press: async (key: string) => {
      acts++
      await page.keyboard.press(key)
    },
    type: (text: string) => {
      keys += text.length
      return page.keyboard.type(text)
    },
    /** Acts so far, and the seconds they take a practised person together with what was waited for. */
    spent: () => ({
      acts,
      seconds: (performance.now() - begun) / 1000 + acts * secondsPerAct + keys * secondsPerKey,
    }),
    /** Holds the budget; answers the line that says so. */
    within: (scene: string, budget: number): string => {
      expect(acts, scene).toBeLessThanOrEqual(budget)
      return `  ${scene.padEnd(40)} ${acts} acts (budget ${budget}), ${((performance.now() - begun) / 1000).toFixed(1)} s`
    },
  }
}
