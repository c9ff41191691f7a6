import { type Fact, personObject, Refusal, refuse, textIn } from '@lianke/kernel'
import type { Doors } from '../doors.ts'
import { askRefused, joinAgain, mergeAsked, unmergeAsked } from '../rules/asked.rule.ts'
import { canonicalOf } from '../rules/canonical.rule.ts'
import { mergedInto } from './merged-into.statement.ts'
import { mergePersons } from './merge-persons.statement.ts'
import { unmergePersons } from './unmerge.statement.ts'

/** The two as they stand now, locked; null when they are one already. */
const pairOf = async (doors: Doors, left: string, right: string): Promise<{ kept: string; gone: string } | null> => {
  const moved = await mergedInto(doors, [left, right])
  const ids = [moved.get(left) ?? left, moved.get(right) ?? right]
  if (ids[0] === ids[1]) return null
  const rows = await doors.sql<{ id: string; created_at: string }>(
    `select id, created_at from customer_person where id = any($1) and deleted_at is null order by id for update`,
    [ids],
  )
  if (rows.length < 2) refuse('record.not_found', { status: 404 })
  const kept = canonicalOf(rows)
  return { kept: kept.id, gone: rows.find((row) => row !== kept)?.id as string }
}

const apartIn = (row: Readonly<Record<string, unknown>>): string[] =>
  Array.isArray(row.do_not_merge) ? row.do_not_merge.filter((id): id is string => typeof id === 'string') : []

/** These two stay apart for automatic rules, or do so no longer. */
const keepApart = (doors: Doors, left: string, right: string, apart: boolean): Promise<void> =>
  doors.inWork(async (work) => {
    const rows = await work.system.records.find(personObject, [left, right], { fields: ['do_not_merge'], forUpdate: true })
    for (const [id, other] of [
      [left, right],
      [right, left],
    ] as const) {
      const row = rows.get(id)
      if (!row || apartIn(row).includes(other) === apart) continue
      const others = apartIn(row).filter((one) => one !== other)
      await work.system.records.update(personObject, id, { do_not_merge: apart ? [...others, other] : others })
    }
  })

/** A human joins two persons; that overrules an earlier parting. */
const mergeByHand = async (doors: Doors, fact: Fact, left: string, right: string): Promise<void> => {
  const pair = await pairOf(doors, left, right)
  if (!pair) return
  await keepApart(doors, pair.kept, pair.gone, false)
  const reason = fact.payload.reason === 'suggestion' ? 'suggestion' : 'manual'
  await mergePersons(doors, [{ ...pair, reason, identifier: null, fact: fact.id }])
}

/** The merge that joined these two, if they are one. */
const mergeOf = async (doors: Doors, left: string, right: string): Promise<string | undefined> =>
  (
    await doors.sql<{ id: string }>(
      `select id from identity_merge where undone_at is null and deleted_at is null
        and ((kept = $1 and gone = $2) or (kept = $2 and gone = $1)) order by merged_at desc limit 1`,
      [left, right],
    )
  )[0]?.id

/** The suggestion waits for a decision again. */
const suggestAgain = (doors: Doors, left: string, right: string) =>
  doors.sql(
    `update identity_suggestion set status = 'open', decided_at = null, decided_by = null, updated_at = $3, version = version + 1
      where status <> 'open' and deleted_at is null and (("left" = $1 and "right" = $2) or ("left" = $2 and "right" = $1))`,
    [left, right, doors.now],
  )

/** Does what a human asked for, or tells why it could not be done. */
export const answerAsk = async (doors: Doors, fact: Fact): Promise<void> => {
  const [left = '', right = '', merge = ''] = ['left', 'right', 'merge'].map((name) => textIn(fact.payload[name]) ?? '')
  try {
    if (fact.name === mergeAsked) await mergeByHand(doors, fact, left, right)
    else if (fact.name === unmergeAsked) {
      const asked = merge || (await mergeOf(doors, left, right))
      if (asked) await unmergePersons(doors, asked)
    } else {
      await keepApart(doors, left, right, fact.name !== joinAgain)
      if (fact.name === joinAgain) await suggestAgain(doors, left, right)
    }
  } catch (error) {
    // Refusals come before the first write of each act, so nothing is left half done.
    if (!(error instanceof Refusal)) throw error
    await doors.tell([
      {
        name: askRefused,
        person: fact.person,
        payload: { code: error.code, asked: fact.id },
        cause: { id: fact.id, hops: fact.hops },
      },
    ])
  }
}
