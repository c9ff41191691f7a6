import type { IdentifierInput } from '@lianke/kernel'
import type { Sealer } from '../../store/secrets/secrets.ts'

const kind = 'person link'

/** The mark of a personal link: who it was made for, sealed under the tenant's key, so that nobody can read or make one. */
export const linkTokenOf = (sealer: Sealer, identifier: Pick<IdentifierInput, 'type' | 'issuer' | 'value'>): string =>
  sealer.seal(JSON.stringify([kind, identifier.type, identifier.issuer, identifier.value]))

/** Who a mark was made for; null for what is no mark of ours. */
export const openLinkToken = (sealer: Sealer, token: string): IdentifierInput | null => {
  try {
    const [said, type, issuer, value] = JSON.parse(sealer.open(token)) as unknown[]
    if (said !== kind || typeof type !== 'string' || typeof issuer !== 'string' || typeof value !== 'string') return null
    return { type, issuer, value, verified: true }
  } catch {
    // Anything may stand in an address; what does not open is not ours.
    return null
  }
}
