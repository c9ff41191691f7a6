import { refuse, moneyIn } from '@lianke/kernel'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { balanceAt } from '../../model/ledgers/read-balances.ts'
import type { ModelLedger } from '../../model/model/model.ts'
import { api, type Http, readingWork } from './host.ts'
import { parseInput } from '../../model/problems/parse-input.ts'
import { idOf, objectOfRoute } from './record-routes.ts'
import { refuseWithout } from './rights.ts'

const momentQuery = z.strictObject({ at: z.iso.datetime({ offset: true }) })

const ledgerOfRoute = async (http: Http, request: FastifyRequest): Promise<ModelLedger> => {
  const object = await objectOfRoute(http, request, 'read')
  const { ledgers } = await http.platform.model(request.caller.tenant)
  return ledgers.get(object.name) ?? refuse('ledger.unknown', { status: 404, params: { ledger: object.name } })
}

/**
 * Beside what every object has (accounts are `module.noun`, the statement is `module.noun_entry`): a balance as it was at a moment, and what the
 * last proof found. Nothing here writes: commands do.
 */
export const addLedgerRoutes = (http: Http): void => {
  const { app, platform } = http
  app.get(api('/:room/:noun/:id/balance'), async (request) => {
    const ledger = await ledgerOfRoute(http, request)
    const { at } = parseInput(momentQuery, request.query, 400)
    const { tenant } = request.caller
    // Read as the caller: an account that may not be seen is not there.
    const work = await readingWork(http, request)
    const id = idOf(request, ledger.name)
    const row = await work.records.get(ledger.name, id, { fields: ['id', 'balance'] })
    const currency = moneyIn(row.balance)?.currency ?? null
    const found = await balanceAt((statement) => platform.database.query(tenant, statement), ledger, { id, currency, at })
    return { id, at, currency, ...found }
  })
  app.get(api('/operations/ledgers'), async (request) => {
    await refuseWithout(http, request.caller, 'platform.operations')
    const { tenant } = request.caller
    const { ledgers } = await platform.model(tenant)
    const proofs = await platform.database.query<{ ledger: string }>(tenant, {
      text: 'select ledger, proved_at, accounts, entries, differences from ledger_proof',
    })
    const proofOf = new Map(proofs.map((proof) => [proof.ledger, proof]))
    const none = { proved_at: null, accounts: null, entries: null, differences: [] }
    return {
      data: [...ledgers.values()].map(({ name, definition }) => ({
        label: definition.label,
        ...none,
        ...proofOf.get(name),
        ledger: name,
      })),
    }
  })
}
