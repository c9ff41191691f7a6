import { defineSetting, fieldTypes, label } from '@lianke/kernel'
import { z } from 'zod'

const regions = fieldTypes.phone.regions?.() ?? []

/** Where numbers without a country are dialled, unless somebody says otherwise of a column. What is stored already stays as it was read. */
export const phoneRegion = defineSetting({
  name: 'platform.phone_region',
  label: label('没有国家码的电话属于', 'Phone numbers without a country are of'),
  help: label(
    '表单、接口、导入和搜索都按它读号码；已经保存的号码不变',
    'Forms, the API, imports and search read numbers by it. Numbers that are stored already stay as they are',
  ),
  section: label('公司', 'Company'),
  schema: z
    .string()
    .refine((code) => regions.includes(code))
    .meta({ format: 'country', enum: [...regions] }),
  default: 'CN',
})
