import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import type { Platform } from '@lianke/platform'
import { moveRun, newImport, setMapping } from '@lianke/platform/imports'

const system = { kind: 'system', id: 'bench' } as const

/** A file as a company exports it: names, phones in three spellings, a stage, a city in words, a date. */
const writePeople = async (path: string, rows: number, called: string): Promise<void> => {
  const out = createWriteStream(path)
  out.write('姓名,手机,阶段,来源,创建时间\n')
  for (let n = 0; n < rows; n++) {
    const phone = `199${String(n).padStart(8, '0')}`
    const spelt =
      n % 3 === 0
        ? phone
        : n % 3 === 1
          ? `+86 ${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`
          : `${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`
    if (
      !out.write(
        `${called}${n},${spelt},${['潜在', '有意向', '已购买'][n % 3]},${['poster', 'live', 'store'][n % 3]},2025-${String(1 + (n % 12)).padStart(2, '0')}-11 10:00\n`,
      )
    )
      await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
}

/** An import of such a file that is ready to run; its id. */
export const importOfPeople = async (
  platform: Platform,
  tenant: string,
  path: string,
  rows: number,
  called = '客户',
): Promise<string> => {
  await writePeople(path, rows, called)
  const { run } = await newImport(platform, tenant, system, { object: 'customer.person', path, fileName: 'people.csv' })
  await setMapping(platform, tenant, system, run.id, {
    columns: ['name', 'phone', 'stage', 'source', 'created_at'].map((field, column) => ({ column, field })),
    key: ['phone'],
  })
  await moveRun(platform, tenant, system, run.id, 'start')
  return run.id
}
