import { label } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { tinyShop } from '../../../testing/index.ts'
import { noCustomisation } from '../../model/customisation.ts'
import { buildModel, releasedOf } from '../../model/model.ts'
import { fieldRoom } from '../field-room.rule.ts'
import { club } from './club.testing.ts'

const modelWith = (overlay: (typeof noCustomisation)['overlay'] = []) =>
  buildModel([...tinyShop, club], { ...noCustomisation, overlay })
const roomOf = (on: string, name: string, model = modelWith()) => {
  const object = model.objects.get(on)
  const field = object && releasedOf(object).fields.get(name)
  if (!object || !field) throw new Error(`no field ${on}.${name}`)
  return fieldRoom(model, object, name, field)
}

describe('what a company may say of a field', () => {
  it('is anything where people fill it in', () => {
    expect(roomOf('club.member', 'city')).toEqual({
      require: null,
      default: null,
      hide: null,
      when: null,
      options: null,
      kept: new Map(),
    })
  })
  it('is its words alone where the product writes it', () => {
    expect(roomOf('customer.person', 'order_total')).toMatchObject({ require: expect.anything(), default: expect.anything() })
    expect(roomOf('shop.order', 'number')).toMatchObject({ require: expect.anything(), default: expect.anything() })
  })
  it('is not that the name of records be hidden, nor that it be required once more', () => {
    const room = roomOf('club.member', 'name')
    expect(room.hide).not.toBeNull()
    expect(room.require).toEqual(label('产品已经要求必填', 'The product requires it'))
  })
  it('keeps states whole, and options that conditions name', () => {
    expect(roomOf('customer.person', 'stage')).toMatchObject({ options: expect.anything(), default: expect.anything() })
    expect([...roomOf('club.member', 'level').kept.keys()]).toEqual(['gold'])
  })
  it('is not that an act asks what it does not take', () => {
    expect(roomOf('club.pass', 'reason').require).toBeNull()
    expect(roomOf('club.pass', 'colour').require).not.toBeNull()
  })
  it('stays the same whatever was said', () => {
    const overlay = [{ object: 'club.pass', field: 'reason', said: { required: true, label: label('为何', 'Why') } }] as const
    expect(roomOf('club.pass', 'reason', modelWith(overlay))).toEqual(roomOf('club.pass', 'reason'))
  })
})
