import { boolean, defineObject, integer, label, longText, text } from '@lianke/kernel'
import { stagesInUse } from '../checks/stages-in-use.check.ts'
import { stage } from './stage.object.ts'

/** A way of selling: an ordered set of stages. */
export const pipeline = defineObject({
  name: 'sales.pipeline',
  label: label('销售流程', 'Pipeline'),
  plural: label('销售流程', 'Pipelines'),
  icon: 'git-branch',
  title: 'name',
  fields: {
    name: text(label('名称', 'Name'), { required: true, max: 80, unique: true, inList: true }),
    description: longText(label('说明', 'Description'), { max: 500, inList: true }),
    standard: boolean(label('默认', 'Default'), { default: false, inList: true }),
    position: integer(label('排序', 'Position'), { min: 0, max: 1000, default: 0 }),
  },
  keptWhileUsed: true,
  access: { everyone: true },
  parts: { stages: stage },
  checks: [stagesInUse],
  sort: 'position',
})
