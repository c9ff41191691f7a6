import { type Demo, demoActor } from './write-sets.ts'

const plan = [
  ['初步接洽', 10, 'open'],
  ['需求确认', 25, 'open'],
  ['方案报价', 50, 'open'],
  ['谈判', 75, 'open'],
  ['赢单', 100, 'won'],
  ['输单', 0, 'lost'],
] as const

export interface Pipeline {
  readonly pipeline: string
  readonly stages: readonly { readonly id: string; readonly kind: string; readonly probability: number }[]
}

/** The company's way of selling, in the place of the one that every tenant starts with. */
export const writePipeline = async (demo: Demo): Promise<Pipeline> =>
  demo.platform.work(demo.tenant, demoActor, async (work) => {
    const values = {
      name: '渠道合作',
      standard: true,
      position: 0,
      description: '经销商与企业采购',
      stages: plan.map(([name, probability, kind]) => ({ name, probability: String(probability), kind })),
    }
    const [standing] = (await work.records.list('sales.pipeline', { fields: ['id'], limit: 1 })).data
    const { id } = standing
      ? await work.records.update('sales.pipeline', standing.id, values)
      : await work.records.create('sales.pipeline', values)
    const stages = await work.records.list('sales.stage', {
      filter: { field: 'pipeline', op: 'eq', value: id },
      fields: ['id'],
      sort: ['position'],
    })
    return {
      pipeline: id,
      stages: plan.map(([, probability, kind], index) => ({ id: String(stages.data[index]?.id), kind, probability })),
    }
  })
