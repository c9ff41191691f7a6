import { customerModule } from '@lianke/customer'
import { organisationModule } from '@lianke/organisation'
import { newId } from '@lianke/platform'
import { type TestTenant, testTenant } from '@lianke/platform/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { processModule } from '../index.ts'
import { type Entry, runsToBegin } from '../statements/enter-runs.statement.ts'
import { insertRuns } from '../statements/write-runs.statement.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await testTenant({
    modules: [organisationModule, customerModule, processModule({ kinds: [], steps: [], channels: [] })],
  })
})
afterAll(() => tenant.close())

const now = '2026-11-28T10:00:00.000Z'
const subjects = [newId(), newId()] as const
const entryOf = (subject: string, mode: 'once' | 'always', key: string, parallel = false): Entry => ({
  version: {
    process: '00000000-0000-4000-8000-00000000b001',
    version: 1,
    kind: 'journey',
    subject_object: 'customer.person',
    graph: { entry: 'a', nodes: [] },
    trigger: { on: 'event', event: 'x.y' },
    condition: null,
    reentry: { mode, parallel },
    goal: null,
    exit: null,
    newest: true,
    state: 'running',
  },
  subject,
  person: subject,
  key,
  cause: null,
  hops: 0,
})

it('whoever may not enter again is left out, and a run that was started elsewhere meanwhile undoes what is done here', async () => {
  const entries = subjects.map((subject) => entryOf(subject, 'always', `k ${subject}`))
  await tenant.platform.database.transaction(tenant.id, async (tx) => {
    const runs = await runsToBegin(tx, entries, now)
    expect(runs.map(({ subject }) => subject)).toEqual([...subjects])
    await insertRuns(tx, runs.slice(0, 1), now)
    // It stands there, so it does not enter; with others beside it, it may, but not by the same key.
    expect((await runsToBegin(tx, entries, now)).map(({ subject }) => subject)).toEqual([subjects[1]])
    const again = [entryOf(subjects[0], 'always', `k ${subjects[0]}`, true), entryOf(subjects[0], 'always', 'other', true)]
    expect((await runsToBegin(tx, again, now)).map(({ entry_key }) => entry_key)).toEqual(['other'])
    await expect(tx.attempt(() => insertRuns(tx, runs, now))).rejects.toThrow('twice at the same moment')
  })
  expect(await tenant.platform.database.query(tenant.id, { text: 'select subject from process_run' })).toEqual([
    { subject: subjects[0] },
  ])
})
