import { linkSandbox, type SandboxTie } from '@lianke/channel-wecom'
import type { Platform } from '@lianke/platform'
import type { Config } from '@lianke/platform/runtime'
import { demoSignIn } from '@lianke/tooling/demo-sign-in'
import { firstTenant } from './first-tenant.ts'

const waitMsMax = 60_000

const ask = async (url: string, body?: unknown): Promise<unknown> => {
  const answer = await fetch(
    url,
    body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  )
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
  return answer.json()
}

/** The sandbox that runs beside this installation: where a browser finds it, and how the first company is tied to it. */
export interface SandboxBeside {
  readonly address: string
  /** The company it may be tied to: it calls back one. */
  readonly tenant: string
  tie(options: { readonly anew: boolean; readonly by: string | null }): Promise<SandboxTie>
}

export const sandboxBeside = ({ settings }: Platform, config: Config): SandboxBeside => {
  const address = `http://localhost:${config.sandboxPort}`
  return {
    address,
    tenant: firstTenant,
    tie: ({ anew, by }) =>
      linkSandbox({
        base: `http://127.0.0.1:${config.sandboxPort}`,
        shownBase: address,
        house: `http://127.0.0.1:${config.port}`,
        tenant: firstTenant,
        anew,
        get: (name) => settings.get<string>(firstTenant, name),
        change: (decide) => settings.change(firstTenant, decide, by),
        ask,
      }),
  }
}

/** The demo is the company of the sandbox; any other is tied by its administrator. Waits for the sandbox, which starts at the same time as we do. */
export const tieAtStart = async (platform: Platform, sandbox: SandboxBeside): Promise<void> => {
  const anew = (await demoSignIn(platform.database)).length > 0
  const until = Date.now() + waitMsMax
  for (;;) {
    try {
      await sandbox.tie({ anew, by: null })
      return
    } catch (error) {
      if (Date.now() > until) throw error
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
}
