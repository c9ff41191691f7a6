import { createHash, randomBytes } from 'node:crypto'
import ipaddr from 'ipaddr.js'
import type { Database } from '../../store/db/database.ts'

const placesMax = 30
const keptDays = 180
const secondsPerDay = 86_400
export const deviceCookie = 'lianke.device'

/** One household or one server has a whole /64 of IPv6: it counts as one address. */
export const addressPlace = (address: string): string => {
  if (!ipaddr.isValid(address)) return `address:${address}`
  const parsed = ipaddr.process(address)
  return `address:${parsed.kind() === 'ipv6' ? `${parsed.toNormalizedString().split(':').slice(0, 4).join(':')}::/64` : parsed.toString()}`
}
const devicePlace = (token: string): string => `device:${createHash('sha256').update(token).digest('base64url')}`

export interface Place {
  /** What tries are counted by. */
  readonly place: string
  readonly known: boolean
}

/** Where a try comes from: a device that has signed in to one of these accounts, else the address. */
export const placeOf = async (
  database: Database,
  accounts: readonly string[],
  from: { address: string; device: string | null },
): Promise<Place> => {
  const address = addressPlace(from.address)
  const device = from.device === null ? null : devicePlace(from.device)
  const rows = await database.home.query<{ place: string }>({
    text: `select place from lianke.login_known where account = any($1) and place = any($2) and seen_at > now() - make_interval(days => $3)`,
    values: [accounts, device === null ? [address] : [device, address], keptDays],
  })
  const known = new Set(rows.map((row) => row.place))
  return device !== null && known.has(device) ? { place: device, known: true } : { place: address, known: known.has(address) }
}

/** After a sign-in: device and address are known to the account. Answers the cookie that a device without one gets. */
export const rememberPlace = async (
  database: Database,
  account: string,
  from: { address: string; device: string | null; secure: boolean },
): Promise<string | null> => {
  const token = from.device ?? randomBytes(24).toString('base64url')
  await database.home.transaction(async (tx) => {
    await tx.execute({
      text: `insert into lianke.login_known (account, place) select $1, unnest($2::text[])
        on conflict (account, place) do update set seen_at = now()`,
      values: [account, [addressPlace(from.address), devicePlace(token)]],
    })
    await tx.execute({
      text: `delete from lianke.login_known where account = $1 and place not in
        (select place from lianke.login_known where account = $1 order by seen_at desc limit $2)`,
      values: [account, placesMax],
    })
  })
  return from.device !== null
    ? null
    : `${deviceCookie}=${token}; Max-Age=${keptDays * secondsPerDay}; Path=/; HttpOnly; SameSite=Lax${from.secure ? '; Secure' : ''}`
}
