import { installHome, migrateTenant, migrateTenants, type MigrationReport, openDatabase, planTenants } from '@lianke/platform'
import { withEngines } from '@lianke/platform/runtime'
import { definitions } from '../../definitions.ts'
import { type CommandCall, Misuse } from './command.ts'

const release = { modules: definitions }

/** `lianke migrate plan|apply`: the difference between the definitions of this release and the tenants' tables, in words; or made so. */
export const run = async ({ config, words, options }: CommandCall): Promise<'exit'> => {
  const [act = 'plan'] = words
  if (act !== 'plan' && act !== 'apply') throw new Misuse('say plan or apply')
  await withEngines(config, async ({ databaseUrl }) => {
    const database = openDatabase({ url: databaseUrl, max: 3 })
    const only = typeof options.tenant === 'string' ? options.tenant : null
    try {
      await installHome(database)
      if (act === 'plan') {
        const plans = (await planTenants(database, release)).filter(({ tenant }) => !only || tenant === only)
        for (const { tenant, steps } of plans)
          console.log(steps.length ? `${tenant}\n${steps.map((step) => `  ${step}`).join('\n')}` : `${tenant}: nothing to do`)
        return
      }
      const told = ({ tenant, outcome, steps, problem }: MigrationReport) =>
        console.log(`${tenant}: ${outcome}${steps.length ? `, ${steps.length} steps` : ''}${problem ? `: ${problem}` : ''}`)
      const reports = only ? [await migrateTenant(database, only, release)] : await migrateTenants(database, release, { told })
      if (only) reports.forEach(told)
      if (reports.some(({ outcome }) => outcome === 'failed')) process.exitCode = 1
    } finally {
      await database.close()
    }
  })
  return 'exit'
}
