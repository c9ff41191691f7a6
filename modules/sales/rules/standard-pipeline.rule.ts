import { type Label, label } from '@lianke/kernel'

const stages: readonly (readonly [Label, string, 'open' | 'won' | 'lost'])[] = [
  [label('初步接洽', 'First contact'), '10', 'open'],
  [label('需求确认', 'Needs confirmed'), '25', 'open'],
  [label('方案报价', 'Proposal'), '50', 'open'],
  [label('谈判', 'Negotiation'), '75', 'open'],
  [label('赢单', 'Won'), '100', 'won'],
  [label('输单', 'Lost'), '0', 'lost'],
]

/** The pipeline that a company starts with; it changes it as it sells. */
export const standardPipeline = (locale: 'zh-CN' | 'en') => {
  const said = (one: Label) => (locale === 'en' ? one.en : one.zh)
  return {
    name: said(label('标准流程', 'Standard')),
    standard: true,
    stages: stages.map(([name, probability, kind]) => ({ name: said(name), probability, kind })),
  }
}
