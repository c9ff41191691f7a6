import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const browserFolder = join(import.meta.dirname, '../node_modules/.cache/lianke-browser')

/** Nothing of the browser's own goes out to the network. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** Without a locale that knows more than ASCII, Chromium calls a file with a Chinese name «download». */
const worded = () => ({ ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' }) as Record<string, string>

/** Made for functions in the cloud: one process for everything, which ends with its first page. */
const onlyInTheCloud = new Set(['--single-process', '--no-zygote'])

/**
 * The fonts that came with the browser, from where they were unpacked: its own list looks for them in the folder for temporary files, and without
 * any font it draws no text at all. `own`: pictures for people are drawn with this machine's fonts, too (the packed ones know no Chinese).
 */
const fontsOf = (own: boolean): string => {
  const file = join(browserFolder, own ? 'fonts-of-machine.conf' : 'fonts-packed.conf')
  const folders = [join(browserFolder, 'fonts'), ...(own ? ['/usr/share/fonts', '/usr/local/share/fonts'] : [])]
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders.map((folder) => `<dir>${folder}</dir>`).join('')}<cachedir>${join(browserFolder, 'fonts-cache')}</cachedir></fontconfig>`,
  )
  return file
}

/** The Chromium that came with npm, with the fonts that came with it, the same on every machine; `CHROMIUM_PATH` names another. */
export const openBrowser = async ({ machineFonts = false }: { machineFonts?: boolean } = {}): Promise<Browser> => {
  const named = process.env.CHROMIUM_PATH
  if (named) return chromium.launch({ executablePath: named, args: quiet, env: worded() })
  // The packed browser brings its own libraries only where it believes to run as a function in the cloud.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x'
  const [executablePath, given] = await unpacked()
  return chromium.launch({
    executablePath,
    args: [...given.filter((arg) => !onlyInTheCloud.has(arg)), ...quiet],
    env: { ...worded(), FONTCONFIG_FILE: fontsOf(machineFonts) },
  })
}

/** It unpacks itself into the folder for temporary files. That is everybody's: what somebody else left there would be run, or may not be. So it is given a folder of this installation. */
const unpacked = async (): Promise<readonly [string, readonly string[]]> => {
  const usual = process.env.TMPDIR
  process.env.TMPDIR = browserFolder
  mkdirSync(browserFolder, { recursive: true })
  try {
    const { default: packed } = await import('@sparticuz/chromium')
    return [await packed.executablePath(), packed.args]
  } finally {
    if (usual === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = usual
  }
}

/** Ends what hangs; says nothing of how fast a page is: a machine that tests beside something else may take its time. */
const patienceMs = 90_000

/** A window of its own, of somebody who is not signed in. */
export const openContext = async (browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> => {
  const context = await browser.newContext(options)
  context.setDefaultTimeout(patienceMs)
  return context
}

export const demoPassword = 'chenlu-demo-2026'

/** A window of somebody who is signed in. */
export const signedIn = async (
  browser: Browser,
  origin: string,
  login: string,
  options: { locale?: 'zh-CN' | 'en'; width?: number; height?: number; dark?: boolean } = {},
): Promise<{ context: BrowserContext; page: Page }> => {
  const context = await openContext(browser, {
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    locale: options.locale === 'en' ? 'en-US' : 'zh-CN',
    colorScheme: options.dark ? 'dark' : 'light',
  })
  const answer = await context.request.post(`${origin}/api/v1/sign-in`, {
    data: { login, password: demoPassword },
    headers: { origin },
  })
  if (!answer.ok()) throw new Error(`sign-in answered ${answer.status()}: ${await answer.text()}`)
  const changed = await context.request.patch(`${origin}/api/v1/me`, {
    data: { locale: options.locale ?? 'zh-CN' },
    headers: { origin },
  })
  if (!changed.ok()) throw new Error(`the language was not taken: ${await changed.text()}`)
  return { context, page: await context.newPage() }
}

/** The API as a window's own session. */
export const asking = (context: BrowserContext, origin: string) => {
  const send = async <T>(method: string, path: string, data?: unknown): Promise<T> => {
    const answer = await context.request.fetch(`${origin}/api/v1${path}`, { method, data: data as never, headers: { origin } })
    if (!answer.ok()) throw new Error(`${method} ${path} answered ${answer.status()}: ${await answer.text()}`)
    return (answer.status() === 204 ? null : await answer.json()) as T
  }
  return {
    get: <T>(path: string) => send<T>('GET', path),
    post: <T>(path: string, data: unknown) => send<T>('POST', path, data),
    patch: <T>(path: string, data: unknown) => send<T>('PATCH', path, data),
    put: <T>(path: string, data: unknown) => send<T>('PUT', path, data),
    run: <T>(command: string, input: unknown) => send<T>('POST', `/commands/${command}`, input),
    /** First record that answers a filter, asked again until it is there. */
    async await<T = Record<string, unknown> & { id: string }>(object: string, filter: unknown, seconds = 90): Promise<T> {
      const until = Date.now() + seconds * 1000
      for (;;) {
        const { data } = await send<{ data: T[] }>('POST', `/${object.replace('.', '/')}/query`, { filter, limit: 1 })
        if (data[0]) return data[0]
        if (Date.now() > until) throw new Error(`no ${object} with ${JSON.stringify(filter)} after ${seconds} s`)
        await new Promise((resolve) => setTimeout(resolve, 300))
      }
    },
  }
}
