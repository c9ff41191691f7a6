import { account, person } from '@lianke/customer/contract'
import { type Field, linkOf, type ObjectDefinition } from '@lianke/kernel'
import { opportunity } from '@lianke/sales/contract'
import { lead } from '../objects/lead.object.ts'

/** What a lead has become. */
export interface Made {
  readonly person: string
  readonly account: string | null
  readonly opportunity: string | null
}
/** Records of an object that go along: found by `via`, told `values`. */
export interface Carried {
  readonly object: string
  readonly via: string
  readonly values: Readonly<Record<string, string | null>>
}

const pointsTo =
  (object: string) =>
  ([, field]: readonly [string, Field]) =>
    linkOf(field) === object

/** Objects whose records point to a lead and have fields for what it has become. */
export const carriedWith = (objects: readonly ObjectDefinition[], made: Made): readonly Carried[] =>
  objects.flatMap(({ name, fields, ledger, partOf }) => {
    const all = Object.entries(fields)
    const values = [
      [person.name, made.person],
      [account.name, made.account],
      [opportunity.name, made.opportunity],
    ].flatMap(([to = '', id = null]) =>
      all
        .filter(pointsTo(to ?? ''))
        .slice(0, 1)
        .map(([field]): [string, string | null] => [field, id]),
    )
    const [via] = all.filter(pointsTo(lead.name))[0] ?? []
    return via && !ledger && !partOf && values.length > 0 ? [{ object: name, via, values: Object.fromEntries(values) }] : []
  })
