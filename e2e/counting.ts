import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** Counts what a person does: every click, and every key that chooses or confirms; typing is not counted. */
export const counting = (page: Page) => {
  let acts = 0
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
    press: async (key: string) => {
      acts++
      await page.keyboard.press(key)
    },
    type: (text: string) => page.keyboard.type(text),
    /** Holds the budget; answers the line that says so. */
    within: (scene: string, budget: number): string => {
      expect(acts, scene).toBeLessThanOrEqual(budget)
      return `  ${scene.padEnd(40)} ${acts} acts (budget ${budget}), ${((performance.now() - begun) / 1000).toFixed(1)} s`
    },
  }
}
