import type { ChannelDefinition, DeliveryRequest, GreetingContent, IdentifierInput } from '@lianke/kernel'
import type { Platform } from '../../platform.ts'
import { linkTokenOf } from './link-token.ts'
import { personalIn, personalText, withPersonalLinks } from './personal-links.rule.ts'

type Who = Pick<IdentifierInput, 'type' | 'issuer' | 'value'>

/** The tenant's own sites, and the mark of one person, made when the first link is found; null: there are no sites. */
const markFor = async (platform: Platform, tenant: string, who: Who) => {
  const sites = await platform.settings.get<readonly string[]>(tenant, 'collect.sites')
  if (sites.length === 0) return null
  const sealer = await platform.secrets.sealer(tenant)
  let made: string | null = null
  return { sites: new Set(sites), token: () => (made ??= linkTokenOf(sealer, who)) }
}

/** Marks the links to the tenant's own sites in a message for one person. */
export const personalLinks = async (
  platform: Platform,
  tenant: string,
  content: Record<string, unknown>,
  who: Who,
): Promise<Record<string, unknown>> => {
  const mark = await markFor(platform, tenant, who)
  return mark ? withPersonalLinks(content, mark.sites, mark.token) : content
}

/** The same in what a newcomer is greeted with. */
export const personalGreeting = async (
  platform: Platform,
  tenant: string,
  greeting: GreetingContent,
  who: Who,
): Promise<GreetingContent> => {
  const mark = await markFor(platform, tenant, who)
  if (!mark) return greeting
  const { sites, token } = mark
  return {
    text: personalText(greeting.text, sites, token),
    attachments: greeting.attachments.map((one) => personalIn(one, sites, token)),
  }
}

/** A channel whose messages carry personal links. */
export const withLinks = (platform: Platform, channel: ChannelDefinition): ChannelDefinition => {
  const { deliver } = channel
  if (!deliver) return channel
  return {
    ...channel,
    deliver: async (host, request: DeliveryRequest) =>
      deliver(
        host,
        request.address
          ? { ...request, content: await personalLinks(platform, host.tenant, request.content, request.address) }
          : request,
      ),
  }
}
