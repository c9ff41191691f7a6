import type { ChannelHost, PostedEnvelope } from '@lianke/kernel'
import { callWecom, type MessageContent, welcome } from '@lianke/channel-wecom'
import { welcomeFor } from '@lianke/marketing'
import { personalLinks } from '../../personal-links.ts'
import type { Platform } from '@lianke/platform'

export interface FastWelcome {
  readonly platform: Platform
  readonly hostOf: (tenant: string) => ChannelHost
}
interface Contact {
  readonly external_contact: { readonly name?: string }
}

/**
 * The welcome of a channel code, sent as soon as the callback is stored: its code dies after 20 seconds, however busy the engines are.
 * What fails here is asked for again by the engines and shares the outcome of the code, so that nobody is greeted twice.
 */
export const greetAtOnce =
  ({ platform, hostOf }: FastWelcome) =>
  (tenant: string, envelope: PostedEnvelope): void => {
    const event = (envelope.body.event ?? {}) as Record<string, unknown>
    const { State: state, WelcomeCode: welcome_code, ExternalUserID: external_userid } = event
    if (typeof state !== 'string' || typeof welcome_code !== 'string' || typeof external_userid !== 'string') return
    const host = hostOf(tenant)
    const greet = async (): Promise<void> => {
      const { external_contact } = await callWecom<Contact>(host, '/cgi-bin/externalcontact/get', { query: { external_userid } })
      const content = await platform.room(tenant, { kind: 'system', id: 'wecom' }, (room) =>
        welcomeFor(room, { state, nickname: external_contact.name ?? '' }),
      )
      const who = { type: 'wecom_external_userid', issuer: await host.setting<string>('wecom.corp_id'), value: external_userid }
      if (content)
        await welcome(host, { welcome_code, content: await personalLinks(platform, tenant, content as MessageContent, who) })
    }
    greet().catch((error: unknown) =>
      host.log('warn', 'the fast welcome was left to the engines', {
        error: error instanceof Error ? error.message : String(error),
      }),
    )
  }
