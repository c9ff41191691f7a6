import type { Filter, UnitOfWork } from '@lianke/kernel'

/** How many records of each kind name the corporation: of all objects whose records say in which of a channel's companies they are. */
export const usesOfCorp = async (work: UnitOfWork, corp: string): Promise<{ object: string; count: number }[]> => {
  const filter: Filter = {
    and: [
      { field: 'channel', op: 'eq', value: 'wecom' },
      { field: 'issuer', op: 'eq', value: corp },
    ],
  }
  const found: { object: string; count: number }[] = []
  for (const { name } of work.objects(({ fields }) => Boolean(fields.channel && fields.issuer))) {
    const count = await work.records.count(name, { filter })
    if (count > 0) found.push({ object: name, count })
  }
  return found
}
