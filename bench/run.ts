import { mkdirSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startAnalytics } from '../platform/run/runtime/analytics.ts'
import { startPostgres } from '../platform/run/runtime/postgres.ts'
import type { Bench, Figure } from './bench.ts'
import { automationBench } from './automation.bench.ts'
import { besideBench } from './beside.bench.ts'
import { collectBench } from './collect.bench.ts'
import { growthAgainst, keepFigures } from './growth.ts'
import { importBench } from './import.bench.ts'
import { journeyBench } from './journey.bench.ts'
import { ledgerBench } from './ledger.bench.ts'
import { linkageBench } from './linkage.bench.ts'
import { listBench } from './list.bench.ts'
import { ordersImportBench } from './orders-import.bench.ts'
import { personBench } from './person.bench.ts'
import { reactBench } from './react.bench.ts'
import { reportBench } from './report.bench.ts'
import { searchBench } from './search.bench.ts'
import { segmentBench } from './segment.bench.ts'
import { smallImportBench } from './small-import.bench.ts'
import { startBench } from './start.bench.ts'
import { tenantsBench } from './tenants.bench.ts'
import { undoChangesBench, undoImportBench } from './undo-import.bench.ts'
import { wecomSyncBench } from './wecom-sync.bench.ts'
import { createBench, orderBench } from './write.bench.ts'

const benches: readonly Bench[] = [
  startBench,
  listBench,
  searchBench,
  linkageBench,
  importBench,
  undoImportBench,
  undoChangesBench,
  smallImportBench,
  collectBench,
  reactBench,
  besideBench,
  tenantsBench,
  reportBench,
  segmentBench,
  journeyBench,
  automationBench,
  personBench,
  ledgerBench,
  createBench,
  orderBench,
  ordersImportBench,
  wecomSyncBench,
]

const { values } = parseArgs({
  options: {
    persons: { type: 'string', default: '1000000' },
    events: { type: 'string' },
    only: { type: 'string' },
    data: { type: 'string', default: '.lianke/bench' },
    against: { type: 'string' },
  },
})
const persons = Number(values.persons)
const directory = resolve(values.data)
mkdirSync(directory, { recursive: true })
const wanted = benches.filter(({ name }) => !values.only || values.only.split(',').includes(name))
const [postgres, analytics] = await Promise.all([
  startPostgres({ directory: `${directory}/postgres` }),
  startAnalytics({ directory: `${directory}/lake` }),
])
const figures: Figure[] = []
try {
  for (const bench of wanted) {
    console.log(`\n${bench.name}`)
    const found = await bench.run({
      databaseUrl: postgres.url,
      clickhouseUrl: analytics.url,
      persons,
      events: Number(values.events ?? persons * 10),
      say: (text) => console.log(`  ${text}`),
    })
    figures.push(...found)
  }
} finally {
  await analytics.stop()
  await postgres.stop()
}
keepFigures(directory, figures)
if (values.against) figures.push(...growthAgainst(resolve(values.against), figures))

const shown = (value: number) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3))
console.log(
  `\n${new Date().toISOString().slice(0, 10)} · ${availableParallelism()} cores · ${Math.round(totalmem() / 2 ** 30)} GB · ${persons.toLocaleString('en')} persons\n`,
)
console.log('| what | value | floor | ratio | target | reached |\n|---|---|---|---|---|---|')
for (const { name, value, unit, floor, target, reached, note } of figures) {
  const ratio = floor === null ? '—' : `${Math.round((value / floor) * 100)} %`
  console.log(
    `| ${name} | ${shown(value)} ${unit}${note ? ` (${note})` : ''} | ${floor === null ? '—' : `${shown(floor)} ${unit}`} | ${ratio} | ${target} | ${reached ? 'yes' : '**no**'} |`,
  )
}
