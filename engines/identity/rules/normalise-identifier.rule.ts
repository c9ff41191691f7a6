import { fieldTypes, type IdentifierInput } from '@lianke/kernel'
import { type TypeOf, typeOf } from './identifier-types.rule.ts'

export interface Identifier {
  readonly type: string
  readonly issuer: string
  readonly value: string
  readonly strength: 'strong' | 'weak'
  readonly verified: boolean
}
export interface IdentityRules {
  /** Gmail ignores dots and what follows a plus. */
  readonly gmailDots: boolean
  readonly region: string
  readonly typeOf: TypeOf
  /** Values that mean nothing to this company, in small letters: its own hotline, a test account. */
  readonly blocked: ReadonlySet<string>
}
export const defaultRules: IdentityRules = { gmailDots: true, region: 'CN', typeOf, blocked: new Set() }

const valueMax = 256
/** Words that programs send when they know nobody. */
const meaningless = new Set([
  '',
  'null',
  'none',
  'nan',
  '0',
  'undefined',
  'true',
  'false',
  'anonymous',
  'guest',
  'id',
  'email',
  'distinct_id',
  'distinctid',
  '[object object]',
  'unknown',
  'nil',
  'n/a',
  'na',
  'test',
  'user_id',
  'userid',
  'anonymous_id',
  'phone',
  '-1',
])
const roleNames = new Set([
  'info',
  'sales',
  'support',
  'admin',
  'administrator',
  'contact',
  'office',
  'service',
  'hello',
  'noreply',
  'no-reply',
  'postmaster',
  'webmaster',
  'hr',
  'help',
  'marketing',
  'kefu',
])
const quotes = /^["'`“”‘’「」]+|["'`“”‘’「」]+$/g

/** A value that names nobody: empty, a filler word, only zeros and dashes; also inside quotes, in any letter case. */
const isMeaningless = (value: string): boolean => {
  let bare = value.normalize('NFKC').trim()
  for (let before = ''; before !== bare; ) {
    before = bare
    bare = bare.replace(quotes, '').trim()
  }
  return meaningless.has(bare.toLowerCase()) || /^[0\-\s_.]*$/.test(bare)
}

/** 13–19 with enough digits; everything else that is a number is a desk or a switchboard. */
const isMobile = (e164: string): boolean => (e164.startsWith('+86') ? /^\+861[3-9]\d{9}$/.test(e164) : true)

const phoneOf = (value: string, rules: IdentityRules): { value: string; strong: boolean } | null => {
  const normalised = fieldTypes.phone.normalise(
    value,
    {},
    { zone: 'Asia/Shanghai', locale: 'zh-CN', baseCurrency: 'CNY', region: rules.region },
  )
  if ('problem' in normalised || typeof normalised.value !== 'string') return null
  return { value: normalised.value, strong: isMobile(normalised.value) }
}

const emailOf = (value: string, rules: IdentityRules): { value: string; strong: boolean } | null => {
  const match = /^([^\s@]{1,64})@([^\s@]+\.[^\s@]+)$/.exec(value.trim().toLowerCase())
  if (!match) return null
  let [local, host] = [match[1] as string, match[2] as string]
  const strong = !roleNames.has(local)
  if (host === 'googlemail.com') host = 'gmail.com'
  if (rules.gmailDots && host === 'gmail.com') local = (local.split('+')[0] as string).replaceAll('.', '')
  return local === '' ? null : { value: `${local}@${host}`, strong }
}

/** What a channel calls an identifier → the one form under which it is kept; null: it means nothing. */
export const normaliseIdentifier = (input: IdentifierInput, rules: IdentityRules = defaultRules): Identifier | null => {
  if (typeof input.value !== 'string' || typeof input.type !== 'string') return null
  const value = input.value.normalize('NFC').trim()
  if (value.length > valueMax || isMeaningless(value)) return null
  const { strength } = rules.typeOf(input.type)
  const issuer = (input.issuer ?? '').trim()
  const verified = input.verified === true
  if (rules.blocked.has(value.toLowerCase())) return null
  if (input.type !== 'phone' && input.type !== 'email') return { type: input.type, issuer, value, strength, verified }
  const shared = input.type === 'phone' ? phoneOf(value, rules) : emailOf(value, rules)
  if (!shared || rules.blocked.has(shared.value.toLowerCase())) return null
  return { type: input.type, issuer: '', value: shared.value, strength: shared.strong ? strength : 'weak', verified }
}

/** The key under which an identifier is looked up. */
export const keyOf = (identifier: { readonly type: string; readonly issuer: string; readonly value: string }): string =>
  `${identifier.type}\u0000${identifier.issuer}\u0000${identifier.value}`
