import { expect } from 'vitest'
import type { TestTenant } from '../../../testing/test-tenant.ts'

export type Ids = Readonly<Record<'partners' | 'deals' | 'notes', readonly string[]>>
interface Partner {
  id: string
  name: string
  group: string | null
  gone: boolean
}
interface Deal {
  id: string
  partner: string | null
  status: string
  remark: string | null
  owner: string | null
  gone: boolean
}
interface Line {
  id: string
  deal: string
  cents: number
  gone: boolean
}
interface Note {
  id: string
  partner: string
  gone: boolean
}
interface Base {
  readonly partners: readonly Partner[]
  readonly deals: readonly Deal[]
  readonly lines: readonly Line[]
  readonly notes: readonly Note[]
  readonly staff: ReadonlyMap<string, string>
}
type Shown = Record<string, Record<string, string | null>>

const ask = <R extends object>(tenant: TestTenant, text: string, params: readonly unknown[]): Promise<R[]> =>
  tenant.system((work) => work.sql<R & Record<string, unknown>>(text, [...params]))

/** What people wrote, and nothing that was worked out from it. */
const readBase = async (tenant: TestTenant, ids: Ids): Promise<Base> => ({
  partners: await ask(tenant, `select id, name, "group", deleted_at is not null as gone from trade_partner where id = any($1)`, [
    ids.partners,
  ]),
  deals: await ask(
    tenant,
    'select id, partner, status, remark, owner, deleted_at is not null as gone from trade_deal where id = any($1)',
    [ids.deals],
  ),
  lines: (
    await ask<Omit<Line, 'cents'> & { cents: string }>(
      tenant,
      'select id, deal, (price * 100 * quantity)::bigint::text as cents, deleted_at is not null as gone from trade_line where deal = any($1)',
      [ids.deals],
    )
  ).map((one) => ({ ...one, cents: Number(one.cents) })),
  notes: await ask(tenant, 'select id, partner, deleted_at is not null as gone from trade_note where id = any($1)', [ids.notes]),
  staff: new Map(
    (await ask<{ id: string; name: string }>(tenant, 'select id, name from organisation_staff where deleted_at is null', [])).map(
      ({ id, name }) => [id, name],
    ),
  ),
})

const digits = (value: number, scale: number) => value.toFixed(scale)
const byId = <T extends { id: string; gone: boolean }>(rows: readonly T[], id: string | null): T | undefined =>
  rows.find((row) => row.id === id && !row.gone)

/** Every worked-out value, from the base rows alone. */
const recount = ({ partners, deals, lines, notes, staff }: Base): Shown => {
  const linesOf = (deal: string) => lines.filter((line) => line.deal === deal && !line.gone)
  const total = (deal: string) => linesOf(deal).reduce((sum, line) => sum + line.cents, 0)
  const dealsOf = (partner: string) => deals.filter((deal) => deal.partner === partner && !deal.gone)
  const turnover = (partner: string) =>
    dealsOf(partner)
      .filter(({ status }) => status !== 'draft')
      .reduce((sum, { id }) => sum + total(id), 0)
  const notesOf = (partner: string) => notes.filter((note) => note.partner === partner && !note.gone).length
  const score = (partner: string) => dealsOf(partner).length * 10 + notesOf(partner)
  const rank = (partner: string) => (turnover(partner) >= 100_000 ? 'A' : 'B')
  const share = (line: Line) => (total(line.deal) > 0 ? digits(line.cents / 100 / (total(line.deal) / 100), 4) : '0.0000')
  const shown: Shown = {}
  for (const { id, group } of partners.filter(({ gone }) => !gone))
    shown[id] = {
      deals: digits(dealsOf(id).length, 4),
      turnover: digits(turnover(id) / 100, 4),
      rank: rank(id),
      in_group: digits(
        partners.filter((one) => one.group === id && !one.gone).reduce((sum, one) => sum + turnover(one.id), 0) / 100,
        4,
      ),
      notes: digits(notesOf(id), 4),
      weight: digits(dealsOf(id).reduce((sum, deal) => sum + total(deal.id) * 2, 0) / 100, 4),
      score: digits(score(id), 4),
      group_name: byId(partners, group)?.name ?? null,
    }
  for (const { id, partner, owner } of deals.filter(({ gone }) => !gone)) {
    const far = byId(partners, partner)
    const group = byId(partners, far?.group ?? null)
    const shares = linesOf(id).map(share).sort()
    shown[id] = {
      total: digits(total(id) / 100, 4),
      lines_count: String(linesOf(id).length),
      weight: digits((total(id) * 2) / 100, 4),
      big: String(total(id) >= 100_000),
      partner_rank: far ? rank(far.id) : null,
      group_turnover: group ? digits(turnover(group.id) / 100, 4) : null,
      owner_name: staff.get(owner ?? '') ?? null,
      top_share: shares.at(-1) ?? null,
    }
  }
  for (const line of lines.filter(({ gone }) => !gone)) {
    const deal = byId(deals, line.deal)
    if (!deal) continue
    shown[line.id] = {
      total: digits(line.cents / 100, 4),
      deal_remark: deal.remark,
      partner_name: byId(partners, deal.partner)?.name ?? null,
      share: share(line),
    }
  }
  for (const { id, partner } of notes.filter(({ gone }) => !gone)) {
    const far = byId(partners, partner)
    shown[id] = {
      partner_name: far ? `${far.name}!` : null,
      partner_score: far ? digits(score(far.id), 4) : null,
    }
  }
  return shown
}

