import { asking, openBrowser, signedIn } from './browser.ts'
const origin = 'http://localhost:4555'
const browser = await openBrowser()
const who = process.argv[2] ?? 'admin'
const locale = (process.argv[3] ?? 'zh-CN') as 'zh-CN' | 'en'
const width = Number(process.argv[4] ?? 1440)
const dark = process.argv[5] === 'dark'
const paths = process.argv.slice(6)
const { context, page } = await signedIn(browser, origin, who, { locale, width, height: width < 600 ? 700 : 900, dark })
const api = asking(context, origin)
let n = 0
for (const given of paths) {
  let path = given
  const m = /^@(\S+?)(?::(\S+))?$/.exec(given)
  if (m) { const body: any = { limit: 1, sort: ['-created_at'] }; if (m[2]) body.filter = JSON.parse(decodeURIComponent(m[2])); const got: any = await api.post(`/${m[1]!.replace('.', '/')}/query`, body); path = `/o/${m[1]!.replace('.', '/')}/${got.data[0]?.id}` }
  await page.goto(origin + path, { waitUntil: 'load' })
  await page.waitForTimeout(3500)
  const file = `/tmp/look-${who}-${++n}.png`
  await page.screenshot({ path: file })
  console.log(file, path, await page.title())
}
await browser.close()
