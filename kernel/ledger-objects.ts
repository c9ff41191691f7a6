import { defineObject, type Fields, type ObjectDefinition } from './define-object.ts'
import type { EventDefinition } from './define-event.ts'
import { type EntryKind, entryKinds, type LedgerDefinition } from './define-ledger.ts'
import type { Field } from './field.ts'

/** `commerce.prepayment` → `commerce.prepayment_entry`. */
const entryObjectName = (ledger: string): string => `${ledger}_entry`
/** What is left of batches and holds. */
const lotObjectName = (ledger: string): string => `${ledger}_lot`

interface LedgerObjects {
  readonly account: ObjectDefinition
  readonly entry: ObjectDefinition
  readonly lot: ObjectDefinition
}
const known = new WeakMap<LedgerDefinition, LedgerObjects>()

/** The three objects that a ledger is stored as; everybody reads them like any other, nobody but the ledger writes them. */
export const ledgerObjects = (ledger: LedgerDefinition): LedgerObjects => {
  const found = known.get(ledger)
  if (found) return found
  const made = { account: accountObject(ledger), entry: entryObject(ledger), lot: lotObject(ledger) }
  known.set(ledger, made)
  return made
}

/** Facts and the API see the account's fields first, then its balance. */
const accountObject = ({ account, amount, ...ledger }: LedgerDefinition): ObjectDefinition =>
  defineObject<Fields>({
    name: ledger.name,
    label: ledger.label,
    plural: ledger.plural ?? ledger.label,
    icon: ledger.icon ?? 'wallet',
    title: Object.keys(account)[0] ?? '',
    fields: {
      ...account,
      account_key: {
        type: 'text',
        label: { zh: '账户键', en: 'Account key' },
        options: { required: true, max: 900, unique: true, hidden: true, readOnly: true },
      },
      balance: { ...amount, options: { ...amount.options, required: true, readOnly: true, inList: true } },
      held: sum(amount, '冻结', 'Held', { inList: true }),
      awaited: sum(amount, '预占', 'Reserved', { hidden: true }),
      moved_at: {
        type: 'datetime',
        label: { zh: '最近变动', en: 'Last moved' },
        options: { readOnly: true, inList: true, indexed: true },
      },
    },
    ...(ledger.access ? { access: ledger.access } : {}),
    ...(ledger.person ? { person: ledger.person } : {}),
    ...(ledger.hidden ? { hidden: true } : {}),
    mirrored: false,
    ledger: true,
    sort: '-moved_at',
  })

const sum = (amount: Field, zh: string, en: string, more: Field['options']): Field => ({
  type: amount.type,
  label: { zh, en },
  options: { ...scaleAlone(amount), required: true, readOnly: true, ...more },
})
const scaleAlone = ({ options }: Field): Field['options'] => (options.scale === undefined ? {} : { scale: options.scale })
const accountField = (ledger: Pick<LedgerDefinition, 'name' | 'label'>): Field => ({
  type: 'reference',
  label: ledger.label,
  options: { to: ledger.name, required: true, fixed: true, readOnly: true, inList: true },
})
const kindOptions: Readonly<Record<EntryKind, readonly [zh: string, en: string, color: string]>> = {
  post: ['记账', 'Posted', 'blue'],
  hold: ['冻结', 'Held', 'orange'],
  capture: ['扣款', 'Captured', 'green'],
  release: ['解冻', 'Released', 'cyan'],
  reverse: ['冲正', 'Reversed', 'red'],
  expire: ['过期', 'Expired', 'grey'],
}

