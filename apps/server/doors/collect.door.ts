import type { Platform } from '@lianke/platform'
import { collectPlugin, type CollectDoors, type CollectKey, openLinkToken } from '@lianke/platform/collect'
import type { Auth } from '@lianke/platform/http'
import { type IdentifierInput, type PostedEnvelope, Refusal } from '@lianke/kernel'

/** `POST /collect` and `/t.js`. A key that may do everything speaks for a program of the company; one that may only collect stands in a page for all to read. */
export const collectDoor = (platform: Platform, auth: Auth, receive: CollectDoors['receive']) =>
  collectPlugin({
    receive: async (tenant, envelopes) => receive(tenant, await knownVisitors(platform, tenant, envelopes)),
    model: (tenant) => platform.model(tenant),
    rates: async (tenant) => ({
      perKey: await platform.settings.get<number>(tenant, 'collect.key_events_per_second'),
      perAddress: await platform.settings.get<number>(tenant, 'collect.address_events_per_second'),
    }),
    async keyOf(text, beforeLookUp): Promise<CollectKey | null> {
      try {
        const key = await auth.keys.find(text, beforeLookUp)
        const trusted = key.scopes.includes('*')
        return trusted || key.scopes.includes('collect') ? { tenant: key.tenant, site: key.id, trusted } : null
      } catch (error) {
        // 429 is no word about the key.
        if (error instanceof Refusal && error.status === 401) return null
        throw error
      }
    },
  })

/** A visit by a personal link names its person: the mark is opened here, where the key is; one that does not open is left out. */
const knownVisitors = async (
  platform: Platform,
  tenant: string,
  envelopes: readonly PostedEnvelope[],
): Promise<readonly PostedEnvelope[]> => {
  const named = (envelope: PostedEnvelope) => (envelope.body.identifiers ?? []) as readonly IdentifierInput[]
  if (!envelopes.some((envelope) => named(envelope).some(({ type }) => type === 'link_token'))) return envelopes
  const sealer = await platform.secrets.sealer(tenant)
  return envelopes.map((envelope) => ({
    ...envelope,
    body: {
      ...envelope.body,
      identifiers: named(envelope).flatMap((each) =>
        each.type === 'link_token' ? (openLinkToken(sealer, each.value) ?? []) : [each],
      ),
    },
  }))
}
