import { integer, label, longText, text } from '@lianke/kernel'
import { openDatabase } from '../../db/open-database.ts'
import { migrateTenant } from '../migrate-tenants.ts'
import { smallModule } from './small-model.ts'

/** The release that the specification of broken-off upgrades brings: additions, a changed type, an index, a hidden column. */
export const nextRelease = () => ({
  modules: [
    smallModule({
      points: text(label('分', 'Points'), { indexed: true }),
      level: integer(label('级', 'Level'), { unique: true }),
      story: longText(label('述', 'Story')),
    }),
  ],
})

// Run as a program: upgrades the tenants named on its command line, until it is done or killed.
if (process.argv[1] === import.meta.filename) {
  const [url = '', ...tenants] = process.argv.slice(2)
  const database = openDatabase({ url, max: 3 })
  for (const tenant of tenants) {
    const { outcome } = await migrateTenant(database, tenant, nextRelease(), '2026-03-01T00:00:00.000Z')
    process.stdout.write(`${tenant} ${outcome}\n`)
  }
  await database.close()
}
