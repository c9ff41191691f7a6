import { type Actor, check, type UpsertInput } from '@lianke/kernel'
import type { Platform } from '@lianke/platform'

/** The installation writing its demo; reactions that notify people know it and stay quiet. */
export const demoActor: Actor = { kind: 'system', id: 'demo' }
const setMax = 1000

export interface Demo {
  readonly platform: Platform
  readonly tenant: string
  readonly now: number
}

/** Writes rows in sets, one transaction each; answers their ids in order. */
export const writeSets = async (
  demo: Demo,
  object: string,
  rows: readonly Record<string, unknown>[],
  more: Partial<UpsertInput> = {},
): Promise<string[]> => {
  const ids: string[] = []
  for (let from = 0; from < rows.length; from += setMax) {
    const part = rows.slice(from, from + setMax)
    const result = await demo.platform.room(demo.tenant, demoActor, (room) =>
      room.records.upsert({ object, rows: part, keepOrigins: true, partial: true, ...more }),
    )
    check(result.refused.length === 0, `the demo's ${object} rows are right: ${JSON.stringify(result.refused.slice(0, 3))}`)
    ids.push(...(result.ids as string[]))
  }
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
  for (let from = 0; from < happenings.length; from += setMax) {
    await demo.platform.room(demo.tenant, demoActor, async (room) => {
      for (const { name, person, at, payload } of happenings.slice(from, from + setMax))
        await room.emit({ name, person, payload, occurred_at: new Date(at).toISOString() })
    })
  }
}
