import { label } from '@lianke/kernel'
import { Form, Select } from 'antd'
import { currencyList } from '../../base/field-types/parts/currency-list.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { languages } from './languages.ts'
import { zones } from './zones.ts'

/** Where a company that is being made has its days, what it speaks, and in which currency its sums are: the last is never changed. */
export const TenantPlace = () => {
  const text = useText()
  return (
    <>
      <Form.Item name="zone" label={text(label('时区', 'Time zone'))}>
        <Select showSearch options={zones.map((value) => ({ value, label: value }))} />
      </Form.Item>
      <Form.Item name="locale" label={text(label('首选语言', 'First language'))}>
        <Select options={languages} />
      </Form.Item>
      <Form.Item
        name="base_currency"
        label={text(label('本位币', 'Base currency'))}
        extra={text(label('所有合计用它，之后不能改', 'All sums are in it; it never changes'))}
      >
        <Select showSearch options={currencyList.map((value) => ({ value, label: value }))} />
      </Form.Item>
    </>
  )
}
