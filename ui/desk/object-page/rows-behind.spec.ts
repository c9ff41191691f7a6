import { label } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { rowsBehind } from './rows-behind.ts'

const field = (options: Record<string, unknown>) => ({
  type: 'roll_up' as const,
  label: label('订单数', 'Orders'),
  options,
  operators: [],
  sortable: true,
  report: 'measure' as const,
  writable: false,
})

describe('the rows behind a figure', () => {
  it('are those that it counts, of this record alone', () => {
    const where = { field: 'status', op: 'eq', value: 'confirmed' }
    expect(rowsBehind(field({ child: 'shop.order', via: 'person', where }), 'p1')).toEqual({
      object: 'shop.order',
      filter: { and: [{ field: 'person', op: 'eq', value: 'p1' }, where] },
    })
    expect(rowsBehind(field({ child: 'shop.order', via: 'person' }), 'p1')?.filter).toEqual({
      field: 'person',
      op: 'eq',
      value: 'p1',
    })
  })

  it('are none of a value that is no figure of others', () => expect(rowsBehind(field({}), 'p1')).toBeNull())
})
