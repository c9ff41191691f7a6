import fc from 'fast-check'
import { type FieldSamples, letters } from '../../kernel/field-types/spec/samples.testing.ts'

export const addressSamples: FieldSamples = {
  input: fc.constantFrom(
    { province: '广东省', city: '深圳市', district: '南山区', detail: '科技园 1 号' },
    { province: '北京市', district: '朝阳区' },
    { detail: 'abc' },
  ),
  stored: fc.record({ province: fc.constantFrom('广东省', '浙江省'), detail: letters }, { requiredKeys: [] }),
  operand: letters,
}
