import { type FieldProblem, type Filter, Refusal, refuse, type RouteCompany, type UnitOfWork } from '@lianke/kernel'
import { type CorpHost, corpsOf, otherCorps } from './corp-host.ts'
import { corpFields } from '../settings/wecom.settings.ts'
import { readValue } from './corp-settings.ts'

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

/** One writer at a time: the others are kept as one list. */
const alone = <T>(company: RouteCompany, run: () => Promise<T>): Promise<T> =>
  company.unit(async (work) => {
    await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${company.tenant} wecom.corps`])
    return run()
  })

/** Keeps a new corporation: as the first where there is none, else beside it. Refuses `wecom.corp_there`. */
export const addCorp = (company: RouteCompany, corp: string, values: Values): Promise<void> =>
  alone(company, async () => {
    const all = await corpsOf(company.host)
    if (all.some((one) => one.corp === corp)) refuse('wecom.corp_there', { status: 409, params: { corp } })
    const whole = { ...values, 'wecom.corp_id': corp }
    if (all.some(({ first }) => first)) await company.keepSetting('wecom.corps', [...(await otherCorps(company.host)), whole])
    else for (const [name, value] of Object.entries(whole)) await company.keepSetting(name, value)
  })

/** Changes what was given of it, and nothing else. */
export const changeCorp = (company: RouteCompany, { corp, first }: CorpHost, values: Values): Promise<void> =>
  alone(company, async () => {
    if (first) {
      for (const [name, value] of Object.entries(values)) await company.keepSetting(name, value)
      return
    }
    const others = await otherCorps(company.host)
    const changed = others.map((kept) => (kept['wecom.corp_id'] === corp ? { ...kept, ...values } : kept))
    await company.keepSetting('wecom.corps', changed)
  })

/** Forgets it, its secrets included; what it brought in stays. Refuses `wecom.corp_not_paused`. */
export const removeCorp = async (company: RouteCompany, host: CorpHost): Promise<void> => {
  if (!(await host.setting<boolean | undefined>('wecom.corp_paused'))) refuse('wecom.corp_not_paused', { status: 409 })
  await alone(company, async () => {
    if (host.first) {
      for (const name of [...Object.values(corpFields), 'wecom.sandbox', 'wecom.corp_id'])
        await company.keepSetting(name, undefined)
      return
    }
    const rest = (await otherCorps(company.host)).filter((kept) => kept['wecom.corp_id'] !== host.corp)
    await company.keepSetting('wecom.corps', rest)
  })
}

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
