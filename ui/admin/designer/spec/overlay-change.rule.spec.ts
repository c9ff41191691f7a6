import { type Field, label, option } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { changeOf, formOf } from '../overlay-change.rule.ts'

const options = [option('a', '甲', 'A', 'blue'), option('b', '乙', 'B')]
const released = {
  label: label('级别', 'Level'),
  help: null,
  required: false,
  default: 'a',
  hidden: false,
  options,
}
const field: Pick<Field, 'label' | 'options'> = { label: released.label, options: { default: 'a', options } }
const form = formOf(field)
const change = (part: Partial<typeof form>, before = form) => changeOf(before, { ...before, ...part }, released)

describe('what a field’s drawer sends', () => {
  it('is nothing where nothing was changed, or the name was emptied', () => {
    expect(change({})).toBeNull()
    expect(change({ label: label('', ' ') })).toBeNull()
  })
  it('is what was changed alone; one language stands for both', () => {
    expect(change({ label: { zh: '等级', en: '' } })).toEqual({ label: label('等级', '等级'), reset: [] })
    expect(change({ help: { zh: '看这里', en: 'Look' }, required: true })).toEqual({
      help: label('看这里', 'Look'),
      required: true,
      reset: [],
    })
  })
  it('is a reset where the product’s own word stands again', () => {
    const mine = { ...form, label: label('等级', 'Grade'), default: null, help: label('看', 'See') }
    expect(change({ label: released.label, default: 'a', help: label('', '') }, mine)).toEqual({
      reset: ['label', 'help', 'default'],
    })
  })
  it('says of options what is otherwise than in the product, in order, and names new ones', () => {
    const fresh = { value: '', label: label('金卡', 'Gold card') }
    expect(change({ options: [{ ...options[1], archived: true }, options[0], fresh] as typeof form.options })).toEqual({
      options: [{ value: 'b', archived: true }, { value: 'a' }, { value: 'c_gold_card', label: label('金卡', 'Gold card') }],
      reset: [],
    })
  })
  it('resets options that are the product’s again', () => {
    const mine = { ...form, options: options.toReversed() }
    expect(change({ options }, mine)).toEqual({ reset: ['options'] })
  })
  it('gives two new options of one name two values', () => {
    const fresh = { value: '', label: label('新', 'New') }
    const said = change({ options: [...options, fresh, fresh] })?.options
    expect(said).toMatchObject([{ value: 'a' }, { value: 'b' }, { value: 'c_new' }, { value: 'c_new_2' }])
  })
})
