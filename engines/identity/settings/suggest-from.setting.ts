import { defineSetting, label } from '@lianke/kernel'
import { z } from 'zod'

/** From which likelihood on two persons are suggested as one. */
export const suggestFrom = defineSetting({
  name: 'identity.suggest_from',
  label: label('从多大可能性起建议合并', 'Suggest from this likelihood'),
  help: label('0.5 到 0.999：越高，建议越少、越可靠', '0.5 to 0.999: the higher, the fewer and surer the suggestions'),
  section: label('客户身份', 'Identity'),
  schema: z.number().min(0.5).max(0.999),
  default: 0.9,
})