const numbers = (names: readonly string[]) => names.map((name) => `round("${name}"::numeric, 4)::text as "${name}"`).join(', ')
const texts = (names: readonly string[]) => names.map((name) => `"${name}"::text as "${name}"`).join(', ')

/** The same values as they stand. */
const readWorked = async (tenant: TestTenant, ids: Ids): Promise<Shown> => {
  type Found = { id: string } & Record<string, string | null>
  const found = [
    ...(await ask<Found>(
      tenant,
      `select id::text, ${texts(['rank', 'group_name'])}, ${numbers(['deals', 'turnover', 'in_group', 'notes', 'weight', 'score'])} from trade_partner where id = any($1) and deleted_at is null`,
      [ids.partners],
    )),
    ...(await ask<Found>(
      tenant,
      `select id::text, ${texts(['lines_count', 'big', 'partner_rank', 'owner_name'])}, ${numbers(['total', 'weight', 'group_turnover', 'top_share'])} from trade_deal where id = any($1) and deleted_at is null`,
      [ids.deals],
    )),
    ...(await ask<Found>(
      tenant,
      `select l.id::text, l.deal_remark::text, l.partner_name::text, round(l.share, 4)::text as share, round(l.total, 4)::text as total
        from trade_line l join trade_deal d on d.id = l.deal where l.deal = any($1) and l.deleted_at is null and d.deleted_at is null`,
      [ids.deals],
    )),
    ...(await ask<Found>(
      tenant,
      `select id::text, ${texts(['partner_name'])}, ${numbers(['partner_score'])} from trade_note where id = any($1) and deleted_at is null`,
      [ids.notes],
    )),
  ]
  return Object.fromEntries(found.map(({ id, ...values }) => [id, values]))
}

/** Every worked-out value is what a plain recount of the base rows says. */
export const expectRecounted = async (tenant: TestTenant, ids: Ids): Promise<void> => {
  expect(await readWorked(tenant, ids)).toEqual(recount(await readBase(tenant, ids)))
}

/** All that some records hold, apart from when and how often they were written. */
export const stateOf = async (tenant: TestTenant, ids: Ids): Promise<Record<string, unknown>> => {
  const passing = `- 'version' - 'updated_at' - 'updated_by'`
  const rows = await ask<{ id: string; row: unknown }>(
    tenant,
    `select id::text, to_jsonb(t) ${passing} as row from trade_partner t where id = any($1)
      union all select id::text, to_jsonb(t) ${passing} from trade_deal t where id = any($2)
      union all select id::text, to_jsonb(t) ${passing} from trade_line t where deal = any($2)
      union all select id::text, to_jsonb(t) ${passing} from trade_note t where id = any($3)`,
    [ids.partners, ids.deals, ids.notes],
  )
  return Object.fromEntries(rows.map(({ id, row }) => [id, row]))
}
