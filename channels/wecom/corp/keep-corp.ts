import {
  type FieldProblem,
  type Filter,
  Refusal,
  refuse,
  type RouteCompany,
  type SettingsNow,
  type UnitOfWork,
} from '@lianke/kernel'
import { othersIn } from './corp-host.ts'
import { corpFields, ofOneCorp } from '../settings/wecom.settings.ts'
import { readValue, unsetValueOf } from './corp-settings.ts'

type Values = Record<string, unknown>

/** What is said of fields that people get wrong; of others what their shape says. */
const wrongWords: Readonly<Record<string, string>> = {
  callback_aes_key: 'wecom.bad_key',
  api_base: 'wecom.bad_address',
  authorize_base: 'wecom.bad_address',
  login_base: 'wecom.bad_address',
  js_sdk_url: 'wecom.bad_address',
}
const problemAt = (place: readonly string[], reason: string): FieldProblem => ({
  path: `/${place.join('/')}`,
  code: wrongWords[place.at(-1) ?? ''] ?? 'input.invalid',
  params: { reason },
})

/** What was given of a corporation, by the names of its settings. Refuses what one of them does not take, at its place. */
export const readGiven = (given: Readonly<Record<string, unknown>>): Values => {
  const values: Values = {}
  const problems: FieldProblem[] = []
  for (const [field, setting] of Object.entries(corpFields)) {
    if (given[field] === undefined) continue
    const read = readValue(setting, given[field])
    if ('value' in read) values[setting] = read.value
    else for (const { path, why } of read.wrong) problems.push(problemAt([field, ...path], why))
  }
  if (problems.length > 0) throw new Refusal('input.invalid', { problems })
  return values
}

/** The id of the first corporation (`''`: there is none) and the others, as they stand at this moment. */
const corpsNow = (now: SettingsNow) => ({
  first: now.get<string>('wecom.corp_id'),
  others: othersIn(now.get('wecom.corps')),
})
const isOf = (corp: string) => (kept: Readonly<Values>) => kept['wecom.corp_id'] === corp

/** Keeps a new corporation: as the first where there is none, else beside it. Refuses `wecom.corp_there`. */
export const addCorp = (company: RouteCompany, corp: string, values: Values): Promise<void> =>
  company.changeSettings((now) => {
    const { first, others } = corpsNow(now)
    if (first === corp || others.some(isOf(corp))) refuse('wecom.corp_there', { status: 409, params: { corp } })
    const whole = { ...values, 'wecom.corp_id': corp }
    return first ? { 'wecom.corps': [...others, whole] } : whole
  })

/** A value of a corporation by its setting's name, as it stands. */
type Standing = (name: string) => unknown

/** Where a corporation stands: whether it is the first, and its values. Refuses `wecom.unknown_corp` (404). */
const standing = (now: SettingsNow, corp: string) => {
  const { first, others } = corpsNow(now)
  const kept = others.find(isOf(corp))
  if (first !== corp && !kept) refuse('wecom.unknown_corp', { status: 404, params: { corp } })
  const value: Standing = first === corp ? (name) => now.get(name) : (name) => kept?.[name] ?? unsetValueOf(name)
  return { first: first === corp, others, value }
}

/** Changes what follows from what stands, and nothing else. Refuses `wecom.unknown_corp` (404). */
export const changeCorp = (company: RouteCompany, corp: string, decide: (value: Standing) => Values): Promise<void> =>
  company.changeSettings((now) => {
    const { first, others, value } = standing(now, corp)
    const values = decide(value)
    return first ? values : { 'wecom.corps': others.map((kept) => (isOf(corp)(kept) ? { ...kept, ...values } : kept)) }
  })

/** Forgets it, its secrets included; what it brought in stays. Refuses `wecom.unknown_corp` (404), `wecom.corp_not_paused`. */
export const removeCorp = (company: RouteCompany, corp: string): Promise<void> =>
  company.changeSettings((now) => {
    const { first, others, value } = standing(now, corp)
    if (value('wecom.corp_paused') !== true) refuse('wecom.corp_not_paused', { status: 409 })
    if (!first) return { 'wecom.corps': others.filter((kept) => !isOf(corp)(kept)) }
    return Object.fromEntries([...ofOneCorp].map((name) => [name, undefined]))
  })

/** How many records of each kind name the corporation: of all objects whose records say in which of a channel's companies they are. */
export const usesOfCorp = async (work: UnitOfWork, corp: string): Promise<{ object: string; count: number }[]> => {
  const filter: Filter = {
    and: [
      { field: 'channel', op: 'eq', value: 'wecom' },
      { field: 'issuer', op: 'eq', value: corp },
    ],
  }
  const found: { object: string; count: number }[] = []
  for (const { name } of work.objects(({ fields }) => Boolean(fields.channel && fields.issuer))) {
    const count = await work.records.count(name, { filter })
    if (count > 0) found.push({ object: name, count })
  }
  return found
}
