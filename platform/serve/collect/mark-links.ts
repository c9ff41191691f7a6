import type { ChannelDefinition, DeliveryRequest, IdentifierInput } from '@lianke/kernel'
import type { Platform } from '../../platform.ts'
import { linkTokenOf } from './link-token.ts'
import { withPersonalLinks } from './personal-links.rule.ts'

type Who = Pick<IdentifierInput, 'type' | 'issuer' | 'value'>

/** Marks the links to the tenant's own sites in a message for one person. */
export const personalLinks = async <T>(platform: Platform, tenant: string, content: T, who: Who): Promise<T> => {
  const sites = await platform.settings.get<readonly string[]>(tenant, 'collect.sites')
  if (sites.length === 0) return content
  const sealer = await platform.secrets.sealer(tenant)
  let token: string | null = null
  return withPersonalLinks(content, new Set(sites), () => (token ??= linkTokenOf(sealer, who)))
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
