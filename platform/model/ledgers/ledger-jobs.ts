import { defineJob } from '@lianke/kernel'
import { sql } from 'kysely'
import { platformJob } from '../../store/jobs/run-job.ts'
import type { Model, ModelLedger } from '../model/model.ts'
import type { Platform } from '../../platform.ts'
import { type LedgerProof, proveLedger } from './prove-ledger.ts'

const accountsPerSet = 500

/** Accounts on which something is due, after a mark, in order. */
const dueAccounts = (
  platform: Platform,
  tenant: string,
  ledger: ModelLedger,
  after: string | null,
): Promise<{ account: string }[]> =>
  platform.database.query<{ account: string }>(
    tenant,
    sql`select distinct account from ${sql.table(ledger.lot.table)} where deleted_at is null and expires_at <= now()
      and (${after}::uuid is null or account > ${after}::uuid) order by account limit ${accountsPerSet}`,
  )

/** Ends holds and batches that are due, in sets. Accounts that are used meanwhile end theirs themselves. */
export const endDueEverywhere = async (platform: Platform, tenant: string, signal?: AbortSignal): Promise<void> => {
  const { ledgers } = await platform.model(tenant)
  for (const ledger of ledgers.values()) {
    let after: string | null = null
    do {
      signal?.throwIfAborted()
      const due: { account: string }[] = await dueAccounts(platform, tenant, ledger, after)
      if (due.length > 0)
        await platform.work(tenant, { kind: 'system', id: 'ledgers' }, (work) =>
          work.ledger(ledger.definition).endDue(due.map(({ account }) => account)),
        )
      after = due.length === accountsPerSet ? (due.at(-1)?.account ?? null) : null
    } while (after)
  }
}

/** Recounts every ledger of a tenant and keeps what came of it for the operations page. */
export const proveLedgers = async (platform: Platform, tenant: string): Promise<LedgerProof[]> => {
  const model: Model = await platform.model(tenant)
  const proofs: LedgerProof[] = []
  for (const ledger of model.ledgers.values()) {
    const proof = await platform.database.transaction(
      tenant,
      async (tx) => {
        const found = await proveLedger((statement) => tx.query(statement), ledger)
        await tx.execute({
          text: `insert into ledger_proof (ledger, proved_at, accounts, entries, differences) values ($1, now(), $2, $3, $4::jsonb)
            on conflict (ledger) do update set proved_at = excluded.proved_at, accounts = excluded.accounts, entries = excluded.entries, differences = excluded.differences`,
          values: [ledger.name, found.accounts, found.entries, JSON.stringify(found.differences)],
        })
        return found
      },
      { timeoutMs: proofTimeoutMs },
    )
    proofs.push(proof)
  }
  return proofs
}
const proofTimeoutMs = 600_000

export const endDueJob = defineJob({
  name: 'ledgers.end_due',
  cron: '*/5 * * * *',
  timeoutMs: 240_000,
  run: (job) => endDueEverywhere(platformJob(job).platform, job.tenant, job.signal),
})

/** Fails when a ledger differs, so that it stands on the operations page until somebody has looked. */
export const proveJob = defineJob({
  name: 'ledgers.prove',
  cron: '41 3 * * *',
  timeoutMs: 3_600_000,
  attemptsMax: 1,
  run: async (job) => {
    const proofs = await proveLedgers(platformJob(job).platform, job.tenant)
    const wrong = proofs.filter(({ differences }) => differences.length > 0)
    if (wrong.length > 0)
      throw new Error(wrong.map(({ ledger, differences }) => `${ledger}: ${differences.length} differ`).join('; '))
  },
})
