import { openBrowser, signedIn } from './browser.ts'
const origin = 'http://localhost:4620'
const browser = await openBrowser({ machineFonts: true })
for (const [locale, width, dark] of [['zh-CN', 1440, false], ['en', 1440, true]] as const) {
  const { page } = await signedIn(browser, origin, 'marketer', { locale, width, dark })
  await page.goto(origin + '/o/customer/person')
  await page.locator('.lk-table [role=row]').nth(3).waitFor()
  await page.waitForTimeout(1000)
  await page.screenshot({ path: `/tmp/pages-shots/list-person-${locale}.png` })
  await page.locator('.lk-table [role=columnheader] input[type=checkbox]').first().click()
  await page.waitForTimeout(1200)
  await page.screenshot({ path: `/tmp/pages-shots/bulk-${locale}.png` })
  await page.locator('.lk-bulk').getByRole('button', { name: locale === 'en' ? 'Send a message' : '发消息' }).click()
  await page.locator('.lk-act textarea').fill('Hello {name}')
  await page.waitForTimeout(2500)
  await page.screenshot({ path: `/tmp/pages-shots/send-${locale}.png` })
}
await browser.close()
