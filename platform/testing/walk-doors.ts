import type { Actor, Row } from '@lianke/kernel'
import { expect } from 'vitest'
import { refused } from './refused.testing.ts'
import type { TestTenant } from './test-tenant.ts'

/** A field that generic writes may not touch, with a value that it must not take. */
export interface Walk {
  readonly tenant: TestTenant
  readonly actor: Actor
  readonly object: string
  /** A record that stands. */
  readonly id: string
  /** What a new record needs. */
  readonly make: Readonly<Record<string, unknown>>
  readonly field: string
  readonly value: unknown
}

type Door = readonly [name: string, go: () => Promise<unknown>]

/** Every generic way to a record: by the API one by one and in sets, by an import that is no migration, by a step that writes a field a user named. */
const doorsOf = async ({ tenant, actor, object, id, make, field, value }: Walk): Promise<readonly Door[]> => {
  const said = { [field]: value }
  const byId = { field: 'id', op: 'eq', value: id } as const
  const { createBy } = (await tenant.platform.model(tenant.id)).objects.get(object)?.definition ?? {}
  const change: readonly Door[] = [
    ['PATCH', () => tenant.as(actor, (work) => work.records.update(object, id, said))],
    ['bulk update', () => tenant.as(actor, (work) => work.records.upsert({ object, rows: [{ id, ...said }], key: ['id'] }))],
    ['a change of all that a filter finds', () => tenant.as(actor, (work) => work.records.updateWhere(object, byId, said))],
    ['a step', () => tenant.system((work) => work.generic.records.update(object, id, said))],
  ]
  const made = { ...make, ...said }
  const making: readonly Door[] = [
    [
      'POST',
      () => tenant.as(actor, (work) => (createBy ? work.run(createBy, made) : work.records.create(object, made)).then(() => 0)),
    ],
    ['bulk create', () => tenant.as(actor, (work) => work.records.upsert({ object, rows: [made] }))],
    [
      'an import',
      () =>
        tenant.as(actor, (work) =>
          work.records.upsert({
            object,
            rows: [{ ...made, source_id: '1' }],
            key: ['source_id'],
            source: 'elsewhere',
            keepOrigins: true,
          }),
        ),
    ],
  ]
  return [...change, ...making]
}

const standing = (tenant: TestTenant, object: string, id: string): Promise<readonly [Row, number]> =>
  tenant.system(async (work) => [await work.records.get(object, id), await work.records.count(object)] as const)

/** Walks through every door with a value that only an act may write: each refuses by name and leaves nothing behind. */
export const walkDoors = async (walk: Walk, except: readonly string[] = []): Promise<void> => {
  const { tenant, actor, object, id, field } = walk
  const before = await standing(tenant, object, id)
  for (const [door, go] of await doorsOf(walk)) {
    if (except.includes(door)) continue
    const refusal = await refused(go())
    const codes = [refusal.code, ...refusal.problems.map(({ code }) => code)]
    const right = [
      'field.by_command',
      'field.derived',
      'field.not_writable',
      'field.fixed',
      'record.made_by_command',
      // An act that does not take it, or does not know it.
      'command.invalid_input',
      'field.unknown',
    ]
    expect(
      codes.some((code) => right.includes(code)),
      `${object}.${field} through ${door}: ${codes.join(', ')}`,
    ).toBe(true)
    expect(await standing(tenant, object, id), `${object}.${field} after ${door}`).toEqual(before)
  }
  const set = await tenant.as(actor, (work) =>
    work.records.upsert({ object, rows: [{ id, [field]: walk.value }], key: ['id'], partial: true }),
  )
  expect(set, `${object}.${field} in a set that goes on`).toMatchObject({ created: 0, updated: 0, refused: [{ row: 0 }] })
  expect(await standing(tenant, object, id)).toEqual(before)
}