const entryObject = ({ amount, ...ledger }: LedgerDefinition): ObjectDefinition =>
  defineObject<Fields>({
    name: entryObjectName(ledger.name),
    label: { zh: `${ledger.label.zh}流水`, en: `${ledger.label.en} entry` },
    plural: { zh: `${ledger.label.zh}流水`, en: `${ledger.label.en} entries` },
    icon: ledger.icon ?? 'list',
    title: 'entry_key',
    fields: {
      account: accountField(ledger),
      entry_key: {
        type: 'text',
        label: { zh: '凭证键', en: 'Key' },
        options: { required: true, max: 200, unique: true, readOnly: true },
      },
      kind: {
        type: 'select',
        label: { zh: '类型', en: 'Kind' },
        options: {
          required: true,
          readOnly: true,
          inList: true,
          options: entryKinds.map((value) => {
            const [zh, en, color] = kindOptions[value]
            return { value, label: { zh, en }, color }
          }),
        },
      },
      amount: sum(amount, '变动', 'Change', { inList: true }),
      held: sum(amount, '冻结变动', 'Change of held', {}),
      awaited: sum(amount, '预占变动', 'Change of reserved', { hidden: true }),
      balance: sum(amount, '变动后余额', 'Balance after', { inList: true }),
      /** One entry may be settled or taken back by one other: the unique key is what makes it once. */
      of: {
        type: 'reference',
        label: { zh: '对应流水', en: 'Entry it answers' },
        options: { to: entryObjectName(ledger.name), unique: true, readOnly: true },
      },
      expires_at: { type: 'datetime', label: { zh: '到期时间', en: 'Expires at' }, options: { readOnly: true } },
      lots: { type: 'json', label: { zh: '批次', en: 'Batches' }, options: { readOnly: true, hidden: true } },
      occurred_at: {
        type: 'datetime',
        label: { zh: '发生时间', en: 'Occurred at' },
        options: { required: true, readOnly: true, inList: true },
      },
      memo: { type: 'text', label: { zh: '摘要', en: 'Memo' }, options: { max: 500, readOnly: true, inList: true } },
      actor: { type: 'text', label: { zh: '记账人', en: 'Posted by' }, options: { max: 80, readOnly: true, hidden: true } },
    },
    access: { inherit: 'account' },
    indexes: [['account', '-occurred_at']],
    hidden: true,
    mirrored: false,
    ledger: true,
    sort: '-occurred_at',
  })

const lotObject = ({ amount, ...ledger }: LedgerDefinition): ObjectDefinition =>
  defineObject<Fields>({
    name: lotObjectName(ledger.name),
    label: { zh: `${ledger.label.zh}批次`, en: `${ledger.label.en} lot` },
    plural: { zh: `${ledger.label.zh}批次`, en: `${ledger.label.en} lots` },
    icon: ledger.icon ?? 'layers',
    title: 'kind',
    fields: {
      account: accountField(ledger),
      entry: {
        type: 'reference',
        label: { zh: '流水', en: 'Entry' },
        // Hidden: found by it are used-up lots, too.
        options: { to: entryObjectName(ledger.name), required: true, readOnly: true, hidden: true },
      },
      kind: {
        type: 'select',
        label: { zh: '类型', en: 'Kind' },
        options: {
          required: true,
          readOnly: true,
          inList: true,
          options: [
            { value: 'batch', label: { zh: '批次', en: 'Batch' } },
            { value: 'hold', label: { zh: '冻结', en: 'Hold' } },
          ],
        },
      },
      amount: sum(amount, '数量', 'Amount', { inList: true }),
      remaining: sum(amount, '剩余', 'Left', { inList: true }),
      expires_at: {
        type: 'datetime',
        label: { zh: '到期时间', en: 'Expires at' },
        options: { readOnly: true, inList: true, indexed: true },
      },
    },
    access: { inherit: 'account' },
    indexes: [['account', 'expires_at']],
    hidden: true,
    mirrored: false,
    ledger: true,
    sort: 'expires_at',
  })

/** How a fact of each kind is called: `commerce.prepayment.posted`. */
export const entryFacts: Readonly<Record<EntryKind, string>> = {
  post: 'posted',
  hold: 'held',
  capture: 'captured',
  release: 'released',
  reverse: 'reversed',
  expire: 'expired',
}

/** Postings are events of a person where an account is one: in segments, triggers and on the timeline. */
export const ledgerEvents = (ledger: LedgerDefinition): EventDefinition[] =>
  ledger.told === false
    ? []
    : entryKinds.map((kind) => ({
        name: `${ledger.name}.${entryFacts[kind]}`,
        label: {
          zh: `${ledger.label.zh}${kindOptions[kind][0]}`,
          en: `${ledger.label.en}: ${kindOptions[kind][1].toLowerCase()}`,
        },
        icon: ledger.icon ?? 'wallet',
        from: ['house'] as const,
        fields: {
          amount: sum(ledger.amount, '变动', 'Change', {}),
          balance: sum(ledger.amount, '余额', 'Balance', {}),
          memo: { type: 'text', label: { zh: '摘要', en: 'Memo' }, options: {} },
        },
        sentence: {
          zh: `${ledger.label.zh}${kindOptions[kind][0]} {amount}，余额 {balance}`,
          en: `${ledger.label.en} ${kindOptions[kind][1].toLowerCase()}: {amount}, balance {balance}`,
        },
      }))
