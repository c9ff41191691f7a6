import { type Actor, check, type Field, traitsOf, type UpsertInput } from '@lianke/kernel'
import type { Platform } from '@lianke/platform'

/** The installation writing its demo; reactions that notify people know it and stay quiet. */
export const demoActor: Actor = { kind: 'system', id: 'demo' }
const setMax = 1000

export interface Demo {
  readonly platform: Platform
  readonly tenant: string
  readonly now: number
}

/** Runs the sets of some rows on two lanes: while PostgreSQL writes one, the next is made. Numbered records keep their order on one. */
const inSets = async <R>(
  rows: readonly R[],
  lanes: number,
  work: (part: readonly R[], from: number) => Promise<void>,
): Promise<void> => {
  let next = 0
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let from = next; from < rows.length; from = next) {
        next += setMax
        await work(rows.slice(from, from + setMax), from)
      }
    }),
  )
}

/** Writes rows in sets, one transaction each; answers their ids in order. */
export const writeSets = async (
  demo: Demo,
  object: string,
  rows: readonly Record<string, unknown>[],
  more: Partial<UpsertInput> = {},
): Promise<string[]> => {
  const ids: string[] = []
  const { fields } = (await demo.platform.model(demo.tenant)).objects.get(object) ?? { fields: new Map<string, Field>() }
  const numbered = [...fields.values()].some((field) => traitsOf(field).computed === 'series')
  await inSets(rows, numbered ? 1 : 2, async (part, from) => {
    const result = await demo.platform.work(demo.tenant, demoActor, (work) =>
      work.records.upsert({ object, rows: part, keepOrigins: true, migrating: true, partial: true, ...more }),
    )
    check(result.refused.length === 0, `the demo's ${object} rows are right: ${JSON.stringify(result.refused.slice(0, 3))}`)
    for (const [index, id] of result.ids.entries()) ids[from + index] = id as string
  })
  return ids
}

export interface Happening {
  readonly name: string
  readonly person: string
  readonly at: number
  readonly payload: Record<string, unknown>
}

/** Appends behaviour to the ledger in sets. */
export const tellSets = async (demo: Demo, happenings: readonly Happening[]): Promise<void> => {
  await inSets(happenings, 2, (part) =>
    demo.platform.work(demo.tenant, demoActor, async (work) => {
      for (const { name, person, at, payload } of part)
        await work.emit({ name, person, payload, occurred_at: new Date(at).toISOString() })
    }),
  )
}
