import { openPlatform } from '../../../open-platform.ts'
import { goOn } from '../go-on.ts'
import { postOffice } from './acts.testing.ts'

// A process of its own that works at a run, to be killed in the middle of it.
const [databaseUrl = '', clickhouseUrl = '', tenant = '', run = ''] = process.argv.slice(2)
const platform = await openPlatform({
  databaseUrl,
  clickhouseUrl,
  secret: 'a secret for tests only',
  modules: postOffice,
  connectionsMax: 2,
})
await goOn(platform, tenant, run)
await platform.close()
