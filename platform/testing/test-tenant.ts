import { randomBytes } from 'node:crypto'
import type { Actor, ModuleDefinition, ObjectRight, UnitOfWork } from '@lianke/kernel'
import { openPlatform } from '../open-platform.ts'
import { buildModel } from '../model/model/model.ts'
import type { Platform } from '../platform.ts'
import { createTenant } from '../store/schema/index.ts'
import { testUrls } from './test-urls.ts'

/** One isolated tenant with its platform. */
export interface TestTenant {
  readonly id: string
  readonly platform: Platform
  /** One transaction as the system. */
  system<T>(run: (work: UnitOfWork) => Promise<T>): Promise<T>
  /** One transaction as somebody. */
  as<T>(actor: Actor, run: (work: UnitOfWork) => Promise<T>): Promise<T>
  /** A new staff member with one role of these rights; `parent` chains departments. */
  staff(input: {
    name: string
    objects?: Record<string, ObjectRight>
    rights?: readonly string[]
    department?: string
  }): Promise<Actor>
  /** A department; answers its id. */
  department(name: string, parent?: string): Promise<string>
  close(): Promise<void>
}

const system: Actor = { kind: 'system', id: 'test' }
/** Rights of one scope on everything asked for. */
export const scoped = (scope: 'none' | 'own' | 'team' | 'below' | 'all'): ObjectRight => ({
  read: scope,
  update: scope,
  delete: scope,
  create: scope !== 'none',
})

/** Opens a fresh tenant of these modules on the run's PostgreSQL and ClickHouse (or another ClickHouse). */
export const testTenant = async ({
  modules,
  ...other
}: {
  modules: readonly ModuleDefinition[]
  clickhouseUrl?: string
}): Promise<TestTenant> => {
  const platform = await openPlatform({ ...testUrls(), ...other, secret: 'a secret for tests only', modules, connectionsMax: 12 })
  const id = `t${randomBytes(6).toString('hex')}`
  await createTenant(
    platform.database,
    { id, name: id, zone: 'Asia/Shanghai', locale: 'zh-CN', baseCurrency: 'CNY' },
    buildModel(modules),
  )
  const run = <T>(work: (work: UnitOfWork) => Promise<T>) => platform.work(id, system, work)
  return {
    id,
    platform,
    system: run,
    as: (actor, work) => platform.work(id, actor, work),
    staff: ({ name, objects = {}, rights = [], department }) =>
      run(async (work) => {
        const role = await work.records.create('organisation.role', { name: `${name} role ${work.id()}`, objects, rights })
        const staff = await work.records.create('organisation.staff', { name, roles: [role.id], department: department ?? null })
        return { kind: 'user', id: staff.id, name } as const
      }),
    department: (name, parent) =>
      run(async (work) => {
        const made = await work.records.create('organisation.department', { name, parent: parent ?? null })
        const above = parent ? String((await work.records.get('organisation.department', parent)).path) : ''
        await work.records.update('organisation.department', made.id, { path: above ? `${above}/${made.id}` : made.id })
        return made.id
      }),
    close: () => platform.close(),
  }
}
