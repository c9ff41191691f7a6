import { type ChannelHost, objectsIn, refuse, textIn } from '@lianke/kernel'
import { isOfOneCorp, unsetValueOf } from './corp-settings.ts'

/**
 * The house as one corporation sees it: what belongs to a corporation is answered as this one's. Whatever speaks to WeCom is given one of these,
 * so that no call, token, code or envelope is without its corporation.
 */
export interface CorpHost extends ChannelHost {
  /** Its id at WeCom; `''` where none is set yet. */
  readonly corp: string
  /** The one whose values stand in the settings: its members' accounts are those of the staff records, and the old address is its. */
  readonly first: boolean
}
type Values = Readonly<Record<string, unknown>>

const firstHost = (host: ChannelHost, corp: string): CorpHost => ({ ...host, corp, first: true })

const otherHost = (host: ChannelHost, corp: string, values: Values): CorpHost => ({
  ...host,
  corp,
  first: false,
  // biome-ignore lint/suspicious/noExplicitAny: a setting's type is what its schema took when it was kept
  setting: async (name: string): Promise<any> =>
    isOfOneCorp(name) ? (values[name] ?? unsetValueOf(name)) : host.setting<unknown>(name),
  secret: async (name) => (isOfOneCorp(name) ? textIn(values[name]) || null : host.secret(name)),
})

/** The corporations beside the first, as their setting keeps them. */
export const othersIn = (kept: unknown): readonly Values[] => objectsIn(kept).filter((values) => textIn(values['wecom.corp_id']))

/** All corporations of the company, the first before the others. */
export const corpsOf = async (host: ChannelHost): Promise<readonly CorpHost[]> => {
  const corp = await host.setting<string>('wecom.corp_id')
  const others = othersIn(await host.setting<unknown>('wecom.corps')).map((values) =>
    otherHost(host, textIn(values['wecom.corp_id']) ?? '', values),
  )
  return corp ? [firstHost(host, corp), ...others] : others
}

/** One of them by its id; null: the company has none of this id. */
const findCorp = async (host: ChannelHost, corp: string): Promise<CorpHost | null> =>
  (await corpsOf(host)).find((one) => one.corp === corp) ?? null

/** The one that stands in the settings, whether it is filled in or not: what names no corporation is its. */
export const firstCorp = async (host: ChannelHost): Promise<CorpHost> =>
  firstHost(host, (await host.setting<string | undefined>('wecom.corp_id')) ?? '')

/** The one that is named. Refuses `wecom.unknown_corp` (404). */
export const corpNamed = async (host: ChannelHost, corp: string | undefined): Promise<CorpHost> =>
  corp === undefined
    ? ((await corpsOf(host))[0] ?? firstCorp(host))
    : ((await findCorp(host, corp)) ?? refuse('wecom.unknown_corp', { status: 404, params: { corp } }))

/**
 * The corporation of something that was received or asked for earlier. What it says needs nobody else; only where WeCom would have to be asked,
 * one that the company has no more is refused.
 */
export const corpThen = async (host: ChannelHost, corp: string): Promise<CorpHost> => {
  const all = await corpsOf(host)
  if (corp === '' || all.length === 0) return { ...(await firstCorp(host)), ...(corp ? { corp } : {}) }
  const gone = async () => refuse('wecom.unknown_corp', { params: { corp } })
  return all.find((one) => one.corp === corp) ?? { ...otherHost(host, corp, {}), secret: gone }
}

/** What facts and envelopes say of their corporation. */
export const placeOf = ({ corp, first }: CorpHost): Readonly<Record<string, unknown>> =>
  corp === '' ? {} : { issuer: corp, ...(first ? {} : { elsewhere: true }) }
