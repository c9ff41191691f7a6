import { type Label, label } from '@lianke/kernel'

/** Refusals of ledgers: which account, and by how much. */
export const ledgerWords: Readonly<Record<string, Label>> = {
  'ledger.above_ceiling': label('超出上限 {ceiling}，多了 {over}', 'Above the ceiling of {ceiling} by {over}'),
  'ledger.below_floor': label(
    '余额不足：可用 {available}，还差 {short}',
    'The balance is too low: {available} is free, {short} is missing',
  ),
  'ledger.does_not_expire': label('只有批次账本的入账可以设到期时间', 'Only what is added to a ledger of batches may expire'),
  'ledger.hold_settled': label('这笔冻结已经结束：{key}', 'This hold has ended already: {key}'),
  'ledger.key_taken': label('记账键已用于别的内容[：{key}]', 'The key belongs to another posting[: {key}]'),
  'ledger.no_amount': label('金额不能为零', 'The amount cannot be zero'),
  'ledger.not_a_hold': label('这笔流水不是冻结：{key}', 'This entry is not a hold: {key}'),
  'ledger.not_empty': label('{ledger}还有余额，请先用完或退回', '{ledger} is not empty: spend it or give it back first'),
  'ledger.not_reversible': label('这笔流水不能冲正：{key}', 'This entry cannot be taken back: {key}'),
  'ledger.over_hold': label('冻结了 {held}，不能扣 {wanted}', '{held} is held; {wanted} cannot be captured'),
  'ledger.overflow': label('数值太大，超出 {over}', 'The number is too large by {over}'),
  'ledger.reversed_already': label('这笔流水已经冲正过：{key}', 'This entry has been taken back already: {key}'),
  'ledger.unknown': label('没有这个账本：{ledger}', 'There is no ledger {ledger}'),
  'ledger.unknown_account': label('账户对应的记录不存在（{field}）', 'The record behind the account does not exist ({field})'),
  'ledger.unknown_entry': label('没有这笔流水：{key}', 'There is no such entry: {key}'),
}
