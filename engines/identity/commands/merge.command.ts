import { defineCommand, label, refuse, type Room } from '@lianke/kernel'
import { buildModel, type Model } from '@lianke/platform'
import { z } from 'zod'
import { doorsOfRoom } from '../doors.ts'
import { canonicalOf } from '../rules/canonical.rule.ts'
import { mergePersons } from '../statements/merge-persons.statement.ts'
import { mergedInto } from '../statements/merged-into.statement.ts'

const input = z.strictObject({ id: z.uuid(), with: z.uuid() })

/** The two persons as they stand now, locked; null when they are one already. */
export const pairOf = async (room: Room, left: string, right: string): Promise<{ kept: string; gone: string } | null> => {
  const sql = <R>(text: string, params?: readonly unknown[]) => room.sql<R>(text, params)
  const moved = await mergedInto({ sql }, [left, right])
  const ids = [moved.get(left) ?? left, moved.get(right) ?? right]
  if (ids[0] === ids[1]) return null
  const rows = await room.sql<{ id: string; created_at: string }>(
    `select id, created_at from customer_person where id = any($1) and deleted_at is null order by id for update`, [ids],
  )
  if (rows.length < 2) refuse('record.not_found', { status: 404 })
  const kept = canonicalOf(rows)
  return { kept: kept.id, gone: rows.find((row) => row !== kept)?.id as string }
}

/** Joins two persons by hand. Which one stays does not depend on the order they are named in. */
export const mergeCommand = (model: (room: Room) => Promise<Model>) =>
  defineCommand({
    name: 'identity.merge',
    label: label('合并客户', 'Merge people'),
    may: 'identity.merge',
    on: 'customer.person',
    input,
    run: async (room, { id, with: other }) => {
      const pair = await pairOf(room, id, other)
      if (!pair) return { kept: id, merged: false }
      await mergePersons(doorsOfRoom(room.system, await model(room)), [{ ...pair, reason: 'manual', identifier: null, fact: null }])
      return { kept: pair.kept, merged: true }
    },
  })
export { buildModel }
